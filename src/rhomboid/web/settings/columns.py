"""A table that no program we know wrote: which of its columns is what."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

import msgspec

from rhomboid.answers import AccountError
from rhomboid.answers.bringing_in import GUESSED, MAPPING, Incoming
from rhomboid.diary import ColumnMapping, guess_mapping
from rhomboid.diary.tables import read_table
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop

FORM_NAMES: dict[str, str] = {
    "rhomboid_csv": gettext_noop("rhomboid's own table (CSV)"),
    "rhomboid_json": gettext_noop("rhomboid's own entries (JSON)"),
    "bearable": "Bearable",
    "manage_my_pain": "Manage My Pain",
    "pain_tracker": "PainTracker",
    "track_and_graph": "Track & Graph",
    "loop": "Loop",
    GUESSED: gettext_noop("Another table, by the names of its columns"),
    MAPPING: gettext_noop("Another table, as said below"),
}
"""What wrote a file, by the name of its form."""

MOMENT = ("when", "date", "time", "site")
"""Columns of which a mapping has one each."""

COLUMN_TARGETS: dict[str, str] = {
    "when": gettext_noop("Date and time"),
    "date": gettext_noop("Date"),
    "time": gettext_noop("Time of day"),
    "pain": gettext_noop("How much it hurts"),
    "site": gettext_noop("Where it hurts"),
    "quality": gettext_noop("What it feels like"),
    "interference": gettext_noop("How much it keeps you from things"),
    "sleep_quality": gettext_noop("How well you slept"),
    "sleep_hours": gettext_noop("Hours of sleep"),
    "load": gettext_noop("How much you did"),
    "remedy": gettext_noop("What you used against it"),
    "trigger": gettext_noop("What set it off"),
    "measure": gettext_noop("Something else that is counted"),
    "note": gettext_noop("Note"),
    "ignore": gettext_noop("Leave it out"),
}


class Column(msgspec.Struct, frozen=True):
    """One column of a file, what it is taken for, and what stands in its first filled cell."""

    name: str
    target: str
    example: str


def columns_of(incoming: Incoming) -> tuple[Column, ...]:
    """The columns of a file that is read by its columns; none for any other, and where it is no table."""
    if incoming.text is None:
        return ()
    try:
        table = read_table(incoming.text)
    except csv.Error:
        return ()
    mapping = incoming.mapping or guess_mapping(table.columns)
    return tuple(
        Column(name, _target(name, mapping), next((row.get(name) for row in table.rows if row.get(name)), "")[:40])
        for name in table.columns
    )


def mapping_from(columns: tuple[Column, ...], fields: Mapping[str, str]) -> ColumnMapping:
    """The mapping that a form says. Raises AccountError where two columns are said to be the one moment or place."""
    single: dict[str, Any] = {}
    targets: dict[str, str] = {}
    for number, column in enumerate(columns):
        target = fields.get(f"column-{number}", "ignore")
        if target not in COLUMN_TARGETS:
            raise AccountError(_("Choose what each column is from its list."))
        if target not in MOMENT:
            targets[column.name] = target
        elif target in single:
            told = _("Two columns are said to be: {target}. There can be one.")
            raise AccountError(told.format(target=_(COLUMN_TARGETS[target])))
        else:
            single[target] = column.name
    return ColumnMapping(columns=targets, highest=_highest(fields.get("highest", "")), **single)


def _highest(typed: str) -> float:
    if not typed.strip():
        return 10.0
    try:
        highest = float(typed.replace(",", "."))
    except ValueError:
        highest = 0.0
    if not 1 <= highest <= 1000:
        raise AccountError(_("The most that a pain can be in the file is a number from 1 to 1000."))
    return highest


def _target(name: str, mapping: ColumnMapping) -> str:
    found = next((target for target in MOMENT if getattr(mapping, target) == name), None)
    return found or mapping.columns.get(name, "ignore").partition(":")[0]
