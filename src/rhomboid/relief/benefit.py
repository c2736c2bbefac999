"""A published effect put on the 0-10 pain scale, and what is left of it for someone like the reader."""

from __future__ import annotations

import math

from rhomboid.model import Directness, Effect, Estimate, EvidenceCertainty, ReliefSettings
from rhomboid.model.figure import Control
from rhomboid.model.plan import Benefit

FULL_SCALE = 10.0
LOGISTIC_SD = math.pi / math.sqrt(3)
"""Standard deviation of the logistic distribution: a log odds ratio divided by it is a standardised difference."""
LEAST_SHARE = 0.005
NOTHING = Benefit(0.0, 0.0, 0.0)


def points_less(effect: Effect, settings: ReliefSettings) -> Benefit:
    """
    Points of 10 less pain that an effect means, with its 95% interval; nothing is shrunk yet.

    Differences are rescaled. Standardised ones are multiplied by `points_per_sd`. Two shares become a log odds
    ratio and from that a standardised difference (Chinn 2000, Cochrane Handbook 10.6). Misleads when few or nearly
    all reach the outcome, or when the outcome is not about pain: the knowledge base then judges the benefit.
    Raises ValueError for an effect of any other measure.
    """
    if effect.measure == "points" and effect.compared is None:
        return _turned(effect.estimate, FULL_SCALE / effect.span)
    if effect.measure == "sd":
        return _corners(effect.estimate, settings.points_per_sd)
    if effect.measure == "share" and effect.compared is not None:
        return _from_shares(effect.estimate, effect.compared, effect.wanted, settings.points_per_sd.value)
    raise ValueError(f"{effect.id} cannot be put on the 0-10 scale")


def shrink(
    benefit: Benefit,
    settings: ReliefSettings,
    certainty: EvidenceCertainty,
    directness: Directness,
    control: Control,
) -> Benefit:
    """
    What is left of a benefit once one asks how sure it is, whose pain was studied and what it was compared with.

    The interval shrinks with the value: it says how unsure the effect is, not how unsure the shrinking is.
    """
    factor = (
        settings.certainty_factors[certainty].value
        * settings.directness_factors[directness].value
        * settings.control_factors[control].value
    )
    return scaled(benefit, factor)


def judged_less(estimate: Estimate) -> Benefit:
    """A judged number of points: its sign turned, so that less pain is positive."""
    return _turned(estimate, 1.0)


def scaled(benefit: Benefit, factor: float) -> Benefit:
    """The benefit times a factor that is not negative."""
    return Benefit(benefit.value * factor, benefit.low * factor, benefit.high * factor)


def _turned(estimate: Estimate, factor: float) -> Benefit:
    return Benefit(-estimate.value * factor, -estimate.high * factor, -estimate.low * factor)


def _corners(estimate: Estimate, points_per_sd: Estimate) -> Benefit:
    """The product, its interval as wide as both intervals together can make it."""
    products = [-a * b for a in (estimate.low, estimate.high) for b in (points_per_sd.low, points_per_sd.high)]
    return Benefit(-estimate.value * points_per_sd.value, min(products), max(products))


def _from_shares(option: Estimate, other: Estimate, wanted: bool, points_per_sd: float) -> Benefit:
    factor = (1.0 if wanted else -1.0) * points_per_sd / LOGISTIC_SD
    middle = factor * (_log_odds(option.value) - _log_odds(other.value))
    ends = (
        factor * (_log_odds(option.low) - _log_odds(other.high)),
        factor * (_log_odds(option.high) - _log_odds(other.low)),
    )
    return Benefit(middle, min(ends), max(ends))


def _log_odds(share: float) -> float:
    kept = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
    return math.log(kept / (1 - kept))
