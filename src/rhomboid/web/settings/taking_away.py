"""Taking the diary away: its entries for a spreadsheet or a program, everything for another rhomboid, saved answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from rhomboid.diary import render_csv, render_json
from rhomboid.language import gettext as _
from rhomboid.model import Entry
from rhomboid.store import export, write_parquet
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson

router = APIRouter()


class Form(msgspec.Struct, frozen=True):
    """A form of the entries: how it is written, and what a browser takes it for."""

    media_type: str
    write: Callable[[Sequence[Entry]], bytes]


def _parquet(entries: Sequence[Entry]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="rhomboid-") as folder:
        path = Path(folder) / "diary.parquet"
        write_parquet(entries, path)
        return path.read_bytes()


FORMS: dict[str, Form] = {
    "csv": Form("text/csv; charset=utf-8", lambda entries: render_csv(entries).encode()),
    "json": Form("application/json", lambda entries: render_json(entries).encode()),
    "parquet": Form("application/vnd.apache.parquet", _parquet),
}


@router.get("/settings/export")
def export_page(request: Request) -> Response:
    """What can be taken away. Opens nothing."""
    return page(request, "settings/export.html", parquet=find_spec("polars") is not None)


@router.get("/settings/export/entries.{form}")
def export_entries(person: ThePerson, form: str) -> Response:
    """The entries as they stand."""
    known = FORMS.get(form)
    if known is None:
        raise Fault(_("The diary is not written in this form."), HTTPStatus.NOT_FOUND)
    return _download(known.write(person.diary().entries()), f"rhomboid-{person.today}.{form}", known.media_type)


@router.get("/settings/export/everything.json")
def export_everything(person: ThePerson) -> Response:
    """Every entry with its history, and every saved answer."""
    return _download(export(person.diary()), f"rhomboid-everything-{person.today}.json", "application/json")


@router.get("/settings/saved")
def saved_page(request: Request, person: ThePerson) -> Response:
    """The answers that were kept, newest first."""
    saved = [(kept, kept.saved_at.astimezone()) for kept in reversed(person.diary().saved())]
    return page(request, "settings/saved.html", saved=saved)


@router.get("/settings/saved/{answer_id}.json")
def saved_answer(person: ThePerson, answer_id: str) -> Response:
    """One answer, byte for byte as it was given."""
    found = next((kept for kept in person.diary().saved() if kept.id == answer_id), None)
    if found is None:
        raise Fault(_("No such answer is kept."), HTTPStatus.NOT_FOUND)
    return _download(found.body, f"rhomboid-{found.kind}-{found.id[:8]}.json", "application/json")


def _download(content: bytes, name: str, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})
