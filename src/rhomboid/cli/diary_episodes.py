"""`rhomboid diary episodes`: flares, calm and ongoing pain, and the person's own word on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click
import msgspec
from click.core import ParameterSource

from rhomboid.cli.day import Day
from rhomboid.cli.dialogue import say
from rhomboid.cli.diary_show import MERGED, PAIN
from rhomboid.cli.files import InputError
from rhomboid.cli.keeping import episode_edits, open_diary, store_option
from rhomboid.model import EPISODE_KINDS, EditAction, Episode, EpisodeEdit, EpisodeKind, diary_day

if TYPE_CHECKING:
    from rhomboid.diary import Daily
    from rhomboid.model import Episodes
    from rhomboid.store import Store

HIGHEST: Daily = "highest"
DAILY = (HIGHEST, "mean", "lowest", "last")
FORMS = "Days are written as 2026-11-22, today or yesterday."


class PastDay(Day):
    """A day that has been: a date, ``today`` or ``yesterday``."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a refusal in words."""
        today = _today()
        words = {"today": today, "yesterday": today - timedelta(days=1)}
        day = words.get(str(value).casefold()) or super().convert(value, param, ctx)
        if day > today:
            self.fail(f"{day} is still to come. {FORMS}", param, ctx)
        return day


day_argument = click.argument("day", type=PastDay())
first_argument = click.argument("first", type=PastDay(), metavar="FROM")
last_argument = click.argument("last", type=PastDay(), metavar="[TO]", required=False)


@click.group("episodes", invoke_without_command=True)
@click.option("--series", "name", default=PAIN, metavar="NAME", help="Of which pain: pain, or one place as pain:neck.")
@click.option("--daily", type=click.Choice(DAILY), default=HIGHEST, help="How the entries of a day become one.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write them, and the probabilities of each day, as JSON.")
@click.pass_context
def episodes_command(context: click.Context, name: str, daily: Daily, where: str | None, as_json: bool) -> None:
    """
    Your flares, calm and ongoing pain, the newest last, and how sure each is.

    They are told from your own usual pain, and can be wrong. What you say of them counts for more: name an episode by
    any DAY of it.

    \b
    rhomboid diary episodes confirm DAY             it was so
    rhomboid diary episodes move DAY FROM [TO]      it was on other days
    rhomboid diary episodes add flare FROM [TO]     it was there too
    rhomboid diary episodes remove DAY              it was not so
    rhomboid diary episodes undo                    take back the last thing you said

    Without TO it still lasts.
    """
    if context.invoked_subcommand:
        if any(context.get_parameter_source(option) is ParameterSource.COMMANDLINE for option in context.params):
            raise click.UsageError(
                f"Options stand behind {context.invoked_subcommand}; --series, --daily and --json are for looking only."
            )
        return
    with open_diary(where) as store:
        found = _episodes(store, name, daily)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)))
        return
    from rhomboid.cli.terminal_diary import render_episodes

    click.echo(render_episodes(found, f"{name}, {MERGED[daily]}"), nl=False)
    if name == PAIN:
        say(
            "Not so? rhomboid diary episodes remove DAY, or move DAY FROM TO. One is missing? rhomboid diary episodes "
            "add flare FROM TO."
        )
    else:
        say("This is from the numbers alone: what you said of flares is about your pain as a whole.")


@episodes_command.command("confirm")
@day_argument
@store_option
def confirm_command(where: str | None, day: date) -> None:
    """It was so: the episode that DAY lies in."""
    _say_of_episode(where, "confirmed", day)


@episodes_command.command("move")
@day_argument
@first_argument
@last_argument
@store_option
def move_command(where: str | None, day: date, first: date, last: date | None) -> None:
    """It was on other days: the episode that DAY lies in went FROM TO; without TO it still lasts."""
    _say_of_episode(where, "moved", day, first, last)


@episodes_command.command("remove")
@day_argument
@store_option
def remove_command(where: str | None, day: date) -> None:
    """It was not so: the episode that DAY lies in."""
    _say_of_episode(where, "removed", day)


@episodes_command.command("add")
@click.argument("kind", type=click.Choice(EPISODE_KINDS))
@first_argument
@last_argument
@store_option
def add_episode_command(where: str | None, kind: EpisodeKind, first: date, last: date | None) -> None:
    """There was one FROM TO; without TO it still lasts. It counts for more than what was told of those days."""
    with open_diary(where) as store:
        _keep(store, EpisodeEdit("added", kind, _today(), first, last))


@episodes_command.command("undo")
@store_option
def undo_command(where: str | None) -> None:
    """Take back the last thing you said of an episode; again, the one before."""
    from rhomboid.answers.kept import take_back_edit

    with open_diary(where) as store:
        if not take_back_edit(store):
            raise InputError("There is nothing to undo: nothing you said of flares and calm counts now.")
        left = len(episode_edits(store))
    click.echo(f"Taken back. Of what you said of flares and calm, {left} still count.")


def _say_of_episode(
    where: str | None,
    action: EditAction,
    day: date,
    first: date | None = None,
    last: date | None = None,
) -> None:
    """Keep what the person says of the episode that a day lies in."""
    from rhomboid.answers.episodes import said_of

    with open_diary(where) as store:
        _keep(store, said_of(_episode_on(day, store), action, _today(), first, last))


def _episode_on(day: date, store: Store) -> Episode:
    from rhomboid.answers import AccountError
    from rhomboid.answers.episodes import told_on

    try:
        return told_on(day, _episodes(store, PAIN, HIGHEST))
    except AccountError as error:
        raise InputError(
            f"{error} To say what it was: rhomboid diary episodes add flare {day}. Nothing was saved."
        ) from None


def _keep(store: Store, edit: EpisodeEdit) -> None:
    """Keep an edit and say how its days stand now."""
    from rhomboid.answers import AccountError, days_told
    from rhomboid.answers.episodes import standing_now
    from rhomboid.answers.kept import keep_edit
    from rhomboid.cli.terminal_diary import episode_line

    try:
        keep_edit(store, edit)
    except AccountError as error:
        raise InputError(str(error)) from None
    click.echo(f"Saved: {edit.kind}, {edit.action}, {days_told(edit.start, edit.end)}.")
    now = [episode_line(one) for one in standing_now(edit, _episodes(store, PAIN, HIGHEST))]
    click.echo("\n".join(now) if now else "Of those days nothing is told now.")
    say("To undo: rhomboid diary episodes undo.")


def _episodes(store: Store, name: str, daily: Daily) -> Episodes:
    """The episodes of pain as the diary and the person have them."""
    from rhomboid.answers import AccountError
    from rhomboid.answers.episodes import episodes_of

    episode_edits(store)
    try:
        return episodes_of(store, _today(), name, daily)
    except AccountError as error:
        hint = "" if store.entries() else " Write an entry: rhomboid diary add 6."
        raise InputError(f"{error}{hint}") from None


def _today() -> date:
    from rhomboid.store import this_moment

    return diary_day(this_moment()[0])
