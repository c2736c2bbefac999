"""`rhomboid trial log`: one day written down, in the trial and in the diary at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rhomboid.cli.dialogue import prompt
from rhomboid.cli.keeping import store_option
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.cli.terminal import wrap
from rhomboid.cli.trial_under_way import as_text, json_option, open_trial, screened, show_danger, trial_today

if TYPE_CHECKING:
    from rhomboid.answers.trial_log import Used
    from rhomboid.model import KnowledgeBase
    from rhomboid.model.diary import Entry
    from rhomboid.model.trial_record import TrialRecord
    from rhomboid.store import Store


@click.command("log")
@click.argument("pain", type=click.FloatRange(0, 10), required=False)
@click.option("--used", "used", flag_value="remedy", help="You used the remedy that day.")
@click.option(
    "--used-other", "used", flag_value="comparator", help="You used what it is compared with, where that is a remedy."
)
@click.option("--not-used", "used", flag_value="neither", help="You used neither.")
@click.option("--adverse-event", metavar="WORDS", help="Harm it did you, in your words. It ends the trial.")
@click.option("--note", default="", metavar="WORDS", help="Anything else, in your own words.")
@click.option("--when", metavar="TIME", help="Another day: yesterday, 2026-11-25. It is marked as written later.")
@click.option("--trial", metavar="TRIAL", help="Which one; that under way, or the last, when left out.")
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
    from rhomboid.answers.trial_log import keep_day

    knowledge = open_knowledge()
    with open_trial(where, trial, trial_today()) as (store, record):
        if pain is None and used is None and not (adverse_event or note):
            pain, used = _asked(record, knowledge)
        words = "\n".join(part for part in (adverse_event, note) if part)
        entry = _entry(store, record, when, pain, used, words)
        screening = screened(entry, knowledge, store)
        if not as_json:
            show_danger(screening)
        keep_day(store, record, entry, adverse_event or "")
    if as_json:
        click.echo(as_text({"entry": entry, "screening": screening}))
    else:
        _say_kept(record, entry, knowledge, bool(adverse_event))


def _asked(record: TrialRecord, knowledge: KnowledgeBase) -> tuple[float | None, Used | None]:
    """Pain and use, asked for on a terminal; either may be left out."""
    from rhomboid.answers.trial_arms import USUAL_CARE
    from rhomboid.answers.trial_log import pain_told

    if not sys.stdin.isatty():
        raise click.UsageError("There is nothing to write down. Say how much it hurts: rhomboid trial log 5 --used.")
    typed = prompt("How much did it hurt? (0 to 10, Enter to leave out)")
    pain = pain_told(typed) if typed else None
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


def _entry(
    store: Store, record: TrialRecord, when: str | None, pain: float | None, used: Used | None, words: str
) -> Entry:
    from rhomboid.answers.trial_log import day_entry
    from rhomboid.cli.moment import moment_told
    from rhomboid.store import this_moment

    now, zone = this_moment()
    told = moment_told(when, now, zone) if when else None
    at, known_to = (told.at, told.known_to) if told else (now, "minute")
    return day_entry(store, record, at, zone, known_to, now, pain, used, words)


def _say_kept(record: TrialRecord, entry: Entry, knowledge: KnowledgeBase, harmed: bool) -> None:
    from rhomboid.answers.trial_arms import arm_name
    from rhomboid.answers.trial_words import log_words

    name = arm_name(record.protocol.remedy, knowledge)
    click.echo(wrap(log_words(record, entry, knowledge)))
    if harmed:
        click.echo(wrap(f"The trial is stopped. Do not go on with {name} before someone has looked at it with you."))
        click.echo(wrap("If it gets worse or frightens you: rhomboid assess, or call for help."))
