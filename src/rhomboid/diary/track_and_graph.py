"""Track & Graph's export: FeatureName, Timestamp, Value, Note, and since lately a column for the label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from rhomboid.diary.facts import Fact, Parsed, When, gather, moment, rated, undated
from rhomboid.diary.moments import parse_moment
from rhomboid.diary.tables import Row, parse_hours, parse_number, read_table
from rhomboid.language import gettext as _
from rhomboid.model.problem import Problem

_DURATION = re.compile(r"(-?\d+:-?\d{1,2}:-?\d{1,2})(?::(.*))?", re.DOTALL)


def parse_track_and_graph(text: str, zone: str = "", path: str = "", sites: Mapping[str, str] | None = None) -> Parsed:
    """
    The entries of an export. A tracker with pain in its name is a pain if it fits 0-10, else a measure.

    Durations become hours, and a label goes into the note. Each time stamp keeps its own offset.
    """
    facts: list[Fact] = []
    problems: list[Problem] = []
    for row in read_table(text).rows:
        stamp = parse_moment(row.get("Timestamp"))
        if not isinstance(stamp, datetime):
            problems.append(undated(path, row.line))
            continue
        found = list(_facts(row, moment(stamp, zone)))
        if not found:
            problems.append(_unread(path, row))
        facts.extend(found)
    entries, more = gather(facts, "track_and_graph", path, sites)
    return entries, tuple(sorted([*problems, *more]))


def _facts(row: Row, when: When) -> Iterator[Fact]:
    name, cell, label = row.get("FeatureName"), row.get("Value"), row.get("Label")
    if duration := _DURATION.fullmatch(cell):
        value, name, label = parse_hours(duration[1]), f"{name} (hours)", label or duration[2] or ""
    else:
        number, _, within = cell.partition(":")
        value, label = parse_number(number), label or within
    if value is None or not name:
        return
    yield rated(row.line, when, name, value)
    if label:
        yield Fact(row.line, when, "note", text=f"{row.get('FeatureName')}: {label}")
    if note := row.get("Note"):
        yield Fact(row.line, when, "note", text=note)


def _unread(path: str, row: Row) -> Problem:
    return Problem(
        path,
        row.line,
        "not_a_number",
        _("{value} is not a value of Track & Graph, so the line was left out.").format(value=repr(row.get("Value"))),
        _("Write a number, or a duration such as 1:30:00."),
    )
