"""Relations between daily series: every look at once, with a correction for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product

import numpy as np
from msgspec.structs import asdict

from rhomboid.diary.lagged import Floats, LaggedFit, NoFit, WithPast, fit_lag
from rhomboid.diary.proposal import propose_trial
from rhomboid.diary.relations_words import caution_says, not_looked_says, relation_says, relations_say
from rhomboid.diary.series import to_array
from rhomboid.diary.student_t import critical_value, two_sided_p
from rhomboid.model.diary import DailySeries
from rhomboid.model.relation import LaggedEffect, NotLooked, Relation, Relations

ERROR = 0.05
"""The share of unrelated diaries in which anything may ever survive."""
MOST_DAYS = 7
LAGS = tuple(range(1, MOST_DAYS + 1))

Pair = tuple[str, str, int]


def find_relations(
    series: Iterable[DailySeries],
    outcomes: Collection[str] | None = None,
    lags: Collection[int] = LAGS,
    look: int = 1,
    changeable: Collection[str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Relations:
    """
    Every look at whether one of the series goes before an outcome, by lagged regression (`lagged.fit_lag`).

    `outcomes` are names of series, the pains unless said. `lags` are days from 0 to 7; 0 is the same day and shows no
    order. A pain and the worst of all pains are not compared: the one is part of the other. All looks together are
    corrected by Benjamini and Hochberg. `look` counts how often this person has looked at this diary as it grew (the
    same days again are no new look): look n may err in `ERROR` / (n (n + 1)), which adds up to `ERROR` over all looks
    there will ever be.
    `changeable` names the series that can be changed at will, see `proposal.at_will`; `names` says what to call
    series in sentences. Raises ValueError for lags outside 0 to 7, a look below 1, or two series of one name.

    Misleads when only bad days are written down, when a third thing moves both series, and when two slow changes
    stand beside each other: a diary holds one history only.
    """
    listed = sorted(series, key=lambda one: one.name)
    if len({one.name for one in listed}) < len(listed):
        raise ValueError("two series have one name")
    if look < 1 or not all(0 <= lag <= MOST_DAYS for lag in lags):
        raise ValueError("a look counts from 1, and lags are from 0 to 7 days")
    level = ERROR / (look * (look + 1))
    fits, none = _looks(listed, outcomes, lags)
    effects, discovery = _corrected(fits, level)
    found = [_relation(effect, rate, level, changeable, names) for effect, rate in zip(effects, discovery, strict=True)]
    ordered = tuple(sorted(found, key=lambda one: (one.p_value, one.earlier, one.later, one.lag_days)))
    missed = tuple(
        NotLooked(earlier, later, lag, fit.days, fit.why, not_looked_says(fit.why, earlier, later, names))
        for (earlier, later, lag), fit in none.items()
    )
    return Relations(ordered, missed, level, relations_say(ordered, missed))


def lagged_effect(pair: Pair, fit: LaggedFit, adjusted: float) -> LaggedEffect:
    """A fit as an effect with its 95% interval and the one of error `adjusted`."""
    (earlier, later, lag), slope = pair, fit.slope
    alone = critical_value(ERROR, fit.freedom) * fit.standard_error
    among = critical_value(adjusted, fit.freedom) * fit.standard_error
    return LaggedEffect(
        earlier=earlier,
        later=later,
        lag_days=lag,
        days=fit.days,
        effect=slope,
        low=slope - alone,
        high=slope + alone,
        adjusted_low=slope - among,
        adjusted_high=slope + among,
        p_value=two_sided_p(fit.t, fit.freedom),
    )


def aligned(series: Sequence[DailySeries]) -> list[Floats]:
    """The series as arrays over the days from the first of any to the last of any, NaN for gaps."""
    first = min((one.start for one in series if one.values), default=None)
    if first is None:
        return [np.empty(0) for _ in series]
    starts = [(one.start - first).days if one.values else 0 for one in series]
    length = max(start + len(one.values) for start, one in zip(starts, series, strict=True))
    arrays = [np.full(length, np.nan) for _ in series]
    for array, start, one in zip(arrays, starts, series, strict=True):
        array[start : start + len(one.values)] = to_array(one)
    return arrays


def _looks(
    listed: Sequence[DailySeries], outcomes: Collection[str] | None, lags: Collection[int]
) -> tuple[dict[Pair, LaggedFit], dict[Pair, NoFit]]:
    """Every look that can be taken, and those that cannot."""
    days = dict(zip((one.name for one in listed), map(WithPast.of, aligned(listed)), strict=True))
    fits: dict[Pair, LaggedFit] = {}
    none: dict[Pair, NoFit] = {}
    for earlier, later, lag in product(days, days, sorted(set(lags))):
        wanted = _is_pain(later) if outcomes is None else later in outcomes
        if wanted and earlier != later and not _is_part(earlier, later):
            fit = fit_lag(days[later], days[earlier], lag)
            if isinstance(fit, NoFit):
                none[earlier, later, lag] = fit
            else:
                fits[earlier, later, lag] = fit
    return fits, none


def _corrected(fits: Mapping[Pair, LaggedFit], level: float) -> tuple[list[LaggedEffect], list[float]]:
    """
    The effects and their Benjamini-Hochberg q-values.

    Where R of m looks survive, each adjusted interval errs in R/m of the level (Benjamini and Yekutieli's intervals
    for selected parameters), at least one counted: it leaves out 0 exactly where the look survives.
    """
    if not fits:
        return [], []
    p_values = np.array([two_sided_p(fit.t, fit.freedom) for fit in fits.values()])
    discovery = benjamini_hochberg(p_values)
    surviving = max(1, int((discovery <= level).sum()))
    effects = [lagged_effect(pair, fit, surviving * level / len(fits)) for pair, fit in fits.items()]
    return effects, [float(rate) for rate in discovery]


def benjamini_hochberg(p_values: Floats) -> Floats:
    """The q-value of each p-value: the least false discovery rate at which it would still be a find."""
    order = np.argsort(p_values)
    rates = p_values[order] * len(p_values) / np.arange(1, len(p_values) + 1)
    discovery = np.empty_like(rates)
    discovery[order] = np.minimum(1, np.minimum.accumulate(rates[::-1])[::-1])
    return discovery


def _relation(
    effect: LaggedEffect,
    rate: float,
    level: float,
    changeable: Collection[str] | None,
    names: Mapping[str, str] | None,
) -> Relation:
    """An effect with its place among all looks, its words and its trial."""
    proposal = propose_trial(effect.earlier, effect.later, effect.lag_days, effect.effect, changeable, names)
    return Relation(
        **asdict(effect),
        false_discovery=rate,
        survives=rate <= level,
        says=relation_says(effect, rate <= level, names),
        caution=caution_says(proposal),
        proposal=proposal,
    )


def _is_pain(name: str) -> bool:
    return name.partition(":")[0] == "pain"


def _is_part(name: str, other: str) -> bool:
    """Whether one of two series is the worst of all pains and the other one of them."""
    return _is_pain(name) and _is_pain(other) and "pain" in (name, other)
