"""The arrays a network is laid out in: priors, log-likelihood ratios, urgencies and the numbering of states."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rhomboid.inference.combine import (
    OTHER,
    Indices,
    clamp_quiet,
    log_absent,
    log_present,
    mean_over_members,
    product_over_members,
    sum_over_members,
)
from rhomboid.inference.rates import Floats, Rates
from rhomboid.model import DISPOSITIONS, KnowledgeBase, Setting


def log_odds(probability: Floats) -> Floats:
    """log(p / (1 - p))."""
    result: Floats = np.log(probability) - np.log1p(-probability)
    return result


def log_prior(knowledge: KnowledgeBase, setting: Setting, members: Indices) -> Floats:
    """Log prior of each hypothesis, shape [H], summing to 1 after exp."""
    prevalence = np.array([cause.pretest_probability[setting].value for cause in knowledge.causes.values()])
    odds = np.append(log_odds(prevalence), 0.0)
    if OTHER in knowledge.causes:
        odds[list(knowledge.causes).index(OTHER)] += np.log(knowledge.settings.other_factor.value)
    unscaled = as_double(sum_over_members(odds, members))
    peak = unscaled.max()
    return as_double(unscaled - (peak + np.log(np.exp(unscaled - peak).sum())))


def log_table(knowledge: KnowledgeBase, rates: Rates, members: Indices) -> Floats:
    """log P(state | hypothesis) / P(state), shape [S, H]: findings present, findings absent, category options."""
    findings = len(rates.background)
    table = np.empty((2 * findings + sum(map(len, rates.shares.values())), len(members)))
    quiet = clamp_quiet(product_over_members(rates.quiet.T.copy(), members), rates.background)
    table[findings : 2 * findings] = log_absent(quiet.copy()).T
    table[:findings] = log_present(quiet, rates.background).T
    for row in np.flatnonzero(rates.log_present.any(axis=1)):
        table[row] += sum_over_members(rates.log_present[row], members)
        table[findings + row] += sum_over_members(rates.log_absent[row], members)
    start = 2 * findings
    for category, ratios in rates.ratios.items():
        stop = start + len(ratios)
        if knowledge.categories[category].role == "prior":
            table[start:stop] = sum_over_members(np.log(ratios).T, members).T
        else:
            table[start:stop] = np.log(mean_over_members(ratios.T, members)).T
        start = stop
    return table


def urgency(knowledge: KnowledgeBase, members: Indices) -> Indices:
    """Place in DISPOSITIONS of the most urgent of each hypothesis' causes, shape [H]."""
    places = [DISPOSITIONS.index(cause.disposition) for cause in knowledge.causes.values()]
    result: Indices = np.array([*places, len(DISPOSITIONS)], dtype=np.intp)[members].min(axis=1)
    return result


def state_numbers(knowledge: KnowledgeBase) -> dict[tuple[str, str], int]:
    """Each (concept, answer) numbered in the table's order."""
    states = [(finding, answer) for answer in ("present", "absent") for finding in knowledge.findings]
    for category in knowledge.categories.values():
        states += [(category.id, option.id) for option in category.options]
    return {state: index for index, state in enumerate(states)}


def as_double(values: NDArray[np.floating]) -> Floats:
    """The same values, as float64."""
    return values.astype(np.float64, copy=False)
