"""The public diaries of MyAIGuide (MIT licence, beside them), each read whole by a mapping."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rhomboid.diary import ColumnMapping, daily_series, parse_csv, parse_mapped, render_csv, series_names
from rhomboid.model.diary import Entry, says_more

FOLDER = Path(__file__).parent / "myaiguide"
FILES = sorted(FOLDER.glob("*.csv"))

MAPPING = ColumnMapping(
    when="date", day="startday", month="startmonth", year="startyear", name="name", value="intensity"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(path: Path) -> tuple[Entry, ...]:
    entries, problems = parse_mapped(path.read_text(encoding="utf-8"), MAPPING, path=path.name)
    assert problems == ()
    return entries


def facts_of(entries: tuple[Entry, ...]) -> list[tuple[str, float]]:
    pains = [(pain.site, pain.nrs) for entry in entries for pain in entry.pains]
    return sorted(pains + [fact for entry in entries for fact in entry.measures.items()])


def test_the_diaries_are_here_with_their_licence() -> None:
    assert len(FILES) == 12
    assert "Permission is hereby granted" in (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_of_a_public_diary_is_read_and_no_number_changes(path) -> None:
    assert facts_of(read(path)) == sorted((row["name"].strip(), float(row["intensity"])) for row in rows_of(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_day_that_a_diary_names_has_its_value_and_every_other_is_a_gap(path) -> None:
    entries = read(path)
    told = {
        date(int(row["startyear"]), int(row["startmonth"]), int(row["startday"]))
        for row in rows_of(path)
        if row.get("startyear", "0") != "0"
    }
    days = {entry.day for entry in entries}
    assert told <= days
    for name in series_names(entries):
        series = daily_series(entries, name)
        assert {day for day, value in zip(series.days, series.values, strict=True) if value is not None} <= days


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_public_diary_goes_out_and_comes_back_the_same(path) -> None:
    entries = read(path)
    assert parse_csv(render_csv(entries)) == (entries, ())


def test_reading_a_file_again_gives_the_same_ids_and_a_longer_one_the_same_and_more() -> None:
    older, newer = read(FOLDER / "Participant2Pain.csv"), read(FOLDER / "Participant2PainNew.csv")
    assert read(FOLDER / "Participant2Pain.csv") == older
    now = {entry.id: entry for entry in newer}
    assert all(now[entry.id] == entry or says_more(now[entry.id], entry) for entry in older)
    assert len(newer) > len(older)


def test_stamps_in_utc_fall_on_the_day_that_was_told_once_they_are_on_the_persons_clock() -> None:
    path = FOLDER / "Participant8PainNew.csv"
    told = Counter(
        (
            f"{row['startyear']}-{int(row['startmonth']):02}-{int(row['startday']):02}",
            row["name"],
            float(row["intensity"]),
        )
        for row in rows_of(path)
        if row["startyear"] != "0"
    )

    def agreeing(zone: str) -> int:
        mapping = ColumnMapping(when="date", name="name", value="intensity", zone="UTC")
        entries, _ = parse_mapped(path.read_text(encoding="utf-8"), mapping, zone)
        facts = Counter((entry.day.isoformat(), pain.site, pain.nrs) for entry in entries for pain in entry.pains)
        return sum((facts & told).values())

    assert agreeing("America/New_York") > 1.2 * agreeing("UTC")


def test_zeros_of_a_public_diary_stay_zeros() -> None:
    entries = read(FOLDER / "Participant8Observations.csv")
    zeros = sum(value == 0 for entry in entries for value in entry.measures.values())
    assert zeros == sum(float(row["intensity"]) == 0 for row in rows_of(FOLDER / "Participant8Observations.csv")) > 0
