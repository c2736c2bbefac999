"""What went wrong, in one sentence: a page for a person, an RFC 9457 problem for a program."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rhomboid.answers import AccountError
from rhomboid.language import gettext, gettext_noop
from rhomboid.store import (
    BackupUnusableError,
    EntryNotFoundError,
    EntryRefusedError,
    StoreDamagedError,
    StoreError,
    StoreGoneError,
    StoreLockedError,
)
from rhomboid.web.pages import bare_page

API = "/api/"
STORE_STATUS: dict[type[StoreError], HTTPStatus] = {
    BackupUnusableError: HTTPStatus.UNPROCESSABLE_ENTITY,
    EntryNotFoundError: HTTPStatus.NOT_FOUND,
    EntryRefusedError: HTTPStatus.UNPROCESSABLE_ENTITY,
    StoreLockedError: HTTPStatus.LOCKED,
}
"""Anything else that the diary says is about the machine, not about the request: 503."""


WAYS_ON: dict[type[StoreError], tuple[str, str]] = {
    StoreLockedError: ("unlock", ""),
    StoreGoneError: ("backups", "?trouble=gone"),
    StoreDamagedError: ("backups", "?trouble=damaged"),
}
"""The page, by the name of its route and what it is told, where the person can mend what keeps the diary shut."""


class Fault(Exception):  # noqa: N818  it is not always an error of the program: mostly it is a sentence for the person
    """Why something was not done, in one sentence for the person, with the status that a program reads."""

    def __init__(self, detail: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY) -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status


class Problem(msgspec.Struct, frozen=True):
    """What was not done and why, as RFC 9457 has it."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


def fault_response(request: Request, status: HTTPStatus, detail: str) -> Response:
    """One sentence about what was not done, in the form that the asker reads."""
    if request.url.path.startswith(API):
        problem = Problem(title=status.phrase, status=status, detail=detail)
        return Response(msgspec.json.encode(problem), status, media_type="application/problem+json")
    return bare_page("fault.html", status, title=gettext(TITLES.get(status, NOT_DONE)), detail=detail)


def add_fault_handlers(app: FastAPI) -> None:
    """Turn everything that the app's parts raise into a sentence."""

    @app.exception_handler(Fault)
    def on_fault(request: Request, error: Fault) -> Response:
        return fault_response(request, error.status, error.detail)

    @app.exception_handler(AccountError)
    def on_account(request: Request, error: AccountError) -> Response:
        return fault_response(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error))

    @app.exception_handler(StoreError)
    def on_store(request: Request, error: StoreError) -> Response:
        way_on = next((way for kind, way in WAYS_ON.items() if isinstance(error, kind)), None)
        if way_on and not request.url.path.startswith(API):
            route, query = way_on
            return RedirectResponse(f"{request.url_for(route).path}{query}", HTTPStatus.SEE_OTHER)
        return fault_response(request, STORE_STATUS.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE), str(error))

    @app.exception_handler(RequestValidationError)
    def on_validation(request: Request, error: RequestValidationError) -> Response:
        fields = sorted({".".join(str(part) for part in found["loc"][1:]) for found in error.errors()} - {""})
        told = gettext("This was not filled in as it can be read: {fields}.").format(fields=", ".join(fields) or "-")
        return fault_response(request, HTTPStatus.UNPROCESSABLE_ENTITY, told)

    @app.exception_handler(HTTPException)
    def on_http(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        detail = gettext(SENTENCES.get(status, error.detail))
        answer = fault_response(request, status, detail)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(Exception)
    def on_any(request: Request, error: Exception) -> Response:
        del error  # The guard logs where it happened, without its words.
        return fault_response(
            request,
            HTTPStatus.INTERNAL_SERVER_ERROR,
            gettext("This went wrong in rhomboid, and not through you. What you saved before is kept."),
        )


NOT_DONE = gettext_noop("This was not done")
TITLES = {
    HTTPStatus.NOT_FOUND: gettext_noop("There is no such page"),
    HTTPStatus.FORBIDDEN: gettext_noop("This was not let in"),
    HTTPStatus.INTERNAL_SERVER_ERROR: gettext_noop("Something went wrong here"),
    HTTPStatus.SERVICE_UNAVAILABLE: gettext_noop("The diary cannot be used"),
}
SENTENCES = {
    HTTPStatus.NOT_FOUND: gettext_noop("There is nothing here. Go back, or begin at the first page."),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_noop("This address cannot be used in that way."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: gettext_noop("This is larger than 64 MB and was not read."),
}
