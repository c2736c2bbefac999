"""`rhomboid trial`: the group of its commands, and those of a trial under way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Literal

import click
import msgspec

from rhomboid.cli.dialogue import prompt, say
from rhomboid.cli.exit_codes import NOT_AS_SEALED
from rhomboid.cli.files import InputError, write_text
from rhomboid.cli.keeping import last_account, open_diary, store_option
from rhomboid.cli.knowledge_base import open_knowledge, show_problems
from rhomboid.cli.terminal import wrap
from rhomboid.cli.trial_new import new_command

if TYPE_CHECKING:
    from rhomboid.model import KnowledgeBase
    from rhomboid.model.diary import Entry
    from rhomboid.model.trial_record import TrialRecord
    from rhomboid.store import Store

PAIN = click.FloatRange(0, 10)
Used = Literal["remedy", "comparator", "neither"]
trial_argument = click.argument("trial", required=False)
trial_option = click.option("--trial", metavar="TRIAL", help="Which one; that under way, or the last, when left out.")
json_option = click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")


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

    knowledge, today = open_knowledge(), _today()
    with _trial(where, trial, today) as (store, record):
        day = trial_day(record, store.entries(record.protocol.start, record.last_day), knowledge, today)
    click.echo(_json(day) if as_json else render_day(day), nl=as_json)


@trial_command.command("log")
@click.argument("pain", type=PAIN, required=False)
@click.option("--used", "used", flag_value="remedy", help="You used the remedy that day.")
@click.option(
    "--used-other", "used", flag_value="comparator", help="You used what it is compared with, where that is a remedy."
)
@click.option("--not-used", "used", flag_value="neither", help="You used neither.")
@click.option("--adverse-event", metavar="WORDS", help="Harm it did you, in your words. It ends the trial.")
@click.option("--note", default="", metavar="WORDS", help="Anything else, in your own words.")
@click.option("--when", metavar="TIME", help="Another day: yesterday, 2026-11-25. It is marked as written later.")
@trial_option
@store_option
@json_option
def log_command(
    pain: float | None,
    used: Used | None,
    adverse_event: str | None,
    note: str,
    when: str | None,
    trial: str | None,
    where: str | None,
    as_json: bool,
) -> None:
    """
    Write down a day of the trial: `rhomboid trial log 5 --used`.

    It is an entry of the diary too. What you leave out counts as not said; saying it again for the same day changes it.
    """
    knowledge, today = open_knowledge(), _today()
    with _trial(where, trial, today) as (store, record):
        if pain is None and used is None and not (adverse_event or note):
            pain, used = _asked(record, knowledge)
        words = "\n".join(part for part in (adverse_event, note) if part)
        entry = _entry(store, record, when, pain, used, words, today)
        if words and not as_json:
            _show_danger(entry, knowledge, store)
        _keep(store, record, entry, adverse_event)
    if as_json:
        click.echo(_json(entry))
    else:
        _say_kept(record, entry, knowledge, bool(adverse_event))


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

    knowledge, today = open_knowledge(), _today()
    with _trial(where, trial, today) as (store, record):
        result = trial_result(record, store.entries(record.protocol.start, record.last_day), knowledge, today)
    if svg:
        from rhomboid.report.trial_picture import render_trial_svg

        write_text(svg, render_trial_svg(result), private=True)
        say(f"Wrote {svg}.")
    click.echo(_json(result) if as_json else render_result(result), nl=as_json)


@trial_command.command("stop")
@trial_argument
@click.option("--because", default="", metavar="WORDS", help="Why, in your own words.")
@store_option
def stop_command(trial: str | None, because: str, where: str | None) -> None:
    """End a trial before its last day. What was written down stays, and so does its result."""
    from rhomboid.answers.trials import stop_trial

    today = _today()
    with _trial(where, trial, today) as (store, record):
        if because:
            _show_danger(_spoken(because), open_knowledge(), store)
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
    with _told_in_words(), open_diary(where) as store:
        records = trials_in(store)
        chosen = records if trial is None else (choose_trial(records, _today(), trial),)
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
    click.echo(_json(records) if as_json else render_list(records, _today()), nl=as_json)


trial_command.add_command(new_command)


@contextmanager
def _trial(where: str | None, trial: str | None, today: date) -> Iterator[tuple[Store, TrialRecord]]:
    """The diary, open, and the trial that is meant."""
    from rhomboid.answers.trial_records import choose_trial, trials_in

    with _told_in_words(), open_diary(where) as store:
        yield store, choose_trial(trials_in(store), today, trial)


@contextmanager
def _told_in_words() -> Iterator[None]:
    from rhomboid.answers import AccountError

    try:
        yield
    except AccountError as error:
        raise InputError(str(error)) from None


def _today() -> date:
    from rhomboid.model.diary import diary_day
    from rhomboid.store import this_moment

    return diary_day(this_moment()[0])


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _asked(record: TrialRecord, knowledge: KnowledgeBase) -> tuple[float | None, Used | None]:
    """Pain and use, asked for on a terminal; either may be left out."""
    from rhomboid.answers.trial_arms import USUAL_CARE

    if not sys.stdin.isatty():
        raise click.UsageError("There is nothing to write down. Say how much it hurts: rhomboid trial log 5 --used.")
    typed = prompt("How much did it hurt? (0 to 10, Enter to leave out)")
    pain = _number(typed) if typed else None
    used = _asked_whether(record.protocol.remedy, "remedy", knowledge)
    if used == "neither" and record.protocol.comparator != USUAL_CARE:
        used = _asked_whether(record.protocol.comparator, "comparator", knowledge)
    if pain is None and used is None:
        raise click.UsageError("Nothing was said, so nothing was saved. The day stays missing.")
    return pain, used


def _asked_whether(remedy: str, arm: Used, knowledge: KnowledgeBase) -> Used | None:
    from rhomboid.answers.trial_arms import arm_name

    reply = prompt(f"Did you use {arm_name(remedy, knowledge)}? (y, n, Enter to leave out)").lower()
    return arm if reply in ("y", "yes") else "neither" if reply in ("n", "no") else None


def _number(typed: str) -> float:
    from rhomboid.diary.tables import parse_number

    pain = parse_number(typed)
    if pain is None or not 0 <= pain <= 10:
        raise InputError(f"{typed!r} is not a pain. Give a number from 0 (none) to 10 (worst imaginable).")
    return pain


def _entry(
    store: Store, record: TrialRecord, when: str | None, pain: float | None, used: Used | None, words: str, today: date
) -> Entry:
    from rhomboid.answers.trial_log import check_day, log_entry, log_id
    from rhomboid.cli.moment import moment_told
    from rhomboid.model.diary import diary_day
    from rhomboid.store import this_moment

    now, zone = this_moment()
    told = moment_told(when, now, zone) if when else None
    at = told.at if told else now
    check_day(record, diary_day(at), today)
    known = store.entry(log_id(record, diary_day(at)))
    known_to = told.known_to if told else "minute"
    return log_entry(record, known, at, zone, known_to, now, pain, used, words)


def _keep(store: Store, record: TrialRecord, entry: Entry, adverse_event: str | None) -> None:
    """The stop first: should the entry fail to be kept, the harm has ended the trial all the same."""
    from rhomboid.answers.trial_log import keep_log
    from rhomboid.answers.trials import stop_trial
    from rhomboid.model.diary import entry_fault

    if fault := entry_fault(entry):
        raise InputError(f"{fault} Nothing was saved.")
    if adverse_event and record.stop is None:
        stop_trial(store, record, entry.day, "adverse_event", adverse_event)
    keep_log(store, entry)


def _say_kept(record: TrialRecord, entry: Entry, knowledge: KnowledgeBase, harmed: bool) -> None:
    from rhomboid.answers.trial_arms import arm_name
    from rhomboid.answers.trial_words import log_words

    name = arm_name(record.protocol.remedy, knowledge)
    click.echo(wrap(log_words(record, entry, knowledge)))
    if harmed:
        click.echo(wrap(f"The trial is stopped. Do not go on with {name} before someone has looked at it with you."))
        click.echo(wrap("If it gets worse or frightens you: rhomboid assess, or call for help."))


def _spoken(words: str) -> Entry:
    from rhomboid.model.diary import Entry
    from rhomboid.store import new_id, this_moment

    now, zone = this_moment()
    return Entry(new_id(), now, zone, note=words)


def _show_danger(entry: Entry, knowledge: KnowledgeBase, store: Store) -> None:
    """What to do now, where the words raise an alarm, before anything else; silence is not reassurance."""
    from rhomboid.answers.diary import screen_entry
    from rhomboid.cli.terminal_diary import render_screening

    screening = screen_entry(entry, knowledge, entry.at.date(), last_account(store))
    if screening.disposition is not None:
        click.echo(render_screening(screening))
