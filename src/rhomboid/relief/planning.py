"""The plan: what to try first, what is ruled out, what is not worth it, and when to come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop, within_sentence
from rhomboid.model import COSTS, DISPOSITIONS, Account, Disposition, Figure, Indication, LowValue, Remedy
from rhomboid.model.plan import LeaveAlone, LeftOut, LeftOutKind, RemedyOption, ReviewAdvice, RuledOut
from rhomboid.relief.catalogue import Catalogue
from rhomboid.relief.contraindications import Safety, judge_safety
from rhomboid.relief.person import Person
from rhomboid.relief.weighing import Weighed, applying_low_value, weigh_remedies

TOO_LITTLE = gettext_noop("For the pain itself, the little to be expected does not outweigh harms, cost and effort.")
NOTHING_EXPECTED = gettext_noop("It has not been shown to ease pain like this.")


class Choices(msgspec.Struct, frozen=True):
    """Every remedy that fits a person, each in one place, and the care of low value."""

    options: tuple[RemedyOption, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    leave_alone: tuple[LeaveAlone, ...] = ()
    come_back: tuple[ReviewAdvice, ...] = ()


def choose(catalogue: Catalogue, person: Person, account: Account, disposition: Disposition) -> Choices:
    """
    Sort the remedies that fit: options by risk tier, then by what they are worth, then by id.

    At a disposition without a greatest tier (someone is needed now) there is nothing to choose. What is unsafe is
    ruled out before anything else is asked of it; wishes and failed trials come next, then worth. Nothing is said
    of what is not offered at this urgency, is for causes too unlikely, or has too little to give for few of them.
    """
    most_tier = catalogue.settings.most_tier.get(disposition)
    if most_tier is None:
        return Choices()
    low_value = applying_low_value(catalogue, person)
    fitting = weigh_remedies(catalogue, person, low_value, catalogue.settings.least_fit.value)
    options: list[RemedyOption] = []
    ruled_out: list[RuledOut] = []
    left_out: list[LeftOut] = []
    for entry in fitting:
        if entry.remedy.tier > most_tier or not entry.remedy.offered:
            continue
        safety = judge_safety(entry.remedy, person, catalogue.settings.suspected_mass.value)
        if safety.against:
            ruled_out.append(RuledOut(entry.remedy.id, entry.remedy.name, safety.against))
        elif left := _reason_to_leave_out(entry, person, account, catalogue):
            left_out.append(left)
        elif _is_option(entry, person, catalogue):
            options.append(_option(entry, safety, catalogue))
    return Choices(
        options=tuple(sorted(options, key=lambda option: (option.tier, -option.net_points, option.remedy))),
        ruled_out=tuple(ruled_out),
        left_out=tuple(left_out),
        leave_alone=tuple(leave_alone(entry, catalogue) for entry in low_value),
        come_back=tuple(_reviews(catalogue, person)),
    )


def allows_plan(disposition: Disposition, catalogue: Catalogue) -> bool:
    """Whether someone at this urgency may have a plan at all."""
    return disposition in catalogue.settings.most_tier


def holds_back(disposition: Disposition, catalogue: Catalogue) -> bool:
    """Whether riskier tiers are held back until someone has been seen."""
    return catalogue.settings.most_tier.get(disposition, 0) < catalogue.settings.most_tier[DISPOSITIONS[-1]]


def _reason_to_leave_out(entry: Weighed, person: Person, account: Account, catalogue: Catalogue) -> LeftOut | None:
    """What keeps a remedy from being an option: a failed trial, a wish, what comes before it, too little worth."""
    remedy = entry.remedy
    if remedy.always:
        return None
    if entry.tried == "worse":
        return _left(remedy, "tried", _("You said it made things worse."))
    if entry.tried == "no_help":
        return _left(remedy, "tried", _("You said it did not help."))
    if "medicines" in account.avoid and remedy.medicine:
        return _left(remedy, "wish", _("You asked for no medicines."))
    if "appointments" in account.avoid and remedy.appointment:
        return _left(remedy, "wish", _("You asked for nothing that needs an appointment."))
    if account.highest_cost is not None and COSTS.index(remedy.cost) > COSTS.index(account.highest_cost):
        return _left(remedy, "wish", _("It costs more than you want to spend."))
    if entry.fit < catalogue.settings.likely_fit.value or _is_option(entry, person, catalogue):
        return None
    before = _to_try_before(remedy, person, catalogue)
    if before:
        return _left(remedy, "not_yet", _("Other things come first: {remedies}.").format(remedies=", ".join(before)))
    return _left(remedy, "not_worth_it", _(TOO_LITTLE if entry.benefit.value > 0 else NOTHING_EXPECTED))


def _is_option(entry: Weighed, person: Person, catalogue: Catalogue) -> bool:
    """Whether a safe remedy that nobody refused is worth it, and nothing has to be tried before it."""
    remedy = entry.remedy
    if remedy.always or remedy.prevents:
        return True
    worth = entry.net_points >= catalogue.settings.least_worth.value
    return worth and not _to_try_before(remedy, person, catalogue)


def _to_try_before(remedy: Remedy, person: Person, catalogue: Catalogue) -> list[str]:
    """The names of what comes before a risky remedy and has not been tried without help."""
    if remedy.tier < catalogue.settings.after_others_tier:
        return []
    remedies = catalogue.knowledge.remedies
    untried = [key for key in remedy.before if person.tried.get(key) not in ("no_help", "worse")]
    return [within_sentence(remedies[key].name) for key in untried if not remedies[key].always]


def _left(remedy: Remedy, kind: LeftOutKind, because: str) -> LeftOut:
    """What was measured stands beside a remedy left out for want of worth or help; a wish needs no figures."""
    effects = () if kind == "wish" else tuple(remedy.effects.values())
    return LeftOut(remedy.id, remedy.name, kind, because, effects)


def _option(entry: Weighed, safety: Safety, catalogue: Catalogue) -> RemedyOption:
    remedy = entry.remedy
    indication = _indication(entry)
    effect = remedy.effects.get(indication.effect or "") if indication else None
    return RemedyOption(
        remedy=remedy.id,
        name=remedy.name,
        plain=remedy.plain,
        tier=remedy.tier,
        tier_name=catalogue.settings.tiers[remedy.tier],
        fit=entry.fit,
        benefit=entry.benefit,
        net_points=entry.net_points,
        time_to_effect=remedy.time_to_effect,
        cost=remedy.cost,
        effort=remedy.effort,
        steps=remedy.steps,
        stop_if=remedy.stop_if,
        rests_on=effect.id if effect else None,
        judged_because=indication.judged.note if indication and indication.judged else None,
        certainty=effect.certainty if effect else "none",
        directness=effect.directness if effect else None,
        effects=tuple(remedy.effects.values()),
        statements=remedy.statements,
        harms=remedy.harms,
        cautions=safety.cautions,
        check_first=safety.ask_first,
        questions=remedy.questions,
        medicine=remedy.medicine,
        appointment=remedy.appointment,
        always=remedy.always,
        prevents=remedy.prevents,
        tried=entry.tried,
    )


def _indication(entry: Weighed) -> Indication | None:
    """The indication that contributes most to what is expected of a remedy."""
    if entry.strongest is None:
        return None
    cause, duration = entry.strongest
    return next(
        row
        for row in entry.remedy.indications
        if cause in row.causes and (not row.durations or duration in row.durations)
    )


def leave_alone(entry: LowValue, catalogue: Catalogue) -> LeaveAlone:
    """An entry of low-value care with the figures behind its verdict."""
    return LeaveAlone(
        id=entry.id,
        name=entry.name,
        verdict=entry.verdict,
        why=entry.why,
        instead=entry.instead,
        remedy=entry.remedy,
        figures=figures_by_id(entry.shows, catalogue.knowledge.figures),
        statements=entry.statements,
    )


def figures_by_id(ids: Sequence[str], figures: dict[str, Figure]) -> tuple[Figure, ...]:
    """The figures that an entry shows, in its order."""
    return tuple(figures[key] for key in ids)


def _reviews(catalogue: Catalogue, person: Person) -> Iterable[ReviewAdvice]:
    least = catalogue.settings.least_fit.value
    for review in catalogue.knowledge.reviews:
        if person.fit(catalogue.cells(review.causes, review.durations)) >= least:
            yield ReviewAdvice(review.when, review.whom, review.sources)
