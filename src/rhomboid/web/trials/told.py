"""What a page on trials is about: the trial that its address names, and what is known of the person."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from http import HTTPStatus

import msgspec

from rhomboid.answers import Interview
from rhomboid.answers.kept import last_account
from rhomboid.answers.trial_records import trials_in
from rhomboid.answers.trial_setup import check_for
from rhomboid.answers.trials import trial_result
from rhomboid.language import gettext as _
from rhomboid.language import spoken
from rhomboid.model import Account, KnowledgeBase, Remedy
from rhomboid.model.diary import Entry
from rhomboid.model.trial import Protocol
from rhomboid.model.trial_record import TrialRecord, TrialResult, TrialSafety
from rhomboid.web.faults import Fault
from rhomboid.web.person import Person

MOST_RESULTS = 64


def record_of(person: Person, trial: str) -> TrialRecord:
    """The trial of an id, or a sentence that there is none."""
    for record in trials_in(person.diary()):
        if record.protocol.id == trial:
            return record
    raise Fault(_("There is no such trial. Go to Trials to see those there are."), HTTPStatus.NOT_FOUND)


def entries_of(person: Person, record: TrialRecord) -> tuple[Entry, ...]:
    """The diary's entries of a trial's days."""
    return person.diary().entries(record.protocol.start, record.last_day)


def result_of(person: Person, record: TrialRecord) -> TrialResult:
    """What the days of a trial show today. The same days are judged once, however often they are looked at."""
    encoded = msgspec.msgpack.encode((record, entries_of(person, record)))
    return _judged(encoded, _Whole(person.knowledge), spoken(), person.diary_today)


def told_now(person: Person) -> Account | None:
    """What the interview under way holds; None where it holds nothing, so that what was kept before counts."""
    return None if person.interview == Interview(Account()) else person.account()


def known_account(person: Person) -> Account | None:
    """What was told now, or else before and kept, with the person's own country and language."""
    kept = told_now(person) or last_account(person.diary())
    return None if kept is None else msgspec.structs.replace(kept, locale=person.preferences.locale(spoken()))


def safety_of(person: Person, arms: tuple[Remedy, ...]) -> TrialSafety:
    """What speaks against a trial in this person, by what they told now, or else before and kept."""
    knowledge = person.knowledge
    told = tuple(knowledge.remedies[remedy.id] for remedy in arms)
    here = person.preferences.locale(spoken())
    return check_for(person.diary(), told, told_now(person), knowledge, person.diary_today, here)


def place_of(protocol: Protocol, knowledge: KnowledgeBase) -> str:
    """The name of the one place that a trial compares; empty where it is the worst of all."""
    site = protocol.outcome.name.partition(":")[2]
    return knowledge.findings[site].name if site in knowledge.findings else site


class _Whole:
    """A knowledge base that is looked up by its content's hash."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return hash(self.knowledge.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and other.knowledge.hash == self.knowledge.hash


@lru_cache(maxsize=MOST_RESULTS)
def _judged(encoded: bytes, whole: _Whole, language: str, today: date) -> TrialResult:
    del language  # The sentences of the result are in it.
    record, entries = msgspec.msgpack.decode(encoded, type=tuple[TrialRecord, tuple[Entry, ...]])
    return trial_result(record, entries, whole.knowledge, today)
