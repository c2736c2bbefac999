"""What the person has told so far, as every page that answers it needs to know."""

from __future__ import annotations

from rhomboid.answers import Interview
from rhomboid.answers.checking import refuse_faults
from rhomboid.web.person import Person


def has_told(person: Person) -> bool:
    """Whether the person said anything at all; what they wish or tried is not about the pain."""
    account = person.interview.account
    told = (account.text.strip(), account.answers, account.choices, account.pains, account.scores, account.sex)
    return any(told) or account.age is not None


def remember_account(person: Person, interview: Interview) -> None:
    """Keep the interview with a changed account. Raises AccountError, and keeps nothing, where it is faulty."""
    refuse_faults(interview.account, person.knowledge)
    person.remember(interview)
