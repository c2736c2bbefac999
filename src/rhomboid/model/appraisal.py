"""What a scan finding, an offered treatment or a claim is worth."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.account import Span
from rhomboid.model.cause import Disposition
from rhomboid.model.figure import Effect, Figure, Statement
from rhomboid.model.plan import Benefit, Caution, LeaveAlone
from rhomboid.model.quantities import Estimate
from rhomboid.model.register import Region, ScanAdvice, Verdict
from rhomboid.model.remedy import Cost, Effort, Harm, Tried
from rhomboid.model.source import Source

APPRAISAL_SCHEMA_VERSION = "1"


class NamedWords(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words of a text that name something, with its id; `spelled` is how they were understood after mending."""

    concept: str
    words: str
    span: Span
    spelled: str | None = None


class TriedMention(msgspec.Struct, frozen=True):
    """A remedy that someone says they tried, with how it went."""

    remedy: str
    outcome: Tried
    words: str
    span: Span


class ScanMention(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One thing a scan report says. `region` is None where the report does not tell; `levels` are discs (``T7-8``) or
    vertebrae (``T8``).
    """

    finding: str
    presence: Literal["present", "absent"]
    words: str
    span: Span
    region: Region | None = None
    levels: tuple[str, ...] = ()


class ScanReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything understood of a scan report, in its order, and the pieces of which nothing was."""

    mentions: tuple[ScanMention, ...] = ()
    unmatched: tuple[str, ...] = ()


class CauseShift(msgspec.Struct, frozen=True):
    """How far a finding can move a cause at most: its probability before, and after, all being as it could be."""

    cause: str
    name: str
    before: float
    at_most: float


class ScanItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One finding of a report, appraised.

    `prevalence` is how many people without pain have it, at the person's age where it is known by age
    (`interpolated` between counted ages). `ceiling` is the most a likelihood ratio for it can be: one over that.
    `shifts` are the causes it speaks for. Without a usable number both are None.
    """

    finding: str
    name: str
    plain: str
    presence: Literal["present", "absent"]
    words: str
    span: Span
    region: Region | None = None
    levels: tuple[str, ...] = ()
    prevalence: Estimate | None = None
    at_age: float | None = None
    interpolated: bool = False
    who: str | None = None
    ceiling: float | None = None
    shifts: tuple[CauseShift, ...] = ()
    serious: Disposition | None = None
    note: str | None = None


class ScanAppraisal(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What a scan report can and cannot mean.

    `disposition` is the most urgent of its serious findings and of an account that needs someone at once, None when
    there is neither; `what_to_do` says what to do. `unmatched` are pieces that were not understood and so are not
    called harmless.
    """

    schema_version: str
    knowledge: str
    knowledge_version: str
    knowledge_hash: str
    words: str
    items: tuple[ScanItem, ...]
    unmatched: tuple[str, ...]
    summary: str
    advice: tuple[ScanAdvice, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    sources: dict[str, Source]
    age: float | None = None
    disposition: Disposition | None = None
    what_to_do: str | None = None


class RemedyName(msgspec.Struct, frozen=True):
    """A remedy by id and name."""

    remedy: str
    name: str


class TreatmentAppraisal(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What an offered treatment is worth: benefit, harms, what is tried before, what to ask.

    `matched` are the words that named it; without them no treatment of the knowledge base was recognised, and
    everything else is empty. `benefit` and `fit` are for the person, where an account was given; where that account
    needs someone at once, `disposition` and `what_to_do` say so.
    """

    schema_version: str
    knowledge: str
    knowledge_version: str
    knowledge_hash: str
    words: str
    summary: str
    sources: dict[str, Source]
    matched: NamedWords | None = None
    also_named: tuple[RemedyName, ...] = ()
    remedy: str | None = None
    name: str | None = None
    plain: str | None = None
    tier: int | None = None
    tier_name: str | None = None
    time_to_effect: str | None = None
    cost: Cost | None = None
    effort: Effort | None = None
    effects: tuple[Effect, ...] = ()
    statements: tuple[Statement, ...] = ()
    harms: tuple[Harm, ...] = ()
    tried_before: tuple[RemedyName, ...] = ()
    questions: tuple[str, ...] = ()
    low_value: tuple[LeaveAlone, ...] = ()
    against: tuple[Caution, ...] = ()
    cautions: tuple[Caution, ...] = ()
    check_first: tuple[Caution, ...] = ()
    fit: float | None = None
    benefit: Benefit | None = None
    disposition: Disposition | None = None
    what_to_do: str | None = None


class NearClaim(msgspec.Struct, frozen=True):
    """A claim of the register that is near to what was said; `likeness` is 0..1."""

    claim_id: str
    claim: str
    likeness: float


class ClaimAppraisal(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What is known of a claim.

    Without `claim_id` the words are no claim of the register, and `near` says what came nearest. `found` are the
    ideas that were recognised in the words. `likeness` is the share (0..1) of the claim's ideas found.
    """

    schema_version: str
    knowledge: str
    knowledge_version: str
    knowledge_hash: str
    words: str
    summary: str
    found: tuple[NamedWords, ...]
    near: tuple[NearClaim, ...]
    sources: dict[str, Source]
    claim_id: str | None = None
    claim: str | None = None
    likeness: float | None = None
    verdict: Verdict | None = None
    plain: str | None = None
    qualifier: str | None = None
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()


Appraisal = ScanAppraisal | TreatmentAppraisal | ClaimAppraisal
