"""The expected course beside a person's own days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.diary.overlay import lay_over
from rhomboid.diary.smoother import smooth
from rhomboid.model.diary import DailySeries
from rhomboid.model.episode import Smoothed
from rhomboid.model.plan import Band

BEGINS = date(2026, 3, 1)
BANDS = (Band(0, 5, 6, 6, 6, 7, True), Band(1, 2, 3, 4, 5, 6, True), Band(3, 0, 1, 2, 3, 4))


def diary(first: date, *values: float | None) -> Smoothed:
    return smooth(DailySeries("pain", first, values))


def test_each_day_has_the_persons_own_level_and_what_was_expected_by_then() -> None:
    own = diary(BEGINS, 6, None, 5)
    rows = lay_over(own, BANDS, BEGINS)
    assert [row.day for row in rows] == [BEGINS + timedelta(days=n) for n in range(3)]
    assert tuple(row.own for row in rows) == own.days
    assert rows[0].expected == BANDS[0]
    assert rows[1].own.value is None


def test_between_two_weeks_lies_a_straight_line_that_was_not_read_anywhere() -> None:
    rows = lay_over(diary(BEGINS, *[5] * 15), BANDS, BEGINS)
    assert rows[7].expected == BANDS[1]
    assert rows[14].expected == Band(2.0, 1.0, 2.0, 3.0, 4.0, 5.0)


def test_days_before_and_after_the_forecast_have_no_expectation_and_days_ahead_no_own_pain() -> None:
    rows = lay_over(diary(BEGINS - timedelta(days=2), 4, 4, 4), BANDS, BEGINS, ahead_days=30)
    assert [row.expected is None for row in rows] == [True, True, *[False] * 22, *[True] * 9]
    assert [row.own is None for row in rows] == [False] * 3 + [True] * 30


def test_without_entries_the_forecast_stands_alone_and_without_bands_the_diary() -> None:
    assert [row.own for row in lay_over(diary(BEGINS, None), BANDS, BEGINS)] == [None]
    assert [row.expected for row in lay_over(diary(BEGINS, 3), (), BEGINS)] == [None]


@given(st.integers(0, 21))
def test_what_is_expected_lies_between_its_neighbouring_weeks_in_order_of_its_shares(day) -> None:
    band = lay_over(diary(BEGINS, 5), BANDS, BEGINS, ahead_days=21)[day].expected
    shares = [band.p10, band.p25, band.p50, band.p75, band.p90]
    assert shares == sorted(shares)
    assert band.week == pytest.approx(day / 7)
    assert BANDS[-1].p50 <= band.p50 <= BANDS[0].p50
