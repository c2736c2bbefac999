"""Checkmarks.csv of Loop Habit Tracker: a day for each row, a habit for each column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from rhomboid.diary.facts import Fact, Parsed, gather, rated, undated, whole_day
from rhomboid.diary.moments import parse_moment
from rhomboid.diary.tables import Table, parse_number, read_table
from rhomboid.model.problem import Problem

WORDS = {"YES_MANUAL": 1.0, "YES_AUTO": 0.0, "NO": 0.0}
"""YES_AUTO was not done, on a day when it need not have been."""

OLD_CODES = {"2": 1.0, "1": 0.0, "0": 0.0}
"""How older versions wrote the same; -1 is no mark and 3 a day that was skipped."""

THOUSANDTHS = 1000


def parse_loop(text: str, zone: str = "", path: str = "", sites: Mapping[str, str] | None = None) -> Parsed:
    """
    The entries of all habits, or of a single one, whose name is then that of the folder the file is in.

    A habit that is counted stands in thousandths. A day without a mark, or skipped, is a gap; "no" is a zero.
    """
    table = read_table(text)
    habits = [column for column in table.columns if column not in ("Date", "Notes", "")]
    folder = re.sub(r"^\d+ ", "", path.replace("\\", "/").rpartition("/")[0].rpartition("/")[2]) or "habit"
    coded = {habit for habit in habits if _has_old_codes(table, habit)}
    facts: list[Fact] = []
    problems: list[Problem] = []
    for row in table.rows:
        day = parse_moment(row.get("Date"))
        if day is None or isinstance(day, datetime):
            problems.append(undated(path, row.line))
            continue
        when = whole_day(day, zone)
        for habit in habits:
            value = OLD_CODES.get(row.get(habit)) if habit in coded else _value(row.get(habit))
            if value is not None:
                facts.append(rated(row.line, when, folder if habit == "Value" else habit, value))
        if note := row.get("Notes"):
            facts.append(Fact(row.line, when, "note", text=note))
    entries, more = gather(facts, "loop", path, sites)
    return entries, tuple(sorted([*problems, *more]))


def _value(cell: str) -> float | None:
    if cell in WORDS:
        return WORDS[cell]
    number = parse_number(cell)
    return None if number is None or number < 0 else number / THOUSANDTHS


def _has_old_codes(table: Table, habit: str) -> bool:
    """Whether a column has nothing but the old codes: a count has larger numbers, and newer versions write words."""
    cells = {row.get(habit) for row in table.rows} - {""}
    return bool(cells) and cells <= {*OLD_CODES, "-1", "3"}
