"""What a page says first: the most urgent of the assessment, the plan and any scan report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from rhomboid.answers.assessing import with_number
from rhomboid.answers.wording import DANGEROUS
from rhomboid.model import DISPOSITIONS, Appraisal, Assessment, Disposition, KnowledgeBase, Plan, ScanAppraisal


class Lead(msgspec.Struct, frozen=True):
    """How urgent it is and what to do; `by_scan` when a scan report is more urgent than all that was told."""

    disposition: Disposition
    title: str
    what_to_do: str
    come_back_if: str
    by_scan: bool = False

    @property
    def urgent(self) -> bool:
        """Whether someone is needed today: then no plan may stand on the page."""
        return self.disposition in DANGEROUS


def lead_of(
    assessment: Assessment, knowledge: KnowledgeBase, plan: Plan | None, appraisals: Iterable[Appraisal]
) -> Lead:
    """The most urgent of everything given; the assessment where they are equal."""
    leads = [
        Lead(assessment.disposition, assessment.title, assessment.what_to_do, assessment.come_back_if),
        *([Lead(plan.disposition, plan.title, plan.what_to_do, plan.urgent_if)] if plan else []),
        *_scans(appraisals, assessment.emergency_number, knowledge),
    ]
    return min(leads, key=lambda lead: DISPOSITIONS.index(lead.disposition))


def _scans(appraisals: Iterable[Appraisal], number: str, knowledge: KnowledgeBase) -> Iterator[Lead]:
    for appraisal in appraisals:
        if isinstance(appraisal, ScanAppraisal) and appraisal.disposition:
            advice = knowledge.advice[appraisal.disposition]
            title, what_to_do, come_back_if = (
                with_number(text, number)
                for text in (advice.title, appraisal.what_to_do or advice.what_to_do, advice.come_back_if)
            )
            yield Lead(appraisal.disposition, title, what_to_do, come_back_if, by_scan=True)
