"""A finding, or a question with several answers: how common in general, and with which causes more or less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from rhomboid.language import gettext as _
from rhomboid.model import Category, Finding, KnowledgeBase, Rule
from rhomboid.model.expression import atoms_of, parse_expression
from rhomboid.web.knowledge.amounts import estimate_row, evidence_row, leaning, shares_row
from rhomboid.web.knowledge.article import Article, Section, address, link
from rhomboid.web.knowledge.causes import TELLING
from rhomboid.web.knowledge.names import FINDINGS, named


def rules_by_finding(knowledge: KnowledgeBase) -> dict[str, tuple[Rule, ...]]:
    """The danger rules that ask for each finding."""
    found: dict[str, list[Rule]] = {}
    for rule in knowledge.rules:
        for name in dict.fromkeys(atom.name for atom, _excuses in atoms_of(parse_expression(rule.when))):
            found.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}


def finding_article(finding: Finding, rules: Sequence[Rule], knowledge: KnowledgeBase) -> Article:
    """The page of one finding; `rules` are those that ask for it."""
    facts: list[str | Markup] = []
    if finding.red_flag:
        facts.append(_("This can be a danger sign. A no that was only read from free text never clears it."))
    if finding.group:
        group = link("method", "groups", _("a group that says much the same"))
        facts.append(
            escape(_("It counts together with {group}: {name}.")).format(
                group=group, name=knowledge.groups[finding.group].name
            )
        )
    return Article(
        kind="findings",
        id=finding.id,
        name=finding.name,
        plain=finding.question,
        group=named(FINDINGS, finding.kind),
        sections=tuple(section for section in _sections(finding, rules, knowledge) if section.rows or section.points),
        facts=tuple(facts),
    )


def category_article(category: Category, knowledge: KnowledgeBase) -> Article:
    """The page of one question with several answers."""
    options = {option.id: option.name for option in category.options}
    rows = tuple(
        shares_row(cause.name, cause.categories[category.id], options, address("causes", cause.id))
        for cause in knowledge.causes.values()
        if category.id in cause.categories
    )
    return Article(
        kind="findings",
        id=category.id,
        name=category.name,
        plain=category.question,
        group=named(FINDINGS, "category"),
        sections=(
            Section(
                _("How the answers are spread among all adults with upper back pain"),
                (shares_row(_("In general"), category.background, options),),
            ),
            Section(_("How they are spread with each cause"), rows, folded=True, repeated=True),
        ),
    )


def _sections(finding: Finding, rules: Sequence[Rule], knowledge: KnowledgeBase) -> Iterator[Section]:
    yield Section(
        _("How common it is among all adults with upper back pain"),
        (estimate_row(_("In general"), finding.background, "share"),),
    )
    yield from _by_cause(finding, knowledge)
    yield Section(
        _("Which causes it makes likelier, or less likely, as a part of the history"),
        tuple(
            estimate_row(cause.name, cause.risk_factors[finding.id], "times", address("causes", cause.id))
            for cause in knowledge.causes.values()
            if finding.id in cause.risk_factors
        ),
        repeated=True,
    )
    yield Section(
        _("Danger rules that ask for it"),
        points=tuple(link("rules", rule.id, rule.reason) for rule in rules),
    )


def _by_cause(finding: Finding, knowledge: KnowledgeBase) -> Iterator[Section]:
    showing = {cause.id: cause for cause in knowledge.causes.values() if finding.id in cause.findings}
    strength = {key: leaning(cause.findings[finding.id], finding.background) for key, cause in showing.items()}
    ordered = sorted(strength, key=lambda key: -strength[key])
    rows = {
        key: evidence_row(
            showing[key].name, showing[key].findings[finding.id], finding.background, address("causes", key)
        )
        for key in ordered
    }
    yield Section(
        _("Causes with which it is more frequent"),
        tuple(rows[key] for key in ordered if strength[key] >= TELLING),
        repeated=True,
    )
    yield Section(
        _("Causes with which it is less frequent"),
        tuple(rows[key] for key in reversed(ordered) if strength[key] <= 1 / TELLING),
        repeated=True,
    )
    yield Section(
        _("Causes with which it is about as frequent"),
        tuple(rows[key] for key in ordered if 1 / TELLING < strength[key] < TELLING),
        folded=True,
        repeated=True,
    )
