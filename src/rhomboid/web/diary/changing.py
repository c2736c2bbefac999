"""One entry: what it says, every change to it, and the way back from each."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers.entries import before_last_change, says_nothing
from rhomboid.answers.kept import last_account
from rhomboid.language import gettext, gettext_noop
from rhomboid.model import Entry, KnowledgeBase, Revision
from rhomboid.store import EntryNotFoundError, StoreError
from rhomboid.web.diary.entry_form import EntryForm, entry_told, form_of, form_sent
from rhomboid.web.diary.form_page import NONE, Trouble, entries_if_any, entry_view, form_page
from rhomboid.web.diary.keeping import keep, screened
from rhomboid.web.diary.sent import Sent
from rhomboid.web.diary.words import CHANGES
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter(prefix="/diary/entry/{entry_id}")

DONE = {
    "added": gettext_noop("Saved."),
    "changed": gettext_noop("Changed. What it said before is kept below."),
    "same": gettext_noop("Nothing was different, so nothing was changed."),
    "undone": gettext_noop("It stands again as before."),
}
"""What was just done, by what stands in the address."""


@router.get("")
def one_entry(request: Request, person: ThePerson, entry_id: str, said: str = "") -> HTMLResponse:
    """An entry to look at, to add to and to change."""
    revisions = _history(person, entry_id)
    entry = revisions[-1].entry
    form = form_of(entry) if entry else EntryForm()
    done = gettext(DONE[said]) if said in DONE and entry else ""
    return _entry_page(request, person, revisions, form, done=done, is_new=said == "added")


@router.post("")
def change(request: Request, person: ThePerson, entry_id: str, sent: Sent) -> Response:
    """Let the entry say what the form says."""
    form = form_sent(sent)
    try:
        revisions = _history(person, entry_id)
    except EntryNotFoundError:
        raise
    except StoreError as error:
        return _lost_page(request, person, entry_id, form, error)
    base = revisions[-1].entry or _standing_before(revisions)
    entry, faults = entry_told(form, base, person.knowledge, *person.clock())
    if not faults and says_nothing(entry):
        faults["form"] = gettext("Nothing would be left of this entry. To take it back, use the button below.")
    if faults:
        trouble = Trouble(faults, screened(person, entry, last_account(person.diary())))
        return _entry_page(request, person, revisions, form, trouble)
    if entry == revisions[-1].entry:
        return see_other(f"/diary/entry/{entry_id}?said=same")
    done = keep(person, entry, lambda store: store.edit(entry))
    if done.fault is not None:
        return _entry_page(request, person, revisions, form, Trouble({}, done.screening, done.fault))
    return see_other(f"/diary/entry/{entry_id}{'/danger' if done.screening.disposition else '?said=changed'}")


@router.get("/danger")
def danger(request: Request, person: ThePerson, entry_id: str) -> Response:
    """What to do now because of what an entry says. It was kept all the same."""
    entry = _history(person, entry_id)[-1].entry
    screening = screened(person, entry, last_account(person.diary())) if entry else None
    if entry is None or screening is None or screening.disposition is None:
        return see_other(f"/diary/entry/{entry_id}")
    return page(
        request,
        "diary/danger.html",
        screening=screening,
        entry=entry_view(entry, person.knowledge),
    )


@router.post("/undo")
def undo(person: ThePerson, entry_id: str) -> Response:
    """Let it stand as before its last change, or before it was taken back."""
    store = person.diary()
    earlier = before_last_change(_history(person, entry_id))
    if earlier is None:
        return see_other(f"/diary/entry/{entry_id}?said=same")
    store.edit(earlier)
    return see_other(f"/diary/entry/{entry_id}?said=undone")


@router.post("/delete")
def take_back(person: ThePerson, entry_id: str) -> Response:
    """Let the entry no longer count."""
    if _history(person, entry_id)[-1].entry is not None:
        person.diary().delete(entry_id)
    return see_other(f"/diary?gone={entry_id}")


def history_view(revisions: Sequence[Revision], knowledge: KnowledgeBase) -> list[dict[str, object]]:
    """Every form of an entry for a template, the newest first."""
    return [
        {
            "change": gettext(CHANGES[revision.change]),
            "at": revision.recorded_at.astimezone(),
            "entry": entry_view(revision.entry, knowledge) if revision.entry else None,
        }
        for revision in reversed(revisions)
    ]


def _entry_page(
    request: Request,
    person: Person,
    revisions: Sequence[Revision],
    form: EntryForm,
    trouble: Trouble = NONE,
    done: str = "",
    is_new: bool = False,
) -> HTMLResponse:
    entry = revisions[-1].entry
    return form_page(
        request,
        person,
        "diary/entry.html",
        form,
        entries_if_any(person),
        trouble,
        entry=entry_view(entry or _standing_before(revisions), person.knowledge),
        stands=entry is not None,
        history=history_view(revisions, person.knowledge),
        can_undo=entry is not None and before_last_change(revisions) is not None,
        done=done,
        is_new=is_new,
    )


def _lost_page(request: Request, person: Person, entry_id: str, form: EntryForm, error: StoreError) -> HTMLResponse:
    """The form as it was typed, where the diary cannot even be read; danger in the note is told all the same."""
    now, zone = person.clock()
    entry, faults = entry_told(form, Entry(entry_id, now, zone), person.knowledge, now, zone)
    trouble = Trouble(faults, screened(person, entry, None), error)
    return form_page(request, person, "diary/unread.html", form, (), trouble, entry_id=entry_id)


def _history(person: Person, entry_id: str) -> tuple[Revision, ...]:
    revisions = person.diary().history(entry_id)
    if not revisions:
        raise EntryNotFoundError(gettext("The diary has no such entry. Nothing was changed."))
    return revisions


def _standing_before(revisions: Sequence[Revision]) -> Entry:
    """The last form of an entry that said something: a deletion never comes first."""
    return next(revision.entry for revision in reversed(revisions) if revision.entry is not None)
