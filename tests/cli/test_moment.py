"""When an entry is about, in the words that a person types."""

from __future__ import annotations

from datetime import datetime

import pytest

from rhomboid.cli.files import InputError
from rhomboid.cli.moment import moment_told

NOW = datetime.fromisoformat("2026-11-26T08:00:00+00:00")
NIGHT = datetime.fromisoformat("2026-11-26T02:00:00+00:00")


@pytest.mark.parametrize(
    ("words", "now", "at", "known_to"),
    [
        ("2026-11-25 22:30", NOW, "2026-11-25T22:30:00+00:00", "minute"),
        ("2026-11-25T22:30", NOW, "2026-11-25T22:30:00+00:00", "minute"),
        ("2026-07-01 22:30", NOW, "2026-07-01T22:30:00+01:00", "minute"),
        ("2026-07-01T22:30+02:00", NOW, "2026-07-01T22:30:00+02:00", "minute"),
        ("07:30", NOW, "2026-11-26T07:30:00+00:00", "minute"),
        ("22:30", NOW, "2026-11-25T22:30:00+00:00", "minute"),
        ("10:30 pm", NOW, "2026-11-25T22:30:00+00:00", "minute"),
        ("2026-11-25 10:30 pm", NOW, "2026-11-25T22:30:00+00:00", "minute"),
        ("today", NOW, "2026-11-26T12:00:00+00:00", "day"),
        ("yesterday", NOW, "2026-11-25T12:00:00+00:00", "day"),
        ("Yesterday  22:30", NIGHT, "2026-11-25T22:30:00+00:00", "minute"),
        ("2026-11-25", NOW, "2026-11-25T12:00:00+00:00", "day"),
    ],
)
def test_words_become_a_moment_on_the_persons_clock(words: str, now: datetime, at: str, known_to: str) -> None:
    found = moment_told(words, now, "Europe/London")
    assert (found.at.isoformat(), found.known_to) == (at, known_to)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2026-03-29 01:30", "2026-03-29T02:30:00+01:00"),
        ("2026-10-25 01:30", "2026-10-25T01:30:00+01:00"),
    ],
)
def test_an_hour_that_was_jumped_over_moves_on_and_one_that_came_twice_is_the_first(words: str, at: str) -> None:
    assert moment_told(words, NOW, "Europe/London").at.isoformat() == at


def test_where_the_zone_has_no_name_the_machines_own_clock_counts(cli) -> None:
    found = moment_told("2026-07-01 22:30", NOW, "")
    assert (found.at.isoformat(), found.zone) == ("2026-07-01T22:30:00+01:00", "")


@pytest.mark.parametrize(
    "words", ["", "soon", "25:00", "2026-13-01", "yesterday soon", "2026-11-26 08:01", "2026-11-27", "3/4/2026"]
)
def test_what_is_not_understood_or_still_to_come_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="yesterday"):
        moment_told(words, NOW, "Europe/London")
