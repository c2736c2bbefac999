"""
Somebody who has used the app for two months: an account told and kept, a diary, one trial ended and one under way.

The person is made up; the days are drawn from a fixed seed, so that every picture of them is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from rhomboid.answers import Interview, answer_card, answer_finding, next_step, plan
from rhomboid.answers.kept import keep_answers
from rhomboid.answers.trial_log import keep_log, log_entry
from rhomboid.answers.trial_offers import offer_trial
from rhomboid.answers.trial_records import trials_in
from rhomboid.answers.trials import PAIN, seal_trial
from rhomboid.model import Account, Entry, EntryPain, Pain
from rhomboid.model.trial_record import TrialRecord
from rhomboid.trials import arm_on
from rhomboid.web import Person

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
BEGAN = date(2026, 9, 1)
TEXT = (
    "For three weeks I have had a burning ache between my shoulder blades, worse after a day at the desk and when I "
    "turn my head. No fever, no cough. Heat helps."
)
FIRST_TRIAL, SECOND_TRIAL = date(2026, 9, 21), date(2026, 11, 13)


class Clock:
    """A clock that can be set to any evening."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> tuple[datetime, str]:
        return self.now, "UTC"


def lived_in(folder: Path, clock: Clock | None = None) -> Person:
    """The person, with everything of theirs in `folder`."""
    clock = clock or Clock()
    person = Person(folder, str(folder / "diary.sqlite"), clock)
    _tell(person)
    _write_days(person, BEGAN, FIRST_TRIAL)
    first = _begin(person, clock, "heat", FIRST_TRIAL)
    _live(person, first, effect=-1.8)
    _write_days(person, first.last_day + timedelta(days=1), SECOND_TRIAL)
    _live(person, _begin(person, clock, "relaxation_breathing", SECOND_TRIAL), effect=-0.5)
    return person


def _tell(person: Person) -> None:
    """The account in the person's words, with the cards of danger signs answered and two questions more."""
    account = Account(text=TEXT, age=46, sex="female", pains=(Pain("inner_border_scapula", "left"),))
    interview = Interview(account)
    for _ in range(12):
        question = next_step(interview.account, person.knowledge, person.today).question
        if question is None:
            break
        if question.screens_danger and question.options:
            interview = answer_card(interview, question, ())
        elif question.concept in person.knowledge.findings:
            interview = answer_finding(interview, question.concept, "absent")
        else:
            break
    person.remember(interview)
    assessment = person.assessment()
    keep_answers(person.diary(), person.account(), assessment, plan(assessment, person.account(), person.knowledge))


def _write_days(person: Person, first: date, until: date) -> None:
    """Evenings of a slowly easing pain with one flare; every seventh day nothing was written."""
    rng = np.random.default_rng(first.toordinal())
    store, days = person.diary(), (until - first).days
    level = 0.0
    for number in range(days):
        level = 0.4 * level + rng.normal(0, 0.8)
        day = first + timedelta(days=number)
        if day.toordinal() % 7 == 0:
            continue
        flare = 2.5 if 9 <= number <= 13 else 0.0
        pain = float(np.clip(round(5 - number / 25 + level + flare), 0, 10))
        sleep = float(np.clip(round(7 - 0.3 * pain + rng.normal(0, 1)), 0, 10))
        store.add(
            Entry(
                f"day-{day.isoformat()}",
                datetime(day.year, day.month, day.day, 20, 0, tzinfo=UTC),
                "UTC",
                pains=(EntryPain(pain, "between_shoulder_blades"), EntryPain(max(0.0, pain - 2), "base_of_neck")),
                sleep_quality=sleep,
                load=float(rng.integers(2, 9)),
                remedies=("heat",) if number % 3 == 0 else (),
                note="Long day at the desk." if number % 11 == 4 else "",
            )
        )


def _begin(person: Person, clock: Clock, remedy: str, start: date) -> TrialRecord:
    """A trial sealed on the morning before its first day."""
    arms = (person.knowledge.remedies[remedy],)
    design = offer_trial(arms, PAIN, 42, person.knowledge).offers[0].design
    sealed = datetime(start.year, start.month, start.day, 9, 0, tzinfo=UTC) - timedelta(days=1)
    now, clock.now = clock.now, sealed
    seal_trial(person.diary(), arms, design, start, start.toordinal(), sealed, person.knowledge)
    clock.now = now
    return next(record for record in trials_in(person.diary()) if record.protocol.start == start)


def _live(person: Person, record: TrialRecord, effect: float) -> None:
    """The days of a trial until its end or today, each written down in the evening, one in ten left out."""
    rng = np.random.default_rng(record.protocol.seed)
    last = min(record.last_day, person.diary_today - timedelta(days=1))
    level = 0.0
    for day in _days(record.protocol.start, last):
        level = 0.3 * level + rng.normal(0, 0.8)
        if rng.random() < 0.1:
            continue
        arm = arm_on(record.sealed.schedule, record.day_number(day))
        pain = float(np.clip(round(5 + level + (effect if arm == "remedy" else 0.0)), 0, 10))
        at = datetime(day.year, day.month, day.day, 20, 0, tzinfo=UTC)
        keep_log(person.diary(), log_entry(record, None, at, "UTC", "minute", at, pain, arm))


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
