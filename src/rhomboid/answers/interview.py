"""An interview as a value: who, what was asked, what was answered. Pure: faces ask and save."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import msgspec

from rhomboid.answers.assessing import assess
from rhomboid.answers.caches import answering_in
from rhomboid.answers.posing import pose
from rhomboid.answers.wording import DANGEROUS
from rhomboid.language import gettext as _
from rhomboid.model import DISPOSITIONS, Account, Assessment, Disposition, KnowledgeBase, Presence, Question, Scale


class Interview(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The account so far and the concepts asked, oldest first, so that any answer can be taken back.

    `cards` holds, for each card of danger signs that was asked, the findings shown on it. `warned` is the most urgent
    disposition that the person was told to act on at once.
    """

    account: Account
    asked: tuple[str, ...] = ()
    cards: dict[str, tuple[str, ...]] = {}
    warned: Disposition | None = None


class Step(msgspec.Struct, frozen=True):
    """Where an interview stands: the answer so far, and the next question, or None when it should stop."""

    assessment: Assessment
    question: Question | None


def next_step(account: Account, knowledge: KnowledgeBase, today: date) -> Step:
    """
    The assessment of what is known, and the one question worth asking next.

    Dangers that are still open are asked before the interview stops.
    """
    assessment = assess(account, knowledge, today)
    return Step(assessment=assessment, question=assessment.next_question)


def needs_warning(interview: Interview, assessment: Assessment) -> bool:
    """Whether help is needed so soon that nothing else may be said first, and the person was not yet told so."""
    if assessment.disposition not in DANGEROUS:
        return False
    return interview.warned is None or _urgency(assessment.disposition) < _urgency(interview.warned)


def warn(interview: Interview, assessment: Assessment) -> Interview:
    """The interview of somebody who was told what to do at once: the same, or less, does not interrupt again."""
    return msgspec.structs.replace(interview, warned=assessment.disposition)


def answer_finding(interview: Interview, finding: str, presence: Presence) -> Interview:
    """The interview with one finding answered; ``not_asked`` stands for "don't know"."""
    account = interview.account
    return _asked(interview, finding, answers={**account.answers, finding: presence})


def answer_category(interview: Interview, category: str, options: Sequence[str]) -> Interview:
    """The interview with one category answered; no option stands for "don't know"."""
    account = interview.account
    return _asked(interview, category, choices={**account.choices, category: tuple(options)})


def answer_card(interview: Interview, question: Question, ticked: Collection[str] | None) -> Interview:
    """
    The interview with a card of danger signs answered: what is not ticked is absent.

    None stands for "don't know" of the whole card.
    """
    presences: dict[str, Presence] = {
        finding: "not_asked" if ticked is None else "present" if finding in ticked else "absent"
        for finding in question.options
    }
    account = interview.account
    answered = _asked(interview, question.concept, answers={**account.answers, **presences})
    return msgspec.structs.replace(answered, cards={**interview.cards, question.concept: question.options})


def answer_scale(interview: Interview, scale: Scale, items: Mapping[str, int]) -> Interview:
    """The interview with a questionnaire answered, item by item; an unfinished one counts as not known."""
    return _asked(interview, scale.id, scores={**interview.account.scores, scale.id: dict(items)})


def asked_question(interview: Interview, concept: str, knowledge: KnowledgeBase) -> Question:
    """A question that was asked, as it can be asked again."""
    with answering_in(interview.account.locale, knowledge) as told:
        return pose(concept, _("You asked to change this answer."), told, shown=interview.cards.get(concept, ()))


def take_back(interview: Interview, concept: str | None = None) -> Interview:
    """The interview without the answer to `concept`, or without the last answer."""
    if not interview.asked:
        return interview
    concept = concept or interview.asked[-1]
    withdrawn = {concept, *interview.cards.get(concept, ())}
    account = msgspec.structs.replace(
        interview.account,
        scores={key: value for key, value in interview.account.scores.items() if key not in withdrawn},
        answers={key: value for key, value in interview.account.answers.items() if key not in withdrawn},
        choices={key: value for key, value in interview.account.choices.items() if key not in withdrawn},
    )
    return msgspec.structs.replace(
        interview,
        account=account,
        asked=tuple(asked for asked in interview.asked if asked != concept),
        cards={card: findings for card, findings in interview.cards.items() if card != concept},
    )


def _asked(interview: Interview, concept: str, **changes: object) -> Interview:
    """Record an answer; an answer given again moves to the end."""
    account = msgspec.structs.replace(interview.account, **changes)
    earlier = tuple(asked for asked in interview.asked if asked != concept)
    return msgspec.structs.replace(interview, account=account, asked=(*earlier, concept))


def _urgency(disposition: Disposition) -> int:
    """The place among the dispositions, the most urgent first."""
    return DISPOSITIONS.index(disposition)
