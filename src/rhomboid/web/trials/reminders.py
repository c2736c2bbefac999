"""The days of a trial as a file for the person's own calendar."""

from __future__ import annotations

import re
from datetime import time
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from rhomboid.answers.trial_course import remaining_days
from rhomboid.language import gettext as _
from rhomboid.report.trial_calendar import render_calendar
from rhomboid.web.faults import Fault
from rhomboid.web.person import ThePerson
from rhomboid.web.trials.downloads import download
from rhomboid.web.trials.told import record_of

router = APIRouter()
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)


@router.get("/{trial}.ics")
def reminders(person: ThePerson, trial: str, at: str = "08:00", discreet: str = "") -> Response:
    """One reminder for each day that is left, at `at`; `discreet` ones name no remedy."""
    record = record_of(person, trial)
    told = CLOCK.fullmatch(at.strip())
    if told is None:
        raise Fault(_("The hour of the reminders is written as 08:00."))
    if not remaining_days(record, person.diary_today):
        raise Fault(_("This trial has ended, so there is nothing to be reminded of."), HTTPStatus.CONFLICT)
    now, _zone = person.clock()
    hour = time(int(told[1]), int(told[2]))
    made = render_calendar(record, person.knowledge, person.diary_today, now, hour, bool(discreet))
    # The name of the file gives away no more than the file.
    return download(made, "text/calendar", "reminders.ics")
