"""The clinician's page as data, in several lengths: the typesetting takes the longest that fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from rhomboid.answers import wording
from rhomboid.language import Words, gettext_noop, numeral
from rhomboid.language import gettext as _
from rhomboid.model import Alarm, Assessment, CauseResult, Disposition, Reason, Source
from rhomboid.report.clinician.nouns import LENGTHS, Cited, Given, Limits, Line, Ranking, Row, Urgency, Variant
from rhomboid.report.clinician.person import person_line, where_it_hurts
from rhomboid.report.clinician.sections import JUDGED, questions, sections_of_person, sections_of_plan
from rhomboid.report.clinician.text import cut, in_short
from rhomboid.report.lead import Lead, lead_of

Part = TypeVar("Part")
SHOWN_REASONS = 3
SAID_WHOLE = ("age", "sex")
"""Categories whose options mean nothing without their name."""
URGENCY: Words[Disposition] = Words(
    {
        "emergency": gettext_noop("Emergency: now"),
        "same_day": gettext_noop("To be seen the same day"),
        "days": gettext_noop("To be seen within days"),
        "routine": gettext_noop("Routine"),
        "self_care": gettext_noop("Self-care"),
    }
)
NOT_A_DIAGNOSIS = gettext_noop(
    "Decision support with its reasons shown, not a diagnosis. Made from what the person told."
)
HOW_TO_READ = gettext_noop(
    "\u00d7 and \u00f7: how much that answer moved the odds, all else kept; (j): our judgement, no source. Two "
    "causes may act together, so that probabilities can sum to more than 100%."
)


def variants_of(given: Given) -> tuple[Variant, ...]:
    """The page at each length, longest first."""
    return tuple(_variant(given, limits) for limits in LENGTHS)


def _variant(given: Given, limits: Limits) -> Variant:
    assessment, plan = given.assessment, given.plan
    lead = lead_of(assessment, given.knowledge, plan, given.appraisals)
    parts = [assessment.sources, *([plan.sources] if plan else []), *(entry.sources for entry in given.appraisals)]
    return _with_sources(
        Variant(
            person=cut(person_line(assessment, given.account, given.knowledge), 2 * limits.text + 60),
            urgency=_urgency(assessment, lead, limits),
            told=tuple(_told(given, limits)),
            ranking=_ranking(assessment, limits),
            left=tuple(sections_of_person(given, limits)),
            right=(*sections_of_plan(given, lead, limits), *questions(given, lead, limits)),
            small_print=_small_print(assessment),
        ),
        {key: source for part in parts for key, source in part.items()},
    )


def _with_sources(variant: Variant, sources: dict[str, Source]) -> Variant:
    """The page with its sources numbered in the order of reading; one that is not known has no number."""
    numbers: dict[str, int] = {}
    numbered = _numbered(variant, sources, numbers)
    cited = (
        Cited(number, cut(sources[key].citation, 400), cut(sources[key].address or "", 200) or None)
        for key, number in numbers.items()
    )
    return msgspec.structs.replace(numbered, sources=tuple(cited))


def _numbered(part: Part, sources: dict[str, Source], numbers: dict[str, int]) -> Part:
    """Any part of the page with numbers beside its lines."""
    if isinstance(part, Line):
        known = [key for key in part.sources if key in sources]
        return msgspec.structs.replace(part, cites=tuple(numbers.setdefault(key, len(numbers) + 1) for key in known))
    if isinstance(part, tuple):
        return type(part)(_numbered(entry, sources, numbers) for entry in part)
    if isinstance(part, msgspec.Struct):
        fields = {name: _numbered(getattr(part, name), sources, numbers) for name in part.__struct_fields__}
        return msgspec.structs.replace(part, **fields)
    return part


def _urgency(assessment: Assessment, lead: Lead, limits: Limits) -> Urgency:
    """The urgency, with the alarms that ask for it before those that ask for less."""
    alarms = sorted(assessment.alarms, key=lambda alarm: alarm.disposition != lead.disposition)
    lines = [_alarm(alarm, limits) for alarm in alarms[: limits.lines]]
    if len(alarms) > limits.lines:
        lines.append(Line(_("and {count} more").format(count=len(alarms) - limits.lines)))
    by_scan = [Line(_("A scan report names something that has to be looked at."))] if lead.by_scan else []
    told = (*by_scan, *lines) or (Line(_("From what was told, no rule asks for more.")),)
    return Urgency(URGENCY[lead.disposition], lead.urgent, told)


def _alarm(alarm: Alarm, limits: Limits) -> Line:
    return Line(cut(alarm.reason, limits.text), sources=alarm.sources)


def _told(given: Given, limits: Limits) -> Iterator[Line]:
    sites = where_it_hurts(given.assessment, given.account, given.knowledge)
    where = in_short(sites, limits.names, limits.text) if sites else _("not told")
    yield Line(f"{where}.", label=_("Where:"))
    if given.account.text.strip():
        yield Line(f"\u201c{cut(given.account.text, limits.quote)}\u201d", label=_("In their words:"))


def _ranking(assessment: Assessment, limits: Limits) -> Ranking:
    dangers = wording.dangers_considered(assessment)
    lines = []
    tied = wording.leading_tie_sentence(assessment)
    if assessment.unread:
        lines.append(Line(_("Nothing could be understood yet: these are only how common each cause is.")))
    elif tied:
        lines.append(Line(cut(tied, 2 * limits.text)))
    if dangers:
        names = [f"{cause.name} ({wording.percent(cause.probability)})" for cause in dangers]
        lines.append(Line(f"{in_short(names, limits.names, limits.text)}.", label=_("Dangers also looked at:")))
    lines.append(Line(_(HOW_TO_READ)))
    rows = tuple(_cause(cause, limits) for cause in wording.leading(assessment))
    return Ranking(_("What it may be"), rows, tuple(lines))


def _cause(cause: CauseResult, limits: Limits) -> Row:
    return Row(
        name=cut(cause.name, limits.text),
        probability=wording.percent(cause.probability),
        interval=_("{low} to {high}").format(low=wording.percent(cause.low), high=wording.percent(cause.high)),
        speaking_for=tuple(_reason(reason, limits) for reason in cause.reasons_for[:SHOWN_REASONS]),
        against=tuple(_reason(reason, limits) for reason in cause.reasons_against[:SHOWN_REASONS]),
    )


def _reason(reason: Reason, limits: Limits) -> Line:
    category, chosen, _options = reason.concept.partition("=")
    name = reason.name.partition(": ")[2] if chosen and category not in SAID_WHOLE else reason.name
    sign = "\u00d7" if reason.decibans > 0 else "\u00f7"
    factor = min(10 ** (abs(reason.decibans) / 10), 999.0)
    judged = "" if reason.source else f"\u00a0{_(JUDGED)}"
    said = cut(name, limits.text // 2)
    if reason.answer == "absent":
        said = _("{name}: no").format(name=said)
    text = f"{said}\u00a0{sign}{numeral(f'{factor:.2g}')}{judged}"
    return Line(text, sources=(reason.source,) if reason.source else ())


def _small_print(assessment: Assessment) -> tuple[Line, ...]:
    knowledge = f"{cut(assessment.knowledge, 40)} {cut(assessment.knowledge_version, 20)}"
    made_from = _("Knowledge: {knowledge}, {hash}. Made on {day}.").format(
        knowledge=knowledge, hash=cut(assessment.knowledge_hash, 64), day=cut(assessment.today, 10)
    )
    return (Line(_(NOT_A_DIAGNOSIS)), Line(made_from))
