"""The answer to keep or to send: in the diary, as a page for the doctor, as one file, as data."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from rhomboid.answers import plan, to_json
from rhomboid.answers.kept import keep_answers
from rhomboid.answers.wording import DANGEROUS
from rhomboid.model import Assessment, Plan
from rhomboid.report import ReportError, render_clinician_pdf, render_report
from rhomboid.web.faults import Fault
from rhomboid.web.pages import see_other
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.told import has_told

router = APIRouter(include_in_schema=False)
RETURNS = ("/result", "/plan", "/course")
"""Where an answer can be kept from."""


@router.post("/result/keep")
def keep(person: ThePerson, back: Annotated[str, Form()] = "") -> RedirectResponse:
    """Keep what was told and its answers in the diary, so that entries and trials know of them."""
    if not has_told(person):
        return see_other("/result")
    assessment = person.assessment()
    made = _plan(person, assessment)
    keep_answers(person.diary(), person.account(), assessment, *([made] if made else []))
    return see_other(f"{back if back in RETURNS else RETURNS[0]}?kept=yes")


@router.get("/result.json")
def as_data(person: ThePerson) -> Response:
    """The assessment, byte for byte as the command line and the library give it."""
    if not has_told(person):
        return see_other("/result")
    return _file(to_json(person.assessment()).encode(), "application/json", person, "json")


@router.get("/result.html")
def as_page(person: ThePerson) -> Response:
    """The whole report as one file that needs nothing else."""
    if not has_told(person):
        return see_other("/result")
    assessment = person.assessment()
    report = render_report(assessment, person.account(), person.knowledge, _plan(person, assessment))
    return _file(report.encode(), "text/html; charset=utf-8", person, "html")


@router.get("/result.pdf")
def for_the_doctor(person: ThePerson) -> Response:
    """One page for the doctor."""
    if not has_told(person):
        return see_other("/result")
    assessment = person.assessment()
    try:
        pages = render_clinician_pdf(assessment, person.account(), person.knowledge, _plan(person, assessment))
    except ReportError as error:
        raise Fault(str(error)) from None
    return _file(pages, "application/pdf", person, "pdf")


def _plan(person: Person, assessment: Assessment) -> Plan | None:
    """The plan to keep beside the answer; none where someone is needed today."""
    if assessment.disposition in DANGEROUS:
        return None
    return plan(assessment, person.account(), person.knowledge)


def _file(content: bytes, kind: str, person: Person, ending: str) -> Response:
    name = f"rhomboid-{person.today.isoformat()}.{ending}"
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
