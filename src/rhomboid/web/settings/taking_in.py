"""Bringing a diary in: a file is read and shown before anything is taken, and danger in it comes first."""

from __future__ import annotations

import tempfile
from http import HTTPStatus
from pathlib import Path, PurePath
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, File, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from rhomboid.answers import AccountError, says_something
from rhomboid.answers.bringing_in import (
    GUESSED,
    MAPPING,
    PARQUET,
    RECENT,
    Incoming,
    alarms_in,
    bring_in,
    mapping_in,
    most_urgent,
    own_places,
    recent_alarms,
    site_for,
)
from rhomboid.answers.kept import last_account
from rhomboid.diary import FORMATS, ColumnMapping
from rhomboid.language import gettext as _
from rhomboid.store import BackupUnusableError, StoreError, read_parquet
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.settings.columns import COLUMN_TARGETS, FORM_NAMES, columns_of, mapping_from
from rhomboid.web.settings.preview import Preview, preview_of

router = APIRouter()

WHOLE_DIARY = '{"format":"rhomboid diary","schema"'
"""How the export of everything begins, which is restored and not brought in."""
SHOWN_PROBLEMS = 20
READ_AT_ONCE = 200
"""How many older entries are read for danger while the person waits."""


async def typed(request: Request) -> dict[str, str]:
    """The fields of a form whose names depend on the file that it is about."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Typed = Annotated[dict[str, str], Depends(typed)]


@router.get("/settings/import")
def import_page(request: Request, person: ThePerson) -> Response:
    """Choose a file."""
    return _choose(request, person)


@router.post("/settings/import")
def receive(request: Request, person: ThePerson, file: Annotated[UploadFile | None, File()] = None) -> Response:
    """Take a file in to be looked at. Nothing of it is in the diary yet."""
    content = file.file.read() if file else b""
    if not file or not content:
        return _choose(request, person, _("Choose the file first."))
    name = PurePath(file.filename or "diary").name[:100]
    try:
        person.incoming = _incoming(name, content, person.clock()[1])
    except AccountError as error:
        return _choose(request, person, str(error))
    return see_other("/settings/import/preview")


@router.get("/settings/import/preview")
def preview_page(request: Request, person: ThePerson) -> Response:
    """What the file holds, and what of it would be added."""
    if person.incoming is None:
        return see_other("/settings/import")
    return _shown(request, person, person.incoming)


@router.post("/settings/import/preview")
def read_again(request: Request, person: ThePerson, fields: Typed) -> Response:
    """Read the file as the person says that it is meant."""
    if person.incoming is None:
        return see_other("/settings/import")
    try:
        said = _as_said(person.incoming, fields, person)
        said.read()
    except AccountError as error:
        return _shown(request, person, person.incoming, str(error), fields)
    person.incoming = said
    return see_other("/settings/import/preview")


@router.post("/settings/import/take")
def take(request: Request, person: ThePerson) -> Response:
    """Take all of the file into the diary."""
    if person.incoming is None:
        return see_other("/settings/import")
    reading = person.incoming.read()
    if reading.misfit or not reading.entries:
        return _shown(request, person, person.incoming, _("Nothing can be taken from this file as it is read now."))
    person.brought = bring_in(reading, person.incoming.name, person.diary(), person.shipped, person.clock()[0])
    person.incoming = None
    return see_other("/settings/import/done")


@router.post("/settings/import/drop")
def drop(person: ThePerson) -> Response:
    """Let go of the file."""
    person.incoming = None
    return see_other("/settings/import")


@router.get("/settings/import/done")
def done_page(request: Request, person: ThePerson) -> Response:
    """What became of the file."""
    if person.brought is None:
        return see_other("/settings/import")
    return page(
        request,
        "settings/brought.html",
        most_urgent=most_urgent,
        brought=person.brought,
        alarming=person.brought.alarming,
        form_name=_form_name(person.brought.reading.form),
        problems=person.brought.reading.problems[:SHOWN_PROBLEMS],
    )


@router.get("/settings/import/older")
def older_page(request: Request, person: ThePerson) -> Response:
    """Danger in the older entries of the last file, which are read on request alone."""
    if person.brought is None:
        return see_other("/settings/import")
    worded = [entry for entry in reversed(person.brought.reading.entries) if says_something(entry)]
    older = [entry for entry in worded if entry.at <= person.clock()[0] - RECENT]
    known = last_account(person.diary())
    return page(
        request,
        "settings/older.html",
        most_urgent=most_urgent,
        alarming=alarms_in(older[:READ_AT_ONCE], person.shipped, known),
        read=len(older[:READ_AT_ONCE]),
        rest=len(older[READ_AT_ONCE:]),
    )


def _choose(request: Request, person: Person, fault: str = "") -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return page(request, "settings/import.html", status, incoming=person.incoming, fault=fault)


def _incoming(name: str, content: bytes, zone: str) -> Incoming:
    if content.startswith(b"PAR1") or name.lower().endswith(".parquet"):
        return _in_parquet(name, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AccountError(_("This file is no text in UTF-8. Save it as CSV in UTF-8 and choose it again.")) from None
    if text.startswith(WHOLE_DIARY):
        raise AccountError(
            _("This is a whole diary of rhomboid's. It takes the place of yours: restore it under Backups instead.")
        )
    return Incoming(name, text, zone=zone)


def _in_parquet(name: str, content: bytes) -> Incoming:
    with tempfile.TemporaryDirectory(prefix="rhomboid-") as folder:
        copy = Path(folder) / "incoming.parquet"
        copy.write_bytes(content)
        try:
            return Incoming(name, None, read_parquet(copy))
        except BackupUnusableError:
            raise AccountError(_("This file is no diary in Parquet. Only rhomboid's own can be read.")) from None
        except StoreError as error:
            raise AccountError(str(error)) from None


def _as_said(incoming: Incoming, fields: dict[str, str], person: Person) -> Incoming:
    """The file with what the form says of it. Raises AccountError."""
    form = fields.get("form") or None
    if form not in (None, MAPPING, *FORMATS):
        raise AccountError(_("No program of this name is known."))
    mapping: ColumnMapping | None = None
    if fields.get("mapping", "").strip():
        mapping = mapping_in(fields["mapping"], _("What you wrote"))
    elif form in (MAPPING, GUESSED) and any(name.startswith("column-") for name in fields):
        mapping = mapping_from(columns_of(incoming), fields)
    names = _places(incoming, person)
    places = {
        words: site_for(words, site, person.knowledge)
        for number, words in enumerate(names)
        if (site := fields.get(f"place-{number}", ""))
    }
    zone = fields.get("zone", incoming.zone).strip()
    plain = None if form == MAPPING else form
    return msgspec.structs.replace(incoming, form=plain, zone=zone, places=places, mapping=mapping)


def _places(incoming: Incoming, person: Person) -> tuple[str, ...]:
    """The file's own words for places, those that were said to be ours among them."""
    as_it_stands = msgspec.structs.replace(incoming, places={})
    return own_places(as_it_stands.read().entries, person.knowledge)


