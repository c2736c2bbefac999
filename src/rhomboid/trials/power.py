"""What a design could show, before it is begun: by simulation of the very analysis that will be made."""

from __future__ import annotations

import numpy as np

from rhomboid.model.trial import Power, TrialDesign
from rhomboid.trials.evidence import log_wealth, reached
from rhomboid.trials.layout import lay_out
from rhomboid.trials.simulate import Scenario, draw_coins, simulate

PEOPLE = 200
"""Trials simulated; the share decided is then right to about 3 in 100."""
MOST = 0.8


def power(design: TrialDesign, scenario: Scenario, seed: int, people: int = PEOPLE, alpha: float = 0.05) -> Power:
    """
    How often, and by which day, the evidence would speak of an effect like the scenario's.

    Misleads as far as the person is unlike the scenario: an effect that comes and goes needs more days.
    """
    random = np.random.Generator(np.random.Philox(key=seed))
    layout = lay_out(design)
    signs = draw_coins(people, layout.units, random)
    outcomes = simulate(scenario, layout, signs, random)
    days = reached(log_wealth(outcomes, signs, layout, alpha=alpha)[:, 0], layout, alpha)
    by_day = np.bincount(days, minlength=layout.days + 1)[1:].cumsum() / people
    enough = np.flatnonzero(by_day >= MOST)
    days_for_most = int(enough[0]) + 1 if enough.size else None
    return Power(scenario.effect, people, tuple(by_day.tolist()), float(by_day[-1]), MOST, days_for_most)
