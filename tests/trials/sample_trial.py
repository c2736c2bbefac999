"""A trial to test with, and diaries of it."""

from __future__ import annotations

import datetime

import numpy as np

from rhomboid.model import Estimate
from rhomboid.model.trial import DailyOutcome, Protocol, TrialDesign, TrialOutcome
from rhomboid.trials import Scenario, coins, lay_out, simulate


def make_protocol(**changes) -> Protocol:
    plain = {
        "id": "t1",
        "remedy": "heat",
        "comparator": "usual care",
        "outcome": TrialOutcome("worst pain"),
        "design": TrialDesign("day", 60),
        "start": datetime.date(2026, 3, 2),
        "seed": 5,
        "minimal_important_change": Estimate(1.0, 0.5, 2.0, "judged"),
    }
    return Protocol(**(plain | changes))


def make_outcomes(protocol: Protocol, scenario: Scenario, seed: int) -> list[DailyOutcome]:
    """A diary of the protocol's trial, on its own scale; days not written down are left out."""
    layout = lay_out(protocol.design)
    signs = coins(protocol.seed, layout.units)
    values = simulate(scenario, layout, signs[None], np.random.default_rng(seed))[0].clip(0, 10)
    outcome = protocol.outcome
    scaled = outcome.low + values * (outcome.high - outcome.low) / 10
    return [DailyOutcome(day + 1, float(value)) for day, value in enumerate(scaled) if np.isfinite(value)]