def _shown(
    request: Request, person: Person, incoming: Incoming, fault: str = "", fields: dict[str, str] | None = None
) -> Response:
    preview = _preview(incoming, person)
    return page(
        request,
        "settings/preview.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        incoming=incoming,
        preview=preview,
        most_urgent=most_urgent,
        alarming=preview.alarming,
        fault=fault or preview.fault,
        fields=fields or {},
        form_name=_form_name(preview.reading.form),
        forms={key: _(name) for key, name in FORM_NAMES.items()},
        targets={key: _(name) for key, name in COLUMN_TARGETS.items()},
        problems=preview.reading.problems[:SHOWN_PROBLEMS],
        sites=[finding for finding in person.knowledge.findings.values() if finding.kind == "site"],
        is_text=incoming.text is not None,
    )


def _preview(incoming: Incoming, person: Person) -> Preview:
    """What the file holds. Danger in it is looked for also where the diary cannot be opened."""
    try:
        store, closed = person.diary(), ""
    except StoreError as error:
        store, closed = None, str(error)
    known = last_account(store) if store else None
    preview = preview_of(incoming, store, _places_or_none(incoming, person), closed)
    alarming = recent_alarms(preview.reading.entries, person.shipped, known, person.clock()[0])
    return msgspec.structs.replace(preview, alarming=alarming)


def _places_or_none(incoming: Incoming, person: Person) -> tuple[str, ...]:
    try:
        return _places(incoming, person)
    except AccountError:
        return ()


def _form_name(form: str) -> str:
    known = {**FORM_NAMES, PARQUET: "Parquet"}
    return _(known[form]) if form in known else form
