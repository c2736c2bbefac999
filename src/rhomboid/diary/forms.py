"""The diary's own forms as text, CSV for spreadsheets and JSON for programs, each read back without loss."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rhomboid.diary.facts import Parsed
from rhomboid.diary.tables import Row, read_table
from rhomboid.language import gettext as _
from rhomboid.model.diary import Entry, EntryPain, entry_fault
from rhomboid.model.problem import Problem

FORMAT = "rhomboid entries"
SCORES = ("interference", "sleep_quality", "sleep_hours", "load")
LISTS = ("remedies", "triggers")
COLUMNS = (
    "id",
    "day",
    "at",
    "zone",
    "known_to",
    "pain_nrs",
    "site",
    "side",
    "qualities",
    *SCORES,
    *LISTS,
    "measures",
    "note",
)
NONE_OF_THEM = "-"
"""What stands in a cell when the question was answered with nothing; an empty cell was not asked."""


class _Document(msgspec.Struct, frozen=True):
    format: str
    entries: list[msgspec.Raw]


def render_json(entries: Iterable[Entry]) -> str:
    """Entries as one JSON document, one on each line."""
    lines = ",\n".join(msgspec.json.encode(entry).decode() for entry in entries)
    return f'{{"format":"{FORMAT}","entries":[\n{lines}\n]}}\n'


def parse_json(text: str, path: str = "") -> Parsed:
    """The entries of a document that `render_json` wrote, in its order, and what could not be read."""
    try:
        document = msgspec.json.decode(text, type=_Document)
    except (msgspec.MsgspecError, UnicodeError) as error:
        return (), (_problem(path, 0, _("This is not a diary in JSON: {error}.").format(error=error)),)
    if document.format != FORMAT:
        return (), (_problem(path, 0, _("This JSON is not a diary's entries.")),)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, raw in enumerate(document.entries, start=1):
        try:
            entries.append(msgspec.json.decode(raw, type=Entry))
        except msgspec.MsgspecError as error:
            problems.append(
                _problem(path, 0, _("Entry {number} cannot be read: {error}.").format(number=number, error=error))
            )
    return tuple(entries), tuple(problems)


def render_csv(entries: Iterable[Entry]) -> str:
    """
    Entries as CSV: a row for each pain, and one for an entry without any.

    What belongs to the entry stands in its first row only, so that nothing is counted twice. Several names in a
    cell are parted by semicolons.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for entry in entries:
        writer.writerows(_rows(entry))
    return text.getvalue()


def parse_csv(text: str, path: str = "") -> Parsed:
    """The entries of a table that `render_csv` wrote, in its order. Raises csv.Error for text that is no table."""
    grouped: list[list[Row]] = []
    for row in read_table(text).rows:
        if grouped and grouped[-1][0].cells.get("id") == row.cells.get("id"):
            grouped[-1].append(row)
        else:
            grouped.append([row])
    entries: list[Entry] = []
    problems: list[Problem] = []
    for rows in grouped:
        try:
            entry = _entry(rows)
            fault = entry_fault(entry)
        except (KeyError, ValueError, msgspec.MsgspecError) as error:
            fault = _("This line cannot be read: {error}.").format(error=error)
        if fault:
            problems.append(_problem(path, rows[0].line, fault))
        else:
            entries.append(entry)
    return tuple(entries), tuple(problems)


def _rows(entry: Entry) -> Iterator[dict[str, str]]:
    head = {
        "day": entry.day.isoformat(),
        "at": entry.at.isoformat(),
        "zone": entry.zone,
        "known_to": entry.known_to,
        **{name: _number(getattr(entry, name)) for name in SCORES},
        **{name: _joined(getattr(entry, name)) for name in LISTS},
        "measures": "; ".join(f"{_escaped(name)}={value!r}" for name, value in entry.measures.items()),
        "note": entry.note,
    }
    if not entry.pains:
        yield {"id": entry.id} | head
    for number, pain in enumerate(entry.pains):
        yield {
            "id": entry.id,
            **(head if number == 0 else {}),
            "pain_nrs": _number(pain.nrs),
            "site": pain.site,
            "side": pain.side or "",
            "qualities": _joined(pain.qualities or None),
        }


def _entry(rows: Sequence[Row]) -> Entry:
    cells = rows[0].cells
    fields = {
        "id": cells["id"],
        "at": cells["at"],
        "zone": cells["zone"],
        "known_to": cells["known_to"],
        "pains": tuple(_pain(row.cells) for row in rows if row.cells["pain_nrs"]),
        **{name: float(cells[name]) if cells[name] else None for name in SCORES},
        **{name: _split(cells[name]) for name in LISTS},
        "measures": dict(_measure(part) for part in _parts(cells["measures"])),
        "note": cells["note"],
    }
    return msgspec.convert(fields, Entry)


def _pain(cells: dict[str, str]) -> EntryPain:
    side, qualities = cells["side"] or None, _split(cells["qualities"]) or ()
    fields = {"nrs": float(cells["pain_nrs"]), "site": cells["site"], "side": side, "qualities": qualities}
    return msgspec.convert(fields, EntryPain)


def _measure(part: str) -> tuple[str, float]:
    name, _, value = part.rpartition("=")
    return _plain(name), float(value)


def _number(value: float | None) -> str:
    return "" if value is None else repr(float(value))


def _joined(names: Sequence[str] | None) -> str:
    if names is None:
        return ""
    return "; ".join(_escaped(name) for name in names) or NONE_OF_THEM


def _split(cell: str) -> tuple[str, ...] | None:
    if not cell:
        return None
    return () if cell == NONE_OF_THEM else tuple(_plain(part) for part in _parts(cell))


def _escaped(name: str) -> str:
    return "\\-" if name == NONE_OF_THEM else re.sub(r"([\\;])", r"\\\1", name)


def _plain(part: str) -> str:
    return re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL)


def _parts(cell: str) -> list[str]:
    r"""Parts between semicolons that no backslash stands before, each but the first without its leading space."""
    found = re.findall(r"(?:[^\\;]|\\.)+", cell, flags=re.DOTALL)
    return [part.removeprefix(" ") if number else part for number, part in enumerate(found)]


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, "not_an_entry", message, _("The rest was read. Export again, or mend it by hand."))
