"""Which program wrote a file, and reading it accordingly."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping

from rhomboid.diary.bearable import parse_bearable
from rhomboid.diary.facts import Parsed
from rhomboid.diary.forms import parse_csv, parse_json
from rhomboid.diary.loop import parse_loop
from rhomboid.diary.mapped import guess_mapping, parse_mapped
from rhomboid.diary.moments import zone_rules
from rhomboid.diary.pain_tracker import parse_manage_my_pain, parse_pain_tracker
from rhomboid.diary.tables import read_table
from rhomboid.diary.track_and_graph import parse_track_and_graph
from rhomboid.language import gettext as _
from rhomboid.model.problem import Problem

Parser = Callable[[str, str, str, Mapping[str, str] | None], Parsed]


def _own_csv(text: str, zone: str, path: str, sites: Mapping[str, str] | None) -> Parsed:  # noqa: ARG001
    return parse_csv(text, path)


def _own_json(text: str, zone: str, path: str, sites: Mapping[str, str] | None) -> Parsed:  # noqa: ARG001
    return parse_json(text, path)


def _by_names(text: str, zone: str, path: str, sites: Mapping[str, str] | None) -> Parsed:
    return parse_mapped(text, guess_mapping(read_table(text).columns), zone, path, sites)


FORMATS: dict[str, Parser] = {
    "rhomboid_csv": _own_csv,
    "rhomboid_json": _own_json,
    "bearable": parse_bearable,
    "manage_my_pain": parse_manage_my_pain,
    "pain_tracker": parse_pain_tracker,
    "track_and_graph": parse_track_and_graph,
    "loop": parse_loop,
    "by_column_names": _by_names,
}
"""Every form that can be read, by the name to ask for it with."""

_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rhomboid_csv", ("id", "at", "known_to", "pain_nrs")),
    ("bearable", ("category", "rating/amount", "detail")),
    ("track_and_graph", ("FeatureName", "Timestamp", "Value")),
    ("pain_tracker", ("Pain Level", "Locations", "Limited Activities", "Missed Work Days")),
)


def recognise(text: str, path: str = "") -> str:
    """
    The name of the form that a file is in.

    By its first line, and for Loop, whose columns are the person's own habits, by the file's name. What nobody can
    know is read by its columns' names.
    """
    start = text.removeprefix("\ufeff").lstrip()
    if start.startswith("{"):
        return "rhomboid_json"
    head = start.split("\n", 1)[0].split("\\n", 1)[0].replace('"', "")
    columns = {name.strip() for separator in ",;\t" for name in head.split(separator)}
    found = next((name for name, marks in _MARKS if columns.issuperset(marks)), None)
    if found is None and "Date" in columns and path.endswith("Checkmarks.csv"):
        return "loop"
    return found or "by_column_names"


def parse_diary(
    text: str, zone: str = "", path: str = "", form: str | None = None, sites: Mapping[str, str] | None = None
) -> Parsed:
    """
    The entries of a file in any of `FORMATS`, recognised when `form` is None, and what could not be read.

    `zone` is the person's own IANA zone, for times that have no offset; `sites` gives a site's id for a place in the
    file's words. Reading the same file again gives the same ids. Raises UnknownZoneError.
    """
    zone_rules(zone)
    try:
        return FORMATS[form or recognise(text, path)](text, zone, path, sites)
    except csv.Error as error:
        fault = Problem(
            path,
            0,
            "no_table",
            _("This is not a table: {error}.").format(error=error),
            _("Save it as CSV and import it again."),
        )
        return (), (fault,)
