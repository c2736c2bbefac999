"""The person's own word on the plan: what may speak against a remedy, what they tried, and what they wish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, get_args

import msgspec
from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from rhomboid.answers import answer_check, checks_before
from rhomboid.answers.wording import DANGEROUS
from rhomboid.language import gettext_noop
from rhomboid.model import Account, Presence, Tried
from rhomboid.web.form import LONGEST_FIELD, TheForm
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.plan.making import make_plan
from rhomboid.web.told import remember_account

router = APIRouter(include_in_schema=False)

OUTCOMES: dict[Tried, str] = {
    "helped": gettext_noop("It helped"),
    "no_help": gettext_noop("It did not help"),
    "worse": gettext_noop("It made it worse"),
    "unsure": gettext_noop("I cannot tell"),
}
Chosen = Annotated[str, Form(max_length=LONGEST_FIELD)]
FIRST = 3
"""How many options are checked together where none is named."""


@router.get("/plan/check")
def check(request: Request, person: ThePerson, remedy: str = "") -> HTMLResponse:
    """What may speak against a remedy, or against those that stand first, as questions."""
    assessment = person.assessment()
    if assessment.disposition in DANGEROUS:
        return page(request, "plan/urgent.html", assessment=assessment)
    knowledge = person.knowledge
    checks = checks_before(_remedies(person, remedy), assessment, person.account(), knowledge)
    named = knowledge.remedies[remedy].name if remedy in knowledge.remedies else ""
    return page(request, "plan/check.html", checks=checks, remedy=remedy, named=named)


@router.post("/plan/check")
def answer_checks(person: ThePerson, form: TheForm) -> RedirectResponse:
    """Take in the answers; the plan changes with them."""
    interview = person.interview
    asked = _remedies(person, form.get("remedy", ""))
    for one in checks_before(asked, person.assessment(), person.account(), person.knowledge):
        said = form.get(one.concept)
        if said in get_args(Presence) and said != one.said:
            interview = answer_check(interview, one.concept, said, person.knowledge)  # type: ignore[arg-type]
    if interview != person.interview:
        remember_account(person, interview)
    return see_other("/plan?said=checked")


@router.post("/plan/tried")
def tried(person: ThePerson, remedy: Chosen = "", outcome: Chosen = "") -> RedirectResponse:
    """How a remedy went; without an outcome it counts as not tried."""
    known = {key: value for key, value in person.interview.account.tried.items() if key != remedy}
    _keep(person, tried={**known, remedy: outcome} if outcome else known)
    return see_other("/plan?said=tried")


@router.post("/plan/wishes")
def wishes(
    person: ThePerson, medicines: Chosen = "", appointments: Chosen = "", highest_cost: Chosen = ""
) -> RedirectResponse:
    """What the person would rather do without."""
    avoid = [name for name, wished in (("medicines", medicines), ("appointments", appointments)) if wished]
    _keep(person, avoid=tuple(avoid), highest_cost=highest_cost or None)
    return see_other("/plan?said=wished")


def _keep(person: Person, **changes: object) -> None:
    account: Account = msgspec.structs.replace(person.interview.account, **changes)
    remember_account(person, msgspec.structs.replace(person.interview, account=account))


def _remedies(person: Person, remedy: str) -> Sequence[str]:
    """The remedy named, or those that stand first in the plan."""
    if remedy in person.knowledge.remedies:
        return (remedy,)
    return [option.remedy for option in make_plan(person).plan.options[:FIRST]]
