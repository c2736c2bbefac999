"""A trial under way: what today is for, the days so far, writing one down, and ending it."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, get_args

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers import AccountError, Screening, screen_entry
from rhomboid.answers.trial_arms import USUAL_CARE, arm_name
from rhomboid.answers.trial_course import days_so_far
from rhomboid.answers.trial_log import Used, check_day, day_entry, keep_day, log_id, pain_told
from rhomboid.answers.trial_words import log_words, status_words
from rhomboid.answers.trials import stop_trial, trial_day
from rhomboid.answers.wording import DANGEROUS
from rhomboid.diary.facts import NOON, moment
from rhomboid.language import gettext as _
from rhomboid.model import Assessment
from rhomboid.model.diary import Entry, KnownTo
from rhomboid.model.trial_record import TrialRecord
from rhomboid.store import new_id
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.trials.told import entries_of, known_account, place_of, record_of, told_now

router = APIRouter()
LONGEST_WORDS = 20_000


class Written(BaseModel):
    """What the form of a day holds, as it was typed."""

    day: str = ""
    pain: str = ""
    used: str = ""
    harm: str = ""
    note: str = ""


@router.get("/{trial}")
def trial_page(
    request: Request, person: ThePerson, trial: str, day: str = "", kept: str = "", sealed: str = "", stopped: str = ""
) -> HTMLResponse:
    """
    The trial on its day; `day` asks for the form of another.

    `kept` and `stopped` come from the forms: what was just written is looked at for danger first.
    """
    record = record_of(person, trial)
    entry = _just_written(person, record, kept, bool(stopped))
    screening = Screening() if entry is None else _screened(person, entry)
    if screening.disposition in DANGEROUS:
        return page(request, "trials/danger.html", lead=screening, trial=trial)
    asked = _date(day) or person.diary_today
    context = day_context(person, record, asked)
    said = log_words(record, entry, person.knowledge) if entry is not None and kept else ""
    return page(request, "trials/trial.html", now=context, said=said, sealed=bool(sealed), screening=screening)


@router.post("/{trial}/log")
def log(request: Request, person: ThePerson, trial: str, written: Annotated[Written, Form()]) -> Response:
    """Write a day down. Harm ends the trial. What it says of danger is answered by the next page, first."""
    record = record_of(person, trial)
    asked = _date(written.day) or person.diary_today
    try:
        entry = _entry(person, record, asked, written)
        keep_day(person.diary(), record, entry, written.harm.strip())
    except AccountError as error:
        context = day_context(person, record, asked, written, str(error))
        return page(request, "trials/trial.html", HTTPStatus.UNPROCESSABLE_ENTITY, **_plain(context))
    return see_other(f"/trials/{trial}?kept={entry.day}")


@router.post("/{trial}/stop")
def stop(person: ThePerson, trial: str, because: Annotated[str, Form()] = "") -> Response:
    """End the trial before its last day, because the person wishes it."""
    record = record_of(person, trial)
    today = person.diary_today
    if record.status(today) in ("stopped", "over"):
        raise Fault(_("This trial has ended already. Its result stays."), HTTPStatus.CONFLICT)
    stop_trial(person.diary(), record, today, "wish", _words(because))
    return see_other(f"/trials/{trial}?stopped=yes")


def day_context(
    person: Person, record: TrialRecord, asked: date, written: Written | None = None, fault: str = ""
) -> dict[str, object]:
    """All that a page says of a trial's day, with the form for the day `asked` where it can be written."""
    knowledge, today = person.knowledge, person.diary_today
    entries = entries_of(person, record)
    known = person.diary().entry(log_id(record, asked))
    day = trial_day(record, entries, knowledge, today)
    return {
        "record": record,
        "day": day,
        "lead": _lead(person),
        "status": status_words(day),
        "asked": asked,
        # Whoever just ended it is not asked for more; a day that is named can still be changed.
        "can_write": _can_write(record, asked, today) and (record.stop is None or asked != today),
        "known": known,
        "written": written or _as_written(record, known),
        "fault": fault,
        "days": days_so_far(record, entries, today),
        "remedy": arm_name(record.protocol.remedy, knowledge),
        "comparator": arm_name(record.protocol.comparator, knowledge),
        "place": place_of(record.protocol, knowledge),
        "against_usual": record.protocol.comparator == USUAL_CARE,
    }


def _lead(person: Person) -> Assessment | None:
    """What the interview under way says to do first, where someone is needed today: no remedy stands beside that."""
    account = told_now(person)
    found = None if account is None else person.assessment(account)
    return found if found is not None and found.disposition in DANGEROUS else None


def _plain(context: dict[str, object]) -> dict[str, object]:
    return {"now": context, "said": "", "sealed": False, "screening": Screening()}


def _can_write(record: TrialRecord, asked: date, today: date) -> bool:
    try:
        check_day(record, asked, today)
    except AccountError:
        return False
    return True


def _as_written(record: TrialRecord, known: Entry | None) -> Written:
    """The form as the day stands in the diary, so that it can be changed; words already there are not shown in it."""
    if known is None:
        return Written()
    pain = f"{known.pains[0].nrs:g}" if known.pains else ""
    if known.remedies is None:
        return Written(pain=pain)
    protocol = record.protocol
    used = [arm for arm in ("remedy", "comparator") if getattr(protocol, arm) in known.remedies]
    return Written(pain=pain, used=used[0] if used else "neither")


def _entry(person: Person, record: TrialRecord, asked: date, written: Written) -> Entry:
    """The day as the form tells it. Raises AccountError, in words, for anything it cannot tell."""
    if not _can_write(record, asked, person.diary_today):
        raise AccountError(
            _("This day is not one of the trial's, or is still to come. What you want to say of it, the diary keeps.")
        )
    pain = pain_told(written.pain) if written.pain.strip() else None
    used = _used(written.used)
    harm, note = _words(written.harm), _words(written.note)
    if pain is None and used is None and not (harm or note):
        raise AccountError(_("Nothing was said, so nothing was saved. Say how much it hurt, or what you used."))
    now, zone = person.clock()
    at, known_to = _moment(asked, now, zone, person.diary_today)
    words = "\n".join(part for part in (harm, note) if part)
    return day_entry(person.diary(), record, at, zone, known_to, now, pain, used, words)


def _used(told: str) -> Used | None:
    return next((used for used in get_args(Used) if used == told), None)


def _moment(asked: date, now: datetime, zone: str, today: date) -> tuple[datetime, KnownTo]:
    """Today is now; of another day no more is known than that it was that day."""
    if asked == today:
        return now, "minute"
    found = moment(datetime.combine(asked, NOON), zone, "day")
    return found.at, found.known_to


def _just_written(person: Person, record: TrialRecord, kept: str, stopped: bool) -> Entry | None:
    """What the person just wrote of a day, or why they stopped; both can tell of danger."""
    if stopped and record.stop is not None and record.stop.words:
        now, zone = person.clock()
        return Entry(new_id(), now, zone, note=record.stop.words)
    on = _date(kept)
    return None if on is None else person.diary().entry(log_id(record, on))


def _screened(person: Person, entry: Entry) -> Screening:
    return screen_entry(entry, person.knowledge, entry.at.date(), known_account(person))


def _words(told: str) -> str:
    """Words as they were written. Raises Fault where they are longer than anybody writes of one day."""
    if len(told) > LONGEST_WORDS:
        raise Fault(_("These words are too long to keep with one day. Write the most important of them."))
    return told.replace("\r\n", "\n").strip()


def _date(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
