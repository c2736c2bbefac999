"""Any CSV file, once it is said which column is what; and a guess at that from the columns' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time

import msgspec

from rhomboid.diary.facts import FIELDS, TARGETS, Fact, Parsed, When, as_day, gather, moment, rated, undated, whole_day
from rhomboid.diary.moments import on_clock, parse_clock, parse_moment, zone_rules
from rhomboid.diary.tables import Row, Table, parse_number, read_table, split_names
from rhomboid.language import gettext as _
from rhomboid.model.problem import Problem


class ColumnMapping(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """
    Which column of a file is what.

    The moment: `when` (date and time together), or `date` and `time`, or `day`, `month` and `year`; where both a
    day and `when` are given, the day decides and the time counts if it belongs to that day. `form` is a
    ``strptime`` pattern of dates that could be read two ways. The rest: `columns` gives columns a target: ``pain``,
    ``interference``, ``sleep_quality``, ``sleep_hours``, ``load``, ``measure``, ``remedy``, ``trigger``,
    ``quality``, ``note`` or ``ignore``; a name after a colon (``pain:neck``) stands in for the column's own. `site`
    names the column with the places of ``pain``. A file with one row for each fact has them in `name` and `value`
    instead, and `names` gives names a target; a name without one is a pain if it says so, else a measure. `highest` is
    the most that a pain can be in the file, which is stretched to 10; `zone` is the file's own clock where it is not
    the person's.
    """

    when: str | None = None
    date: str | None = None
    time: str | None = None
    day: str | None = None
    month: str | None = None
    year: str | None = None
    form: str = ""
    columns: dict[str, str] = {}
    site: str | None = None
    name: str | None = None
    value: str | None = None
    names: dict[str, str] = {}
    highest: float = 10.0
    zone: str | None = None


_GUESSES: tuple[tuple[str, str], ...] = (
    (r"date ?(/|and|&)? ?time|timestamp|datetime|recorded( at)?|when", "when"),
    (r"(start |record |entry )?date|day", "date"),
    (r"(start |record |entry )?time|time of day", "time"),
    (r"(pain )?(locations?|sites?|areas?|body parts?|where)", "site"),
    (r"pain|(average |worst |current )?(pain )?(level|severity|intensity|score|rating)|nrs", "pain"),
    (r"(pain )?interference", "interference"),
    (r"sleep quality", "sleep_quality"),
    (r"(hours of sleep|sleep hours|hours slept)", "sleep_hours"),
    (r"medications?|medicines?|treatments?|remed(y|ies)|alleviating factors|relieving factors", "remedy"),
    (r"triggers?|aggravating factors", "trigger"),
    (r"(pain )?(characteristics?|qualit(y|ies)|types?)|symptoms|associated symptoms", "quality"),
    (r"notes?|comments?", "note"),
)


def guess_mapping(columns: Iterable[str]) -> ColumnMapping:
    """What the names of columns suggest. A column that suggests nothing is kept as a measure or in the note."""
    found: dict[str, str] = {}
    targets: dict[str, str] = {}
    for column in columns:
        words = re.sub(r"[\s_]+", " ", column).strip().casefold()
        guess = next((target for pattern, target in _GUESSES if re.fullmatch(pattern, words)), "measure")
        if guess in ("when", "date", "time", "site"):
            found.setdefault(guess, column)
        else:
            targets[column] = guess
    return ColumnMapping(columns=targets, **found)  # type: ignore[arg-type]


def parse_mapped(
    text: str,
    mapping: ColumnMapping,
    zone: str = "",
    path: str = "",
    sites: Mapping[str, str] | None = None,
    source: str = "mapped",
) -> Parsed:
    """
    The entries of a file read as a mapping says, and what could not be read; times without an offset are in `zone`.

    An empty cell says nothing, and a zero is a zero. Raises csv.Error for text that is no table, UnknownZoneError.
    """
    table = read_table(text)
    problems = _check_mapping(mapping, table, path)
    form = mapping.form or _slashed_form(table, mapping)
    facts: list[Fact] = []
    for row in table.rows:
        when = _when(row, mapping, zone, form)
        if when is None:
            problems.append(undated(path, row.line))
            continue
        clock = row.get(mapping.time)
        if clock and parse_clock(clock) is None:
            facts.append(Fact(row.line, when, "note", text=f"{mapping.time}: {clock}"))
        found = _long(row, mapping, when) if mapping.name else _wide(row, mapping, when)
        for fact in found:
            if isinstance(fact, str):
                problems.append(Problem(path, row.line, "not_a_number", fact, _("Write a number, or leave it empty.")))
            else:
                facts.append(fact)
    entries, more = gather(facts, source, path, sites)
    return entries, tuple(sorted([*problems, *more]))


def _check_mapping(mapping: ColumnMapping, table: Table, path: str) -> list[Problem]:
    """What a mapping says that nothing can be done with, so that no column is left out without a word."""
    problems: list[Problem] = []
    for column in (*mapping.columns, mapping.site, mapping.name, mapping.value):
        if column is not None and column not in table.columns:
            message = _("The file has no column {column}.").format(column=repr(column))
            problems.append(Problem(path, 1, "no_column", message, _("Write its name as it stands in the first line.")))
    for spec in (*mapping.columns.values(), *mapping.names.values()):
        if spec.partition(":")[0] not in TARGETS:
            message = _("Nothing in a diary is called {name}, so it was left out.").format(name=repr(spec))
            problems.append(
                Problem(path, 0, "no_target", message, _("Choose one of {names}.").format(names=", ".join(TARGETS)))
            )
    return problems


def _wide(row: Row, mapping: ColumnMapping, when: When) -> Iterator[Fact | str]:
    places = split_names(row.get(mapping.site)) or ("",)
    for column, spec in mapping.columns.items():
        target, _, name = spec.partition(":")
        cell = row.get(column)
        if not cell:
            continue
        if target == "pain":
            for place in (name,) if name else places:
                yield _number(row, when, "pain", place, cell, mapping.highest)
        elif target in FIELDS:
            yield _number(row, when, target, "", cell)
        elif target == "measure":
            value = parse_number(cell)
            label = name or column
            if value is None:
                yield Fact(row.line, when, "note", text=f"{label}: {cell}")
            else:
                yield Fact(row.line, when, "measure", label, value)
        elif target in ("remedy", "trigger", "quality"):
            yield from _named(row, when, target, name, cell)
        elif target == "note":
            yield Fact(row.line, when, "note", text=f"{name}: {cell}" if name else cell)


def _named(row: Row, when: When, target: str, name: str, cell: str) -> Iterator[Fact]:
    """Names from a cell; with a name of its own the column says how much, or yes or no, of that one."""
    if not name:
        for each in split_names(cell):
            yield Fact(row.line, when, target, each)
        return
    yield Fact(row.line, when, target, name, 0.0 if cell.casefold() in ("0", "0.0", "no", "false") else 1.0)


def _long(row: Row, mapping: ColumnMapping, when: When) -> Iterator[Fact | str]:
    name, cell = row.get(mapping.name), row.get(mapping.value)
    target, _, renamed = mapping.names.get(name, "").partition(":")
    if name and cell and target != "ignore":
        highest = mapping.highest if target == "pain" else 10.0
        found = _number(row, when, target, "" if target in FIELDS else renamed or name, cell, highest)
        unnamed = isinstance(found, Fact) and not target
        yield rated(row.line, when, name, found.value or 0.0) if unnamed and isinstance(found, Fact) else found
    for column, spec in mapping.columns.items():
        if spec == "note" and row.get(column):
            yield Fact(row.line, when, "note", text=row.get(column))


def _number(row: Row, when: When, target: str, name: str, cell: str, highest: float = 10.0) -> Fact | str:
    value = parse_number(cell)
    if value is None:
        return _("{cell} is not a number, so it was left out.").format(cell=repr(cell))
    return Fact(row.line, when, target, name, value if highest == 10 else value * 10 / highest)


def _when(row: Row, mapping: ColumnMapping, zone: str, form: str) -> When | None:
    stamp = _stamp(row, mapping, zone, form)
    parts = [parse_number(row.get(column)) for column in (mapping.year, mapping.month, mapping.day)]
    if mapping.day and None not in parts:
        try:
            return as_day(date(*(int(part or 0) for part in parts)), stamp, zone)
        except ValueError:
            return stamp
    return stamp


def _stamp(row: Row, mapping: ColumnMapping, zone: str, form: str) -> When | None:
    found = parse_moment(row.get(mapping.when) or row.get(mapping.date), form)
    if found is None:
        return None
    if not isinstance(found, datetime):
        clock = parse_clock(row.get(mapping.time)) if mapping.time else None
        if clock is None:
            return whole_day(found, zone)
        found = datetime.combine(found, time()) + clock
    if mapping.zone is not None and found.tzinfo is None:
        found = on_clock(found, mapping.zone).astimezone(zone_rules(zone))
    return moment(found, zone)


def _slashed_form(table: Table, mapping: ColumnMapping) -> str:
    """The form of dates such as 23/4/2026, if some day of the file shows whether the day or the month comes first."""
    cells = [row.get(mapping.when) or row.get(mapping.date) for row in table.rows]
    dates = [re.match(r"(\d{1,2})/(\d{1,2})/\d{4}(.*)", cell) for cell in cells if cell]
    if not dates or not all(dates):
        return ""
    found = [match for match in dates if match]
    day_first = any(int(match[1]) > 12 for match in found)
    month_first = any(int(match[2]) > 12 for match in found)
    if day_first == month_first:
        return ""
    clock = next((match[3].strip() for match in found if match[3].strip()), "")
    time_form = (
        "" if not clock else " %I:%M %p" if clock[-1:] in "mM" else " %H:%M:%S" if clock.count(":") == 2 else " %H:%M"
    )
    return ("%d/%m/%Y" if day_first else "%m/%d/%Y") + time_form
