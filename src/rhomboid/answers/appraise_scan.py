"""`appraise_scan`: how much a scan report should change one's mind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rhomboid.answers.assessing import assess, emergency_number, with_number
from rhomboid.answers.caches import answering_in
from rhomboid.answers.naming import scan_in
from rhomboid.answers.planning import cited_by_figures, sources_of
from rhomboid.answers.wording import DANGEROUS
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import (
    APPRAISAL_SCHEMA_VERSION,
    DISPOSITIONS,
    Account,
    Figure,
    KnowledgeBase,
    ScanAppraisal,
    ScanItem,
)
from rhomboid.relief import appraise_findings, most_urgent

HARDLY = 0.1
"""A cause whose probability can rise by less than this has hardly moved."""
SHOW_IT = gettext_noop("Show them the report.")
UNCOMMON = 0.15
"""A finding in fewer than this share of people without pain may mean something."""


def appraise_scan(
    words: str, account: Account, knowledge: KnowledgeBase, today: date, age: float | None = None
) -> ScanAppraisal:
    """
    What a scan report can mean for the person of an account; an empty account stands for anyone.

    `age` in years overrules that of the account. Anything serious that the report names comes first, and what is not
    understood is never called harmless. Raises AccountError when the words cannot be used. Misleads where a report
    compares with an earlier scan.
    """
    with answering_in(account.locale, knowledge) as told:
        return _appraise(words, account, told, today, account.age if age is None else age)


def _appraise(
    words: str, account: Account, knowledge: KnowledgeBase, today: date, years: float | None
) -> ScanAppraisal:
    reading = scan_in(words, account.locale, knowledge)
    assessment = assess(account, knowledge, today)
    probabilities = {cause.id: cause.probability for cause in assessment.causes}
    items = appraise_findings(reading.mentions, knowledge, years, probabilities)
    urgent = most_urgent(items)
    if assessment.disposition in DANGEROUS:
        urgent = min(urgent or assessment.disposition, assessment.disposition, key=DISPOSITIONS.index)
    number = emergency_number(account.locale, knowledge)
    advice = knowledge.advice[urgent].what_to_do if urgent else None
    shown = [key for entry in knowledge.scan_advice for key in entry.shows]
    figures = tuple(knowledge.figures[key] for key in shown)
    return ScanAppraisal(
        schema_version=APPRAISAL_SCHEMA_VERSION,
        knowledge=knowledge.id,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        words=words,
        items=items,
        unmatched=reading.unmatched,
        summary=_summary(items, reading.unmatched),
        advice=knowledge.scan_advice,
        figures=figures,
        notes=tuple(_notes(items, account)),
        sources=sources_of(_sources(items, figures, knowledge), knowledge),
        age=years,
        disposition=urgent,
        what_to_do=with_number(f"{advice} {_(SHOW_IT)}", number) if advice else None,
    )


def _summary(items: tuple[ScanItem, ...], unmatched: tuple[str, ...]) -> str:
    """What a report comes to, in a sentence: danger first, then what is uncommon, then what is common."""
    present = [item for item in items if item.presence == "present"]
    if any(item.serious for item in present):
        return _("This report names something that is not wear and tear and has to be looked at.")
    if not items:
        return _("Nothing in these words was recognised as a scan finding. That does not make it harmless.")
    if not present:
        told = _("The report says what is not there, and nothing that is.")
    elif any(item.prevalence and item.prevalence.value < UNCOMMON for item in present):
        told = _("Some of this is uncommon in people without pain, and so may mean something. Ask what it fits with.")
    elif any(item.prevalence is None for item in present):
        told = _("For some of this there is no usable number, so nothing can be said of how much it means.")
    elif all(shift.at_most - shift.before < HARDLY for item in present for shift in item.shifts):
        told = _("Findings like these are common in people without pain. They hardly change what the pain may be.")
    else:
        told = _("Findings like these are common in people without pain. At the very most they change a little.")
    return " ".join((told, _("Some words were not understood."))) if unmatched else told


def _notes(items: tuple[ScanItem, ...], account: Account) -> Iterator[str]:
    if any(item.shifts for item in items):
        if account == Account(locale=account.locale, setting=account.setting, age=account.age, sex=account.sex):
            yield _("Nothing was told of the pain, so the causes begin at how common they are in upper back pain.")
        yield _("Nobody has counted these in people with the matching pain, so only the most they can mean is known.")
    if any(item.region == "lumbar" for item in items):
        yield _("Findings in the low back say nothing about the upper back.")


def _sources(items: tuple[ScanItem, ...], figures: Iterable[Figure], knowledge: KnowledgeBase) -> Iterator[str | None]:
    for item in items:
        yield item.prevalence.source if item.prevalence else None
    for entry in knowledge.scan_advice:
        yield from entry.sources
    yield from cited_by_figures(figures)
