"""What a trial shows, in sentences that every face shares."""

from __future__ import annotations

from collections.abc import Iterator

from rhomboid.answers.relief_wording import number
from rhomboid.answers.trial_arms import USUAL_CARE, arm_id, arm_name
from rhomboid.answers.trial_records import WRITTEN_LATE
from rhomboid.model import KnowledgeBase
from rhomboid.model.diary import Entry
from rhomboid.model.trial import ARMS, EffectEstimate, NormalPrior
from rhomboid.model.trial_record import TrialDay, TrialRecord, TrialResult, TrialSafety

KNOWS_THE_ARM = (
    "You knew which days were which, and knowing can change how a day feels. No schedule mends that; it only sees "
    "to it that good and bad spells fall on both kinds of day alike."
)
FAIR = "Only the first is a fair comparison: people choose when to keep to a plan."


def difference(points: float) -> str:
    """Points less or more pain, as "1.2 points less"."""
    size = number(abs(points))
    return f"{size} point{'s' * (size != '1')} {'less' if points < 0 else 'more'}" if float(size) else "no difference"


def between_differences(low: float | None, high: float | None) -> str:
    """A range of differences; an end that no one could bound yet is said to be open."""
    if low is None and high is None:
        return "any difference is still possible"
    if low is None:
        return f"anything up to {difference(high or 0.0)}"
    if high is None:
        return f"anything from {difference(low)} on"
    return f"between {difference(low)} and {difference(high)}"


def estimate_words(found: EffectEstimate, result: TrialResult) -> str:
    """An effect with its interval and what it is likely to be."""
    change = number(result.protocol.minimal_important_change.value)
    return (
        f"{difference(found.effect)} pain on days with {result.remedy} than with {result.comparator} "
        f"({found.level:.0%} interval: {between_differences(found.low, found.high)}). "
        f"Better at all: {_percent(found.p_better)}. Better by {change} or more: {_percent(found.p_important)}."
    )


def expected_words(expected: NormalPrior) -> str:
    """What others' trials let someone new expect."""
    low, high = expected.mean - 1.96 * expected.sd, expected.mean + 1.96 * expected.sd
    return f"{difference(expected.mean)} pain (95 in 100 people: {between_differences(low, high)})"


def leaning_words(result: TrialResult) -> Iterator[str]:
    """By how much the estimates lean on others' trials, and what the person's own days say; nothing without a prior."""
    prior, share, alone = result.protocol.plan.effect_prior, result.leans_on_others, result.verdict.days_alone
    if prior is None or share is None or alone is None:
        return
    yield (
        f"These numbers lean on other people's trials, by {_percent(share)}: from those, one would expect "
        f"{expected_words(prior)}. The evidence and the verdict do not lean on them."
    )
    yield f"Your own days alone, as drawn: {estimate_words(alone, result)}"


def course_words(result: TrialResult) -> Iterator[str]:
    """How far the trial has come, and how much of it was written down and kept to."""
    kept = result.verdict.adherence
    yield f"Day {max(result.through, 0)} of {result.days}."
    if result.through < 1:
        return
    yield f"{kept.recorded} of {kept.days} days are written down; a missing day stays missing and is never zero."
    if result.written_late:
        yield f"{result.written_late} were written on a later day, from memory."
    if kept.told:
        yield f"What you did is known of {kept.told} days, and on {kept.as_drawn} it was what was drawn."


def evidence_words(result: TrialResult) -> Iterator[str]:
    """The evidence that may be looked at every day, and what it would still take."""
    found, verdict = result.verdict.evidence, result.verdict
    needed = number(1 / result.protocol.plan.alpha)
    yield (
        f"Evidence: {number(found.e_value)}, at most {number(found.highest)} so far; {needed} settles it. "
        "You may look every day and stop when you like: this number allows for that."
    )
    yield f"Not ruled out, on all days together: {between_differences(found.low, found.high)}."
    if verdict.days_to_tell is not None:
        yield (
            f"As things stand, {verdict.days_to_tell} more day{'s' * (verdict.days_to_tell != 1)} would tell in half "
            "of the ways it may go on."
        )
    if verdict.check is not None:
        yield f"A second check at the end, by flipping the coins anew: p = {number(verdict.check.p_value)}."


def status_words(day: TrialDay) -> str:
    """Where a trial stands on a day, in one sentence."""
    if day.status == "not_begun":
        return f"The trial {day.trial} begins on {day.start:%A %d %B}. Until then nothing changes."
    if day.status == "stopped" and day.stop is not None:
        because = "because of the harm you wrote down" if day.stop.reason == "adverse_event" else "as you wished"
        return f"The trial {day.trial} was stopped on {day.stop.on}, {because}."
    if day.status == "over":
        return f"The trial {day.trial} is over. What it says: rhomboid trial result {day.trial}."
    return f"Day {day.day} of {day.days}."


def safety_words(safety: TrialSafety) -> str:
    """What the check of safety rests on."""
    if safety.rests_on == "nothing":
        return "Nothing is known of you here, so all that could speak against it has to be asked."
    if safety.told_on is not None:
        return f"Checked against what you told and kept on {safety.told_on}."
    return "Checked against what you told now."


def _percent(probability: float) -> str:
    return "under 1%" if probability < 0.01 else "over 99%" if probability > 0.99 else f"{probability:.0%}"


def log_words(record: TrialRecord, entry: Entry, knowledge: KnowledgeBase) -> str:
    """What was written down of one day, in one sentence; what was not said is left out."""
    said = [f"pain {number(pain.nrs)}" for pain in entry.pains[:1]]
    arms = [arm_id(record.protocol, arm) for arm in ARMS]
    if entry.remedies is not None:
        remedies = (arm for arm in arms if arm != USUAL_CARE)
        said += [f"{arm_name(one, knowledge)}{'' if one in entry.remedies else ' not'} used" for one in remedies]
    said += ["a note"] if entry.note else []
    late = ", written later" if entry.measures.get(WRITTEN_LATE) else ""
    return f"Saved day {record.day_number(entry.day)}, {entry.day}: {', '.join(said)}{late}."
