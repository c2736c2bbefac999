"""Backups, restoring, moving from one database to another, exporting and erasing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.model.diary import Entry, EntryPain
from rhomboid.store import (
    Backup,
    BackupUnusableError,
    StoreLockedError,
    back_up,
    erase,
    export,
    list_backups,
    open_store,
    restore,
    verify,
)
from rhomboid.store.backups import KEEP_MONTHS, KEEP_NEWEST, KEEP_WEEKS, unneeded

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
SIX = Entry("six", AT, "Europe/London", pains=(EntryPain(6),))


def entries(count: int) -> list[Entry]:
    return [msgspec.structs.replace(SIX, id=f"e{number}") for number in range(count)]


def backups_of(numbers_and_days: list[tuple[int, datetime]]) -> list[Backup]:
    return [Backup(number, day, f"{number:012x}", Path(f"{number}")) for number, day in numbers_and_days]


def test_a_backup_holds_everything_and_restoring_it_brings_everything_back(diary) -> None:
    with diary.open() as store:
        store.add_many(entries(30))
        store.edit(msgspec.structs.replace(SIX, id="e3", note="changed"))
        store.delete("e4")
        store.save("assessment", b'{"a": [1, null]}', "hash")
        backup = back_up(store)
        whole = export(store)
        store.delete("e5")
        store.add(SIX)
    assert restore(diary.where, backup.path, diary.passphrase) == backup.path
    with diary.open() as store:
        assert export(store) == whole
        assert verify(store) == ()
        assert store.add(SIX).number == 1
        assert store.edit(msgspec.structs.replace(SIX, note="goes on")).number == 2
        assert verify(store) == ()


def test_what_a_diary_held_before_restoring_is_backed_up_first(diary) -> None:
    with diary.open() as store:
        store.add_many(entries(3))
        early = back_up(store)
        store.add(SIX)
        later = export(store)
    restore(diary.where, early.path, diary.passphrase)
    newest = list_backups(store.place)[-1]
    assert newest.number > early.number
    restore(diary.where, newest.path, diary.passphrase)
    with diary.open() as store:
        assert export(store) == later


def test_without_naming_one_the_newest_whole_backup_is_taken(diary) -> None:
    with diary.open() as store:
        store.add_many(entries(3))
        good, whole = back_up(store), export(store)
        store.add(SIX)
        bad = back_up(store)
    bad.path.write_bytes(bad.path.read_bytes()[: bad.path.stat().st_size // 2])
    assert restore(diary.where, passphrase=diary.passphrase) == good.path
    with diary.open() as store:
        assert export(store) == whole


def test_a_program_that_has_the_diary_open_sees_it_restored(file) -> None:
    with file.open() as store:
        store.add_many(entries(3))
        backup = back_up(store)
        store.add(SIX)
        restore(file.where, backup.path)
        assert {entry.id for entry in store.entries()} == {"e0", "e1", "e2"}
        store.add(msgspec.structs.replace(SIX, id="afterwards"))
    with file.open() as store:
        assert {entry.id for entry in store.entries()} == {"e0", "e1", "e2", "afterwards"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nothing of ours",
        b"SQLite format 3\0" + b"\xff" * 5000,
        b"{}",
        b'{"format":"other","schema":"x","tables":{}}',
    ],
)
@pytest.mark.parametrize("name", ["b.sqlite", "b.json"])
def test_what_is_no_whole_backup_is_refused_and_the_diary_stays_as_it_is(file, tmp_path, content, name) -> None:
    with file.open() as store:
        store.add(SIX)
        whole = export(store)
    (tmp_path / name).write_bytes(content)
    with pytest.raises((BackupUnusableError, StoreLockedError)):
        restore(file.where, tmp_path / name, file.passphrase)
    with file.open() as store:
        assert export(store) == whole


def test_a_backup_in_which_a_row_was_changed_is_refused(file, tmp_path) -> None:
    with file.open() as store:
        store.add(SIX)
        whole = export(store)
    (tmp_path / "b.json").write_bytes(whole.replace(b'"nrs":6', b'"nrs":1'))
    with pytest.raises(BackupUnusableError, match="is not as it was written"):
        restore(file.where, tmp_path / "b.json", file.passphrase)
    with file.open() as store:
        assert export(store) == whole


@pytest.mark.parametrize(
    "harm",
    [
        lambda tables: tables["revision"][0].pop("number"),
        lambda tables: tables["revision"][0].update(entry_id="nobody"),
        lambda tables: tables["revision"][1].update(line=1),
        lambda tables: tables["revision"][0].update(number="many"),
        lambda tables: tables["revision"][0].update(unknown=1),
        lambda tables: tables["revision"].clear(),
        lambda tables: tables["entry"].append({"id": "bare"}),
        lambda tables: tables["saved"][0].update(body=[2]),
    ],
    ids=["lacking", "unlinked", "twice", "no number", "unknown", "none", "bare", "changed"],
)
def test_a_backup_whose_rows_do_not_fit_together_is_refused_and_the_diary_stays_as_it_is(file, tmp_path, harm) -> None:
    with file.open() as store:
        store.add_many(entries(2))
        store.save("plan", b"[1]", "hash")
        whole = export(store)
    document = msgspec.json.decode(whole)
    harm(document["tables"])
    (tmp_path / "b.json").write_bytes(msgspec.json.encode(document))
    with pytest.raises(BackupUnusableError, match=r"Nothing was changed\.$"):
        restore(file.where, tmp_path / "b.json", file.passphrase)
    with file.open() as store:
        assert export(store) == whole


def test_a_backup_that_is_not_there_is_said(file, tmp_path) -> None:
    file.open().close()
    with pytest.raises(BackupUnusableError, match="There is no backup of"):
        restore(file.where)
    with pytest.raises(BackupUnusableError, match="cannot be read: No such file"):
        restore(file.where, tmp_path / "none.sqlite")


def test_an_export_moves_a_diary_from_a_file_to_a_server_and_back(file, server, tmp_path) -> None:
    with file.open() as store:
        store.add_many(entries(20))
        store.delete("e3")
        store.save("plan", b"[1]", "hash")
        whole = export(store)
    (tmp_path / "all.json").write_bytes(whole)
    address = server.new_database()
    restore(address, tmp_path / "all.json")
    with open_store(address) as store:
        assert export(store) == whole
        store.add(SIX)
        (tmp_path / "more.json").write_bytes(export(store))
        more = export(store)
    restore(tmp_path / "new" / "mine.sqlite", tmp_path / "more.json")
    with open_store(tmp_path / "new" / "mine.sqlite") as store:
        assert export(store) == more
        assert verify(store) == ()


def test_an_export_is_one_json_document_with_every_revision(store) -> None:
    store.add(SIX)
    store.delete("six")
    document = msgspec.json.decode(export(store))
    assert document["format"] == "rhomboid diary"
    first, second = document["tables"]["revision"]
    assert (first["body"]["pains"], second["change"], second["body"]) == ([{"nrs": 6.0}], "deleted", None)


def test_the_first_opening_of_a_day_makes_a_backup_if_anything_is_new(diary) -> None:
    now = [datetime(2026, 11, 26, 9, tzinfo=UTC)]

    def days_backed_up() -> list[int]:
        with diary.open(clock=lambda: now[0]) as store:
            assert store.backup_fault == ""
            return [backup.taken_at.day for backup in list_backups(store.place)]

    assert days_backed_up() == [], "an empty diary needs none"
    with diary.open(clock=lambda: now[0]) as store:
        store.add(SIX)
    assert days_backed_up() == [26]
    assert days_backed_up() == [26]
    now[0] += timedelta(days=1)
    assert days_backed_up() == [26], "nothing is new"
    with diary.open(clock=lambda: now[0]) as store:
        store.delete("six")
    assert days_backed_up() == [26, 27]


def test_old_backups_go_and_only_those_of_this_diary(file, tmp_path) -> None:
    now = [datetime(2025, 1, 1, 9, tzinfo=UTC)]
    with file.open() as store:
        stranger = store.place.backups / "notes.txt"
        store.place.backups.mkdir()
        stranger.write_text("mine")
    with open_store(file.where, clock=lambda: now[0]) as store:
        for number in range(60):
            store.add(msgspec.structs.replace(SIX, id=f"n{number}"))
            back_up(store)
            now[0] += timedelta(days=5)
    kept = list_backups(store.place)
    assert [backup.number for backup in kept[-KEEP_NEWEST:]] == list(range(54, 61))
    assert len({(backup.taken_at.year, backup.taken_at.month) for backup in kept}) >= 9
    assert len(kept) <= KEEP_NEWEST + KEEP_WEEKS + KEEP_MONTHS
    assert stranger.read_text() == "mine"


def test_while_a_row_is_damaged_no_old_backup_goes_and_it_is_said(file) -> None:
    with file.open() as store:
        store.add(msgspec.structs.replace(SIX, note="whole"))
        good = back_up(store)
    content = file.where.read_bytes()
    file.where.write_bytes(content.replace(b'"note":"whole"', b'"note":"holes"'))
    with file.open() as store:
        for _ in range(40):
            back_up(store)
        assert "no old backup was let go" in store.backup_fault
        assert good in list_backups(store.place)
    assert restore(file.where) == good.path
    with file.open() as store:
        assert store.entry("six").note == "whole"
        back_up(store)
        assert (store.backup_fault, good in list_backups(store.place)) == ("", False)


@given(st.lists(st.datetimes(timezones=st.just(UTC)), max_size=60))
def test_whatever_the_clock_said_the_newest_backups_stay_and_not_too_many(stamps) -> None:
    made = backups_of(list(enumerate(stamps)))
    gone = set(unneeded(made))
    kept = [backup for backup in made if backup not in gone]
    assert kept[-KEEP_NEWEST:] == made[-KEEP_NEWEST:]
    assert len(kept) <= KEEP_NEWEST + KEEP_WEEKS + KEEP_MONTHS
    assert set(unneeded(kept)) == set()


def test_erasing_takes_the_diary_its_backups_and_what_was_set_aside(diary) -> None:
    with diary.open() as store:
        store.add(SIX)
        back_up(store)
    gone = erase(diary.where)
    assert len(gone) == 2
    assert list_backups(store.place) == ()
    assert not isinstance(diary.where, Path) or not diary.where.exists()
    assert erase(diary.where) == ()
    with diary.open() as store:
        assert (store.entries(), store.saved()) == ((), ())


def test_files_of_a_diary_are_for_its_owners_eyes_alone(diary) -> None:
    with diary.open() as store:
        store.add(SIX)
        backup = back_up(store)
        files = [backup.path, *([store.place.path] if store.place.path else [])]
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
        assert backup.path.parent.stat().st_mode & 0o777 == 0o700
