"""What a trial shows, in sentences that every face shares."""

from __future__ import annotations

from collections.abc import Iterator

from rhomboid.answers.relief_wording import number
from rhomboid.answers.trial_arms import USUAL_CARE, arm_id, arm_name
from rhomboid.answers.trial_records import WRITTEN_LATE
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop, ngettext, weekday_day_month, whole_percent
from rhomboid.model import KnowledgeBase
from rhomboid.model.diary import Entry
from rhomboid.model.trial import ARMS, EffectEstimate, NormalPrior
from rhomboid.model.trial_record import TrialDay, TrialRecord, TrialResult, TrialSafety

KNOWS_THE_ARM = gettext_noop(
    "You knew which days were which, and knowing can change how a day feels. No schedule mends that; it only sees "
    "to it that good and bad spells fall on both kinds of day alike."
)
FAIR = gettext_noop("Only the first is a fair comparison: people choose when to keep to a plan.")


def difference(points: float) -> str:
    """Points less or more pain, as "1.2 points less"."""
    size = number(abs(points))
    one = 1 if size == number(1) else 2
    if size == number(0):
        return _("no difference")
    if points < 0:
        return ngettext("{size} point less", "{size} points less", one).format(size=size)
    return ngettext("{size} point more", "{size} points more", one).format(size=size)


def between_differences(low: float | None, high: float | None) -> str:
    """A range of differences; an end that no one could bound yet is said to be open."""
    if low is None and high is None:
        return _("any difference is still possible")
    if low is None:
        return _("anything up to {difference}").format(difference=difference(high or 0.0))
    if high is None:
        return _("anything from {difference} on").format(difference=difference(low))
    return _("between {low} and {high}").format(low=difference(low), high=difference(high))


def estimate_words(found: EffectEstimate, result: TrialResult) -> str:
    """An effect with its interval and what it is likely to be."""
    words = _(
        "{difference} pain on days with {remedy} than with {comparator} ({level} interval: {interval}). Better at all: "
        "{better}. Better by {change} or more: {important}."
    )
    return words.format(
        difference=difference(found.effect),
        remedy=result.remedy,
        comparator=result.comparator,
        level=whole_percent(found.level),
        interval=between_differences(found.low, found.high),
        better=_percent(found.p_better),
        change=number(result.protocol.minimal_important_change.value),
        important=_percent(found.p_important),
    )


def expected_words(expected: NormalPrior) -> str:
    """What others' trials let someone new expect."""
    low, high = expected.mean - 1.96 * expected.sd, expected.mean + 1.96 * expected.sd
    words = _("{difference} pain (95 in 100 people: {interval})")
    return words.format(difference=difference(expected.mean), interval=between_differences(low, high))


def leaning_words(result: TrialResult) -> Iterator[str]:
    """By how much the estimates lean on others' trials, and what the person's own days say; nothing without a prior."""
    prior, share, alone = result.protocol.plan.effect_prior, result.leans_on_others, result.verdict.days_alone
    if prior is None or share is None or alone is None:
        return
    words = _(
        "These numbers lean on other people's trials, by {share}: from those, one would expect {expected}. The "
        "evidence "
        "and the verdict do not lean on them."
    )
    yield words.format(share=_percent(share), expected=expected_words(prior))
    yield _("Your own days alone, as drawn: {estimate}").format(estimate=estimate_words(alone, result))


def course_words(result: TrialResult) -> Iterator[str]:
    """How far the trial has come, and how much of it was written down and kept to."""
    kept = result.verdict.adherence
    yield _("Day {day} of {days}.").format(day=max(result.through, 0), days=result.days)
    if result.through < 1:
        return
    words = _("{recorded} of {days} days are written down; a missing day stays missing and is never zero.")
    yield words.format(recorded=kept.recorded, days=kept.days)
    if result.written_late:
        yield _("{count} were written on a later day, from memory.").format(count=result.written_late)
    if kept.told:
        words = _("What you did is known of {told} days, and on {as_drawn} it was what was drawn.")
        yield words.format(told=kept.told, as_drawn=kept.as_drawn)


def evidence_words(result: TrialResult) -> Iterator[str]:
    """The evidence that may be looked at every day, and what it would still take."""
    found, verdict = result.verdict.evidence, result.verdict
    words = _(
        "Evidence: {evidence}, at most {highest} so far; {needed} settles it. You may look every day and stop when you "
        "like: this number allows for that."
    )
    yield words.format(
        evidence=number(found.e_value),
        highest=number(found.highest),
        needed=number(1 / result.protocol.plan.alpha),
    )
    not_ruled_out = between_differences(found.low, found.high)
    yield _("Not ruled out, on all days together: {interval}.").format(interval=not_ruled_out)
    if verdict.days_to_tell is not None:
        words = ngettext(
            "As things stand, {days} more day would tell in half of the ways it may go on.",
            "As things stand, {days} more days would tell in half of the ways it may go on.",
            verdict.days_to_tell,
        )
        yield words.format(days=verdict.days_to_tell)
    if verdict.check is not None:
        words = _("A second check at the end, by flipping the coins anew: p = {p_value}.")
        yield words.format(p_value=number(verdict.check.p_value))


def status_words(day: TrialDay) -> str:
    """Where a trial stands on a day, in one sentence."""
    if day.status == "not_begun":
        words = _("The trial {trial} begins on {day}. Until then nothing changes.")
        return words.format(trial=day.trial, day=weekday_day_month(day.start))
    if day.status == "stopped" and day.stop is not None:
        if day.stop.reason == "adverse_event":
            words = _("The trial {trial} was stopped on {day}, because of the harm you wrote down.")
        else:
            words = _("The trial {trial} was stopped on {day}, as you wished.")
        return words.format(trial=day.trial, day=day.stop.on)
    if day.status == "over":
        return _("The trial {trial} is over. What it says: rhomboid trial result {trial}.").format(trial=day.trial)
    return _("Day {day} of {days}.").format(day=day.day, days=day.days)


def safety_words(safety: TrialSafety) -> str:
    """What the check of safety rests on."""
    if safety.rests_on == "nothing":
        return _("Nothing is known of you here, so all that could speak against it has to be asked.")
    if safety.told_on is not None:
        return _("Checked against what you told and kept on {day}.").format(day=safety.told_on)
    return _("Checked against what you told now.")


def _percent(probability: float) -> str:
    if probability < 0.01:
        return _("under 1%")
    return _("over 99%") if probability > 0.99 else whole_percent(probability)


def log_words(record: TrialRecord, entry: Entry, knowledge: KnowledgeBase) -> str:
    """What was written down of one day, in one sentence; what was not said is left out."""
    said = [_("pain {nrs}").format(nrs=number(pain.nrs)) for pain in entry.pains[:1]]
    arms = [arm_id(record.protocol, arm) for arm in ARMS]
    if entry.remedies is not None:
        used, not_used = _("{remedy} used"), _("{remedy} not used")
        remedies = (arm for arm in arms if arm != USUAL_CARE)
        said += [
            (used if one in entry.remedies else not_used).format(remedy=arm_name(one, knowledge)) for one in remedies
        ]
    said += [_("a note")] if entry.note else []
    late = entry.measures.get(WRITTEN_LATE)
    words = _("Saved day {day}, {date}: {said}, written later.") if late else _("Saved day {day}, {date}: {said}.")
    return words.format(day=record.day_number(entry.day), date=entry.day, said=", ".join(said))
