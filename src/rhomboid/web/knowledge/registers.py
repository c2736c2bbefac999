"""Claims, findings of scans, and danger rules, each as a page."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec.structs import replace

from rhomboid.answers import relief_wording as words
from rhomboid.language import gettext as _
from rhomboid.model import Claim, KnowledgeBase, Rule, ScanFinding
from rhomboid.model.register import ScanRegion
from rhomboid.web.knowledge.amounts import estimate_row, figure_rows
from rhomboid.web.knowledge.article import Article, Row, Section, cited_only, link, statement_rows
from rhomboid.web.knowledge.conditions import condition_words
from rhomboid.web.knowledge.names import BASIS, NEEDS, URGENCIES


def claim_article(claim: Claim, knowledge: KnowledgeBase) -> Article:
    """The page of one claim."""
    own = tuple(row for figure in claim.figures.values() for row in figure_rows(figure))
    shown = tuple(row for key in claim.shows for row in figure_rows(knowledge.figures[key]))
    sections = (
        Section(_("What was measured"), own),
        Section(_("What other pages tell of it"), shown, repeated=True),
        Section(_("What sources say"), statement_rows(claim.statements)),
    )
    verdict = words.VERDICT[claim.verdict]
    return Article(
        kind="claims",
        id=claim.id,
        name=words.as_heading(claim.claim),
        plain=claim.plain,
        group=verdict,
        sections=tuple(section for section in sections if section.rows),
        facts=(_("Verdict: {verdict}.").format(verdict=verdict), claim.qualifier),
    )


def scan_article(scan: ScanFinding, knowledge: KnowledgeBase) -> Article:
    """The page of one thing that a scan report can say."""
    facts: list[str | Markup] = []
    if scan.serious:
        facts += [_("This is not wear: it has to be looked at."), _(NEEDS[scan.serious])]
    if scan.note:
        facts.append(scan.note)
    return Article(
        kind="scans",
        id=scan.id,
        name=words.capital(scan.name),
        plain=scan.plain,
        group=_("Has to be looked at") if scan.serious else _("Also seen in people without pain"),
        sections=tuple(_regions(scan, knowledge)),
        facts=tuple(facts),
    )


def _regions(scan: ScanFinding, knowledge: KnowledgeBase) -> Iterator[Section]:
    for region, told in scan.regions.items():
        rows = (*_prevalence(told), *_by_age(told))
        points: list[str | Markup] = [link("causes", key, knowledge.causes[key].name) for key in told.bears_on]
        if told.serious:
            points.insert(0, _(NEEDS[told.serious]))
        title = _("In the {region}").format(region=words.REGION[region])
        lead = " ".join(filter(None, (told.note, _("It can speak for:") if told.bears_on else "")))
        if rows or points:
            yield Section(title, rows, tuple(points), lead)


def _prevalence(told: ScanRegion) -> tuple[Row, ...]:
    if told.prevalence is None:
        return ()
    rows = figure_rows(told.prevalence)
    if not told.who:
        return rows
    who = _("Counted in: {who}.").format(who=told.who)
    return replace(rows[0], details=(*rows[0].details, who)), *rows[1:]


def _by_age(told: ScanRegion) -> Iterator[Row]:
    for age, estimate in told.by_age.items():
        yield estimate_row(_("At {age} years, without pain").format(age=age), estimate, "share")


def rule_article(rule: Rule, knowledge: KnowledgeBase) -> Article:
    """The page of one danger rule."""
    when = Section(_("When it holds"), points=(condition_words(rule.when, knowledge),))
    causes = tuple(link("causes", key, knowledge.causes[key].name) for key in rule.causes)
    sections = (
        when,
        Section(_("What it is about"), points=causes),
        Section(_("What it rests on"), cited_only(rule.sources)),
    )
    silence = _("What nobody asked about is unknown, not a no: silence never excuses.")
    facts: list[str | Markup] = [_(BASIS[rule.basis]), silence]
    if rule.note:
        facts.append(rule.note)
    return Article(
        kind="rules",
        id=rule.id,
        name=words.as_heading(rule.reason),
        plain=_("What it asks for: {urgency}.").format(urgency=_(URGENCIES[rule.disposition])),
        group=_(URGENCIES[rule.disposition]),
        sections=tuple(section for section in sections if section.rows or section.points),
        facts=tuple(facts),
    )
