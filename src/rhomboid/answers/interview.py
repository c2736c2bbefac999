"""An interview as a value: who, what was asked, what was answered. Pure: faces ask and save."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from rhomboid.answers.assessing import assess
from rhomboid.model import Account, Assessment, KnowledgeBase, Presence, Question


class Interview(msgspec.Struct, frozen=True, omit_defaults=True):
    """The account so far and the concepts asked, oldest first, so that any answer can be taken back."""

    account: Account
    asked: tuple[str, ...] = ()


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


def answer_finding(interview: Interview, finding: str, presence: Presence) -> Interview:
    """The interview with one finding answered; ``not_asked`` stands for "don't know"."""
    account = interview.account
    return _asked(interview, finding, answers={**account.answers, finding: presence})


def answer_category(interview: Interview, category: str, options: Sequence[str]) -> Interview:
    """The interview with one category answered; no option stands for "don't know"."""
    account = interview.account
    return _asked(interview, category, choices={**account.choices, category: tuple(options)})


def take_back(interview: Interview, concept: str | None = None) -> Interview:
    """The interview without the answer to `concept`, or without the last answer."""
    if not interview.asked:
        return interview
    concept = concept or interview.asked[-1]
    account = msgspec.structs.replace(
        interview.account,
        answers={key: value for key, value in interview.account.answers.items() if key != concept},
        choices={key: value for key, value in interview.account.choices.items() if key != concept},
    )
    return Interview(account=account, asked=tuple(asked for asked in interview.asked if asked != concept))


def _asked(interview: Interview, concept: str, **changes: object) -> Interview:
    """Record an answer; an answer given again moves to the end."""
    account = msgspec.structs.replace(interview.account, **changes)
    earlier = tuple(asked for asked in interview.asked if asked != concept)
    return Interview(account=account, asked=(*earlier, concept))
