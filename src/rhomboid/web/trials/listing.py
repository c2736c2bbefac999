"""The trials there are: the one under way with its day first, then those that ended with their verdicts."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers.trial_arms import arm_name
from rhomboid.answers.trial_records import trials_in, under_way
from rhomboid.model.trial_record import TrialRecord
from rhomboid.web.pages import page
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.trials.day import day_context
from rhomboid.web.trials.told import result_of

router = APIRouter()


@router.get("")
def trials(request: Request, person: ThePerson) -> HTMLResponse:
    """The trial under way, earlier ones, or what a trial is for."""
    records = trials_in(person.diary())
    open_ones = under_way(records, person.diary_today)
    ended = [_ended(person, record) for record in reversed(records) if record not in open_ones]
    today = day_context(person, open_ones[-1], person.diary_today) if open_ones else None
    return page(request, "trials/list.html", now=today, ended=ended)


def _ended(person: Person, record: TrialRecord) -> dict[str, object]:
    """One line of the list: what was compared, when, and what it said."""
    knowledge = person.knowledge
    return {
        "record": record,
        "remedy": arm_name(record.protocol.remedy, knowledge),
        "comparator": arm_name(record.protocol.comparator, knowledge),
        "sentence": result_of(person, record).sentence,
    }
