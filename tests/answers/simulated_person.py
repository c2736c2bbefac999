"""A person who keeps to a trial and writes every evening, with a truth that the test knows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from rhomboid.answers.trial_log import keep_log, log_entry
from rhomboid.answers.trial_records import trials_in
from rhomboid.answers.trials import seal_trial
from rhomboid.model import KnowledgeBase
from rhomboid.model.trial import TrialDesign
from rhomboid.model.trial_record import TrialRecord
from rhomboid.store import Store
from rhomboid.trials import arm_on

SEALED = datetime(2026, 11, 26, 20, tzinfo=UTC)
START = date(2026, 11, 27)
A_COIN_A_DAY = TrialDesign("day", 56, look_ahead_days=0)


def begin(store: Store, knowledge: KnowledgeBase, *remedies: str, seed: int = 7, **more) -> TrialRecord:
    """A trial sealed on the evening before its first day."""
    arms = [knowledge.remedies[remedy] for remedy in remedies or ("heat",)]
    plain = {"design": A_COIN_A_DAY, "start": START, "now": SEALED}
    return seal_trial(store, arms, seed=seed, knowledge=knowledge, **(plain | more))


def evening(day: int) -> datetime:
    """Eight o'clock on a day of the trial, from 1."""
    return datetime.combine(START + timedelta(days=day - 1), time(20), UTC)


def write(store: Store, record: TrialRecord, day: int, pain: float | None = None, used: bool | None = None) -> None:
    """One day written down on its own evening."""
    at = evening(day)
    told = None if used is None else "remedy" if used else "neither"
    keep_log(store, log_entry(record, None, at, "Europe/London", "minute", at, pain, told))


def live(store: Store, record: TrialRecord, effect: float, days: int = 56, missing: float = 0.1, seed: int = 3) -> None:
    """Days of pain about 5.5 that linger a little, with `effect` on days with the remedy; some are not written down."""
    random, error = np.random.default_rng(seed), 0.0
    for day in range(1, days + 1):
        error = 0.4 * error + random.normal(0, 0.9)
        with_remedy = arm_on(record.sealed.schedule, day) == "remedy"
        if random.random() >= missing:
            write(store, record, day, float(np.clip(round(5.5 + error + effect * with_remedy), 0, 10)), with_remedy)


def again(store: Store) -> TrialRecord:
    """The last trial as the store has it."""
    return trials_in(store)[-1]


def on(day: int) -> date:
    """The date of a day of the trial."""
    return START + timedelta(days=day - 1)
