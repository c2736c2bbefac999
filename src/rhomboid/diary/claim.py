"""The claim "one pain got better, so the other went out", answered from the person's own diary."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from rhomboid.diary.lagged import LaggedFit, NoFit, WithPast, fit_lag
from rhomboid.diary.relations import ERROR, LAGS, aligned, lagged_effect
from rhomboid.diary.relations_words import claim_caution_says, claim_says
from rhomboid.model.diary import DailySeries
from rhomboid.model.relation import ClaimAnswer, ClaimVerdict, LaggedEffect, Shortfall

WORTH = 0.25
"""The least share of the pain that left which must come up elsewhere to be worth speaking of. A choice of method."""


def answer_claim(
    low_back: DailySeries,
    upper_back: DailySeries,
    worth: float = WORTH,
    names: Mapping[str, str] | None = None,
) -> ClaimAnswer:
    """
    Whether a fall of low back pain goes before a rise of upper back pain, one to seven days later.

    The regression of `lagged.fit_lag`, turned round: the rise per point that the earlier pain fell from its last known
    value. The seven adjusted intervals hold together (Bonferroni). ``no`` needs every one of them below `worth`, so a
    short diary cannot say it. Any two pains will do. Raises ValueError unless `worth` is above 0.

    Misleads when the claim was read out of this same diary, when a person attends to one pain at a time, and on slow
    changes over weeks, which the trend takes away: each of those happened once, and once shows nothing.
    """
    if not worth > 0:
        raise ValueError("worth is a share above 0")
    later, earlier = map(WithPast.of, aligned([upper_back, low_back]))
    looks = {lag: fit_lag(later, earlier, lag) for lag in LAGS}
    fits = {lag: replace(fit, slope=-fit.slope) for lag, fit in looks.items() if isinstance(fit, LaggedFit)}
    effects = tuple(
        lagged_effect((low_back.name, upper_back.name, lag), fit, ERROR / len(LAGS)) for lag, fit in fits.items()
    )
    why = next((fit.why for fit in looks.values() if isinstance(fit, NoFit)), None)
    return _judged(low_back.name, upper_back.name, worth, len(later.values), effects, why, names)


def _judged(
    earlier: str,
    later: str,
    worth: float,
    days: int,
    effects: tuple[LaggedEffect, ...],
    why: Shortfall | None,
    names: Mapping[str, str] | None,
) -> ClaimAnswer:
    """The verdict: a small rise is a no, however sure; a yes needs one lag, a no all of them."""
    rises = [effect for effect in effects if effect.adjusted_low > 0]
    verdict: ClaimVerdict = "yes" if rises else "cannot_tell"
    if why is None and all(effect.adjusted_high < worth for effect in effects):
        verdict = "no"
    lag = min(rises, key=lambda effect: effect.p_value).lag_days if verdict == "yes" else None
    unsure = verdict == "cannot_tell"
    return ClaimAnswer(
        verdict=verdict,
        earlier=earlier,
        later=later,
        worth=worth,
        effects=effects,
        says=claim_says(verdict, earlier, later, lag, why, names),
        caution=claim_caution_says(verdict),
        lag_days=lag,
        why=why if unsure else None,
        more_days=_more_days(effects, worth, days) if unsure and why is None else None,
    )


def _more_days(effects: tuple[LaggedEffect, ...], worth: float, days: int) -> int | None:
    """
    How many more days of such a diary would make every interval narrow enough for a no, if nothing is there.

    An interval narrows with the square root of the days; half of its width is then all that it reaches above 0.
    None where they are narrow enough already, and what stands in the way is what was found.
    """
    widest = max((effect.adjusted_high - effect.adjusted_low) / 2 for effect in effects)
    return math.ceil(days * ((widest / worth) ** 2 - 1)) if widest > worth else None
