"""Where a diary is, and what time it is there."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rhomboid.store import Place, StoreError, clock, open_store, place_of, this_moment
from rhomboid.store import place as place_module


def test_without_a_place_the_diary_is_in_the_platforms_data_folder(data_home) -> None:
    open_store().close()
    assert (data_home / "rhomboid" / "diary.sqlite").is_file()


@pytest.mark.parametrize(
    ("platform", "home", "folder"),
    [
        ("darwin", None, "Library/Application Support/rhomboid"),
        ("win32", "C", "C/rhomboid"),
        ("linux", None, ".local/share/rhomboid"),
        ("linux", "X", "X/rhomboid"),
    ],
)
def test_each_platform_has_its_own_data_folder(monkeypatch, platform, home, folder) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
        if home:
            monkeypatch.setenv(name, home)
    monkeypatch.setattr(place_module.sys, "platform", platform)
    assert place_module.data_folder() == (Path(folder) if home else Path.home() / folder)


def test_a_servers_address_is_shown_without_its_password() -> None:
    place = place_of("postgresql://me:hush@clinic.example/diary?sslmode=require")
    assert str(place) == "postgresql+psycopg://clinic.example/diary"
    assert "hush" in (place.url or "")


def test_no_two_places_share_their_backups() -> None:
    where = ("postgresql://a/diary", "postgresql://b/diary", "postgres://b:5433/diary", "postgresql://b/other")
    assert len({place_of(each).name for each in where}) == 4
    assert place_of("postgresql://me:old@a/diary").name == place_of("postgresql://me:new@a/diary").name
    assert place_of("~/d.sqlite") == Place("d", Path.home() / "backups", Path.home() / "d.sqlite")


def test_this_moment_has_the_clocks_offset_and_its_zone_where_the_system_says(monkeypatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    try:
        now, zone = this_moment()
        assert (zone, now.utcoffset()) == ("Asia/Kathmandu", timedelta(hours=5, minutes=45))
        assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)
        monkeypatch.setenv("TZ", "XYZ-3")
        time.tzset()
        now, zone = this_moment()
        assert (zone, now.utcoffset()) == ("", timedelta(hours=3))
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_hour_that_comes_twice_still_has_its_zone(monkeypatch) -> None:
    second = datetime.fromisoformat("2026-10-25T02:30:00+01:00")

    class Frozen(datetime):
        @classmethod
        def now(cls):
            return second

    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    monkeypatch.setattr(clock, "datetime", Frozen)
    try:
        assert this_moment() == (second, "Europe/Paris")
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("where", ["postgresql://host:port/database", "postgresql://[broken/database"])
def test_what_is_no_address_is_said(where) -> None:
    with pytest.raises(StoreError, match=r"This is no address of a database"):
        open_store(where)
