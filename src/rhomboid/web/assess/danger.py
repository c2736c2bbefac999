"""Being stopped: what to do at once, whom to call, and why; the questions wait."""

from __future__ import annotations

import msgspec
from babel import Locale
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rhomboid.answers import warn
from rhomboid.answers.assessing import DEFAULT_NUMBER
from rhomboid.answers.wording import DANGEROUS
from rhomboid.language import gettext, spoken
from rhomboid.web.assess.sending import DANGER, PLACES, TheSent
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter()


@router.get(DANGER)
def danger(request: Request, person: ThePerson, on: str = "question") -> Response:
    """What to do now. Where nothing is urgent, the interview goes on."""
    assessment = person.assessment()
    if assessment.disposition not in DANGEROUS:
        return see_other(PLACES["question"])
    return page(
        request,
        "assess/danger.html",
        assessment=assessment,
        alarms=[alarm for alarm in assessment.alarms if alarm.disposition == assessment.disposition],
        on=on if on in PLACES else "question",
        countries=countries(person),
    )


@router.post(DANGER)
def go_on_from_danger(person: ThePerson, sent: TheSent) -> RedirectResponse:
    """Note that it was told, so that only something more urgent interrupts again."""
    person.remember(warn(person.interview, person.assessment()))
    return see_other(PLACES.get(sent.word("on"), PLACES["question"]))


@router.post("/assess/country")
def choose_country(person: ThePerson, sent: TheSent) -> RedirectResponse:
    """Keep where the person is, which decides the number to call."""
    country, on = sent.word("country"), sent.word("on")
    if country not in person.knowledge.emergency_numbers or country == DEFAULT_NUMBER:
        raise Fault(gettext("The emergency number of this country is not known here. Call the one that you know."))
    person.wish(msgspec.structs.replace(person.preferences, country=country))
    return see_other(f"{DANGER}?on={on if on in PLACES else 'question'}")


def countries(person: Person) -> list[tuple[str, str]]:
    """The countries whose emergency number is known, by their names in the language being spoken."""
    names = Locale.parse(spoken()).territories
    known = [code for code in person.knowledge.emergency_numbers if code != DEFAULT_NUMBER]
    return sorted(((code, str(names.get(code, code))) for code in known), key=lambda pair: pair[1])
