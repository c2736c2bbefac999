"""What every remedy is expected to do for every cause at every duration, worked out once for a knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rhomboid.model import KnowledgeBase, ReliefSettings, Remedy
from rhomboid.relief.benefit import judged_less, points_less, shrink

DURATION = "duration"
Cells = dict[tuple[str, str], int]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """
    Remedies [R] by cause and duration [C * D], in the knowledge base's order.

    `less_pain` [3, R, C * D] holds the shrunk points of 10 less pain: value, low and high of the 95% interval;
    `indicated` [R, C * D] where a remedy is for a cause at all. `lasting` [C, D] is how long pain of a cause has
    lasted in those who ask. `burden` [R] are the points that harms, cost and
    effort weigh.
    """

    knowledge: KnowledgeBase
    settings: ReliefSettings
    remedies: tuple[Remedy, ...]
    causes: tuple[str, ...]
    durations: tuple[str, ...]
    less_pain: NDArray[np.float64]
    indicated: NDArray[np.bool_]
    burden: NDArray[np.float64]
    lasting: NDArray[np.float64]
    _cells: dict[tuple[tuple[str, ...], tuple[str, ...]], NDArray[np.float64]] = field(default_factory=dict)

    def cells(self, causes: tuple[str, ...], durations: tuple[str, ...]) -> NDArray[np.float64]:
        """[C * D] 1 where a cell is of some causes at some durations, else 0; empty means all. Kept once made."""
        known = self._cells.get((causes, durations))
        if known is None:
            rows = [float(not causes or cause in causes) for cause in self.causes]
            columns = [float(not durations or duration in durations) for duration in self.durations]
            known = self._cells[causes, durations] = np.outer(rows, columns).ravel()
        return known


def build_catalogue(knowledge: KnowledgeBase) -> Catalogue:
    """The catalogue of a knowledge base. Raises ValueError when the base holds no `relief` settings."""
    settings = knowledge.relief
    if settings is None:
        raise ValueError(f"the knowledge base {knowledge.id} holds no remedies")
    remedies = tuple(knowledge.remedies[key] for key in sorted(knowledge.remedies))
    causes = tuple(knowledge.causes)
    durations = tuple(option.id for option in knowledge.categories[DURATION].options)
    place = {(c, d): i * len(durations) + j for i, c in enumerate(causes) for j, d in enumerate(durations)}
    less_pain = np.zeros((3, len(remedies), len(place)))
    indicated = np.zeros((len(remedies), len(place)), dtype=np.bool_)
    for row, remedy in enumerate(remedies):
        _fill(remedy, row, settings, place, less_pain, indicated)
    burden = np.array([_burden(remedy, settings) for remedy in remedies])
    lasting = np.array([_lasting(knowledge, cause, durations) for cause in causes])
    return Catalogue(knowledge, settings, remedies, causes, durations, less_pain, indicated, burden, lasting)


def _lasting(knowledge: KnowledgeBase, cause: str, durations: tuple[str, ...]) -> list[float]:
    shares = knowledge.causes[cause].categories.get(DURATION) or knowledge.categories[DURATION].background
    return [shares.shares[duration] for duration in durations]


def _fill(
    remedy: Remedy,
    row: int,
    settings: ReliefSettings,
    place: Cells,
    less_pain: NDArray[np.float64],
    indicated: NDArray[np.bool_],
) -> None:
    """One remedy's row. A judged benefit is not shrunk again: the judgement weighs what there is."""
    durations = tuple(dict.fromkeys(duration for _, duration in place))
    for indication in remedy.indications:
        if indication.judged is not None:
            benefit = judged_less(indication.judged)
        else:
            effect = remedy.effects[indication.effect or ""]
            benefit = shrink(
                points_less(effect, settings), settings, effect.certainty, effect.directness, effect.control
            )
        for cause in indication.causes:
            for duration in indication.durations or durations:
                cell = place[cause, duration]
                less_pain[:, row, cell] = (benefit.value, benefit.low, benefit.high)
                indicated[row, cell] = True


def _burden(remedy: Remedy, settings: ReliefSettings) -> float:
    """What harms, cost and effort weigh, in points of 10."""
    harms = 0.0
    for harm in remedy.harms:
        if harm.rate is not None and harm.rate.measure == "share":
            other = harm.rate.compared.value if harm.rate.compared else 0.0
            harms += settings.harm_points[harm.severity].value * max(0.0, harm.rate.estimate.value - other)
    return harms + settings.cost_points[remedy.cost].value + settings.effort_points[remedy.effort].value
