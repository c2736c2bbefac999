"""The days of a trial as a calendar file (RFC 5545): what each is for, at an hour that the person chose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from rhomboid.answers.trial_arms import arm_id, doing
from rhomboid.answers.trial_course import remaining_days
from rhomboid.language import gettext as _
from rhomboid.model import KnowledgeBase
from rhomboid.model.diary import DAY_TURNS_AT_HOUR
from rhomboid.model.trial_record import TrialRecord
from rhomboid.trials import arm_on

LINE_OCTETS = 75
MINUTES = 10


def render_calendar(
    record: TrialRecord, knowledge: KnowledgeBase, today: date, now: datetime, at: time, discreet: bool = False
) -> str:
    """
    One event for each day from `today` to the trial's last, at `at` on whatever clock the calendar is read by.

    `discreet` names no remedy and no illness anywhere in it, because calendars are shared and shown on locked screens.
    The same day of the same trial keeps its UID, so that a second file takes the place of the first.
    """
    days = remaining_days(record, today)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//rhomboid//trial reminders//EN",
        "CALSCALE:GREGORIAN",
        *(line for day in days for line in _event(record, knowledge, day, now, at, discreet)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(
    record: TrialRecord, knowledge: KnowledgeBase, day: date, now: datetime, at: time, discreet: bool
) -> Iterator[str]:
    number = record.day_number(day)
    summary, description = _discreet_words() if discreet else _plain_words(record, knowledge, number)
    yield "BEGIN:VEVENT"
    # The hash tells trials apart without a name that somebody could read.
    yield f"UID:{record.sealed.sha256[:32]}-{number}@rhomboid"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART:{_moment(day, at):%Y%m%dT%H%M%S}"
    yield f"DURATION:PT{MINUTES}M"
    yield f"SUMMARY:{_text(summary)}"
    yield f"DESCRIPTION:{_text(description)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "TRIGGER:PT0S"
    yield f"DESCRIPTION:{_text(summary)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _moment(day: date, at: time) -> datetime:
    """An hour of the night lies in the day that began before it, as in the diary."""
    after_midnight = at.hour < DAY_TURNS_AT_HOUR
    return datetime.combine(day + timedelta(days=after_midnight), at)


def _plain_words(record: TrialRecord, knowledge: KnowledgeBase, number: int) -> tuple[str, str]:
    arm = arm_on(record.sealed.schedule, number)
    if arm is None:
        raise ValueError(f"day {number} is not in the schedule")
    remedy = knowledge.remedies.get(arm_id(record.protocol, arm))
    evening = _("In the evening, write down how much it hurt and what you used.")
    return doing(record.protocol, arm, knowledge), "\n".join([*(remedy.steps if remedy else ()), evening])


def _discreet_words() -> tuple[str, str]:
    return _("Look up what today is for"), _("It stands in the app. Write a line there in the evening.")


def _text(words: str) -> str:
    """A TEXT value: what would end or split it is escaped, and no other control character stands in it."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(plain, escaped)
    return "".join(sign for sign in words if sign.isprintable())


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, none cut within a character; those after the first begin with a space."""
    part, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LINE_OCTETS:
            yield part
            part, octets = " ", 1
        part, octets = part + sign, octets + size
    yield part
