"""Rows of a CSV file, whatever separates them, each with the line it begins on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import msgspec

SEPARATORS = ",;\t"


class Row(msgspec.Struct, frozen=True):
    """One row: its first line, counted from 1, and its cells by their column's name."""

    line: int
    cells: dict[str, str]

    def get(self, column: str | None) -> str:
        """A cell without the space around it; empty where there is none."""
        return self.cells.get(column, "").strip() if column else ""


class Table(msgspec.Struct, frozen=True):
    """A file's columns, in order, and its rows. Rows without anything in them are left out."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(text: str) -> Table:
    """
    The table in a text whose first row names the columns. Raises csv.Error for text that is no table.

    The separator is the one the first row has most of. A second column of the same name gets a number after it.
    """
    text = text.removeprefix("\ufeff")
    limit = csv.field_size_limit(max(len(text), 1))
    try:
        numbered = list(_rows(text))
    finally:
        csv.field_size_limit(limit)
    if not numbered:
        return Table((), ())
    columns = _unique([name.strip() for name in numbered[0][1]])
    rows = tuple(
        Row(line, dict(zip(columns, cells, strict=False))) for line, cells in numbered[1:] if any(map(str.strip, cells))
    )
    return Table(columns, rows)


def parse_number(text: str) -> float | None:
    """A number with a decimal point or comma; None for anything else, infinity and the like among it."""
    text = text.strip()
    if not re.fullmatch(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?", text):
        return None
    return float(text.replace(",", "."))


def parse_hours(text: str) -> float | None:
    """A duration written as H:MM or H:MM:SS, in hours; each part may be negative. None for anything else."""
    found = re.fullmatch(r"(-?\d+):(-?\d{1,2})(?::(-?\d{1,2}))?", text.strip())
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours + minutes / 60 + seconds / 3600


def split_names(text: str, separators: str = ";|,") -> tuple[str, ...]:
    """The names in a cell that holds several."""
    parts = re.split(f"[{re.escape(separators)}]", text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _unique(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    unique: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(unique)
