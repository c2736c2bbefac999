"""Whether a trial may be begun: what speaks against it in this person, and what nobody has said yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from rhomboid.answers.assessing import assess
from rhomboid.answers.caches import answering_in, catalogue_for
from rhomboid.answers.errors import AccountError
from rhomboid.answers.relief_wording import as_heading, capital
from rhomboid.answers.wording import DANGEROUS
from rhomboid.language import gettext as _
from rhomboid.language import spoken
from rhomboid.model import Account, Assessment, Caution, KnowledgeBase, Remedy
from rhomboid.model.trial import TrialKnowledge
from rhomboid.model.trial_record import Refusal, RestsOn, TrialRecord, TrialSafety
from rhomboid.relief import person_of
from rhomboid.relief.contraindications import Safety, judge_safety


def trial_knowledge(knowledge: KnowledgeBase) -> TrialKnowledge:
    """What trials are planned with. Raises AccountError for a knowledge base that has nothing on them."""
    if knowledge.trials is None or knowledge.relief is None:
        raise AccountError(
            _("The knowledge base {base} says nothing about trials. Use one that does.").format(base=repr(knowledge.id))
        )
    return knowledge.trials


def check_trial(
    arms: Sequence[Remedy],
    account: Account | None,
    knowledge: KnowledgeBase,
    today: date,
    under_way: Iterable[TrialRecord] = (),
    told_on: date | None = None,
) -> TrialSafety:
    """
    All that speaks against a trial of one remedy, or of two against each other, in one person.

    `account` is what they told, now or (`told_on`) before; None where they told nothing, which is not to say that
    nothing is wrong: all that could speak against the remedies has to be asked. `under_way` are trials not yet ended.
    Raises AccountError when the account cannot be used. Misleads where the person left out what matters.
    """
    rests_on: RestsOn = "nothing" if account is None else "saved_account" if told_on else "told_now"
    known = account or Account(locale=spoken())
    with answering_in(known.locale, knowledge) as told:
        own = [told.remedies[remedy.id] for remedy in arms]
        return replace(_check(own, known, told, today, under_way), rests_on=rests_on, told_on=told_on)


def _check(
    arms: Sequence[Remedy],
    account: Account,
    knowledge: KnowledgeBase,
    today: date,
    under_way: Iterable[TrialRecord],
) -> TrialSafety:
    assessment, judged = _judged(arms, account, knowledge, today)
    refusals = [*_about_the_trial(arms, knowledge, under_way), *_about_urgency(arms, assessment, knowledge)]
    for remedy, safety in zip(arms, judged, strict=True):
        refusals += [_contraindicated(remedy, caution) for caution in safety.against]
    return TrialSafety(
        rests_on="told_now",
        refusals=tuple(refusals),
        cautions=_once(caution for safety in judged for caution in safety.cautions),
        check_first=_once(caution for safety in judged for caution in safety.ask_first),
        what_to_do=f"{as_heading(assessment.title)}. {assessment.what_to_do}"
        if assessment.disposition in DANGEROUS
        else None,
    )


def may_be_tried(remedy: Remedy, knowledge: KnowledgeBase) -> bool:
    """Whether a remedy can be had or left by the toss of a coin, so that a trial of it can be thought of at all."""
    known = knowledge.trials
    return known is not None and not (remedy.appointment and remedy.tier > known.most_given_tier)


def judge_each(
    remedies: Sequence[Remedy], account: Account | None, knowledge: KnowledgeBase, today: date
) -> dict[str, tuple[Refusal, ...]]:
    """What of all that was told speaks against each remedy by itself, by its id; misleads as `check_trial` does."""
    known = account or Account(locale=spoken())
    with answering_in(known.locale, knowledge) as told:
        own = [told.remedies[remedy.id] for remedy in remedies]
        assessment, judged = _judged(own, known, told, today)
        return {
            remedy.id: (
                *_about_urgency((remedy,), assessment, told),
                *(_contraindicated(remedy, caution) for caution in safety.against),
            )
            for remedy, safety in zip(own, judged, strict=True)
        }


def _judged(
    remedies: Sequence[Remedy], account: Account, knowledge: KnowledgeBase, today: date
) -> tuple[Assessment, list[Safety]]:
    assessment = assess(account, knowledge, today)
    person = person_of(assessment, account, catalogue_for(knowledge))
    suspected = knowledge.relief.suspected_mass.value if knowledge.relief else 0.0
    return assessment, [judge_safety(remedy, person, suspected) for remedy in remedies]


def _about_the_trial(
    arms: Sequence[Remedy], knowledge: KnowledgeBase, under_way: Iterable[TrialRecord]
) -> Iterator[Refusal]:
    if len({remedy.id for remedy in arms}) < len(arms):
        reason = _("Both arms are the same: {remedy}. Nothing can be told from that.").format(remedy=arms[0].name)
        yield Refusal("same_arms", reason, _("Compare it with your usual care, or with another remedy."))
    for remedy in arms:
        if not may_be_tried(remedy, knowledge):
            reason = _("{remedy}: given by someone else, it cannot be had or left by the toss of a coin.")
            instead = _("Ask whoever gives it how you would both see that it helps.")
            yield Refusal("given_by_others", reason.format(remedy=remedy.name), instead)
    for record in under_way:
        trial = record.protocol.id
        reason = _("The trial {trial} has not ended. Two at a time are hard to keep to, and not every two go together.")
        instead = _("Go on with that one, or end it: rhomboid trial stop {trial}.")
        yield Refusal("under_way", reason.format(trial=trial), instead.format(trial=trial))


def _about_urgency(arms: Sequence[Remedy], assessment: Assessment, knowledge: KnowledgeBase) -> Iterator[Refusal]:
    if assessment.disposition in DANGEROUS:
        reason = _("From what you told, someone should see you first.")
        yield Refusal("urgent", reason, _("Do what is said above. A trial can wait until this is cleared up."))
        return
    allowed = knowledge.relief.most_tier.get(assessment.disposition) if knowledge.relief else None
    for remedy in arms:
        if allowed is not None and remedy.tier > allowed:
            reason = _("From what you told, you should be seen within days, and this can wait until then: {remedy}.")
            instead = _("Only the safest things until then: see rhomboid plan.")
            yield Refusal("to_be_seen", reason.format(remedy=remedy.name), instead)


def _contraindicated(remedy: Remedy, caution: Caution) -> Refusal:
    reason = _("{remedy}: not for you. {caution}: {why}").format(
        remedy=remedy.name, caution=capital(as_heading(caution.name)), why=caution.reason
    )
    instead = _("Choose another remedy, or ask a doctor or pharmacist about this one.")
    return Refusal("contraindicated", reason, instead)


def _once(cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """Each caution by name once, whichever of the remedies it is about."""
    return tuple({caution.name: caution for caution in cautions}.values())
