"""Every answer on one page, each to be changed."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from rhomboid.answers import answer_words, take_back
from rhomboid.answers.gathering import concept_name
from rhomboid.language import gettext
from rhomboid.web.assess.drawing import pain_words, single_pains
from rhomboid.web.assess.posed import pose_again
from rhomboid.web.assess.sending import TheSent, go_on, so_far
from rhomboid.web.assess.understanding import unsay
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page
from rhomboid.web.person import Person, ThePerson

router = APIRouter()


class Answer(msgspec.Struct, frozen=True):
    """One answer in words. What was no question of the interview can be taken back, not asked again."""

    concept: str
    question: str
    said: str
    was_asked: bool = True


@router.get("/assess/answers")
def answers(request: Request, person: ThePerson) -> HTMLResponse:
    """What was told and answered so far, and where it leads."""
    account = person.interview.account
    pains = [pain_words(pain, person.knowledge) for pain in single_pains(account.pains)]
    return page(
        request, "assess/answers.html", account=account, pains=pains, answers=_answers(person), **so_far(person)
    )


@router.post("/assess/answers")
def withdraw(person: ThePerson, sent: TheSent) -> RedirectResponse:
    """Take one answer back, as if it had not been asked."""
    concept = sent.word("concept")
    if concept in person.interview.asked:
        person.remember(take_back(person.interview, concept))
    elif concept in person.interview.account.answers:
        person.remember(unsay(person.interview, concept))
    else:
        raise Fault(gettext("This was not answered. Nothing was changed."))
    return go_on(person, "answers")


def _answers(person: Person) -> list[Answer]:
    interview, knowledge = person.interview, person.knowledge
    account, assessment = interview.account, person.assessment()
    found: list[Answer] = []
    for concept in interview.asked:
        question = pose_again(interview, assessment, concept, interview.cards.get(concept, ()), knowledge)
        if question is not None:
            found.append(Answer(concept, question.question, answer_words(account, question, knowledge)))
    on_cards = {finding for card in interview.cards.values() for finding in card}
    beside = (concept for concept in account.answers if concept not in interview.asked and concept not in on_cards)
    return found + [_told(concept, person) for concept in beside]


def _told(concept: str, person: Person) -> Answer:
    """Something said beside the questions, as of a circumstance that a plan has to know."""
    said = {"present": gettext("yes"), "absent": gettext("no"), "not_asked": gettext("don't know")}
    name = concept_name(concept, person.knowledge)
    return Answer(concept, name[:1].upper() + name[1:], said[person.interview.account.answers[concept]], False)
