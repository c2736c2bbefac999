"""An assessment in plain words, shared by every face so that all say the same."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rhomboid.language import gettext as _
from rhomboid.language import numeral, whole_percent
from rhomboid.model import Assessment, CauseResult, Disposition, Mention, Reason, Understood

SHOWN_CAUSES = 5
SHOWN_REASONS = 4
SHOWN_DANGERS = 3
DANGEROUS: tuple[Disposition, ...] = ("emergency", "same_day")


def percent(probability: float) -> str:
    """A probability as a whole percentage; never 0% or 100%, because neither is known."""
    if probability < 0.005:
        return _("under 1%")
    if probability > 0.995:
        return _("over 99%")
    return whole_percent(probability)


def interval(cause: CauseResult) -> str:
    """The 90% interval in words."""
    low, high = percent(cause.low), percent(cause.high)
    if low == high:
        return low
    if low == percent(0):
        return _("up to {high}").format(high=high)
    return _("between {low} and {high}").format(low=low, high=high)


def times(decibans: float) -> str:
    """How much likelier or less likely, in words: 10 decibans are ten times."""
    factor, likelier = 10 ** (abs(decibans) / 10), decibans > 0
    if factor < 1.1:
        return _("slightly likelier") if likelier else _("slightly less likely")
    if factor >= 100:
        return _("over 100 times likelier") if likelier else _("over 100 times less likely")
    told = numeral(f"{factor:.1f}" if factor < 3 else f"{math.floor(factor + 0.5)}")
    words = _("about {factor} times likelier") if likelier else _("about {factor} times less likely")
    return words.format(factor=told)


def reason_sentence(reason: Reason, numbers: dict[str, int]) -> str:
    """One reason as a sentence, ending in its source's number or in who judged it."""
    return f"{reason_words(reason)} {basis(reason, numbers)}"


def reason_words(reason: Reason) -> str:
    """One reason as a sentence, without its origin."""
    subject = _answered(_capital(reason.name), reason.answer)
    return _("{subject}. This makes it {times_likelier}").format(subject=subject, times_likelier=times(reason.decibans))


def _answered(name: str, answer: str) -> str:
    """What was said of something: its name, with yes or no where that was the answer."""
    said = {"present": _("{name}: yes"), "absent": _("{name}: no")}
    return said.get(answer, "{name}").format(name=name)


def basis(reason: Reason, numbers: dict[str, int]) -> str:
    """Where a reason's number comes from: ``[3]``, or "(our judgement)"."""
    if reason.source is not None and reason.source in numbers:
        return f"[{numbers[reason.source]}]"
    return _("(our judgement)")


def source_numbers(assessment: Assessment) -> dict[str, int]:
    """The number each source is cited by, from 1, in the order of the assessment."""
    return {key: position for position, key in enumerate(assessment.sources, start=1)}


def cited_first(assessment: Assessment) -> set[str]:
    """The sources cited by the alarms and by the reasons shown of the leading causes."""
    cited = {key for alarm in assessment.alarms for key in alarm.sources}
    for cause in leading(assessment):
        for reason in (*cause.reasons_for[:SHOWN_REASONS], *cause.reasons_against[:SHOWN_REASONS]):
            if reason.source is not None:
                cited.add(reason.source)
    return cited


def leading(assessment: Assessment) -> Sequence[CauseResult]:
    """The causes worth showing first."""
    return assessment.causes[:SHOWN_CAUSES]


def dangers_considered(assessment: Assessment) -> Sequence[CauseResult]:
    """The likeliest dangerous causes that are not already among the first shown."""
    shown = {cause.id for cause in leading(assessment)}
    return [c for c in assessment.causes if c.disposition in DANGEROUS and c.id not in shown][:SHOWN_DANGERS]


def tie_sentence(cause: CauseResult, assessment: Assessment) -> str:
    """Which causes cannot be told from this one; empty when there is none."""
    names = {other.id: other.name for other in assessment.causes}
    tied = [names[other] for other in cause.tied_with if other in names]
    if not tied:
        return ""
    return _("Cannot be told apart from {causes} by what is known so far.").format(causes=_listed(tied))


def leading_tie_sentence(assessment: Assessment) -> str:
    """Which of the causes shown first cannot be told from the very first; empty when there is none."""
    shown = leading(assessment)
    if not shown or assessment.unread:
        return ""
    tied = [cause.name for cause in shown[1:] if cause.id in shown[0].tied_with]
    if not tied:
        return ""
    if len(tied) == len(shown) - 1:
        words = _("These {count} cannot be told apart by what is known so far: take their order lightly.")
        return words.format(count=len(shown))
    causes = _listed([shown[0].name, *tied])
    return _("{causes} cannot be told apart by what is known so far.").format(causes=causes)


def understood_sentence(entry: Understood) -> str:
    """What entered the assessment, as the person would say it."""
    name = _capital(entry.name)
    return _answered(f"{name}, {side_named(entry.side)}" if entry.side else name, entry.answer)


def side_named(side: str) -> str:
    """A side of the body, as the person sees it."""
    names = {"left": _("left"), "right": _("right"), "both": _("both"), "middle": _("middle")}
    return names[side]


def why_not_counted(mention: Mention) -> str:
    """Why something read did not enter."""
    if mention.experiencer == "other":
        return _("it is about someone else")
    return _("it is past") if mention.time == "past" else _("something you said later overrules it")


def one_of(names: Sequence[str]) -> str:
    """Names of which one is meant, as a list within a sentence."""
    told = names[0] if names else ""
    for name in names[1:]:
        told = _("{one} or {other}").format(one=told, other=name)
    return told


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("{all_but_last}; and {last}").format(all_but_last="; ".join(names[:-1]), last=names[-1])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
