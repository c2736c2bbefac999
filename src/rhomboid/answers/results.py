"""Ranked causes with their intervals, ties and reasons, from one weighed account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rhomboid.answers.weighing import Weighed
from rhomboid.answers.wording import one_of
from rhomboid.inference import reasons
from rhomboid.language import gettext as _
from rhomboid.model import Cause, CauseResult, Estimate, Observation, PairResult, Reason, Shares

PLACES = 6
MOST_REASONS = 8
MOST_TIED = 8
MOST_PAIRS = 5
LEAST_DECIBANS = 0.3


def rank_causes(weighed: Weighed) -> tuple[CauseResult, ...]:
    """Every cause, likeliest first, without reasons."""
    ties = tied_causes(weighed)
    return tuple(_result(weighed, place, ties.get(place, ())) for place in weighed.ranked)


def rank_causes_with_reasons(weighed: Weighed) -> tuple[CauseResult, ...]:
    """Every cause, likeliest first, with the strongest reasons for and against it."""
    ties = tied_causes(weighed)
    decibans = reasons(weighed.network, weighed.gathered.observations, together=weighed.gathered.unmentioned)
    said = _said(weighed)
    return tuple(
        _result(weighed, place, ties.get(place, ()), _reasons(weighed, place, decibans[:, place], said))
        for place in weighed.ranked
    )


def likeliest_pairs(weighed: Weighed) -> tuple[PairResult, ...]:
    """The pairs of causes that most probably act together, with the probability of exactly that pair."""
    network, hypotheses = weighed.network, weighed.posterior.hypotheses
    none = len(network.causes)
    sizes = (network.members < none).sum(axis=1)
    places = np.flatnonzero(sizes == 2)
    order = places[np.argsort(-hypotheses[places], kind="stable")][:MOST_PAIRS]
    pairs = []
    for place in order.tolist():
        first, second = sorted(network.causes[i] for i in network.members[place] if i < none)
        pairs.append(PairResult(causes=(first, second), probability=round(float(hypotheses[place]), PLACES)))
    return tuple(pairs)


def tied_causes(weighed: Weighed) -> dict[int, tuple[str, ...]]:
    """
    For each leading cause, the other leading ones it cannot be told from.

    A tie: at least `tie_overlap` of the shorter interval lies within the other.
    """
    leading = weighed.ranked[:MOST_TIED]
    names = weighed.network.causes
    return {
        one: tuple(names[other] for other in leading if other != one and _overlap(weighed, one, other))
        for one in leading
    }


def _overlap(weighed: Weighed, one: int, other: int) -> bool:
    low, high = weighed.low, weighed.high
    shorter = min(high[one] - low[one], high[other] - low[other])
    common = min(high[one], high[other]) - max(low[one], low[other])
    return bool(common > 0 and common >= weighed.knowledge.settings.tie_overlap.value * shorter)


def _result(weighed: Weighed, place: int, tied: tuple[str, ...], found: Sequence[Reason] = ()) -> CauseResult:
    cause = weighed.knowledge.causes[weighed.network.causes[place]]
    return CauseResult(
        id=cause.id,
        name=cause.name,
        plain=cause.plain,
        probability=_rounded(weighed.posterior.causes[place]),
        low=_rounded(weighed.low[place]),
        high=_rounded(weighed.high[place]),
        disposition=cause.disposition,
        reasons_for=tuple(reason for reason in found if reason.decibans > 0),
        reasons_against=tuple(reason for reason in found if reason.decibans < 0),
        tied_with=tied,
    )


def _rounded(probability: float) -> float:
    return round(min(1.0, max(0.0, float(probability))), PLACES)


class _Said(NamedTuple):
    """One observation as reasons name it; all that was not mentioned counts as one, which has none."""

    observation: Observation | None
    concept: str
    name: str
    answer: Literal["present", "absent", "chosen", "unmentioned"]


def _said(weighed: Weighed) -> list[_Said]:
    """Everything that bears on the causes, in the order of the rows of decibans."""
    said = [
        _Said(seen, observation_concept(seen), observation_name(weighed, seen), seen.presence or "chosen")
        for seen in weighed.gathered.observations
    ]
    if weighed.gathered.unmentioned:
        said.append(_Said(None, "unmentioned", _("Other places and signs, not mentioned"), "unmentioned"))
    return said


def _reasons(weighed: Weighed, place: int, decibans: NDArray[np.float64], said: Sequence[_Said]) -> list[Reason]:
    """The strongest reasons of each sign, strongest first; equals by concept."""
    cause = weighed.knowledge.causes[weighed.network.causes[place]]
    telling = np.flatnonzero(np.abs(decibans) >= LEAST_DECIBANS).tolist()
    ordered = sorted(
        ((round(float(decibans[row]), 2), said[row]) for row in telling),
        key=lambda pair: (-abs(pair[0]), pair[1].concept),
    )
    speaking_for = [pair for pair in ordered if pair[0] > 0][:MOST_REASONS]
    speaking_against = [pair for pair in ordered if pair[0] < 0][:MOST_REASONS]
    return [_reason(weighed, cause, change, entry) for change, entry in (*speaking_for, *speaking_against)]


def _reason(weighed: Weighed, cause: Cause, change: float, entry: _Said) -> Reason:
    if entry.observation is None:
        return Reason(concept=entry.concept, name=entry.name, answer=entry.answer, decibans=change, grade="judged")
    number = _number_behind(weighed, cause, entry.observation)
    return Reason(
        concept=entry.concept,
        name=entry.name,
        answer=entry.answer,
        decibans=change,
        grade=number.grade,
        source=number.source,
        place=number.place,
    )


def _number_behind(weighed: Weighed, cause: Cause, observation: Observation) -> Estimate | Shares:
    """
    The number the knowledge base holds of this cause and answer.

    A cause without a row of its own moves because others do: then it rests on how common the answer is in all.
    """
    concept = observation.concept
    if observation.presence is None:
        return cause.categories.get(concept) or weighed.knowledge.categories[concept].background
    row = cause.findings.get(concept)
    if row is not None:
        return row.estimate
    return cause.risk_factors.get(concept) or weighed.knowledge.findings[concept].background


def observation_concept(observation: Observation) -> str:
    """The finding's id, or ``category=option``, several options joined by commas."""
    if observation.presence is not None:
        return observation.concept
    return f"{observation.concept}={','.join(observation.options)}"


def observation_name(weighed: Weighed, observation: Observation) -> str:
    """What was observed, in words."""
    if observation.presence is not None:
        return weighed.knowledge.findings[observation.concept].name
    category = weighed.knowledge.categories[observation.concept]
    names: Sequence[str] = [option.name for option in category.options if option.id in observation.options]
    return f"{category.name}: {one_of(names)}"
