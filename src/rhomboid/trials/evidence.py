"""
Evidence that may be looked at every day: the assignment-prediction e-process and its confidence sequence.

Each unit's arm was drawn by a fair coin. A gambler who starts with 1 bets, at fair odds, on how the coin fell, from
the unit's outcomes and everything before. If the arms sway nothing, the outcomes say nothing about the coins: the
gambler's wealth is a martingale of mean 1, whatever the autocorrelation, drift, recovery, missing days or errors of
the gambler's model, and reaches 1 / alpha with probability alpha at most, over all looks together (Ville).

Kin: Grunwald, Henzi, Lardy 2023 (conditional randomisation, sequentially); Ham, Bojinov, Lindon, Tingley 2022 and
Malenica, Guo, Gan, Konigorski 2023 (anytime-valid inference in a single unit). Ours differs in three ways, all exact:

- the bet on a unit may wait for the day after it. Where pain lingers, tomorrow shows how much of today's was chance;
- no more is bet than is needed to reach 1 / alpha: a surplus there buys nothing;
- the wealth stands still inside an unfinished unit.

With a look ahead of one day, "sway nothing" includes the day after the unit. Whether a day is recorded counts as an
outcome: someone who tends to skip writing on remedy days breaks the premise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rhomboid.model.trial import Evidence
from rhomboid.trials.bettor import Belief, absorb, log_evidence_after, opening_belief
from rhomboid.trials.layout import Flags, Floats, Layout, Signs

EFFECTS_TRIED = np.linspace(-5.0, 5.0, 201)
"""Effects, in points of 10, of which the confidence sequence asks whether they are ruled out."""
ROUNDING = 1e-9
"""A bet that wins just what is needed may fall short of it by a rounding error."""
AT_ONCE = 256
"""People worked on at a time, so that their arrays stay in the processor's cache."""


def log_wealth(
    outcomes: Floats, signs: Signs, layout: Layout, effects: Floats | None = None, alpha: float = 0.05
) -> Floats:
    """
    Log of the gambler's wealth after each unit, for N trials and S effects, [K, S, N].

    `outcomes` [N, T] in points of 10, NaN where missing; `signs` [N, K] are the coins. For each of `effects` (default:
    none, 0) the null is that the arm adds just that to its own days and sways nothing else.
    """
    effects = np.zeros(1) if effects is None else effects
    parts = [
        _walk(outcomes[start : start + AT_ONCE], signs[start : start + AT_ONCE], layout, effects, np.log(1 / alpha))
        for start in range(0, len(outcomes), AT_ONCE)
    ]
    return np.concatenate(parts, axis=2)


def _walk(outcomes: Floats, signs: Signs, layout: Layout, effects: Floats, goal: float) -> Floats:
    """The bets, unit by unit. Branches are numbered coin first, then effect; see `_tomorrow` for the look ahead."""
    seen = (~np.isnan(outcomes) & layout.scored).T
    known = np.where(seen, outcomes.T, 0.0)
    codes = layout.codes(signs).T
    count = len(effects)
    coins, added = np.repeat([-1.0, 1.0], count)[:, None], np.tile(effects, 2)[:, None]
    wealth = np.zeros((layout.units, count, len(outcomes)))
    belief, total = opening_belief(len(outcomes)), np.zeros((count, len(outcomes)))
    for unit in range(layout.units):
        branches = belief.branched(2 * count)
        for day in range(layout.starts[unit], layout.starts[unit + 1]):
            branch_codes = layout.base[day] * coins + np.zeros(len(outcomes))
            branch_outcomes = known[day] + added * (branch_codes - codes[day])
            branches = absorb(branches, day, branch_codes, branch_outcomes, seen[day])
        day = layout.starts[unit + 1]
        if layout.look_ahead and day < layout.days:
            scores = _tomorrow(branches, day, layout.base[day], added, codes[day], known[day], seen[day])
        else:
            scores = branches.log_evidence()
        heads = signs[:, unit] > 0
        total = total + log_payoff(scores[count:] - scores[:count], heads, goal - total)
        wealth[unit] = total
        belief = branches.chosen(heads, (0, count))
    return wealth


def _tomorrow(
    branches: Belief, day: int, base: float, added: Floats, codes: Floats, known: Floats, seen: Flags
) -> Floats:
    """
    Each branch's log-evidence with the day after the unit in, [B, N].

    How that day's own coin fell is not used: both ways are weighed, each with the outcome it would have had.
    """
    branch_codes = base * np.array([-1.0, 1.0])[:, None, None] + np.zeros((len(added), len(codes)))
    outcomes = known + added * (branch_codes - codes)
    tails, heads = log_evidence_after(branches, day, branch_codes, outcomes, seen)
    both: Floats = np.logaddexp(tails, heads)
    return both


def log_payoff(log_odds: Floats, heads: Flags, needed: Floats) -> Floats:
    """
    Log of what the wealth is multiplied by, when heads had `log_odds` and the coin was fair.

    Where the wealth is short of its goal by the factor exp(`needed`), no more is staked than wins just that.
    """
    favoured = np.log(2) - np.logaddexp(0, -np.abs(log_odds))
    stake = np.where(needed > ROUNDING, np.minimum(favoured, needed), favoured)
    with np.errstate(divide="ignore"):
        lost = np.log(2 - np.exp(stake))
    payoff: Floats = np.where(heads == (log_odds > 0), stake, lost)
    return payoff


def reached(wealth: Floats, layout: Layout, alpha: float = 0.05) -> NDArray[np.intp]:
    """The first day (from 1) on which log `wealth` [K, ...] has reached its goal; 0 for never, [...]."""
    there = wealth >= np.log(1 / alpha) - ROUNDING
    days = layout.settled()[there.argmax(axis=0)] + 1
    return np.where(there.any(axis=0), days, 0)


def evidence(outcomes: Floats, signs: Signs, layout: Layout, today: int, alpha: float = 0.05) -> Evidence:
    """
    Where one trial stands after day `today` (1 is the first), from its `outcomes` [T] and coins `signs` [K].

    Looking every day and stopping at will is allowed: that is what it is for. The bounds hold for an effect that is
    the same on every day; with carry-over they are about the part that comes on the day itself.
    """
    units = int((layout.settled() < today).sum())
    if not units:
        return Evidence(day=today, units=0, e_value=1.0, highest=1.0, low=None, high=None)
    sure = np.where(np.arange(layout.days) < today, outcomes, np.nan)
    effects = np.append(EFFECTS_TRIED, 0.0)
    wealth = log_wealth(sure[None], signs[None], layout, effects, alpha)[:units, :, 0]
    low, high = kept_bounds(wealth[:, :-1].max(axis=0), np.log(1 / alpha))
    ours = wealth[:, -1]
    settled_on = int(reached(ours, layout, alpha)) or None
    return Evidence(today, units, float(np.exp(ours[-1])), float(np.exp(max(ours.max(), 0.0))), low, high, settled_on)


def kept_bounds(highest: Floats, goal: float) -> tuple[float | None, float | None]:
    """Least and greatest of `EFFECTS_TRIED` whose highest log wealth stayed below the goal; None at an open end."""
    kept: NDArray[np.intp] = np.flatnonzero(highest < goal - ROUNDING)
    if not kept.size:
        return None, None
    first, last, step = kept[0], kept[-1], EFFECTS_TRIED[1] - EFFECTS_TRIED[0]
    low = float(EFFECTS_TRIED[first] - step) if first > 0 else None
    high = float(EFFECTS_TRIED[last] + step) if last < len(EFFECTS_TRIED) - 1 else None
    return low, high
