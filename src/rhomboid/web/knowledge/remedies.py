"""A remedy, and care that is seldom worth it: what was found, what is expected, what harm it can do."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from rhomboid.answers import relief_wording as words
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import Contraindication, Harm, Indication, KnowledgeBase, LowValue, Remedy
from rhomboid.web.knowledge.amounts import estimate_row, figure_rows
from rhomboid.web.knowledge.article import Article, Row, Section, link, statement_rows
from rhomboid.web.knowledge.conditions import condition_words
from rhomboid.web.knowledge.names import BASIS

ACTIONS = {
    "rule_out": gettext_noop("Not if you have {name}"),
    "caution": gettext_noop("Take care if you have {name}"),
}


def remedy_article(remedy: Remedy, knowledge: KnowledgeBase) -> Article:
    """The page of one remedy."""
    relief = knowledge.relief
    tier = relief.tiers[remedy.tier] if relief else str(remedy.tier)
    facts: list[str | Markup] = [
        f"{words.capital(words.COST[remedy.cost])}, {words.EFFORT[remedy.effort]}.",
        _("When it works, if it does: {time}.").format(time=words.as_heading(remedy.time_to_effect)),
    ]
    if not remedy.offered:
        facts.append(_("This is never offered here. It is known for those who ask about it."))
    return Article(
        kind="remedies",
        id=remedy.id,
        name=remedy.name,
        plain=remedy.plain,
        group=words.capital(tier),
        sections=tuple(section for section in _sections(remedy, knowledge) if section.rows or section.points),
        facts=tuple(facts),
    )


def low_value_article(entry: LowValue, knowledge: KnowledgeBase) -> Article:
    """The page of care that is often offered and seldom worth it."""
    shown = tuple(row for key in entry.shows for row in figure_rows(knowledge.figures[key]))
    facts: list[str | Markup] = [_("Instead: {instead}").format(instead=entry.instead)]
    if entry.remedy:
        remedy = knowledge.remedies[entry.remedy]
        facts.append(
            escape(_("All that is known of it: {remedy}")).format(remedy=link("remedies", remedy.id, remedy.name))
        )
    if entry.unless:
        facts.append(
            escape(_("This does not count for: {condition}")).format(condition=condition_words(entry.unless, knowledge))
        )
    sections = (
        Section(_("What was counted"), shown, repeated=True),
        Section(_("What sources say"), statement_rows(entry.statements)),
        _whom(entry, knowledge),
    )
    return Article(
        kind="low-value",
        id=entry.id,
        name=entry.name,
        plain=entry.why,
        group=words.VERDICT[entry.verdict],
        sections=tuple(section for section in sections if section.rows or section.points),
        facts=tuple(facts),
    )


def _whom(entry: LowValue, knowledge: KnowledgeBase) -> Section:
    causes = tuple(link("causes", key, knowledge.causes[key].name) for key in entry.causes)
    return Section(_("For which causes this is said"), points=causes, folded=True)


def _sections(remedy: Remedy, knowledge: KnowledgeBase) -> Iterator[Section]:
    yield Section(_("How to do it"), points=remedy.steps)
    yield Section(_("Stop if"), points=(words.capital(remedy.stop_if),))
    yield Section(
        _("What was measured"), tuple(row for effect in remedy.effects.values() for row in figure_rows(effect))
    )
    yield Section(_("What sources say"), statement_rows(remedy.statements))
    yield Section(
        _("What is expected of it"),
        tuple(_indication_row(row, remedy, knowledge) for row in remedy.indications),
        lead=_("Points of pain on the scale from 0 to 10; below zero is less pain."),
    )
    yield Section(_("What harm it can do"), tuple(row for harm in remedy.harms for row in _harm_rows(harm)))
    yield Section(
        _("What speaks against it"),
        tuple(row for against in remedy.contraindications for row in _against_rows(against, knowledge)),
    )
    if remedy.carryover_days:
        row = estimate_row(_("How long its effect takes to come or go"), remedy.carryover_days, "days")
        yield Section(_("How long it lingers"), (row,))
    before = tuple(link("remedies", key, knowledge.remedies[key].name) for key in remedy.before)
    yield Section(_("What is tried before it"), points=before)
    yield Section(_("What to ask whoever offers it"), points=remedy.questions)


def _indication_row(row: Indication, remedy: Remedy, knowledge: KnowledgeBase) -> Row:
    causes = _("For: {causes}.").format(causes=", ".join(knowledge.causes[key].name for key in row.causes))
    lasted = [option.name for option in knowledge.categories["duration"].options if option.id in row.durations]
    how_long = ", ".join(lasted)
    details = (causes, _("Where it has lasted: {durations}.").format(durations=how_long)) if how_long else (causes,)
    if row.judged:
        return estimate_row(_("Expected"), row.judged, "points", details=details)
    resting = _("As measured: {figure}").format(figure=words.figure_words(remedy.effects[row.effect or ""]))
    return Row(resting, details=details)


def _harm_rows(harm: Harm) -> tuple[Row, ...]:
    severity = words.capital(harm.name)
    if harm.rate is None:
        return (Row(severity, source=harm.source),)
    return figure_rows(harm.rate, label=severity)


def _against_rows(against: Contraindication, knowledge: KnowledgeBase) -> Iterator[Row]:
    label = _(ACTIONS[against.action]).format(name=against.name)
    details = [against.reason, _(BASIS[against.basis])]
    if against.suspected:
        names = ", ".join(knowledge.causes[key].name for key in against.suspected)
        details.append(_("Also while these are likely: {causes}.").format(causes=names))
    yield Row(words.capital(label), source=next(iter(against.sources), None), details=tuple(details))
    for key in against.sources[1:]:
        yield Row(_("The same"), source=key)
