"""The first page: what is the matter, and the way to each part."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers import Interview
from rhomboid.model import Account
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, person: ThePerson) -> HTMLResponse:
    """The first page."""
    return page(request, "home.html", begun=person.interview != Interview(Account()))
