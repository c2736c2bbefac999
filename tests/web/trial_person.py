"""Somebody with a trial: sealed, lived day by day as they would, and looked at."""

from __future__ import annotations

import numpy as np

from rhomboid.answers.trial_log import day_entry, keep_day
from rhomboid.answers.trial_offers import offer_trial
from rhomboid.answers.trials import PAIN, seal_trial
from rhomboid.model.trial_record import TrialRecord
from rhomboid.trials import arm_on
from rhomboid.web import Person

SEED = 7
DANGER = "Sudden tearing pain between my shoulder blades, the worst of my life, and my left arm has gone weak."


def begin(person: Person, *remedies: str, days: int = 40) -> TrialRecord:
    """A trial of heat, or of other remedies, that begins tomorrow."""
    knowledge = person.knowledge
    arms = [knowledge.remedies[remedy] for remedy in remedies or ("heat",)]
    design = offer_trial(arms, PAIN, days, knowledge).offers[0].design
    now, _ = person.clock()
    start = person.diary_today.fromordinal(person.diary_today.toordinal() + 1)
    return seal_trial(person.diary(), arms, design, start, SEED, now, knowledge)


def live(person: Person, record: TrialRecord, effect: float, days: int) -> None:
    """Lets `days` days go by, each written down in the evening but for a few; it is the last evening then."""
    random, error = np.random.default_rng(3), 0.0
    for _ in range(days):
        person.clock.forward(days=1)
        now, zone = person.clock()
        arm = arm_on(record.sealed.schedule, record.day_number(person.diary_today))
        error = 0.4 * error + random.normal(0, 0.8)
        pain = float(np.clip(round(5.5 + error + effect * (arm == "remedy")), 0, 10))
        if random.random() > 0.08:
            used = "remedy" if arm == "remedy" else "neither"
            store = person.diary()
            entry = day_entry(store, record, now, zone, "minute", now, pain, used, "")
            keep_day(store, record, entry, "")
