"""`rhomboid trial`: the group of its commands, and those of a trial under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rhomboid.cli.dialogue import say
from rhomboid.cli.exit_codes import NOT_AS_SEALED
from rhomboid.cli.files import write_text
from rhomboid.cli.keeping import open_diary, store_option
from rhomboid.cli.knowledge_base import open_knowledge, show_problems
from rhomboid.cli.trial_log import log_command
from rhomboid.cli.trial_new import new_command
from rhomboid.cli.trial_pool import pool_command
from rhomboid.cli.trial_under_way import (
    as_text,
    json_option,
    open_trial,
    screened,
    show_danger,
    told_in_words,
    trial_today,
)

if TYPE_CHECKING:
    from rhomboid.model.diary import Entry

trial_argument = click.argument("trial", required=False)


@click.group("trial")
def trial_command() -> None:
    """
    Does a remedy help you, or would it have gone away anyway?

    A coin decides which days are with it, you write down how much it hurts, and the answer says what the days show, on
    any day you ask. `rhomboid trial new heat` begins.
    """


@trial_command.command("today")
@trial_argument
@store_option
@json_option
def today_command(trial: str | None, where: str | None, as_json: bool) -> None:
    """What today is for, how to do it, and when to stop. Nothing of how it goes."""
    from rhomboid.answers.trials import trial_day
    from rhomboid.cli.terminal_trial import render_day

    knowledge, today = open_knowledge(), trial_today()
    with open_trial(where, trial, today) as (store, record):
        day = trial_day(record, store.entries(record.protocol.start, record.last_day), knowledge, today)
    click.echo(as_text(day) if as_json else render_day(day), nl=as_json)


@trial_command.command("result")
@trial_argument
@store_option
@json_option
@click.option("--svg", metavar="FILE", help="Also draw what was not ruled out, day by day.")
def result_command(trial: str | None, where: str | None, as_json: bool, svg: str | None) -> None:
    """
    What the days show so far. You may look on any day.

    The verdict in words, the effect with its interval, as drawn and as used, and the evidence that allows for looking.
    """
    from rhomboid.answers.trials import trial_result
    from rhomboid.cli.terminal_trial import render_result

    knowledge, today = open_knowledge(), trial_today()
    with open_trial(where, trial, today) as (store, record):
        result = trial_result(record, store.entries(record.protocol.start, record.last_day), knowledge, today)
    if svg:
        from rhomboid.report.trial_picture import render_trial_svg

        write_text(svg, render_trial_svg(result), private=True)
        say(f"Wrote {svg}.")
    click.echo(as_text(result) if as_json else render_result(result), nl=as_json)


@trial_command.command("stop")
@trial_argument
@click.option("--because", default="", metavar="WORDS", help="Why, in your own words.")
@store_option
def stop_command(trial: str | None, because: str, where: str | None) -> None:
    """End a trial before its last day. What was written down stays, and so does its result."""
    from rhomboid.answers.trials import stop_trial

    today = trial_today()
    with open_trial(where, trial, today) as (store, record):
        if because:
            show_danger(screened(_spoken(because), open_knowledge(), store))
        stop_trial(store, record, today, "wish", because)
    click.echo(f"The trial {record.protocol.id} is stopped. What it says: rhomboid trial result {record.protocol.id}.")


@trial_command.command("verify")
@trial_argument
@click.option("--hash", "kept", metavar="HASH", help="The hash you kept before the first day.")
@store_option
@click.pass_context
def verify_command(context: click.Context, trial: str | None, kept: str | None, where: str | None) -> None:
    """
    Whether a trial is what was sealed before its first day; every trial when none is named.

    The schedule and the hash are worked out anew from what is kept, and the diary is checked row by row.
    """
    from rhomboid.answers.trial_proof import verify_trials
    from rhomboid.answers.trial_records import choose_trial, trials_in

    if kept is not None and trial is None:
        raise click.UsageError("--hash belongs to one trial: name it.")
    with told_in_words(), open_diary(where) as store:
        records = trials_in(store)
        chosen = records if trial is None else (choose_trial(records, trial_today(), trial),)
        problems = verify_trials(store, chosen, kept)
    if problems:
        show_problems(list(problems))
        context.exit(NOT_AS_SEALED)
    for record in chosen:
        click.echo(
            f"{record.protocol.id}: as it was sealed on {record.sealed.sealed_at:%Y-%m-%d}, {record.sealed.sha256}"
        )
    if not chosen:
        click.echo("There is no trial to verify.")


@trial_command.command("list")
@store_option
@json_option
def list_command(where: str | None, as_json: bool) -> None:
    """Every trial there was, in a line each."""
    from rhomboid.answers.trial_records import trials_in
    from rhomboid.cli.terminal_trial import render_list

    with open_diary(where) as store:
        records = trials_in(store)
    click.echo(as_text(records) if as_json else render_list(records, trial_today()), nl=as_json)


trial_command.add_command(new_command)
trial_command.add_command(log_command)
trial_command.add_command(pool_command)


def _spoken(words: str) -> Entry:
    from rhomboid.model.diary import Entry
    from rhomboid.store import new_id, this_moment

    now, zone = this_moment()
    return Entry(new_id(), now, zone, note=words)
