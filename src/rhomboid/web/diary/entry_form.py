"""The form of an entry: what was typed, as text, so that it can be shown again, and the entry that it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import get_args

import msgspec
from msgspec.structs import replace
from starlette.datastructures import FormData

from rhomboid.answers import AccountError
from rhomboid.answers.checking import LONGEST_TEXT
from rhomboid.answers.entries import at_place, remedies_told
from rhomboid.answers.moments import PARTS, moment_told, part_of_day
from rhomboid.diary.tables import parse_number
from rhomboid.language import gettext
from rhomboid.model import UNSPECIFIED_SITE, Entry, EntryPain, KnowledgeBase, diary_day, entry_fault
from rhomboid.model.account import Side

MOST_ROWS = 40
"""More pains or numbers than that no form of ours sends."""
FIRST_YEAR = 1900
SCORES = ("interference", "sleep_quality", "load")
SIDES: tuple[Side, ...] = get_args(Side)
Faults = dict[str, str]
"""What is wrong, in a sentence, by the name of the field."""


class PainRow(msgspec.Struct, frozen=True):
    """
    One pain as it was typed.

    `place` is one of those offered, ``site|side``; `site` from the list of all, `words` and `side` go before it.
    """

    nrs: str = ""
    place: str = ""
    site: str = ""
    side: str = ""
    words: str = ""
    qualities: tuple[str, ...] = ()
    dropped: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether it says where, or what it feels like."""
        return bool(self.place or self.site or self.words.strip() or self.side or self.qualities)


class EntryForm(msgspec.Struct, frozen=True):
    """All fields as they were typed; empty is not said."""

    pains: tuple[PainRow, ...] = (PainRow(),)
    scores: dict[str, str] = {}
    sleep_hours: str = ""
    used: tuple[str, ...] = ()
    used_words: str = ""
    used_none: bool = False
    triggers: tuple[str, ...] = ()
    trigger_words: str = ""
    trigger_none: bool = False
    measures: tuple[tuple[str, str], ...] = ()
    note: str = ""
    day: str = ""
    part: str = ""
    clock: str = ""


def form_of(entry: Entry) -> EntryForm:
    """The form filled in with what an entry says. Its moment is left open: it stays as it is."""
    return EntryForm(
        pains=tuple(map(_row_of, entry.pains)) or (PainRow(),),
        scores={name: exact(value) for name in SCORES if (value := getattr(entry, name)) is not None},
        sleep_hours="" if entry.sleep_hours is None else exact(entry.sleep_hours),
        used=entry.remedies or (),
        used_none=entry.remedies == (),
        triggers=entry.triggers or (),
        trigger_none=entry.triggers == (),
        measures=tuple((name, exact(value)) for name, value in entry.measures.items()),
        note=entry.note,
    )


def form_sent(sent: FormData) -> EntryForm:
    """The form as it came. A number that was tapped is that of the first pain."""
    tapped = _text(sent, "pain")
    rows = [_row_sent(sent, number) for number in _rows(sent, "nrs|place|site|side|words|quality")] or [PainRow()]
    if tapped:
        rows[0] = replace(rows[0], nrs=tapped, dropped=False)
    return EntryForm(
        pains=tuple(rows),
        scores={name: value for name in SCORES if (value := _text(sent, name))},
        sleep_hours=_text(sent, "sleep_hours"),
        used=_texts(sent, "used"),
        used_words=_text(sent, "used_words"),
        used_none=bool(_text(sent, "used_none")),
        triggers=_texts(sent, "trigger"),
        trigger_words=_text(sent, "trigger_words"),
        trigger_none=bool(_text(sent, "trigger_none")),
        measures=tuple(
            (_text(sent, f"measure-{number}"), _text(sent, f"number-{number}")) for number in _rows(sent, "measure")
        ),
        note=_text(sent, "note", strip=False).replace("\r\n", "\n"),
        day=_text(sent, "day"),
        part=_text(sent, "part"),
        clock=_text(sent, "clock"),
    )


def entry_told(
    form: EntryForm, base: Entry, knowledge: KnowledgeBase, now: datetime, zone: str
) -> tuple[Entry, Faults]:
    """
    The entry that a form says, of the moment of `base` unless it says another, and what is wrong with it.

    Where something is, it is `base` with the note alone, which can be screened and is not to be kept.
    """
    faults: Faults = {}
    told: dict[str, object] = {
        "pains": tuple(_pains(form.pains, knowledge, faults)),
        "sleep_hours": _number("sleep_hours", form.sleep_hours, 24, faults),
        **{name: _number(name, form.scores.get(name, ""), 10, faults) for name in SCORES},
        "remedies": _remedies(form, base, knowledge, faults),
        "triggers": _triggers(form, base, faults),
        "measures": dict(_measures(form.measures, faults)),
        "note": form.note if form.note.strip() else "",
        **_moment(form, now, zone, faults),
    }
    if len(form.note) > LONGEST_TEXT:
        longest = gettext("The note is {length} characters long. At most {most} can be kept in one entry.")
        faults["note"] = longest.format(length=len(form.note), most=LONGEST_TEXT)
    entry = replace(base, note=form.note[:LONGEST_TEXT]) if faults else replace(base, **told)
    if fault := "" if faults else entry_fault(entry):
        faults["form"] = fault
    return entry, faults


