"""Several people's trials of one comparison: which can be pooled, what they say together, and to someone new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rhomboid.answers.errors import AccountError
from rhomboid.answers.relief_wording import number
from rhomboid.answers.trial_arms import USUAL_CARE, arm_name
from rhomboid.answers.trial_words import between_differences, difference, expected_words
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop, ngettext, whole_percent
from rhomboid.model import KnowledgeBase, Problem, Remedy
from rhomboid.model.trial import NormalPrior, PooledEffect
from rhomboid.model.trial_record import TRIAL_SCHEMA_VERSION, TrialPool, TrialResult, TrialToPool
from rhomboid.trials import fingerprint, pool

PAIN_SCALE = (0.0, 10.0, True)
"""Lowest, highest, and whether lower is better: the only scale that is pooled, so that points are points."""
BEYOND = 100.0
"""An interval that reaches so far says nothing on a scale of 10."""
NARROWEST = 0.01
"""No people are so alike, in points, that less of a spread could be believed of someone new."""
FEW = 5
"""Below so many people, how much they differ is mostly what was believed beforehand."""
MISLEADS = gettext_noop(
    "This misleads when the people who finished, or found their trial worth telling, are not like the others: whom it "
    "did not help may have given up, or kept it to themselves."
)
LEFT_OUT = gettext_noop("It was left out.")


def read_result(text: str, path: str) -> TrialResult | Problem:
    """What one person's trial said, or why it cannot be read."""
    try:
        return msgspec.json.decode(text, type=TrialResult)
    except msgspec.DecodeError as error:
        message = _("This is not what `rhomboid trial result --json` writes: {error}.").format(error=error)
        return Problem(path, 0, "not_a_result", message, _(LEFT_OUT))


def fit_to_pool(
    read: Iterable[tuple[str, TrialResult]],
) -> tuple[tuple[tuple[str, TrialResult], ...], tuple[Problem, ...]]:
    """The files that can be pooled with the first that can, and why each of the others is left out."""
    fit: list[tuple[str, TrialResult]] = []
    problems = []
    for path, result in read:
        if fault := _fault(result) or _misfit(result, fit):
            code, message = fault
            problems.append(Problem(path, 0, code, message, _(LEFT_OUT)))
        else:
            fit.append((path, result))
    return tuple(fit), tuple(problems)


def pool_trials(results: Sequence[TrialResult]) -> TrialPool:
    """What trials that fit each other say together. Raises AccountError for fewer than two."""
    if len(results) < 2:
        raise AccountError(_("Pooling needs the trials of at least two people. Give the files of more."))
    trials = tuple(
        TrialToPool(result.sha256, result.verdict.as_randomised, _harmed(result))
        for result in results
        if result.verdict.as_randomised is not None
    )
    protocol = results[0].protocol
    pooled = pool([trial.effect for trial in trials])
    return TrialPool(TRIAL_SCHEMA_VERSION, protocol.remedy, protocol.comparator, trials, pooled)


def read_pool(text: str, path: str) -> TrialPool:
    """Several people's trials as `rhomboid trial pool --json` wrote them. Raises AccountError for anything else."""
    try:
        found = msgspec.json.decode(text, type=TrialPool)
    except msgspec.DecodeError as error:
        words = _("{path} is not what `rhomboid trial pool --json` writes: {error}.")
        raise AccountError(words.format(path=path, error=error)) from None
    expected = found.pooled.next_person
    if found.schema_version != TRIAL_SCHEMA_VERSION or not (
        abs(expected.mean) <= 10 and NARROWEST <= expected.sd < BEYOND
    ):
        raise AccountError(_("{path} holds no expectation that can be used. Pool the trials again.").format(path=path))
    return found


def prior_for(arms: Sequence[Remedy], found: TrialPool) -> NormalPrior:
    """What the others' trials say of someone new who compares the same. Raises AccountError for another comparison."""
    wanted = (arms[0].id, arms[1].id if len(arms) > 1 else USUAL_CARE)
    if wanted != (found.remedy, found.comparator):
        words = _(
            "The others' trials compare {remedy} with {comparator}, and this one {own_remedy} with "
            "{own_comparator}, so it cannot lean on them and no trial was begun."
        )
        raise AccountError(
            words.format(
                remedy=found.remedy, comparator=found.comparator, own_remedy=wanted[0], own_comparator=wanted[1]
            )
        )
    return found.pooled.next_person


