"""What is measured of relations and claims on made diaries: errors, power, cover, verdicts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from made_diaries import Floats, Setting, as_series, made_values, until

from rhomboid.diary.claim import answer_claim
from rhomboid.diary.relations import ERROR, LAGS, benjamini_hochberg, find_relations
from rhomboid.diary.student_t import two_sided_p

SEED = 20_261_126
THREE_DAYS = 3
"""Fewer days than this give no correlation."""


def null_errors(setting: Setting, days: int, diaries: int) -> dict[str, float]:
    """Shares of diaries without a relation in which something survives, by ours and by plain correlations."""
    random = np.random.default_rng(SEED)
    counts = np.zeros(4)
    looks = small = 0
    for _ in range(diaries):
        values = made_values(setting, days, random)
        found = find_relations(as_series(values))
        plain = _correlation_p_values(values)
        rates = [relation.false_discovery for relation in found.looks]
        counts += [
            bool(found.surviving),
            any(rate <= ERROR for rate in rates),
            bool((benjamini_hochberg(plain) <= ERROR).any()),
            bool((plain <= ERROR).any()),
        ]
        small += sum(relation.p_value <= ERROR for relation in found.looks)
        looks += len(found.looks)
    shares = dict(
        zip(("ours", "ours_unspent", "correlations_corrected", "correlations"), counts / diaries, strict=True)
    )
    return {name: float(share) for name, share in shares.items()} | {
        "small": small / max(1, looks),
        "looks": looks / diaries,
    }


def ever_found(setting: Setting, days: list[int], diaries: int) -> dict[str, float]:
    """Shares of diaries without a relation in which one of several looks finds something, as the diary grows."""
    random = np.random.default_rng(SEED)
    spent = unspent = 0
    for _ in range(diaries):
        whole = as_series(made_values(setting, days[-1], random))
        looks = [find_relations(until(whole, day), ["pain:0", "pain:1"], look=n + 1) for n, day in enumerate(days)]
        spent += any(found.surviving for found in looks)
        unspent += any(relation.false_discovery <= ERROR for found in looks for relation in found.looks)
    return {"spent": spent / diaries, "unspent": unspent / diaries}


def power(setting: Setting, outcomes: list[str], days: int, diaries: int) -> dict[str, float]:
    """How often the true relation survives, at its own lag or any, what else does, and how often intervals miss."""
    random = np.random.default_rng(SEED)
    at_lag = at_any = others = missed = adjusted_missed = looked = 0
    for _ in range(diaries):
        found = find_relations(as_series(made_values(setting, days, random)), outcomes)
        pair = [one for one in found.surviving if (one.earlier, one.later) == ("pain:1", "pain:0")]
        at_any += bool(pair)
        at_lag += any(one.lag_days == setting.lag for one in pair)
        others += len(found.surviving) > len(pair)
        true = [
            one for one in found.looks if (one.earlier, one.later, one.lag_days) == ("pain:1", "pain:0", setting.lag)
        ]
        truth = setting.effect / setting.sd
        looked += len(true)
        missed += sum(not one.low <= truth <= one.high for one in true)
        adjusted_missed += sum(one.survives and not one.adjusted_low <= truth <= one.adjusted_high for one in true)
    return {
        "at_lag": at_lag / diaries,
        "at_any_lag": at_any / diaries,
        "others": others / diaries,
        "looked": looked / diaries,
        "missed": missed / diaries,
        "found_and_missed": adjusted_missed / diaries,
    }


def claim_verdicts(setting: Setting, days: int, diaries: int) -> dict[str, Any]:
    """Shares of each verdict on the claim that the first series rises when the second falls."""
    random = np.random.default_rng(SEED)
    counts = {"yes": 0, "no": 0, "cannot_tell": 0}
    for _ in range(diaries):
        later, earlier = as_series(made_values(replace(setting, series=2), days, random))
        counts[answer_claim(earlier, later).verdict] += 1
    return {verdict: count / diaries for verdict, count in counts.items()}


def _correlation_p_values(values: Floats) -> Floats:
    """What diaries are commonly given: a plain correlation for every pair and lag, its p-value as if days were new."""
    columns = values.T
    found = [
        _correlation_p(later[lag:], earlier[: len(earlier) - lag])
        for i, earlier in enumerate(columns)
        for j, later in enumerate(columns)
        for lag in LAGS
        if i != j
    ]
    return np.array(found)


def _correlation_p(first: Floats, second: Floats) -> float:
    both = np.isfinite(first) & np.isfinite(second)
    freedom = int(both.sum()) - 2
    if freedom < THREE_DAYS - 2 or not first[both].std() or not second[both].std():
        return 1.0
    r = float(np.corrcoef(first[both], second[both])[0, 1])
    return two_sided_p(r * np.sqrt(freedom / max(1e-12, 1 - r * r)), freedom)
