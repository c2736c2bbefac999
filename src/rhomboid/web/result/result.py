"""The answer to what was told so far: what to do first, then what it may be and why."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.web.cited import cited_page
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson
from rhomboid.web.told import has_told

router = APIRouter(include_in_schema=False)


@router.get("/result")
def result(request: Request, person: ThePerson, kept: str = "", changed: str = "") -> HTMLResponse:
    """The whole answer. `kept` and `changed` say what was just done."""
    if not has_told(person):
        return page(request, "result/nothing.html")
    assessment = person.assessment()
    return cited_page(
        request,
        "result/result.html",
        assessment.sources,
        assessment=assessment,
        kept=bool(kept),
        changed=bool(changed),
    )
