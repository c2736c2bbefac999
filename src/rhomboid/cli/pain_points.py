"""The person's own pain over the days: from a CSV file with a day and a pain on each line."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from rhomboid.cli.files import InputError, read_text
from rhomboid.model import PainPoint, Problem

HEADINGS = ("day", "date")


def read_points(path: str) -> tuple[PainPoint, ...]:
    """The points in a file, or a refusal that names every faulty line."""
    points, problems = parse_points(read_text(path), path)
    if problems:
        raise InputError("The diary cannot be used:\n" + "\n".join(f"  {problem}" for problem in problems))
    return points


def parse_points(text: str, path: str) -> tuple[tuple[PainPoint, ...], tuple[Problem, ...]]:
    """
    Days and pain (0-10) from lines such as ``2026-11-20,6`` or ``3,6``; empty pain is a gap and is left out.

    Dates are counted from the first of them. A heading line is passed over.
    """
    rows: list[tuple[date | float, float]] = []
    problems: list[Problem] = []
    for number, cells in enumerate(csv.reader(StringIO(text)), start=1):
        kept = [cell.strip() for cell in cells]
        if not any(kept) or (number == 1 and kept[0].lower() in HEADINGS) or kept[1:2] == [""]:
            continue
        row = _row(kept)
        if row is None:
            message = f"{','.join(cells)!r} is not a day and a pain."
            problems.append(
                Problem(path, number, "not-a-point", message, "Write 2026-11-20,6 or 3,6: pain is 0 to 10.")
            )
        else:
            rows.append(row)
    if {type(day) for day, _ in rows} == {date, float}:
        problems.append(Problem(path, 0, "mixed-days", "Dates and day numbers are mixed.", "Use one of the two."))
        return (), tuple(problems)
    dates = [day for day, _ in rows if isinstance(day, date)]
    first = min(dates) if dates else date.min
    points = [PainPoint(float((day - first).days) if isinstance(day, date) else day, pain) for day, pain in rows]
    return tuple(points), tuple(problems)


def _row(cells: list[str]) -> tuple[date | float, float] | None:
    try:
        pain = float(cells[1])
        day = date.fromisoformat(cells[0]) if "-" in cells[0][1:] else float(cells[0])
    except (ValueError, IndexError):
        return None
    return (day, pain) if 0 <= pain <= 10 else None
