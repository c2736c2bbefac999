"""How good the answers are on published cases: ranks, triage and calibration, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from rhomboid.cohort.case import BatchAnswer, Case
from rhomboid.cohort.score import URGENCY, Score, score_case

REPEATS = 2000
SEED = 20261122
CONFIDENCE = 0.95
LEAST_PROBABILITY = 1e-6
BIN_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
SAME_DAY = URGENCY["same_day"]
EMERGENCY = URGENCY["emergency"]

Floats = NDArray[np.float64]


class Figure(msgspec.Struct, frozen=True):
    """A mean over `n` cases with its bootstrap 95% interval. It misleads when the cases are not like the reader."""

    value: float
    low: float
    high: float
    n: int


class Group(msgspec.Struct, frozen=True):
    """The figures of one group of cases, by name."""

    name: str
    n: int
    figures: dict[str, Figure]


class ReliabilityBin(msgspec.Struct, frozen=True):
    """Answers whose first cause had a probability in [`low`, `high`): what was said, and how often it was right."""

    low: float
    high: float
    n: int
    mean_probability: float
    right_strict: Figure
    right_lenient: Figure


class Evaluation(msgspec.Struct, frozen=True):
    """Everything `rhomboid evaluate` reports."""

    cases: int
    missing: int
    groups: tuple[Group, ...]
    reliability: tuple[ReliabilityBin, ...]


def evaluate(cases: Iterable[Case], answers: Mapping[str, BatchAnswer]) -> Evaluation:
    """Score the answers, by kind of source and by half. The halves show whether a gain carries over."""
    scores = [score_case(case, answers.get(case.id)) for case in cases]
    groups = [_group(name, chosen) for name, chosen in _groups(scores) if chosen]
    return Evaluation(
        cases=len(scores),
        missing=sum(score.missing for score in scores),
        groups=tuple(groups),
        reliability=reliability(scores),
    )


def bootstrap(values: Sequence[float]) -> Figure:
    """The mean with its percentile bootstrap interval, from a fixed seed. Empty values give nan with n 0."""
    data = np.asarray(values, dtype=np.float64)
    if data.size == 0:
        return Figure(value=float("nan"), low=float("nan"), high=float("nan"), n=0)
    generator = np.random.default_rng(SEED)
    picks = generator.integers(0, data.size, size=(REPEATS, data.size))
    means: Floats = data[picks].mean(axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return Figure(value=float(data.mean()), low=float(low), high=float(high), n=int(data.size))


def reliability(scores: Sequence[Score]) -> tuple[ReliabilityBin, ...]:
    """How often the first cause was right, by the probability it was given. Empty bins are left out."""
    bins = []
    answered = [score for score in scores if not score.missing]
    for low, high in pairwise(BIN_EDGES):
        last = high == BIN_EDGES[-1]
        inside = [s for s in answered if low <= s.first_probability and (s.first_probability < high or last)]
        if inside:
            bins.append(
                ReliabilityBin(
                    low=low,
                    high=high,
                    n=len(inside),
                    mean_probability=sum(s.first_probability for s in inside) / len(inside),
                    right_strict=bootstrap([float(s.strict == 0) for s in inside]),
                    right_lenient=bootstrap([float(s.lenient == 0) for s in inside]),
                )
            )
    return tuple(bins)


def _groups(scores: Sequence[Score]) -> list[tuple[str, list[Score]]]:
    named: list[tuple[str, list[Score]]] = [
        ("all", list(scores)),
        ("half: even", [s for s in scores if s.half == "even"]),
        ("half: odd", [s for s in scores if s.half == "odd"]),
        ("full detail, not weak", [s for s in scores if _is_well_described(s.case)]),
        ("serious", [s for s in scores if s.case.serious]),
        ("benign msk", [s for s in scores if s.case.benign_msk]),
    ]
    kinds = sorted({s.case.source_kind for s in scores})
    return named + [(f"kind: {kind}", [s for s in scores if s.case.source_kind == kind]) for kind in kinds]


def _is_well_described(case: Case) -> bool:
    return case.detail == "full" and case.diagnosis_certainty != "weak"


def _group(name: str, scores: Sequence[Score]) -> Group:
    figures = {key: bootstrap([float(measure(score)) for score in scores]) for key, measure in MEASURES.items()}
    emergencies = [score for score in scores if score.case.triage == "emergency"]
    unhurried = [score for score in scores if score.case.triage in ("routine", "self_care")]
    urgent = {
        "emergencies_answered_emergency": (emergencies, EMERGENCY),
        "emergencies_answered_emergency_or_same_day": (emergencies, SAME_DAY),
        "routine_or_self_care_answered_emergency": (unhurried, EMERGENCY),
        "routine_or_self_care_answered_emergency_or_same_day": (unhurried, SAME_DAY),
    }
    for key, (chosen, limit) in urgent.items():
        if chosen:
            figures[key] = bootstrap([float(score.given <= limit) for score in chosen])
    return Group(name=name, n=len(scores), figures=figures)


def _brier(score: Score) -> float:
    """Multi-category Brier score against the published cause: 0 is perfect, 2 the worst for a distribution."""
    total = sum(score.probabilities.values()) or 1.0
    others = sum((p / total) ** 2 for cause, p in score.probabilities.items() if cause != score.case.cause_id)
    return others + (1 - score.published_probability / total) ** 2


def _log_loss(score: Score) -> float:
    return -float(np.log(min(1.0, max(score.published_probability, LEAST_PROBABILITY))))


def _log_loss_lenient(score: Score) -> float:
    return -float(np.log(min(1.0, max(score.accepted_probability, LEAST_PROBABILITY))))


MEASURES: dict[str, Callable[[Score], float]] = {
    "strict_top_1": lambda s: s.strict < 1,
    "strict_top_3": lambda s: s.strict < 3,
    "strict_top_5": lambda s: s.strict < 5,
    "lenient_top_1": lambda s: s.lenient < 1,
    "lenient_top_3": lambda s: s.lenient < 3,
    "lenient_top_5": lambda s: s.lenient < 5,
    "under_triage": lambda s: s.under,
    "over_triage": lambda s: s.over,
    "mean_probability_of_first_cause": lambda s: s.first_probability,
    "brier": _brier,
    "brier_of_first_cause": lambda s: (s.first_probability - (s.lenient == 0)) ** 2,
    "log_loss": _log_loss,
    "log_loss_lenient": _log_loss_lenient,
}
"""What is averaged over the cases of a group; the names are those of the printed report."""
