"""A cause: how common it is, what points to it and away from it, and what makes it likelier."""

from __future__ import annotations

from collections.abc import Iterator

from rhomboid.language import gettext as _
from rhomboid.model import Cause, KnowledgeBase
from rhomboid.web.knowledge.amounts import estimate_row, evidence_row, leaning, shares_row
from rhomboid.web.knowledge.article import Article, Row, Section, address, link
from rhomboid.web.knowledge.names import FAMILIES, NEEDS, SETTINGS, named

TELLING = 1.5
"""A finding that is so many times more, or less, frequent with a cause than in everyone says something of it."""


def cause_article(cause: Cause, knowledge: KnowledgeBase) -> Article:
    """The page of one cause."""
    return Article(
        kind="causes",
        id=cause.id,
        name=cause.name,
        plain=cause.plain,
        group=named(FAMILIES, cause.family),
        sections=tuple(section for section in _sections(cause, knowledge) if section.rows or section.points),
        facts=(_(NEEDS[cause.disposition]),),
    )


def _sections(cause: Cause, knowledge: KnowledgeBase) -> Iterator[Section]:
    yield Section(
        _("How common it is among adults with upper back pain"),
        tuple(
            estimate_row(_(SETTINGS[setting]), estimate, "share")
            for setting, estimate in cause.pretest_probability.items()
        ),
        lead=_("Nobody has published how often each cause is behind upper back pain, so these are starting points."),
    )
    yield from _finding_sections(cause, knowledge)
    yield Section(
        _("Who has it, and how it shows"),
        tuple(_category_row(cause, category, knowledge) for category in cause.categories),
        lead=_("How the answers to one question are spread among people with this cause."),
        folded=True,
    )
    yield Section(
        _("What makes it likelier before anything else is known"),
        tuple(
            estimate_row(
                knowledge.findings[concept].name if concept in knowledge.findings else concept,
                estimate,
                "times",
                address("findings", concept) if concept in knowledge.findings else "",
            )
            for concept, estimate in cause.risk_factors.items()
        ),
        lead=_("How many times likelier it is in people with this in their history; below 1 it is less likely."),
        folded=True,
    )
    yield Section(
        _("Danger rules about it"),
        points=tuple(link("rules", rule.id, rule.reason) for rule in knowledge.rules if cause.id in rule.causes),
    )
    yield Section(
        _("What is tried for it"),
        points=tuple(
            link("remedies", remedy.id, remedy.name)
            for remedy in knowledge.remedies.values()
            if remedy.offered and any(cause.id in row.causes for row in remedy.indications)
        ),
        folded=True,
    )


def _finding_sections(cause: Cause, knowledge: KnowledgeBase) -> Iterator[Section]:
    strength = {
        concept: leaning(evidence, knowledge.findings[concept].background)
        for concept, evidence in cause.findings.items()
    }
    ordered = sorted(strength, key=lambda concept: -strength[concept])
    rows = {concept: _finding_row(cause, concept, knowledge) for concept in ordered}
    yield Section(
        _("What points to it"),
        tuple(rows[concept] for concept in ordered if strength[concept] >= TELLING),
        lead=_("How many people with this cause have each of these. The most telling stands first."),
    )
    yield Section(
        _("What points away from it"),
        tuple(rows[concept] for concept in reversed(ordered) if strength[concept] <= 1 / TELLING),
        lead=_("These are rarer with this cause than in all with upper back pain. Having one does not rule it out."),
        folded=True,
    )
    yield Section(
        _("What tells little either way"),
        tuple(rows[concept] for concept in ordered if 1 / TELLING < strength[concept] < TELLING),
        folded=True,
    )


def _finding_row(cause: Cause, concept: str, knowledge: KnowledgeBase) -> Row:
    finding = knowledge.findings[concept]
    return evidence_row(finding.name, cause.findings[concept], finding.background, address("findings", concept))


def _category_row(cause: Cause, category: str, knowledge: KnowledgeBase) -> Row:
    known = knowledge.categories[category]
    options = {option.id: option.name for option in known.options}
    return shares_row(known.name, cause.categories[category], options, address("findings", category))
