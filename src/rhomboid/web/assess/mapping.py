"""Showing where it hurts: on the body, or in a list that does the same."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from rhomboid.answers import Interview, take_back
from rhomboid.language import gettext
from rhomboid.model import Pain
from rhomboid.report.body_map import painful_sites
from rhomboid.web.assess.drawing import (
    VIEWS,
    frame_round,
    near,
    pain_of,
    pain_words,
    shapes_of,
    single_pains,
    token_of,
    whole_list,
)
from rhomboid.web.assess.sending import PLACES, TheSent, go_on
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page
from rhomboid.web.person import Person, ThePerson

router = APIRouter()


@router.get("/assess/map")
def body_map(request: Request, person: ThePerson, view: str = "back", at: str = "") -> HTMLResponse:
    """One view of the body; round a tapped place, it is drawn large, and what lies there is asked in words."""
    view = view if view in VIEWS else "back"
    knowledge, given = person.knowledge, single_pains(person.interview.account.pains)
    read = _read_pains(person)
    offered = near(at, view, knowledge)
    return page(
        request,
        "assess/map.html",
        view=view,
        views=VIEWS,
        frame=frame_round(at, view, knowledge),
        shapes=shapes_of(view, (*given, *read), knowledge),
        offered=[
            (token_of(pain), pain_words(pain, knowledge), pain in given or pain == offered[0]) for pain in offered
        ],
        given=[(token_of(pain), pain_words(pain, knowledge)) for pain in given],
        read=[pain_words(pain, knowledge) for pain in read if pain not in given],
        whole=list(whole_list(given, knowledge)),
    )


@router.post("/assess/map")
def show(person: ThePerson, sent: TheSent) -> RedirectResponse:
    """
    Keep the places that were ticked.

    `offered` are the places that could be ticked: others stay as they were; `remove` takes one away.
    """
    ticked, offered = _pains(sent.words("pain"), person), _pains(sent.words("offered"), person)
    removed = _pains(sent.words("remove"), person)
    kept = [p for p in single_pains(person.interview.account.pains) if p not in offered and p not in removed]
    person.remember(with_pains(person, (*kept, *ticked)))
    view = sent.word("view")
    if sent.word("on") in PLACES:
        return go_on(person, sent.word("on"))
    return go_on(person, f"/assess/map?view={view if view in VIEWS else 'back'}")


def with_pains(person: Person, pains: Iterable[Pain]) -> Interview:
    """The interview with these pains; a place shown is no longer one that was denied before."""
    chosen = single_pains(pains)
    interview = person.interview
    for pain in chosen:
        if interview.account.answers.get(pain.site, "present") != "present":
            interview = take_back(interview, pain.site)
            answers = {key: said for key, said in interview.account.answers.items() if key != pain.site}
            interview = msgspec.structs.replace(
                interview, account=msgspec.structs.replace(interview.account, answers=answers)
            )
    account = msgspec.structs.replace(interview.account, pains=chosen, locale=person.account().locale)
    return msgspec.structs.replace(interview, account=account)


def _read_pains(person: Person) -> tuple[Pain, ...]:
    """The places that only the words told."""
    sites = painful_sites(person.assessment(), person.account(), person.knowledge)
    given = {pain.site for pain in person.interview.account.pains}
    return single_pains(
        Pain(site, side)  # type: ignore[arg-type]  # the sides of a reading are sides
        for site, sides in sites.items()
        if site not in given
        for side in (sides or (None,))
    )


def _pains(tokens: Iterable[str], person: Person) -> tuple[Pain, ...]:
    pains = [pain_of(token, person.knowledge) for token in tokens]
    if None in pains:
        raise Fault(gettext("One of the places is not on the map. Nothing was changed."))
    return tuple(pain for pain in pains if pain is not None)
