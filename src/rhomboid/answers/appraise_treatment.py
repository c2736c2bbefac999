"""`appraise_treatment`: what an offered treatment is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rhomboid.answers.assessing import assess
from rhomboid.answers.caches import catalogue_for
from rhomboid.answers.naming import treatments_in
from rhomboid.answers.planning import cited_by_figures, cited_by_statements, sources_of
from rhomboid.model import (
    APPRAISAL_SCHEMA_VERSION,
    Account,
    Caution,
    Figure,
    KnowledgeBase,
    NamedWords,
    Remedy,
    RemedyName,
    TreatmentAppraisal,
)
from rhomboid.relief import Catalogue, low_value_of, person_of, tried_before, weigh_treatment


def appraise_treatment(words: str, account: Account, knowledge: KnowledgeBase, today: date) -> TreatmentAppraisal:
    """
    What an offered treatment is worth: benefit, harms, what is tried before, what to ask.

    Of several treatments named, the first is appraised and the others are named. With anything told in the account,
    the answer says how well it fits and whether it is safe for that person. Raises AccountError when the words
    cannot be used.
    """
    named = treatments_in(words, account.locale, knowledge)
    if not named:
        return TreatmentAppraisal(
            schema_version=APPRAISAL_SCHEMA_VERSION,
            knowledge=knowledge.id,
            knowledge_version=knowledge.version,
            knowledge_hash=knowledge.hash,
            words=words,
            summary="No treatment that is known here was recognised in these words. That says nothing about it.",
            sources={},
        )
    others = {entry.concept for entry in named} - {named[0].concept}
    return _appraise(words, named[0], sorted(others), account, catalogue_for(knowledge), today)


def _appraise(
    words: str, named: NamedWords, others: list[str], account: Account, catalogue: Catalogue, today: date
) -> TreatmentAppraisal:
    knowledge = catalogue.knowledge
    remedy = knowledge.remedies[named.concept]
    low_value = low_value_of(remedy.id, catalogue)
    told = bool(account.text or account.answers or account.choices or account.pains)
    own = None
    if told:
        assessment = assess(account, knowledge, today)
        own = weigh_treatment(remedy.id, catalogue, person_of(assessment, account, catalogue))
    cautions = own.safety if own else None
    keys = _sources(remedy, [figure for entry in low_value for figure in entry.figures])
    return TreatmentAppraisal(
        schema_version=APPRAISAL_SCHEMA_VERSION,
        knowledge=knowledge.id,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        words=words,
        summary=_summary(remedy, knowledge, bool(cautions and cautions.against)),
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
        against=cautions.against if cautions else (),
        cautions=cautions.cautions if cautions else (),
        check_first=cautions.ask_first if cautions else _everything_against(remedy),
        fit=own.fit if own else None,
        benefit=own.benefit if own else None,
    )


def _everything_against(remedy: Remedy) -> tuple[Caution, ...]:
    """Where nothing is known of a person, all that speaks against a remedy has to be asked."""
    return tuple(Caution(row.name, row.reason, row.basis, row.sources) for row in remedy.contraindications)


def _summary(remedy: Remedy, knowledge: KnowledgeBase, unsafe: bool) -> str:
    if unsafe:
        return f"{remedy.name}: not for you, from what you told."
    entries = [entry for entry in knowledge.low_value if entry.remedy == remedy.id]
    if any(not entry.causes for entry in entries):
        return f"{remedy.name}: often offered, seldom worth it."
    if entries:
        return f"{remedy.name}: for some causes of pain it is seldom worth it."
    if not remedy.effects and not any(statement.source for statement in remedy.statements):
        return f"{remedy.name}: no trial was found, so that what it does is our judgement."
    return f"{remedy.name}: what is known of it follows."


def _sources(remedy: Remedy, figures: Iterable[Figure]) -> Iterator[str | None]:
    yield from cited_by_figures(remedy.effects.values())
    yield from cited_by_statements(remedy.statements)
    for harm in remedy.harms:
        yield from cited_by_figures([harm.rate] if harm.rate else [])
        yield harm.source
    for row in remedy.contraindications:
        yield from row.sources
    yield from cited_by_figures(figures)
