"""How is it now: one tap keeps a number, and the rest can be said with it or afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter
from msgspec.structs import asdict, replace
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers.entries import last_before, same_again, says_nothing
from rhomboid.language import gettext
from rhomboid.model import Entry
from rhomboid.store import Store, StoreError, new_id
from rhomboid.web.diary.entry_form import EntryForm, Faults, entry_told, form_sent
from rhomboid.web.diary.form_page import NONE, Trouble, entries_if_any, entry_view, form_page
from rhomboid.web.diary.keeping import Keeping, keep, screened
from rhomboid.web.diary.sent import Sent
from rhomboid.web.pages import see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter(prefix="/diary")


@router.get("")
def how_is_it(request: Request, person: ThePerson, gone: str = "", on: str = "") -> HTMLResponse:
    """The form, today's entries and the last one to say again; `gone` is an entry just taken back, `on` a day."""
    return _now_page(request, person, EntryForm(day=on), person.diary().entries(), gone=gone)


@router.post("")
def write(request: Request, person: ThePerson, sent: Sent) -> Response:
    """Keep what was said, and go on to say more of it; or show the form again with what to mend, danger first."""
    form = form_sent(sent)
    now, zone = person.clock()
    entry, faults = entry_told(form, Entry(new_id(), now, zone), person.knowledge, now, zone)
    if not faults and says_nothing(entry) and not sent.get("same"):
        faults["form"] = gettext("There is nothing to write down yet. Tap how much it hurts, from 0 to 10.")
    try:
        if sent.get("same") and not faults:
            entry, faults = _same_sent(person.diary(), entry)
    except StoreError as error:
        done = Keeping(screened(person, entry, None), error)
    else:
        if faults:
            trouble = Trouble(faults, screened(person, entry, None))
            return _now_page(request, person, form, entries_if_any(person), trouble)
        done = keep(person, entry, lambda store: store.add(entry))
    if done.fault is not None:
        return _now_page(request, person, form, (), Trouble({}, done.screening, done.fault))
    return see_other(f"/diary/entry/{entry.id}{'/danger' if done.screening.disposition else '?said=added'}")


def _same_sent(store: Store, entry: Entry) -> tuple[Entry, Faults]:
    """The last entry again with what was said anew, or why there is none."""
    last = last_before(entry, store.entries())
    if last is None:
        return entry, {"form": gettext("There is no earlier entry to repeat. Tap how much it hurts.")}
    return _with_what_was_said(same_again(entry, last), entry), {}


def _with_what_was_said(again: Entry, entry: Entry) -> Entry:
    """The last entry again, but for what was said anew."""
    blank = asdict(Entry(entry.id, entry.at))
    return replace(again, **{name: value for name, value in asdict(entry).items() if value != blank[name]})


def _now_page(
    request: Request,
    person: Person,
    form: EntryForm,
    entries: Sequence[Entry],
    trouble: Trouble = NONE,
    gone: str = "",
) -> HTMLResponse:
    now, zone = person.clock()
    last = last_before(Entry(new_id(), now, zone), entries)
    return form_page(
        request,
        person,
        "diary/now.html",
        form,
        entries,
        trouble,
        last=entry_view(last, person.knowledge) if last else None,
        today=[entry_view(entry, person.knowledge) for entry in entries if entry.day == person.diary_today],
        is_night=now.date() != person.diary_today,
        on_day=_day_meant(form.day),
        gone=gone,
    )


def _day_meant(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
