"""Bearable's export: one row for each rating, with a day, a part of the day, a category and a detail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from rhomboid.diary.facts import Fact, Parsed, When, gather, moment, undated, whole_day
from rhomboid.diary.moments import parse_clock, parse_moment
from rhomboid.diary.tables import Row, parse_hours, parse_number, read_table, split_names

HIGHEST_SYMPTOM = 4
"""Symptoms run from 1, mild, to 4, unbearable."""

PARTS_OF_DAY = {"pre": time(5), "am": time(9), "mid": time(14), "pm": time(20)}
"""Where a part of the day is put; the entry says that no more than the part is known."""

_PAIN = re.compile(r"pain|ache\b", re.IGNORECASE)


def parse_bearable(text: str, zone: str = "", path: str = "", sites: Mapping[str, str] | None = None) -> Parsed:
    """
    The entries of an export. A symptom that is a pain is stretched from 0-4 to 0-10; every other number is kept as
    it is, as a measure. Medicines become remedies, ticked factors measures of 1, and what fits nowhere the note.
    """
    facts: list[Fact] = []
    problems = []
    for row in read_table(text).rows:
        when = _when(row, zone)
        if when is None:
            problems.append(undated(path, row.line))
        else:
            facts.extend(_facts(row, when))
    entries, more = gather(facts, "bearable", path, sites)
    return entries, tuple(sorted([*problems, *more]))


def _when(row: Row, zone: str) -> When | None:
    found = parse_moment(row.get("date formatted") or row.get("date"))
    if found is None:
        return None
    day: date = found.date() if isinstance(found, datetime) else found
    told = row.get("time of day").casefold()
    if part := PARTS_OF_DAY.get(told):
        return moment(datetime.combine(day, part), zone, "part_of_day")
    clock = parse_clock(told) if told else None
    return whole_day(day, zone) if clock is None else moment(datetime.combine(day, time()) + clock, zone)


def _facts(row: Row, when: When) -> Iterator[Fact]:
    category, detail, amount = row.get("category"), row.get("detail"), row.get("rating/amount")
    kind = category.casefold()
    if note := row.get("notes"):
        yield Fact(row.line, when, "note", text=note)
    if kind.startswith("meds"):
        for name in split_names(detail, "|"):
            yield Fact(row.line, when, "remedy", name)
    elif kind == "sleep" and (hours := parse_hours(amount)) is not None:
        yield Fact(row.line, when, "sleep_hours", value=hours)
    elif (value := parse_number(amount)) is not None:
        yield from _rating(row, when, value)
    elif amount:
        yield Fact(row.line, when, "note", text=": ".join(part for part in (category, amount, detail) if part))
    else:
        for name in split_names(detail, "|"):
            yield Fact(row.line, when, "measure", f"{category}: {name}", 1.0)


def _rating(row: Row, when: When, value: float) -> Iterator[Fact]:
    category, detail = row.get("category"), row.get("detail")
    if category.casefold() == "symptom":
        name = re.sub(r"\s*\((Mild|Moderate|Severe|Unbearable|None)\)\s*\Z", "", detail) or category
        pain = _PAIN.search(name)
        yield Fact(row.line, when, "pain" if pain else "measure", name, value * 10 / HIGHEST_SYMPTOM if pain else value)
        return
    listed = "|" in detail
    yield Fact(row.line, when, "measure", f"{category}: {detail}" if detail and not listed else category, value)
    if listed:
        yield Fact(row.line, when, "note", text=f"{category}: {detail}")
