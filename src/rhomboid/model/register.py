"""What scans show in people without pain, and what is commonly claimed."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.cause import Disposition
from rhomboid.model.figure import Figure, Statement
from rhomboid.model.quantities import Estimate

Region = Literal["cervical", "thoracic", "lumbar"]
Verdict = Literal["supported", "contradicted", "unsupported", "mixed"]


class ScanRegion(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One finding in one region of the spine.

    `prevalence` is its share among people without pain there, `by_age` the same by age in years; `who` says who
    they were. `bears_on` are the causes it speaks for, if for any. `serious` overrules that of the finding.
    """

    prevalence: Figure | None = None
    by_age: dict[int, Estimate] = {}
    who: str | None = None
    bears_on: tuple[str, ...] = ()
    serious: Disposition | None = None
    note: str | None = None


class ScanFinding(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Something a scan report can say of the spine, by region.

    A `serious` finding is no finding of wear: it has a disposition and is never called harmless.
    """

    id: str
    name: str
    plain: str
    regions: dict[Region, ScanRegion] = {}
    serious: Disposition | None = None
    note: str | None = None


class ScanAdvice(msgspec.Struct, frozen=True, omit_defaults=True):
    """When a scan is worth having, in words with their source. `when` is for the reader, not evaluated."""

    id: str
    when: str
    says: str
    sources: tuple[str, ...]
    shows: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A common belief, with what was found when it was looked into.

    `ideas` are the parts that someone's words must hold to be this claim, each a key of the lexicon's ideas, with
    how much it tells; `shows` are ids of figures elsewhere in the knowledge base, `figures` its own.
    """

    id: str
    claim: str
    verdict: Verdict
    plain: str
    qualifier: str
    ideas: dict[str, float]
    figures: dict[str, Figure] = {}
    shows: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
