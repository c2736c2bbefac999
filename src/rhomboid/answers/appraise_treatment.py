"""`appraise_treatment`: what an offered treatment is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from rhomboid.answers.assessing import assess
from rhomboid.answers.caches import answering_in, catalogue_for
from rhomboid.answers.checking import refuse_faults
from rhomboid.answers.errors import AccountError
from rhomboid.answers.naming import treatments_in
from rhomboid.answers.planning import cited_by_figures, cited_by_statements, sources_of
from rhomboid.answers.wording import DANGEROUS
from rhomboid.language import gettext as _
from rhomboid.model import (
    APPRAISAL_SCHEMA_VERSION,
    Account,
    Caution,
    Figure,
    KnowledgeBase,
    NamedWords,
    Remedy,
    RemedyName,
    Span,
    TreatmentAppraisal,
)
from rhomboid.relief import Catalogue, low_value_of, person_of, tried_before, weigh_treatment


def appraise_treatment(words: str, account: Account, knowledge: KnowledgeBase, today: date) -> TreatmentAppraisal:
    """
    What an offered treatment is worth: benefit, harms, what is tried before, what to ask.

    Of several treatments named, the first is appraised and the others are named. With anything told in the account,
    the answer says how well it fits and whether it is safe for that person, and first of all whether they need
    someone at once. Raises AccountError when the words or the account cannot be used.
    """
    refuse_faults(account, knowledge)
    with answering_in(account.locale, knowledge) as told:
        return _appraise(words, treatments_in(words, account.locale, told), account, told, today)


def appraise_listed_treatment(
    remedy_id: str, account: Account, knowledge: KnowledgeBase, today: date
) -> TreatmentAppraisal:
    """The same of a treatment chosen from all that are known. Raises AccountError where there is no such treatment."""
    with answering_in(account.locale, knowledge) as told:
        if remedy_id not in told.remedies:
            words = _("There is no treatment called {name} here. Choose one from the list.")
            raise AccountError(words.format(name=repr(remedy_id)))
        name = told.remedies[remedy_id].name
        return _appraise(name, (NamedWords(remedy_id, name, Span(0, len(name))),), account, told, today)


def _appraise(
    words: str, named: Sequence[NamedWords], account: Account, knowledge: KnowledgeBase, today: date
) -> TreatmentAppraisal:
    unknown = TreatmentAppraisal(
        schema_version=APPRAISAL_SCHEMA_VERSION,
        knowledge=knowledge.id,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        words=words,
        summary=_("No treatment that is known here was recognised in these words. That says nothing about it."),
        sources={},
    )
    if not named:
        return unknown
    others = {entry.concept for entry in named} - {named[0].concept}
    appraisal = _about(unknown, named[0], sorted(others), catalogue_for(knowledge))
    told = account.text or account.answers or account.choices or account.pains
    return _for_person(appraisal, account, catalogue_for(knowledge), today) if told else appraisal


def _about(
    unknown: TreatmentAppraisal, named: NamedWords, others: list[str], catalogue: Catalogue
) -> TreatmentAppraisal:
    """What is known of a remedy, whoever it is for: all that speaks against it has to be asked."""
    knowledge = catalogue.knowledge
    remedy = knowledge.remedies[named.concept]
    low_value = low_value_of(remedy.id, catalogue)
    keys = _sources(remedy, [figure for entry in low_value for figure in entry.figures])
    against = remedy.contraindications
    return replace(
        unknown,
        summary=_summary(remedy, knowledge),
        sources=sources_of(keys, knowledge),
        matched=named,
        also_named=tuple(RemedyName(key, knowledge.remedies[key].name) for key in others),
        remedy=remedy.id,
        name=remedy.name,
        plain=remedy.plain,
        tier=remedy.tier,
        tier_name=catalogue.settings.tiers[remedy.tier],
        time_to_effect=remedy.time_to_effect,
        cost=remedy.cost,
        effort=remedy.effort,
        effects=tuple(remedy.effects.values()),
        statements=remedy.statements,
        harms=remedy.harms,
        tried_before=tried_before(remedy.id, catalogue),
        questions=remedy.questions,
        low_value=low_value,
        check_first=tuple(Caution(row.name, row.reason, row.basis, row.sources) for row in against),
    )


def _for_person(
    appraisal: TreatmentAppraisal, account: Account, catalogue: Catalogue, today: date
) -> TreatmentAppraisal:
    """How well it fits a person and whether it is safe; where they need someone at once, that first."""
    assessment = assess(account, catalogue.knowledge, today)
    own = weigh_treatment(appraisal.remedy or "", catalogue, person_of(assessment, account, catalogue))
    urgent = assessment.disposition in DANGEROUS
    unsafe = _("{remedy}: not for you, from what you told.").format(remedy=appraisal.name)
    return replace(
        appraisal,
        summary=unsafe if own.safety.against else appraisal.summary,
        against=own.safety.against,
        cautions=own.safety.cautions,
        check_first=own.safety.ask_first,
        fit=own.fit,
        benefit=own.benefit,
        disposition=assessment.disposition if urgent else None,
        what_to_do=assessment.what_to_do if urgent else None,
    )


def _summary(remedy: Remedy, knowledge: KnowledgeBase) -> str:
    entries = [entry for entry in knowledge.low_value if entry.remedy == remedy.id]
    if any(not entry.causes for entry in entries):
        return _("{remedy}: often offered, seldom worth it.").format(remedy=remedy.name)
    if entries:
        return _("{remedy}: for some causes of pain it is seldom worth it.").format(remedy=remedy.name)
    if not remedy.effects and not any(statement.source for statement in remedy.statements):
        words = _("{remedy}: no trial was found, so that what it does is our judgement.")
        return words.format(remedy=remedy.name)
    return _("{remedy}: what is known of it follows.").format(remedy=remedy.name)


def _sources(remedy: Remedy, figures: Iterable[Figure]) -> Iterator[str | None]:
    yield from cited_by_figures(remedy.effects.values())
    yield from cited_by_statements(remedy.statements)
    for harm in remedy.harms:
        yield from cited_by_figures([harm.rate] if harm.rate else [])
        yield harm.source
    for row in remedy.contraindications:
        yield from row.sources
    yield from cited_by_figures(figures)