def exact(value: float) -> str:
    """A number as it is kept, without a needless ``.0``."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _row_of(pain: EntryPain) -> PainRow:
    place = "" if pain.site == UNSPECIFIED_SITE and not pain.side else f"{pain.site}|{pain.side or ''}"
    return PainRow(exact(pain.nrs), place, qualities=pain.qualities)


def _row_sent(sent: FormData, number: int) -> PainRow:
    one = {name: _text(sent, f"{name}-{number}") for name in ("nrs", "place", "site", "side", "words", "drop")}
    return PainRow(
        one["nrs"],
        one["place"],
        one["site"],
        one["side"],
        one["words"],
        _texts(sent, f"quality-{number}"),
        bool(one["drop"]),
    )


def _rows(sent: FormData, names: str) -> Iterable[int]:
    """The numbers of the rows that came, in order."""
    numbered = (re.fullmatch(rf"(?:{names})-(\d{{1,2}})", key) for key in sent)
    return sorted({int(found[1]) for found in numbered if found})[:MOST_ROWS]


def _text(sent: FormData, name: str, strip: bool = True) -> str:
    value = sent.get(name)
    if not isinstance(value, str):
        return ""
    return value.strip() if strip else value


def _texts(sent: FormData, name: str) -> tuple[str, ...]:
    found = (value.strip() for value in sent.getlist(name) if isinstance(value, str))
    return tuple(dict.fromkeys(value for value in found if value))


def _pains(rows: Sequence[PainRow], knowledge: KnowledgeBase, faults: Faults) -> Iterable[EntryPain]:
    for number, row in enumerate(rows):
        if row.dropped or not (row.nrs or row.is_placed):
            continue
        nrs = parse_number(row.nrs)
        if nrs is None or not 0 <= nrs <= 10:
            faults[f"nrs-{number}"] = gettext("Say how much it hurts there: a number from 0 (none) to 10.")
            continue
        yield _placed(EntryPain(nrs, qualities=row.qualities), row, knowledge)


def _placed(pain: EntryPain, row: PainRow, knowledge: KnowledgeBase) -> EntryPain:
    if row.words:
        pain, _ = at_place(pain, row.words, knowledge)
    elif row.site:
        pain = replace(pain, site=row.site)
    elif row.place:
        site, _, side = row.place.rpartition("|")
        pain = replace(pain, site=site or UNSPECIFIED_SITE, side=_side(side))
    return replace(pain, side=_side(row.side)) if row.side else pain


def _side(word: str) -> Side | None:
    return word if word in SIDES else None


def _number(name: str, words: str, most: int, faults: Faults) -> float | None:
    value = parse_number(words)
    if not words or (value is not None and 0 <= value <= most):
        return value if words else None
    faults[name] = gettext("This must be a number from 0 to {most}.").format(most=most)
    return None


def _remedies(form: EntryForm, base: Entry, knowledge: KnowledgeBase, faults: Faults) -> tuple[str, ...] | None:
    try:
        typed, _ = remedies_told([form.used_words] if form.used_words else (), knowledge)
    except AccountError as error:
        faults["used_words"] = str(error)
        return None
    named = _in_order(base.remedies, (*form.used, *typed))
    if named and form.used_none:
        faults["used_words"] = gettext("You said both that you used something and that you used nothing.")
    return named if named or form.used_none else None


def _triggers(form: EntryForm, base: Entry, faults: Faults) -> tuple[str, ...] | None:
    typed = (part.strip() for part in re.split(r"[,;\n]", form.trigger_words))
    named = _in_order(base.triggers, (*form.triggers, *(part for part in typed if part)))
    if named and form.trigger_none:
        faults["trigger_words"] = gettext("You said both that something set it off and that nothing did.")
    return named if named or form.trigger_none else None


def _in_order(before: Sequence[str] | None, named: Sequence[str]) -> tuple[str, ...]:
    """Each name once, those of before in their old order, so that a form sent back unchanged changes nothing."""
    return tuple(dict.fromkeys([*(name for name in before or () if name in named), *named]))


def _measures(rows: Iterable[tuple[str, str]], faults: Faults) -> Iterable[tuple[str, float]]:
    for number, (name, words) in enumerate(rows):
        value = parse_number(words)
        if name and value is not None:
            yield name, value
        elif words:
            faults[f"measure-{number}"] = gettext("A number needs a name, such as hours of sitting, and digits: 6.")


def _moment(form: EntryForm, now: datetime, zone: str, faults: Faults) -> dict[str, object]:
    """The moment a form says; nothing where it says none."""
    if not (form.day or form.part or form.clock):
        return {}
    try:
        day = date.fromisoformat(form.day) if form.day else diary_day(now)
        if day.year < FIRST_YEAR:
            raise ValueError
        if form.clock:
            found = moment_told(f"{day.isoformat()} {form.clock}", now, zone)
        elif form.part in PARTS:
            found = part_of_day(day, form.part, now, zone)
        else:
            found = moment_told(day.isoformat(), now, zone)
    except AccountError as error:
        faults["day"] = str(error)
        return {}
    except (ValueError, OverflowError, OSError):
        faults["day"] = gettext("This is not a day that can be kept. Write it as 2026-11-25.")
        return {}
    return {"at": found.at, "zone": found.zone, "known_to": found.known_to}
