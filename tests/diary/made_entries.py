"""Entries of every kind that a person could write, made by Hypothesis."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from rhomboid.model.diary import Entry, EntryPain

ZONES = ("", "Europe/London", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from(
    ["-", "\\", ";", "a; b", " a", "=", "x=1", "\n", "ibuprofen 400 mg"]
)
scores = st.floats(0, 10) | st.sampled_from([0.0, 10.0, 3.5])
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=offsets)  # noqa: DTZ001
lists = st.none() | st.lists(names, max_size=3).map(tuple)

pains = st.builds(
    EntryPain,
    nrs=scores,
    site=names,
    side=st.sampled_from([None, "left", "right", "both", "middle"]),
    qualities=st.lists(names, max_size=2).map(tuple),
)

entries = st.builds(
    Entry,
    id=st.uuids().map(lambda made: made.hex),
    at=moments,
    zone=st.sampled_from(ZONES),
    known_to=st.sampled_from(["minute", "part_of_day", "day"]),
    pains=st.lists(pains, max_size=3).map(tuple),
    interference=st.none() | scores,
    sleep_quality=st.none() | scores,
    sleep_hours=st.none() | st.floats(0, 24),
    load=st.none() | scores,
    remedies=lists,
    triggers=lists,
    measures=st.dictionaries(names, st.floats(allow_nan=False, allow_infinity=False), max_size=3),
    note=texts,
)

diaries = st.lists(entries, max_size=4, unique_by=lambda entry: entry.id).map(tuple)


def written(diary: tuple[Entry, ...]) -> list[tuple[object, ...]]:
    """Entries so that two are equal only if also the offsets of their clocks are."""
    return [(entry, entry.at.isoformat()) for entry in diary]
