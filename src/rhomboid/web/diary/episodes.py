"""Flares and calm: what the diary tells of them, how sure that is, and what the person says of each."""

from __future__ import annotations

from datetime import date
from typing import cast, get_args

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers import AccountError, days_told, kinds_explained, what_it_is
from rhomboid.answers.episodes import HIGHEST, episodes_of, pain_names, said_of, told_on
from rhomboid.answers.kept import episode_edits, keep_edit, take_back_edit
from rhomboid.answers.month import PAIN
from rhomboid.diary import Daily
from rhomboid.language import gettext, gettext_noop
from rhomboid.model import EPISODE_KINDS, EditAction, EpisodeEdit, EpisodeKind
from rhomboid.web.diary.sent import Sent
from rhomboid.web.diary.words import series_words
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter(prefix="/diary/episodes")

DAILY: dict[Daily, str] = {
    "highest": gettext_noop("the worst of each day"),
    "mean": gettext_noop("the mean of each day"),
    "lowest": gettext_noop("the least of each day"),
    "last": gettext_noop("the last of each day"),
}
KIND_NAMES: dict[EpisodeKind, str] = {
    "flare": gettext_noop("A flare"),
    "calm": gettext_noop("A calm stretch"),
    "ongoing": gettext_noop("Pain as usual"),
}
DONE = {
    "confirmed": gettext_noop("Saved: it was so."),
    "removed": gettext_noop("Saved: it was not so."),
    "moved": gettext_noop("Saved: it was on the days you gave."),
    "added": gettext_noop("Saved: it was there too."),
    "undone": gettext_noop("The last thing you said of flares and calm was taken back."),
}

TYPED = ("action", "day", "kind", "first", "last")
"""What a form says of an episode."""


@router.get("")
def episodes(
    request: Request, person: ThePerson, series: str = PAIN, daily: str = HIGHEST, said: str = ""
) -> HTMLResponse:
    """The episodes, the newest first."""
    if daily not in DAILY:
        raise Fault(gettext("Choose how the entries of a day become one number from the list."))
    return _episodes_page(request, person, series, daily, gettext(DONE[said]) if said in DONE else "")


@router.post("")
def say(request: Request, person: ThePerson, sent: Sent) -> Response:
    """Keep what the person says of an episode, or take back the last thing they said."""
    action = str(sent.get("action", ""))
    if action == "undo":
        if not take_back_edit(person.diary()):
            raise Fault(gettext("There is nothing to take back: nothing you said of flares and calm counts now."))
        return see_other("/diary/episodes?said=undone")
    if action not in get_args(EditAction):
        raise Fault(gettext("Choose what to say of the days with one of the buttons."))
    try:
        keep_edit(person.diary(), _edit_sent(person, cast("EditAction", action), sent))
    except AccountError as error:
        typed = {name: str(sent.get(name, "")) for name in TYPED}
        return _episodes_page(request, person, PAIN, HIGHEST, fault=str(error), typed=typed, status=422)
    return see_other(f"/diary/episodes?said={action}")


def _edit_sent(person: Person, action: EditAction, sent: FormData) -> EpisodeEdit:
    """What was said of which days. Raises AccountError."""
    today = person.diary_today
    first = _day(sent, "first", today) if action in ("added", "moved") else None
    last = _day(sent, "last", today) if first else None
    if action in ("added", "moved") and first is None:
        raise AccountError(gettext("Say from which day on. Nothing was saved."))
    if action == "added":
        kind = str(sent.get("kind", ""))
        if kind not in EPISODE_KINDS or first is None:
            raise AccountError(gettext("Choose whether it was a flare, calm, or as usual. Nothing was saved."))
        return EpisodeEdit("added", kind, today, first, last)
    day = _day(sent, "day", today)
    if day is None:
        raise AccountError(gettext("Say which one you mean. Nothing was saved."))
    return said_of(told_on(day, episodes_of(person.diary(), today)), action, today, first, last)


def _day(sent: FormData, name: str, today: date) -> date | None:
    """A day that has been; None where none is said. Raises AccountError."""
    words = str(sent.get(name, "")).strip()
    if not words:
        return None
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise AccountError(gettext("Days are written as 2026-11-22. Nothing was saved.")) from None
    if day > today:
        raise AccountError(gettext("A day is still to come. Nothing was saved."))
    return day


def _episodes_page(
    request: Request,
    person: Person,
    series: str,
    daily: Daily,
    done: str = "",
    fault: str = "",
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    store = person.diary()
    found = episodes_of(store, person.diary_today, series, daily)
    edits, unread = episode_edits(store)
    last = edits[-1] if edits else None
    return page(
        request,
        "diary/episodes.html",
        status,
        series=series,
        daily=daily,
        choices=[(name, series_words(name, person.knowledge)) for name in pain_names(store.entries())],
        dailies=[(key, gettext(words)) for key, words in DAILY.items()],
        kinds=[(key, gettext(words)) for key, words in KIND_NAMES.items()],
        episodes=[
            {"one": one, "days": _capital(days_told(one.start, one.end)), "what": what_it_is(one)}
            for one in reversed(found.episodes)
        ],
        explained=found.too_early or kinds_explained(found),
        is_own=(series, daily) == (PAIN, HIGHEST),
        last_said=f"{gettext(KIND_NAMES[last.kind])}: {days_told(last.start, last.end)}" if last else "",
        unread=unread,
        today=person.diary_today,
        done=done,
        fault=fault,
        typed=typed or dict.fromkeys(TYPED, ""),
    )


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
