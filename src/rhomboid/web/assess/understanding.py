"""What was understood from the words, to be put right."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from rhomboid.answers import Interview, answer_finding, take_back
from rhomboid.language import gettext
from rhomboid.model import Account, KnowledgeBase, Presence
from rhomboid.report.passages import passages
from rhomboid.web.assess.sending import TheSent, go_on, so_far
from rhomboid.web.assess.telling import languages_read
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson

router = APIRouter()
SAID: dict[str, Presence] = {"yes": "present", "no": "absent"}


@router.get("/assess/understood")
def understood(request: Request, person: ThePerson) -> HTMLResponse:
    """The words as they were read, each thing found in them, and what was left out and why."""
    account, knowledge = person.account(), person.knowledge
    standing = so_far(person)
    return page(
        request,
        "assess/understood.html",
        text=account.text,
        passages=tuple(passages(standing["assessment"], account.text)),
        scored={scale.finding for scale in knowledge.scales.values()},
        knowledge=knowledge,
        asked=person.interview.asked,
        pains={pain.site for pain in account.pains},
        denied=[finding for finding, said in account.answers.items() if said == "absent"],
        **standing,
        **languages_read(person),
    )


@router.post("/assess/understood")
def put_right(person: ThePerson, sent: TheSent) -> RedirectResponse:
    """Say yes or no to something read, or take back what was said of it, so that the words count again."""
    concept, said = sent.word("concept"), sent.word("said")
    knowledge = person.knowledge
    if concept not in knowledge.findings and concept not in knowledge.circumstances:
        raise Fault(gettext("This is not something that can be put right here. Nothing was changed."))
    if said in SAID:
        person.remember(say(person.interview, concept, SAID[said], knowledge))
    elif said == "back":
        person.remember(unsay(person.interview, concept))
    else:
        raise Fault(gettext("Say yes or no. Nothing was changed."))
    return go_on(person, "understood")


def say(interview: Interview, concept: str, presence: Presence, knowledge: KnowledgeBase) -> Interview:
    """The interview with a finding or circumstance answered. A place that is denied is no pain that was shown."""
    if concept in knowledge.findings:
        interview = answer_finding(interview, concept, presence)
    else:
        answers = {**interview.account.answers, concept: presence}
        interview = _with(interview, answers=answers)
    if presence == "present":
        return interview
    return _with(interview, pains=tuple(pain for pain in interview.account.pains if pain.site != concept))


def unsay(interview: Interview, concept: str) -> Interview:
    """The interview without what was answered of one finding or circumstance, whether or not it was a question."""
    if concept in interview.asked:
        return take_back(interview, concept)
    answers = {key: said for key, said in interview.account.answers.items() if key != concept}
    return _with(interview, answers=answers)


def _with(interview: Interview, **changes: object) -> Interview:
    account: Account = msgspec.structs.replace(interview.account, **changes)
    return msgspec.structs.replace(interview, account=account)
