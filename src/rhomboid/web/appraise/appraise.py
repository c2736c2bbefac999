"""Somebody found, offered or told something: what it is worth, for the person whose account is in hand."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers import (
    AccountError,
    appraise_claim,
    appraise_listed_claim,
    appraise_listed_treatment,
    appraise_scan,
    appraise_treatment,
)
from rhomboid.language import gettext, spoken
from rhomboid.model import Appraisal, ClaimAppraisal
from rhomboid.report.page_of import NEEDED, appraisal_title, kind_of
from rhomboid.web.cited import cited_page
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page
from rhomboid.web.person import Person, ThePerson

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form()]


@router.get("/appraise")
def ways_in(request: Request, person: ThePerson) -> HTMLResponse:
    """Three ways in: a scan report, an offered treatment, a claim."""
    return _ways_in(request, person)


@router.get("/appraise/scan")
@router.get("/appraise/treatment")
@router.get("/appraise/claim")
def one_way_in(request: Request, person: ThePerson) -> HTMLResponse:
    """The same, for whoever loads the page of an appraisal again: its words are not kept."""
    return _ways_in(request, person)


@router.post("/appraise/scan")
def scan(request: Request, person: ThePerson, words: Words = "") -> HTMLResponse:
    """What a scan report can mean."""
    return _appraised(
        request, person, "scan", words, lambda: appraise_scan(words, person.account(), person.knowledge, person.today)
    )


@router.post("/appraise/treatment")
def treatment(request: Request, person: ThePerson, words: Words = "") -> HTMLResponse:
    """What an offered treatment is worth."""
    return _appraised(
        request,
        person,
        "treatment",
        words,
        lambda: appraise_treatment(words, person.account(), person.knowledge, person.today),
    )


@router.post("/appraise/claim")
def claim(request: Request, person: ThePerson, words: Words = "") -> HTMLResponse:
    """What is known of a claim."""
    return _appraised(
        request, person, "claim", words, lambda: appraise_claim(words, person.knowledge, person.account().locale)
    )


@router.get("/appraise/treatment/chosen")
def listed_treatment(request: Request, person: ThePerson, remedy: str = "") -> HTMLResponse:
    """An offered treatment from the list."""
    return _listed(request, lambda: appraise_listed_treatment(remedy, person.account(), person.knowledge, person.today))


@router.get("/appraise/claim/{claim_id}")
def listed_claim(request: Request, person: ThePerson, claim_id: str) -> HTMLResponse:
    """A claim from the list."""
    return _listed(request, lambda: appraise_listed_claim(claim_id, person.knowledge, person.account().locale))


def _appraised(
    request: Request, person: Person, kind: str, words: str, appraise: Callable[[], Appraisal]
) -> HTMLResponse:
    if not words.strip():
        return _ways_in(request, person, kind, words, gettext("Write or paste something first."))
    try:
        appraisal = appraise()
    except AccountError as error:
        return _ways_in(request, person, kind, words, str(error))
    return _shown(request, appraisal)


def _listed(request: Request, appraise: Callable[[], Appraisal]) -> HTMLResponse:
    try:
        return _shown(request, appraise(), chosen=True)
    except AccountError as error:
        raise Fault(str(error), HTTPStatus.NOT_FOUND) from None


def _shown(request: Request, appraisal: Appraisal, **more: object) -> HTMLResponse:
    """
    One appraisal, with the words unless it was `chosen` from a list.

    Where someone is needed, by the report or by what was told before, that leads.
    """
    urgency = None if isinstance(appraisal, ClaimAppraisal) else appraisal.disposition
    return cited_page(
        request,
        "appraise/appraisal_page.html",
        appraisal.sources,
        appraisal=appraisal,
        urgency=urgency,
        title=NEEDED[urgency] if urgency else appraisal_title(appraisal),
        kind=kind_of(appraisal),
        **more,
    )


def _ways_in(request: Request, person: Person, kind: str = "", words: str = "", fault: str = "") -> HTMLResponse:
    knowledge = person.knowledge
    return page(
        request,
        "appraise/appraise.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        readable=spoken() in knowledge.lexicons,
        remedies=sorted(knowledge.remedies.values(), key=lambda remedy: remedy.name.casefold()),
        claims=knowledge.claims.values(),
        kind=kind,
        typed=words,
        fault=fault,
    )
