"""Which designs fit a remedy, and which to offer first."""

from __future__ import annotations

import math

from rhomboid.language import Words, gettext_noop
from rhomboid.language import gettext as _
from rhomboid.model.trial import DesignOffer, Power, RandomisedUnit, TrialDesign
from rhomboid.trials.power import PEOPLE, power
from rhomboid.trials.simulate import Scenario

DAY_COIN_CARRYOVER_DAYS = 1.0
"""A coin for each day needs an effect that has mostly come and gone within this many days."""
LEAST_PERIOD_DAYS = 2
SCORED_PER_WASHOUT = 2
"""Days analysed for each day of washout, so that most of a period counts."""

FIRST: Words[RandomisedUnit] = Words(
    {
        "day": gettext_noop(
            "A coin for each day. It needs the fewest days, because what you feel here comes and goes within a day."
        ),
        "period": gettext_noop(
            "A coin for each block of days. The effect needs time to come and go, and the first days of each block "
            "give it that time."
        ),
        "pair": gettext_noop(
            "Blocks in pairs, one with and one without, in an order drawn by a coin. It keeps both equally often."
        ),
    }
)
LATER: Words[RandomisedUnit] = Words(
    {
        "day": gettext_noop("A coin for each day. It changes most often."),
        "period": gettext_noop(
            "A coin for each block of days. It changes less often, but one way can come up more often by chance."
        ),
        "pair": gettext_noop("Blocks in pairs, one with and one without, both equally often. It changes less often."),
    }
)
WEAK = gettext_noop("Even so, it will often leave the question open in this time.")


def candidate_designs(
    carryover_days: float,
    days: int,
    period_days: int | None = None,
    alpha: float = 0.05,
    longest_days: float | None = None,
) -> tuple[TrialDesign, ...]:
    """
    The designs that a remedy allows within `days`.

    `carryover_days` is how long its effect takes to come or go. Below a day each day may have its own coin. Otherwise
    periods are long enough that most of one is left after washing out; `period_days` asks for longer ones.
    `longest_days` is how long the effect might linger at most, `carryover_days` unless said. The bets wait for the day
    after only where even that is 0: on an effect that lingers unexpectedly they err more often than `alpha`. Designs
    of so few coins that no outcome could convince are left out.
    """
    washout = 0 if carryover_days < DAY_COIN_CARRYOVER_DAYS else math.ceil(carryover_days)
    least = max(LEAST_PERIOD_DAYS, washout * (1 + SCORED_PER_WASHOUT))
    length = max(least, period_days or least)
    designs = []
    look_ahead = 0 if (carryover_days if longest_days is None else longest_days) > 0 else 1
    if washout == 0:
        designs.append(TrialDesign("day", days, look_ahead_days=look_ahead))
    designs.append(TrialDesign("period", days // length, length, washout, look_ahead))
    designs.append(TrialDesign("pair", days // (2 * length), length, washout, look_ahead))
    return tuple(design for design in designs if 2**design.units >= 1 / alpha)


def offer_designs(
    carryover_days: float,
    scenario: Scenario,
    days: int,
    seed: int,
    period_days: int | None = None,
    people: int = PEOPLE,
    alpha: float = 0.05,
    longest_days: float | None = None,
) -> tuple[DesignOffer, ...]:
    """The designs that fit, the one that would tell soonest and most often first; empty when `days` are too few."""
    found = [
        (design, power(design, scenario, seed, people, alpha))
        for design in candidate_designs(carryover_days, days, period_days, alpha, longest_days)
    ]
    found.sort(key=lambda pair: -sum(pair[1].by_day) / pair[0].days)
    return tuple(
        DesignOffer(design, shown, _sentence(design, shown, first=number == 0))
        for number, (design, shown) in enumerate(found)
    )


def _sentence(design: TrialDesign, shown: Power, *, first: bool) -> str:
    told_why = first and (design.unit != "period" or design.washout_days > 0)
    words = (FIRST if told_why else LATER)[design.unit]
    return words if shown.days_for_most is not None else " ".join((words, _(WEAK)))
