"""Remedies weighed for one person: what may be expected of each, and for how much of what it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.model import LowValue, Remedy, Tried
from rhomboid.model.expression import holds
from rhomboid.model.plan import Benefit
from rhomboid.relief.benefit import scaled
from rhomboid.relief.catalogue import Catalogue
from rhomboid.relief.contraindications import parsed
from rhomboid.relief.person import Person

PLACES = 3


@dataclass(frozen=True)
class Weighed:
    """One remedy for one person: `fit` is the probability (0..1) of what it is for, `net_points` its worth."""

    remedy: Remedy
    fit: float
    benefit: Benefit
    net_points: float
    strongest: tuple[str, str] | None
    tried: Tried | None


def weigh_remedies(
    catalogue: Catalogue, person: Person, low_value: Sequence[LowValue], least_fit: float = 0.0
) -> list[Weighed]:
    """
    The remedies that are always offered or fit at least so well, in the catalogue's order.

    Causes for which a remedy is care of low value (`low_value`: the entries that concern the person) count for
    nothing.
    """
    weights = person.weights * _worthwhile_cells(catalogue, low_value)
    # Two causes at once are one pain: what is expected of a remedy is a mean over causes, never more than their sum.
    expected = np.einsum("krc,rc->kr", catalogue.less_pain, weights / max(1.0, float(person.weights.sum())))
    fits = (catalogue.indicated * weights).sum(axis=1)
    contributions = np.abs(catalogue.less_pain[0]) * weights
    return [
        _weigh(catalogue, person, row, expected[:, row], float(fits[row]), contributions[row])
        for row, remedy in enumerate(catalogue.remedies)
        if remedy.always or fits[row] >= least_fit
    ]


def applying_low_value(catalogue: Catalogue, person: Person) -> list[LowValue]:
    """The entries of low-value care that concern this person: likely enough causes, and nothing known to excuse it."""
    least = catalogue.settings.least_fit.value
    return [
        entry
        for entry in catalogue.knowledge.low_value
        if not (entry.unless and holds(parsed(entry.unless), person.facts))
        and person.fit(catalogue.cells(entry.causes, entry.durations)) >= least
    ]


def _worthwhile_cells(catalogue: Catalogue, low_value: Sequence[LowValue]) -> NDArray[np.float64]:
    """[R, C * D] 0 where a remedy is care of low value, else 1."""
    rows = {remedy.id: row for row, remedy in enumerate(catalogue.remedies)}
    cells = np.ones(catalogue.indicated.shape)
    for entry in low_value:
        if entry.remedy is not None:
            cells[rows[entry.remedy]] *= 1.0 - catalogue.cells(entry.causes, entry.durations)
    return cells


def _weigh(
    catalogue: Catalogue,
    person: Person,
    row: int,
    expected: NDArray[np.float64],
    fit: float,
    contributions: NDArray[np.float64],
) -> Weighed:
    remedy = catalogue.remedies[row]
    tried = person.tried.get(remedy.id)
    factor = catalogue.settings.tried_factors[tried].value if tried in catalogue.settings.tried_factors else 1.0
    benefit = scaled(Benefit(*(round(float(part), PLACES) for part in expected)), factor)
    best = int(np.argmax(contributions))
    cause, duration = divmod(best, len(catalogue.durations))
    return Weighed(
        remedy=remedy,
        fit=round(min(1.0, fit), PLACES),
        benefit=benefit,
        net_points=round(benefit.value - float(catalogue.burden[row]), PLACES),
        strongest=(catalogue.causes[cause], catalogue.durations[duration]) if contributions[best] > 0 else None,
        tried=tried,
    )
