"""What if an answer were another: switches to try it with. Nothing is kept until the person says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from rhomboid.answers import Switch, moves, switched, switches
from rhomboid.answers.checking import refuse_faults
from rhomboid.model import Assessment
from rhomboid.web.form import TheForm
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.told import has_told, remember_account

router = APIRouter(include_in_schema=False)


@router.get("/result/what-if")
def what_if(request: Request, person: ThePerson) -> HTMLResponse:
    """The switches, and what comes out with some of them changed, beside what comes out now."""
    if not has_told(person):
        return page(request, "result/nothing.html")
    now = person.assessment()
    shown = _switches(person)
    changes = _changes(request.query_params, shown)
    then = _then(person, changes)
    return page(
        request,
        "result/what_if.html",
        assessment=now,
        switches=shown,
        changes=changes,
        then=then,
        moves=moves(now, then) if then else (),
    )


@router.post("/result/what-if")
def keep_changes(person: ThePerson, said: TheForm) -> RedirectResponse:
    """Keep the changes: they are answers from now on."""
    changes = _changes(said, _switches(person))
    if changes:
        remember_account(person, switched(person.interview, changes, person.knowledge))
    return see_other("/result?changed=yes" if changes else "/result")


def _switches(person: Person) -> tuple[Switch, ...]:
    return switches(person.assessment(), person.account(), person.knowledge)


def _changes(said: Mapping[str, str], shown: Sequence[Switch]) -> dict[str, str]:
    """What was set otherwise than it is; a concept that is no longer shown is taken as it was sent."""
    now = {switch.concept: switch.now for switch in shown}
    return {concept: value for concept, value in said.items() if value and value != now.get(concept)}


def _then(person: Person, changes: Mapping[str, str]) -> Assessment | None:
    """The answer with the changes; None where there are none."""
    if not changes:
        return None
    tried = msgspec.structs.replace(person.interview, account=person.account())
    account = switched(tried, changes, person.knowledge).account
    refuse_faults(account, person.knowledge)
    return person.assessment(account)
