"""A month as a calendar with the worst pain of each day, and what was written on one day."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers import month_days
from rhomboid.answers.month import PAIN
from rhomboid.diary import daily_series, usual_daily
from rhomboid.language import gettext
from rhomboid.model import Entry
from rhomboid.web.diary.changing import history_view
from rhomboid.web.diary.entry_form import FIRST_YEAR, exact
from rhomboid.web.diary.form_page import entry_view
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson

router = APIRouter(prefix="/diary")


class Cell(msgspec.Struct, frozen=True):
    """
    A day of the calendar.

    `kind` is ``pain`` (with `worst`), ``written`` where an entry says nothing of pain, ``gap``, or ``to_come``.
    """

    day: date
    kind: str
    worst: str = ""
    shade: int = 0


@router.get("/calendar")
def calendar(request: Request, person: ThePerson, month: str = "") -> HTMLResponse:
    """The month, its days with an entry and its gaps."""
    today = person.diary_today
    first = month_told(month, today)
    days = month_days(first)
    entries = person.diary().entries(days[0], days[-1])
    cells = _cells(entries, days, today)
    before, after = (days[0] - timedelta(days=1)).replace(day=1), days[-1] + timedelta(days=1)
    kinds = [cell.kind for cell in cells.values()]
    return page(
        request,
        "diary/calendar.html",
        first=first,
        weeks=[[cells.get(day) for day in week] for week in Calendar().monthdatescalendar(first.year, first.month)],
        week_days=[date(2024, 1, number) for number in range(1, 8)],
        before=before,
        after=after if after <= today else None,
        told=len(kinds) - kinds.count("gap") - kinds.count("to_come"),
        gaps=kinds.count("gap"),
        today=today,
    )


@router.get("/day/{day}")
def one_day(request: Request, person: ThePerson, day: str) -> HTMLResponse:
    """The entries of a day, each with its changes."""
    shown = day_told(day)
    store = person.diary()
    entries = store.entries(shown, shown)
    return page(
        request,
        "diary/day.html",
        shown=shown,
        entries=[
            {**entry_view(entry, person.knowledge), "history": history_view(store.history(entry.id), person.knowledge)}
            for entry in entries
        ],
        is_to_come=shown > person.diary_today,
        before=shown - timedelta(days=1),
        after=shown + timedelta(days=1) if shown < person.diary_today else None,
    )


def month_told(words: str, today: date) -> date:
    """The first day of a month such as ``2026-11``; of this month where none is said. Raises Fault."""
    if not words:
        return today.replace(day=1)
    try:
        first = date.fromisoformat(f"{words}-01")
    except ValueError:
        raise Fault(gettext("This is no month. Write it as 2026-11.")) from None
    if not first.year >= FIRST_YEAR or first > today:
        raise Fault(gettext("There is no diary of that month: it is still to come, or too long ago."))
    return first


def day_told(words: str) -> date:
    """A day such as ``2026-11-22``. Raises Fault."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise Fault(gettext("This is no day. Write it as 2026-11-22.")) from None
    if not FIRST_YEAR <= day.year < date.max.year:
        raise Fault(gettext("There is no diary of that day."))
    return day


def _cells(entries: Sequence[Entry], days: Sequence[date], today: date) -> Mapping[date, Cell]:
    series = daily_series(entries, PAIN, usual_daily(PAIN), days[0], days[-1])
    written = {entry.day for entry in entries}
    return {day: _cell(day, worst, day in written, today) for day, worst in zip(days, series.values, strict=True)}


def _cell(day: date, worst: float | None, is_written: bool, today: date) -> Cell:
    if worst is not None:
        return Cell(day, "pain", exact(worst), round(worst))
    if is_written:
        return Cell(day, "written")
    return Cell(day, "to_come" if day > today else "gap")
