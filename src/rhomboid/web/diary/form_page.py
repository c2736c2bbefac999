"""The page with the form of an entry: for a new one, and for one that stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers import Screening
from rhomboid.answers.entries import known_name
from rhomboid.answers.moments import PARTS
from rhomboid.language import gettext
from rhomboid.model import Entry, KnowledgeBase, diary_day
from rhomboid.store import StoreError, StoreLockedError
from rhomboid.web.diary.entry_form import SIDES, EntryForm, Faults, PainRow
from rhomboid.web.diary.usual import usual_of
from rhomboid.web.diary.words import PART_NAMES, entry_words, night_words, place_words, when_words
from rhomboid.web.diary.words import SIDES as SIDE_NAMES
from rhomboid.web.pages import page
from rhomboid.web.person import Person

Choices = Sequence[tuple[str, str]]
"""What is sent and what it is called."""


class Offered(msgspec.Struct, frozen=True):
    """What can be tapped: what this person usually says, and all that the form says already."""

    places: Choices
    sites: Choices
    sides: Choices
    qualities: Choices
    remedies: Choices
    every_remedy: Sequence[str]
    triggers: Sequence[str]
    parts: Choices
    measures: Sequence[tuple[str, str]]


class Trouble(msgspec.Struct, frozen=True):
    """Why an entry was not kept as it was sent: what to mend, or what the diary says; and the danger in it."""

    faults: Faults = {}
    screening: Screening = Screening()
    error: StoreError | None = None

    @property
    def status(self) -> HTTPStatus:
        """What a program reads."""
        if self.error is not None:
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.faults else HTTPStatus.OK


NONE = Trouble()


def form_page(
    request: Request,
    person: Person,
    template: str,
    form: EntryForm,
    entries: Sequence[Entry],
    trouble: Trouble,
    **context: object,
) -> HTMLResponse:
    """A page with the form, as it was typed, and what was the trouble with it."""
    now, _ = person.clock()
    return page(
        request,
        template,
        trouble.status,
        form=form,
        faults=trouble.faults,
        screening=trouble.screening,
        not_kept=str(trouble.error or ""),
        is_locked=isinstance(trouble.error, StoreLockedError),
        offered=offered(form, entries, person.knowledge),
        day_now=diary_day(now),
        no_row=PainRow(),
        **context,
    )


def offered(form: EntryForm, entries: Sequence[Entry], knowledge: KnowledgeBase) -> Offered:
    """What the form lets a person tap."""
    usual = usual_of(entries)
    places = _each(usual.places, (row.place for row in form.pains))
    qualities = [(option.id, option.name) for option in knowledge.categories["quality"].options]
    own = _each((), (quality for row in form.pains for quality in row.qualities))
    known = {key for key, _ in qualities}
    named = {name for name, _ in form.measures}
    return Offered(
        places=[(place, place_words(place, knowledge)) for place in places],
        sites=[(one.id, one.name) for one in knowledge.findings.values() if one.kind == "site"],
        sides=[(side, gettext(SIDE_NAMES[side])) for side in SIDES],
        qualities=[*qualities, *((quality, quality) for quality in own if quality not in known)],
        remedies=[(name, known_name(name, knowledge) or name) for name in _each(usual.remedies, form.used)],
        every_remedy=[remedy.name for remedy in knowledge.remedies.values()],
        triggers=_each(usual.triggers, form.triggers),
        parts=[(part, gettext(PART_NAMES[part])) for part in PARTS],
        measures=[*form.measures, *((name, "") for name in usual.measures if name not in named), ("", "")],
    )


def entry_view(entry: Entry, knowledge: KnowledgeBase) -> dict[str, object]:
    """An entry for a template: when, what it says, its note, and how the night counts."""
    return {
        "id": entry.id,
        "day": entry.day,
        "when": when_words(entry),
        "night": night_words(entry),
        "pieces": entry_words(entry, knowledge),
        "note": entry.note,
    }


def entries_if_any(person: Person) -> Sequence[Entry]:
    """The entries for what is usual; none where the diary cannot be read now, so that what was typed is not lost."""
    try:
        return person.diary().entries()
    except StoreError:
        return ()


def _each(usual: Iterable[str], said: Iterable[str]) -> list[str]:
    """The usual ones, and what is said already."""
    return [name for name in dict.fromkeys([*usual, *said]) if name]
