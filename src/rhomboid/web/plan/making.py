"""The plan for the account in hand, with the person's own days from the diary where it can be opened."""

from __future__ import annotations

import msgspec

from rhomboid.answers import plan
from rhomboid.answers.own_points import own_points
from rhomboid.model import Account, Assessment, PainPoint, Plan
from rhomboid.store import StoreError, StoreLockedError
from rhomboid.web.person import Person


class Made(msgspec.Struct, frozen=True):
    """A plan with what it was made from. `diary_fault` is why the diary's days are not in it, in words."""

    assessment: Assessment
    account: Account
    plan: Plan
    diary_fault: str = ""
    locked: bool = False


def make_plan(person: Person, with_diary: bool = False) -> Made:
    """The plan for what was told so far; an unread account gets what suits most people."""
    account, assessment = person.account(), person.assessment()
    points: tuple[PainPoint, ...] = ()
    fault, locked = "", False
    if with_diary:
        try:
            points = own_points(person.diary(), account, person.diary_today)
        except StoreError as error:
            # A diary that cannot be opened must not hide how it usually goes.
            fault, locked = str(error), isinstance(error, StoreLockedError)
    made = plan(assessment, account, person.knowledge, points)
    return Made(assessment, account, made, fault, locked)
