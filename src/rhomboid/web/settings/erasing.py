"""Erasing: the diary and all its backups, for good."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.store import list_backups, place_of
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter()

WORD = gettext_noop("erase")
"""What is typed to go on."""


@router.get("/settings/erase")
def erase_page(request: Request, person: ThePerson) -> Response:
    """What would go and what would stay."""
    return _page(request, person)


@router.post("/settings/erase")
def erase(
    request: Request,
    person: ThePerson,
    word: Annotated[str, Form()] = "",
    interview: Annotated[str, Form()] = "",
) -> Response:
    """Take the diary away, and the interview under way where that is wished."""
    if word.strip().casefold() != _(WORD).casefold():
        fault = _("Type {word} to go on. Nothing was erased.").format(word=_(WORD))
        return _page(request, person, fault, bool(interview))
    gone = person.erase_diary()
    if interview:
        person.begin_anew()
    return see_other(f"/settings/erased?files={len(gone)}&interview={int(bool(interview))}")


@router.get("/settings/erased")
def erased_page(request: Request, files: int = 0, interview: bool = False) -> Response:
    """What went."""
    return page(request, "settings/erased.html", files=files, interview=interview)


def _page(request: Request, person: Person, fault: str = "", interview: bool = False) -> Response:
    place = place_of(person.where)
    return page(
        request,
        "settings/erase.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        place=str(place),
        backups=len(list_backups(place)),
        word=_(WORD),
        interview=interview,
        fault=fault,
    )
