"""One question a page, until nothing is worth asking."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers import Interview
from rhomboid.language import gettext
from rhomboid.model import Question
from rhomboid.web.assess.posed import pose_again, posed_of
from rhomboid.web.assess.replies import NotUnderstoodError, given_of, reply
from rhomboid.web.assess.sending import PLACES, Sent, TheSent, go_on, interruption, so_far
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter()


@router.get("/assess/question")
async def question(request: Request, person: ThePerson, concept: str = "", on: str = "question") -> Response:
    """
    The question worth asking next, or the one about `concept`, to be answered anew.

    `on` is where to go on to afterwards. Where nothing is worth asking, the result is next.
    """
    asked = _known(person, concept) if concept else person.assessment().next_question
    interrupted = interruption(person)
    if interrupted is not None:
        return interrupted
    return see_other(PLACES["result"]) if asked is None else _page(request, person, asked, on)


@router.post("/assess/question")
def answer(request: Request, person: ThePerson, sent: TheSent) -> Response:
    """Keep an answer and go on; one that cannot be read is asked again, with what was ticked."""
    on = sent.word("on") if sent.word("on") in PLACES else "question"
    asked = _known(person, sent.word("concept"), sent.words("shown"))
    try:
        person.remember(reply(_based(person), asked, sent, person.knowledge))
    except NotUnderstoodError as fault:
        return _page(request, person, asked, on, sent, str(fault))
    return go_on(person, f"/assess/answers?changed={asked.concept}" if on == "answers" else on)


def _page(
    request: Request, person: Person, asked: Question, on: str, sent: Sent | None = None, fault: str = ""
) -> HTMLResponse:
    knowledge, interview = person.knowledge, person.interview
    return page(
        request,
        "assess/question.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        question=asked,
        posed=posed_of(asked, knowledge),
        given=given_of(interview.account, asked, knowledge) if sent is None else frozenset(sent.words("answer")),
        points=interview.account.scores.get(asked.concept, {}) if sent is None else _typed(sent),
        known=asked.concept in interview.asked,
        back=_before(interview, asked.concept),
        on=on if on in PLACES else "question",
        fault=fault,
        **so_far(person),
    )


def _before(interview: Interview, concept: str) -> str:
    """The question before this one; none before the first."""
    asked = interview.asked
    place = asked.index(concept) if concept in asked else len(asked)
    return asked[place - 1] if place else ""


def _based(person: Person) -> Interview:
    """The interview, in the language and the country that it is now held in."""
    return msgspec.structs.replace(person.interview, account=person.account())


def _typed(sent: Sent) -> dict[str, int]:
    return {name: int(words[0]) for name, words in sent.fields.items() if words[0].isdecimal() and len(words[0]) < 3}


def _known(person: Person, concept: str, shown: tuple[str, ...] = ()) -> Question:
    """A question by its concept: as it is asked next, as it was asked, or as it can be asked."""
    found = pose_again(person.interview, person.assessment(), concept, shown, person.knowledge)
    if found is None:
        raise Fault(gettext("There is no such question. Nothing was changed."), HTTPStatus.NOT_FOUND)
    return found
