"""PainTracker's export, and Manage My Pain's: tables of one row for each record."""

from __future__ import annotations

from collections.abc import Mapping

from rhomboid.diary.facts import Parsed
from rhomboid.diary.mapped import ColumnMapping, guess_mapping, parse_mapped
from rhomboid.diary.tables import read_table

PAIN_TRACKER = ColumnMapping(
    date="Date",
    time="Time",
    site="Locations",
    columns={
        "Pain Level": "pain",
        "Symptoms": "quality",
        "Limited Activities": "note:Limited activities",
        "Sleep Quality": "sleep_quality",
        "Mood Impact": "measure:Mood impact",
        "Missed Work Days": "measure:Missed work days",
        "Notes": "note",
    },
    zone="UTC",
)
"""PainTracker cuts the clock out of a time stamp in UTC, so that is what its times are, wherever the person was."""


def parse_pain_tracker(text: str, zone: str = "", path: str = "", sites: Mapping[str, str] | None = None) -> Parsed:
    """
    The entries of PainTracker's CSV, moved to the person's `zone`.

    Its rows end with a backslash and an n, in one long line; new lines are read too. For a sleep quality or missed
    work of zero it writes nothing: those zeros are lost before there is a file.
    """
    return parse_mapped(_with_line_ends(text), PAIN_TRACKER, zone, path, sites, "pain_tracker")


def parse_manage_my_pain(text: str, zone: str = "", path: str = "", sites: Mapping[str, str] | None = None) -> Parsed:
    """
    A table from Manage My Pain, read by the names of its columns.

    Its makers publish no description of the file, so nothing is taken for granted: a column whose name says nothing
    is kept as a measure, or in the note.
    """
    return parse_mapped(text, guess_mapping(read_table(text).columns), zone, path, sites, "manage_my_pain")


def _with_line_ends(text: str) -> str:
    r"""New lines for every backslash and n that stands outside quotes."""
    parts = text.split('"')
    parts[::2] = [part.replace("\\n", "\n") for part in parts[::2]]
    return '"'.join(parts)
