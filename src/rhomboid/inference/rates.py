"""What each cause makes of each answer, before causes are combined into hypotheses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rhomboid.model import Cause, Evidence, KnowledgeBase, Shares

Floats = NDArray[np.float64]
RowForm = Literal["sensitivity", "lr_positive", "lr_negative"]

LEAST_RATE, MOST_RATE = 0.01, 0.99
"""No finding is certain: people mishear questions, and studies see few people."""
LEAST_SHARE = 0.001
"""No answer to a category rules a cause out."""


@dataclass(frozen=True, eq=False)
class Rates:
    """
    Cause-level numbers, one column per cause and a last column for "no cause", which says nothing.

    `background` [F] is each finding's rate. `quiet` [F, C + 1] is P(no | cause) / P(no), 1 where silent.
    `log_present` and `log_absent` [F, C + 1] are the risk factors' log multipliers, 0 where there are none.
    `ratios` maps each category to P(option | cause) / P(option), shape [options, C + 1], and `shares` to the
    options' background shares.
    """

    background: Floats
    quiet: Floats
    log_present: Floats
    log_absent: Floats
    ratios: dict[str, Floats]
    shares: dict[str, Floats]


def row_form(row: Evidence) -> RowForm:
    """Which of the three forms the row's number has."""
    if row.sensitivity is not None:
        return "sensitivity"
    return "lr_positive" if row.lr_positive is not None else "lr_negative"


def quiet_ratio(form: RowForm, value: Floats, background: Floats) -> Floats:
    """
    P(no | cause) / P(no) from a sensitivity, LR+ or LR-; arrays broadcast.

    The sensitivity that follows from a ratio is held within 0.01..0.99, so an LR+ near 1/background loses strength.
    """
    if form == "lr_positive":
        sensitivity = background * value
    elif form == "lr_negative":
        sensitivity = 1 - (1 - background) * value
    else:
        sensitivity = value
    ratio: Floats = (1 - np.clip(sensitivity, LEAST_RATE, MOST_RATE)) / (1 - background)
    return ratio


def risk_multipliers(ratio: Floats, background: Floats) -> tuple[Floats, Floats]:
    """
    Log multipliers of a cause's odds, for people with and without the risk factor.

    Divided by their population mean, so that the cause's rate over everybody stays what it was.
    """
    mean = 1 + background * (ratio - 1)
    return np.log(ratio / mean), -np.log(mean)


def clamped_background(knowledge: KnowledgeBase) -> Floats:
    """Each finding's background rate, held within 0.01..0.99, shape [F]."""
    values = np.array([finding.background.value for finding in knowledge.findings.values()], dtype=np.float64)
    return np.clip(values, LEAST_RATE, MOST_RATE)


def share_values(shares: Shares, options: tuple[str, ...]) -> Floats:
    """The shares in the order of `options`, none below 0.001, summing to 1."""
    values = np.maximum([shares.shares.get(option, 0.0) for option in options], LEAST_SHARE)
    result: Floats = values / values.sum()
    return result


def refuse_double_use(cause: Cause) -> None:
    """Raise ValueError when a finding is both a risk factor and a finding row of one cause: it would count twice."""
    twice = sorted(cause.risk_factors.keys() & cause.findings.keys())
    if twice:
        raise ValueError(f"cause {cause.id!r} uses {', '.join(twice)} both as risk factor and as finding row")


def cause_rates(knowledge: KnowledgeBase) -> Rates:
    """The nominal rates of the whole knowledge base. Raises ValueError when a cause uses a finding twice."""
    background = clamped_background(knowledge)
    quiet = _quiet(knowledge, background)
    log_present, log_absent = _risk(knowledge, background)
    ratios, shares = _categories(knowledge)
    return Rates(background, quiet, log_present, log_absent, ratios, shares)


def _quiet(knowledge: KnowledgeBase, background: Floats) -> Floats:
    quiet = np.ones((len(background), len(knowledge.causes) + 1))
    number = {finding: index for index, finding in enumerate(knowledge.findings)}
    cells: dict[RowForm, list[tuple[int, int, float]]] = {"sensitivity": [], "lr_positive": [], "lr_negative": []}
    for column, cause in enumerate(knowledge.causes.values()):
        refuse_double_use(cause)
        for finding, row in cause.findings.items():
            cells[row_form(row)].append((number[finding], column, row.estimate.value))
    for form, found in cells.items():
        if found:
            rows, columns, values = (np.array(part) for part in zip(*found, strict=True))
            quiet[rows, columns] = quiet_ratio(form, values, background[rows])
    return quiet


def _risk(knowledge: KnowledgeBase, background: Floats) -> tuple[Floats, Floats]:
    shape = (len(background), len(knowledge.causes) + 1)
    log_present, log_absent = np.zeros(shape), np.zeros(shape)
    number = {finding: index for index, finding in enumerate(knowledge.findings)}
    cells = [
        (number[finding], column, estimate.value)
        for column, cause in enumerate(knowledge.causes.values())
        for finding, estimate in cause.risk_factors.items()
    ]
    if cells:
        rows, columns, values = (np.array(part) for part in zip(*cells, strict=True))
        log_present[rows, columns], log_absent[rows, columns] = risk_multipliers(values, background[rows])
    return log_present, log_absent


def _categories(knowledge: KnowledgeBase) -> tuple[dict[str, Floats], dict[str, Floats]]:
    ratios, backgrounds = {}, {}
    for category in knowledge.categories.values():
        options = tuple(option.id for option in category.options)
        background = share_values(category.background, options)
        ratio = np.ones((len(options), len(knowledge.causes) + 1))
        for column, cause in enumerate(knowledge.causes.values()):
            if category.id in cause.categories:
                ratio[:, column] = share_values(cause.categories[category.id], options) / background
        ratios[category.id], backgrounds[category.id] = ratio, background
    return ratios, backgrounds
