"""Days, gaps and clocks."""

# ruff: noqa: DTZ001
# Clocks on the wall have no time zone, on purpose.

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_entries import diaries

from rhomboid.diary import UnknownZoneError, daily_series, on_clock, series_names, to_array
from rhomboid.model.diary import Entry, EntryPain, diary_day

PARIS = "Europe/Paris"


def entry(day: int, hour: int = 12, **fields: object) -> Entry:
    return Entry(f"e{day}-{hour}", datetime(2026, 11, day, hour, tzinfo=UTC), **fields)  # type: ignore[arg-type]


def rated(day: int, nrs: float, hour: int = 12, site: str = "low_back") -> Entry:
    return entry(day, hour, pains=(EntryPain(nrs, site),))


def test_a_day_without_an_entry_is_a_gap_and_a_zero_is_a_zero() -> None:
    series = daily_series([rated(1, 0), rated(4, 3)], "pain")
    assert series.start == date(2026, 11, 1)
    assert series.values == (0.0, None, None, 3.0)
    assert series.days[-1] == date(2026, 11, 4)
    assert np.array_equal(to_array(series), [0, np.nan, np.nan, 3], equal_nan=True)


@settings(deadline=None)
@given(diaries)
def test_missing_days_never_read_as_zero(diary) -> None:
    first, last = date(2026, 1, 1), date(2026, 2, 1)
    for name in series_names(diary):
        series = daily_series(diary, name, first=first, last=last)
        said = {entry.day for entry in diary}
        assert len(series.values) == 32
        assert all(value is None for day, value in zip(series.days, series.values, strict=True) if day not in said)


def test_what_is_written_before_four_in_the_morning_belongs_to_the_day_before() -> None:
    assert diary_day(datetime(2026, 11, 26, 3, 59, 59)) == date(2026, 11, 25)
    assert diary_day(datetime(2026, 11, 26, 4, 0)) == date(2026, 11, 26)
    assert daily_series([rated(2, 5, hour=3), rated(2, 7, hour=4)], "pain").values == (5.0, 7.0)


def test_the_day_is_that_of_the_clock_where_the_person_was() -> None:
    instant = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
    in_tokyo = Entry("t", instant.astimezone(timezone(timedelta(hours=9))))
    in_london = Entry("l", instant)
    assert (in_tokyo.day, in_london.day) == (date(2026, 11, 26), date(2026, 11, 25))


def test_several_values_of_a_day_are_merged_as_asked() -> None:
    diary = [rated(1, 2, 8), rated(1, 6, 12), rated(1, 4, 20)]
    merged = {how: daily_series(diary, "pain", how).values for how in ("mean", "highest", "lowest", "sum", "last")}
    assert merged == {"mean": (4.0,), "highest": (6.0,), "lowest": (2.0,), "sum": (12.0,), "last": (4.0,)}


def test_the_worst_place_stands_for_all_and_each_place_has_its_own_series() -> None:
    diary = [entry(1, pains=(EntryPain(2, "low_back"), EntryPain(7, "base_of_neck")))]
    assert series_names(diary) == ("pain", "pain:base_of_neck", "pain:low_back")
    assert daily_series(diary, "pain").values == (7.0,)
    assert daily_series(diary, "pain:low_back").values == (2.0,)


def test_a_remedy_is_one_where_used_zero_where_denied_and_a_gap_where_not_asked() -> None:
    diary = [entry(1, remedies=("heat",)), entry(2, remedies=()), entry(3), entry(4, remedies=("cold",))]
    assert daily_series(diary, "remedy:heat").values == (1.0, 0.0, None, 0.0)


def test_every_field_and_measure_has_a_series() -> None:
    diary = [entry(1, interference=1, sleep_quality=2, sleep_hours=3, load=4, measures={"sitting_hours": 9})]
    found = {name: daily_series(diary, name).values[0] for name in series_names(diary)}
    assert found == {"interference": 1, "sleep_quality": 2, "sleep_hours": 3, "load": 4, "measure:sitting_hours": 9}
    assert daily_series(diary, "nothing").values == (None,)


def test_no_entries_give_an_empty_series() -> None:
    assert daily_series([], "pain").values == ()
    assert daily_series([], "pain", first=date(2026, 1, 1), last=date(2026, 1, 3)).values == (None,) * 3


def test_a_time_that_summer_time_jumped_over_is_moved_on_by_the_jump() -> None:
    assert on_clock(datetime(2026, 3, 29, 2, 30), PARIS).isoformat() == "2026-03-29T03:30:00+02:00"


def test_of_a_time_that_comes_twice_the_first_is_meant_unless_the_second_is_said() -> None:
    twice = datetime(2026, 10, 25, 2, 30)
    assert on_clock(twice, PARIS).isoformat() == "2026-10-25T02:30:00+02:00"
    assert on_clock(twice.replace(fold=1), PARIS).isoformat() == "2026-10-25T02:30:00+01:00"


def test_the_day_is_an_hour_shorter_and_longer_when_the_clock_changes_and_no_hour_is_lost() -> None:
    def hours_by_day(first: datetime) -> list[int]:
        hours = [(first + timedelta(hours=n)).astimezone(ZoneInfo(PARIS)) for n in range(24 * 5)]
        diary = [Entry(f"{n}", at, PARIS, measures={"hours": 1}) for n, at in enumerate(hours)]
        return [int(value or 0) for value in daily_series(diary, "measure:hours", "sum").values]

    assert hours_by_day(datetime(2026, 3, 27, 3, tzinfo=UTC)) == [24, 23, 24, 24, 24, 1]
    assert hours_by_day(datetime(2026, 10, 23, 2, tzinfo=UTC)) == [24, 25, 24, 24, 23]


@given(st.datetimes(datetime(1980, 1, 1), datetime(2036, 1, 1)), st.sampled_from(["", PARIS, "America/St_Johns"]))
def test_a_time_on_the_clock_is_the_one_that_was_written_unless_it_never_was(naive, zone) -> None:
    at = on_clock(naive, zone)
    jumped = at.replace(tzinfo=None) - naive
    assert jumped in (timedelta(0), timedelta(hours=1), timedelta(hours=2), timedelta(minutes=1))
    assert at.tzinfo is not None


def test_an_unknown_time_zone_is_refused_in_words() -> None:
    with pytest.raises(UnknownZoneError, match="Write it as a region and a city"):
        on_clock(datetime(2026, 1, 1), "Atlantis/Sunken")