def pool_words(found: TrialPool, files: Sequence[str], knowledge: KnowledgeBase) -> Iterator[str]:
    """What several people's trials say together, a paragraph each; `files` are where each of them was read."""
    pooled, people = found.pooled, len(found.trials)
    remedy = arm_name(found.remedy, knowledge)
    other = _("only usual care") if found.comparator == USUAL_CARE else arm_name(found.comparator, knowledge)
    words = _(
        "On the whole, {people} people had {difference} pain on days with {remedy} than with {other} (95% interval: "
        "{interval})."
    )
    yield words.format(
        people=people,
        difference=difference(pooled.mean),
        remedy=remedy,
        other=other,
        interval=between_differences(pooled.low, pooled.high),
    )
    spread = _("How much it does differs from one person to the next by about {points}.")
    few = _("With {people} people that is little more than a guess made beforehand.").format(people=people)
    told = spread.format(points=_points(pooled.between_sd))
    yield f"{told} {few}" if people < FEW else told
    if harmed := sum(trial.harmed for trial in found.trials):
        words = _("{harmed} of the {people} trials ended because it did harm.")
        yield words.format(harmed=harmed, people=people)
    yield ""
    yield _("Each person by their own days, and after learning from the others:")
    for file, trial, person in zip(files, found.trials, pooled.people, strict=True):
        yield f"- {_person_words(file, trial, person)}"
    yield ""
    yield _("Someone new may expect {expected}.").format(expected=expected_words(pooled.next_person))
    yield _(MISLEADS)


def _person_words(file: str, trial: TrialToPool, person: PooledEffect) -> str:
    words = _("{file}: {own} ({own_interval}); after: {pooled} ({pooled_interval}), {share} of the way to the others.")
    return words.format(
        file=file,
        own=difference(trial.effect.effect),
        own_interval=between_differences(trial.effect.low, trial.effect.high),
        pooled=difference(person.effect),
        pooled_interval=between_differences(person.low, person.high),
        share=whole_percent(person.shrinkage),
    )


def _fault(result: TrialResult) -> tuple[str, str] | None:
    """Why a trial cannot be pooled with any other."""
    found, scale = result.verdict.as_randomised, result.protocol.outcome
    if result.schema_version != TRIAL_SCHEMA_VERSION:
        words = _("It was written in form {form}, this reads {known}.")
        return "other_version", words.format(form=result.schema_version, known=TRIAL_SCHEMA_VERSION)
    if fingerprint(result.protocol) != result.sha256:
        return "protocol_changed", _("Its plan is not the one that was sealed before its first day.")
    if (scale.low, scale.high, scale.lower_is_better) != PAIN_SCALE:
        return "other_scale", _("Its outcome is not on a scale from 0 to 10 of which less is better.")
    if result.protocol.plan.effect_prior is not None:
        return "own_prior", _("Its estimate leans on others' trials already, and those would be counted again.")
    if found is None:
        return "no_estimate", _("It has too few days for an estimate.")
    if found.level != 0.95:
        return "other_level", _("Its interval is one of {level}, not of 95%.").format(level=whole_percent(found.level))
    if not -BEYOND < found.low < found.effect < found.high < BEYOND:
        return "no_difference", _("Its estimate and interval are no difference on a scale of 10.")
    return None


def _misfit(result: TrialResult, fit: Sequence[tuple[str, TrialResult]]) -> tuple[str, str] | None:
    """Why a trial cannot be pooled with those that came before it."""
    for path, other in fit:
        if result.sha256 == other.sha256:
            return "twice", _("It is the same trial as {path}.").format(path=path)
    first = fit[0][1].protocol if fit else result.protocol
    own = result.protocol
    if (own.remedy, own.comparator) != (first.remedy, first.comparator):
        words = _("It compares {remedy} with {comparator}, and {path} {other_remedy} with {other_comparator}.")
        return "other_comparison", words.format(
            remedy=own.remedy,
            comparator=own.comparator,
            path=fit[0][0],
            other_remedy=first.remedy,
            other_comparator=first.comparator,
        )
    return None


def _harmed(result: TrialResult) -> bool:
    return result.stop is not None and result.stop.reason == "adverse_event"


def _points(size: float) -> str:
    told = number(size)
    return ngettext("{size} point", "{size} points", 1 if told == number(1) else 2).format(size=told)
