"""The passphrase of the diary: given to open it, set on one that lies open, and forgotten again."""

from __future__ import annotations

from http import HTTPStatus
from importlib.util import find_spec
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from rhomboid.language import gettext as _
from rhomboid.store import StoreError, StoreLockedError, place_of
from rhomboid.store.engines import is_encrypted, is_missing
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter()

State = Literal["server", "missing", "open", "locked", "unlocked"]


@router.get("/unlock", name="unlock")
def unlock_page(request: Request, person: ThePerson) -> Response:
    """Ask for the passphrase, where the diary has one."""
    return _unlock_page(request, person)


@router.post("/unlock")
def unlock(request: Request, person: ThePerson, passphrase: Annotated[str, Form()] = "") -> Response:
    """Open the diary."""
    if state_of(person) not in ("locked", "unlocked"):
        return see_other("/unlock")
    if not passphrase:
        return _unlock_page(request, person, _("Type the passphrase."))
    try:
        person.unlock(passphrase)
    except StoreLockedError as error:
        missing = find_spec("sqlcipher3") is None
        return _unlock_page(request, person, str(error) if missing else _("This passphrase does not open the diary."))
    return see_other("/diary")


@router.post("/lock")
def lock(person: ThePerson) -> Response:
    """Forget the passphrase."""
    person.forget_passphrase()
    return see_other("/settings/passphrase")


@router.get("/settings/passphrase")
def passphrase_page(request: Request, person: ThePerson, done: str = "") -> Response:
    """Whether the diary has a passphrase, and what can be done about it."""
    return _passphrase_page(request, person, done=bool(done))


@router.post("/settings/passphrase")
def set_passphrase(
    request: Request,
    person: ThePerson,
    passphrase: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Encrypt the diary and its backups."""
    if not passphrase:
        return _passphrase_page(request, person, _("Type a passphrase: an empty one protects nothing."))
    if passphrase != again:
        return _passphrase_page(request, person, _("The two are not the same. Nothing was changed."))
    try:
        person.encrypt_diary(passphrase)
    except StoreError as error:
        return _passphrase_page(request, person, str(error))
    return see_other("/settings/passphrase?done=1")


def state_of(person: Person) -> State:
    """How the diary lies there. Opens nothing."""
    path = place_of(person.where).path
    if path is None:
        return "server"
    if is_missing(path):
        return "missing"
    if not is_encrypted(path):
        return "open"
    return "unlocked" if person.holds_passphrase else "locked"


def _unlock_page(request: Request, person: Person, fault: str = "") -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return page(request, "settings/unlock.html", status, state=state_of(person), fault=fault)


def _passphrase_page(request: Request, person: Person, fault: str = "", done: bool = False) -> Response:
    return page(
        request,
        "settings/passphrase.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        state=state_of(person),
        can_encrypt=find_spec("sqlcipher3") is not None,
        fault=fault,
        done=done,
    )
