"""Backups: made now, listed, and put in the diary's place; and whether the diary is whole."""

from __future__ import annotations

import tempfile
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.store import Backup, StoreError, StoreLockedError, back_up, is_backup_encrypted, list_backups, place_of
from rhomboid.store.engines import is_encrypted, is_missing
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter()


TROUBLE = {
    "gone": gettext_noop("The diary is not where it was, but there are backups of it. Go back to the newest one."),
    "damaged": gettext_noop("The file of the diary is damaged. Go back to the newest backup: it is whole or says so."),
}
"""Why whoever wanted the diary was led here."""


@router.get("/settings/backups", name="backups")
def backups_page(
    request: Request, person: ThePerson, made: str = "", restored: str = "", trouble: str = ""
) -> Response:
    """Where the diary is, and its backups, newest first. Opens nothing."""
    led = _(TROUBLE[trouble]) if trouble in TROUBLE else ""
    return _page(request, person, made=bool(made), restored=bool(restored), trouble=led)


@router.post("/settings/backups")
def make_backup(person: ThePerson) -> Response:
    """Make a backup now."""
    back_up(person.diary())
    return see_other("/settings/backups?made=1")


@router.get("/settings/restore/{name}")
def restore_page(request: Request, person: ThePerson, name: str) -> Response:
    """What a backup is, before it takes the diary's place."""
    return _confirm(request, person, _named(person, name))


@router.post("/settings/restore/{name}")
def restore_backup(request: Request, person: ThePerson, name: str, passphrase: Annotated[str, Form()] = "") -> Response:
    """Let the diary hold what a backup holds."""
    backup = _named(person, name)
    try:
        person.restore_diary(backup.path, passphrase or None)
    except StoreLockedError:
        return _confirm(request, person, backup, _("This passphrase does not open it. Nothing was changed."))
    except StoreError as error:
        return _confirm(request, person, backup, str(error))
    return see_other("/settings/backups?restored=1")


@router.post("/settings/restore")
def restore_file(
    request: Request,
    person: ThePerson,
    file: Annotated[UploadFile | None, File()] = None,
    passphrase: Annotated[str, Form()] = "",
) -> Response:
    """Let the diary hold what an exported file holds."""
    content = file.file.read() if file else b""
    if not content:
        return _page(request, person, fault=_("Choose the file first."))
    with tempfile.TemporaryDirectory(prefix="rhomboid-") as folder:
        copy = Path(folder) / ("exported.json" if content.lstrip()[:1] == b"{" else "exported.sqlite")
        copy.write_bytes(content)
        try:
            person.restore_diary(copy, passphrase or None)
        except StoreLockedError:
            return _page(request, person, fault=_("This passphrase does not open it. Nothing was changed."))
        except StoreError:
            return _page(request, person, fault=_("This file is no whole diary of rhomboid's. Nothing was changed."))
    return see_other("/settings/backups?restored=1")


@router.get("/settings/verify")
def verify_page(request: Request, person: ThePerson) -> Response:
    """Whether every row is as it was written."""
    return page(request, "settings/verify.html", faults=person.diary_faults())


def _page(
    request: Request,
    person: Person,
    made: bool = False,
    restored: bool = False,
    fault: str = "",
    trouble: str = "",
) -> Response:
    place = place_of(person.where)
    return page(
        request,
        "settings/backups.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        place=str(place),
        folder=str(place.backups),
        missing=place.path is not None and is_missing(place.path),
        asks_passphrase=_is_locked(person),
        backups=[(backup, backup.taken_at.astimezone()) for backup in reversed(list_backups(place))],
        made=made,
        restored=restored,
        fault=fault,
        trouble=trouble,
    )


def _confirm(request: Request, person: Person, backup: Backup, fault: str = "") -> Response:
    locked = not person.holds_passphrase and (_is_locked(person) or is_backup_encrypted(backup.path))
    return page(
        request,
        "settings/restore.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        backup=backup,
        taken_at=backup.taken_at.astimezone(),
        asks_passphrase=locked,
        fault=fault,
    )


def _named(person: Person, name: str) -> Backup:
    """The backup of a file name. Only what the list holds has one: a name is no path."""
    found = next((backup for backup in list_backups(place_of(person.where)) if backup.path.name == name), None)
    if found is None:
        raise Fault(_("There is no such backup. Nothing was changed."), HTTPStatus.NOT_FOUND)
    return found


def _is_locked(person: Person) -> bool:
    path = place_of(person.where).path
    return path is not None and not is_missing(path) and is_encrypted(path) and not person.holds_passphrase
