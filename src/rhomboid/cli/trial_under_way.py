"""The trial that a command is about, today's day, and what danger its words tell of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.files import InputError
from rhomboid.cli.keeping import open_diary

if TYPE_CHECKING:
    from rhomboid.answers import Screening
    from rhomboid.model import KnowledgeBase
    from rhomboid.model.diary import Entry
    from rhomboid.model.trial_record import TrialRecord
    from rhomboid.store import Store

json_option = click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")


@contextmanager
def open_trial(where: str | None, trial: str | None, today: date) -> Iterator[tuple[Store, TrialRecord]]:
    """The diary, open, and the trial that is meant."""
    from rhomboid.answers.trial_records import choose_trial, trials_in

    with told_in_words(), open_diary(where) as store:
        yield store, choose_trial(trials_in(store), today, trial)


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn what cannot be answered into what the command says."""
    from rhomboid.answers import AccountError

    try:
        yield
    except AccountError as error:
        raise InputError(str(error)) from None


def trial_today() -> date:
    """The diary's day: it turns at 04:00."""
    from rhomboid.model.diary import diary_day
    from rhomboid.store import this_moment

    return diary_day(this_moment()[0])


def screened(entry: Entry, knowledge: KnowledgeBase, store: Store) -> Screening:
    """The alarms that the words of an entry raise, together with what was told and kept before."""
    from rhomboid.answers.diary import screen_entry
    from rhomboid.answers.kept import last_account

    return screen_entry(entry, knowledge, entry.at.date(), last_account(store))


def show_danger(screening: Screening) -> None:
    """What to do now, and why; nothing where nothing was raised: silence is not reassurance."""
    from rhomboid.cli.terminal_diary import render_screening

    if screening.disposition is not None:
        click.echo(render_screening(screening))


def as_text(value: object) -> str:
    """A value as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
