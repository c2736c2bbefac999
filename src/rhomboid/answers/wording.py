"""An assessment in plain words, shared by every face so that all say the same."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rhomboid.model import Assessment, CauseResult, Disposition, Mention, Reason, Understood

SHOWN_CAUSES = 5
SHOWN_REASONS = 4
SHOWN_DANGERS = 3
DANGEROUS: tuple[Disposition, ...] = ("emergency", "same_day")


def percent(probability: float) -> str:
    """A probability as a whole percentage; never 0% or 100%, because neither is known."""
    if probability < 0.005:
        return "under 1%"
    if probability > 0.995:
        return "over 99%"
    return f"{probability:.0%}"


def interval(cause: CauseResult) -> str:
    """The 90% interval in words."""
    low, high = percent(cause.low), percent(cause.high)
    if low == high:
        return low
    return f"up to {high}" if low == percent(0) else f"between {low} and {high}"


def times(decibans: float) -> str:
    """How much likelier or less likely, in words: 10 decibans are ten times."""
    factor = 10 ** (abs(decibans) / 10)
    way = "likelier" if decibans > 0 else "less likely"
    if factor < 1.1:
        return f"slightly {way}"
    if factor >= 100:
        return f"over 100 times {way}"
    return f"about {factor:.1f} times {way}" if factor < 3 else f"about {math.floor(factor + 0.5)} times {way}"


def reason_sentence(reason: Reason, numbers: dict[str, int]) -> str:
    """One reason as a sentence, ending in its source's number or in who judged it."""
    return f"{reason_words(reason)} {basis(reason, numbers)}"


def reason_words(reason: Reason) -> str:
    """One reason as a sentence, without its origin."""
    said = {"present": "yes", "absent": "no", "chosen": "", "unmentioned": ""}[reason.answer]
    subject = f"{_capital(reason.name)}{': ' + said if said else ''}"
    return f"{subject}. This makes it {times(reason.decibans)}"


def basis(reason: Reason, numbers: dict[str, int]) -> str:
    """Where a reason's number comes from: ``[3]``, or "(our judgement)"."""
    if reason.source is not None and reason.source in numbers:
        return f"[{numbers[reason.source]}]"
    return "(our judgement)"


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
    return f"Cannot be told apart from {_listed(tied)} by what is known so far." if tied else ""


def leading_tie_sentence(assessment: Assessment) -> str:
    """Which of the causes shown first cannot be told from the very first; empty when there is none."""
    shown = leading(assessment)
    if not shown or assessment.unread:
        return ""
    tied = [cause.name for cause in shown[1:] if cause.id in shown[0].tied_with]
    if not tied:
        return ""
    if len(tied) == len(shown) - 1:
        return f"These {len(shown)} cannot be told apart by what is known so far: take their order lightly."
    return f"{_listed([shown[0].name, *tied])} cannot be told apart by what is known so far."


def understood_sentence(entry: Understood) -> str:
    """What entered the assessment, as the person would say it."""
    said = {"present": "yes", "absent": "no", "chosen": ""}[entry.answer]
    side = f", {entry.side}" if entry.side else ""
    return f"{_capital(entry.name)}{side}{': ' + said if said else ''}"


def why_not_counted(mention: Mention) -> str:
    """Why something read did not enter."""
    if mention.experiencer == "other":
        return "it is about someone else"
    return "it is past" if mention.time == "past" else "something you said later overrules it"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{'; '.join(names[:-1])}; and {names[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
