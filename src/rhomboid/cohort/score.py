"""How one answer compares with one published case."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from rhomboid.cohort.case import BatchAnswer, Case, Half
from rhomboid.model import DISPOSITIONS

URGENCY = {disposition: position for position, disposition in enumerate(DISPOSITIONS)}
UNRANKED = 10_000


class Score(msgspec.Struct, frozen=True):
    """
    One case scored. `strict` and `lenient` are the places (0 first) of the published cause, and of the best
    placed acceptable one. `given` is the urgency answered, 0 the most urgent.
    """

    case: Case
    half: Half
    strict: int
    lenient: int
    given: int
    under: bool
    over: bool
    missing: bool
    first_probability: float
    published_probability: float
    accepted_probability: float
    probabilities: dict[str, float]


def half_of(case_id: str) -> Half:
    """The half a case belongs to, fixed for ever by its id: parity of the first byte of its SHA-256."""
    return "even" if sha256(case_id.encode()).digest()[0] % 2 == 0 else "odd"


def score_case(case: Case, answer: BatchAnswer | None) -> Score:
    """Score one answer. A missing answer is a miss and, unless self-care was right, an under-triage."""
    ranked = [cause.id for cause in answer.causes] if answer else []
    probabilities = {cause.id: cause.probability for cause in answer.causes} if answer else {}
    accepted = (case.cause_id, *case.acceptable_cause_ids)
    places = [ranked.index(cause) for cause in accepted if cause in probabilities]
    allowed = [URGENCY[disposition] for disposition in (case.triage, *case.triage_also_acceptable)]
    given = URGENCY[answer.disposition if answer else "self_care"]
    return Score(
        case=case,
        half=half_of(case.id),
        strict=ranked.index(case.cause_id) if case.cause_id in probabilities else UNRANKED,
        lenient=min(places, default=UNRANKED),
        given=given,
        under=given > max(allowed),
        over=given < min(allowed),
        missing=answer is None,
        first_probability=probabilities[ranked[0]] if ranked else 0.0,
        published_probability=probabilities.get(case.cause_id, 0.0),
        accepted_probability=max((probabilities.get(cause, 0.0) for cause in accepted), default=0.0),
        probabilities=probabilities,
    )
