"""A published case with its answer, and what rhomboid answered."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model import Disposition

Half = Literal["even", "odd"]


class Case(msgspec.Struct, frozen=True):
    """
    One case someone published, with the cause they found.

    `acceptable_cause_ids` are other causes a fair reader would accept (the lenient score). `triage` is how
    soon the person needed to be seen, `triage_also_acceptable` the other fair answers. A case file holds more, such
    as the words and their source and licence; only what is scored is read here.
    """

    id: str
    cause_id: str
    triage: Disposition
    acceptable_cause_ids: tuple[str, ...] = ()
    triage_also_acceptable: tuple[Disposition, ...] = ()
    source_kind: str = "unknown"
    benign_msk: bool = False
    serious: bool = False
    detail: str | None = None
    diagnosis_certainty: str | None = None


class RankedCause(msgspec.Struct, frozen=True):
    """One cause of a batch answer: probability and its 90% interval."""

    id: str
    probability: float
    low: float
    high: float


class FindingRead(msgspec.Struct, frozen=True):
    """One thing understood from an account's words."""

    concept: str
    presence: Literal["present", "absent"]
    words: str


class BatchAnswer(msgspec.Struct, frozen=True):
    """The answer to one account of a batch: causes ranked, all of them."""

    id: str
    disposition: Disposition
    causes: tuple[RankedCause, ...]
    findings: tuple[FindingRead, ...] = ()
