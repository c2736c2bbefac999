"""What happens when things go wrong: nothing that was acknowledged is lost, and what is wrong is said in a sentence."""

# ruff: noqa: S311

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
import sqlalchemy as sa

from rhomboid.language import speaking
from rhomboid.model.diary import Entry, EntryPain
from rhomboid.store import (
    CannotWriteError,
    DiskFullError,
    NoConnectionError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreGoneError,
    StoreLockedError,
    back_up,
    export,
    faults_at,
    list_backups,
    open_store,
    restore,
    verify,
)

WRITER = Path(__file__).with_name("writer.py")
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
SIX = Entry("six", AT, pains=(EntryPain(6),), note="the sentence that is changed below")


@contextmanager
def writing(diary, first: int, last: int, prefix: str = "e") -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [str(diary.where), diary.passphrase or "", str(first), str(last), prefix]
    with subprocess.Popen(
        [sys.executable, WRITER, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield process


def database_of(address: str) -> str:
    return urlsplit(address).path.strip("/")


def big(number: int) -> Entry:
    """An entry of 100 kB that no database can press together."""
    return Entry(f"e{number}", AT, note=random.Random(number).randbytes(50_000).hex())


def fill(store) -> list[Entry]:
    """Add large entries until one is refused; those that were acknowledged."""
    kept: list[Entry] = []
    for number in range(2000):
        try:
            store.add(big(number))
        except DiskFullError as error:
            assert "The disk is full, so this was not saved. What was saved before is safe." in str(error)  # noqa: PT017
            return kept
        kept.append(big(number))
    raise AssertionError("The disk never was full.")


# Killed


def test_nothing_acknowledged_is_lost_when_the_program_is_killed_at_random_moments_of_500_writes(diary) -> None:
    dice = random.Random(500)
    acknowledged: set[int] = set()
    tried = killed = 0
    while len(acknowledged) < 500:
        with writing(diary, tried, 10_000) as process:
            wanted = min(dice.randint(0, 70), 500 - len(acknowledged))
            said = [int(process.stdout.readline()) for _ in range(wanted)]
            time.sleep(dice.random() * (0.005 if wanted else 1))
            process.kill()
            said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
        killed += 1
        acknowledged.update(said)
        with diary.open() as store:
            assert verify(store) == ()
            kept = {int(entry.id[1:]) for entry in store.entries()}
        assert acknowledged <= kept
        assert len(kept) - len(acknowledged) <= killed, "at most the one write in hand may be kept without being said"
        tried = max(kept, default=-1) + 1
    assert killed >= 10


def test_nothing_acknowledged_is_lost_when_the_database_server_is_killed(own_server) -> None:
    dice = random.Random(7)
    address = own_server.new_database()
    acknowledged = 0
    for _ in range(4):

        class Where:
            where, passphrase = address, None

        with writing(Where, acknowledged, 10_000) as process:
            said = [int(process.stdout.readline()) for _ in range(dice.randint(20, 60))]
            time.sleep(dice.random() * 0.01)
            own_server.kill()
            said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
            assert process.wait() != 0
            assert "The database server does not answer" in process.stderr.read()
        own_server.start()
        with open_store(address) as store:
            assert verify(store) == ()
            kept = sorted(int(entry.id[1:]) for entry in store.entries())
        assert set(said) <= set(kept)
        acknowledged = len(kept)
        assert kept == list(range(acknowledged))


def test_an_import_that_is_killed_is_there_as_a_whole_or_not_at_all(diary) -> None:
    script = (
        "import sys; from datetime import UTC, datetime; from rhomboid.model.diary import Entry\n"
        "from rhomboid.store import open_store\n"
        "with open_store(sys.argv[1], sys.argv[2] or None) as store:\n"
        "    print('ready', flush=True)\n"
        "    at = datetime(2026, 1, 1, tzinfo=UTC)\n"
        "    store.add_many([Entry(f'e{n}', at, note='x' * 500) for n in range(20_000)])\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    for delay in (0.05, 0.3, 0.6):
        arguments = [sys.executable, "-c", script, str(diary.where), diary.passphrase or ""]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(delay)
            process.kill()
        with diary.open() as store:
            assert len(store.entries()) in (0, 20_000)
            assert verify(store) == ()


# Full


def test_a_full_disk_is_said_and_loses_nothing_and_there_is_room_again_after_space_is_made(small_disk) -> None:
    place = small_disk("2m") / "mine.sqlite"
    with open_store(place) as store:
        kept = fill(store)
        assert kept
        assert store.entries() == tuple(sorted(kept, key=lambda entry: entry.id))
        assert verify(store) == ()
    small_disk("20m")
    with open_store(place) as store:
        assert verify(store) == ()
        store.add(SIX)
        assert len(store.entries()) == len(kept) + 1


def test_a_full_file_is_said_and_loses_nothing(file) -> None:
    with file.open() as store:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 300")
        assert len(fill(store)) == len(store.entries()) > 0
        assert verify(store) == ()


def test_a_full_disk_under_the_server_is_said_and_loses_nothing(server, small_disk) -> None:
    folder = small_disk("16m")
    subprocess.run(["chown", "postgres", folder], check=True)
    server.ask(f"CREATE TABLESPACE small LOCATION '{folder}'")
    address = server.new_database("TABLESPACE small")
    with open_store(address) as store:
        kept = fill(store)
        assert kept
        assert {entry.id for entry in store.entries()} == {entry.id for entry in kept}
        assert verify(store) == ()
    server.ask(f"DROP DATABASE {database_of(address)}")
    server.ask("DROP TABLESPACE small")


def leave_free(folder: Path, size: int) -> None:
    """Fill a disk but for so many bytes."""
    room = os.statvfs(folder)
    (folder / "filler").write_bytes(b"x" * (room.f_bavail * room.f_bsize - size))


def test_a_backup_for_which_there_is_no_room_is_said_and_leaves_no_half_of_it(small_disk) -> None:
    folder = small_disk("8m")
    with open_store(folder / "mine.sqlite") as store:
        store.add_many(big(number) for number in range(15))
        leave_free(folder, 400_000)
        with pytest.raises(DiskFullError, match="The disk is full"):
            back_up(store)
        assert list(store.place.backups.iterdir()) == []
        assert verify(store) == ()


def test_an_automatic_backup_that_fails_is_told_and_keeps_nobody_from_writing(small_disk) -> None:
    folder = small_disk("8m")
    with open_store(folder / "mine.sqlite") as store:
        store.add_many(big(number) for number in range(15))
    leave_free(folder, 400_000)
    with open_store(folder / "mine.sqlite") as store:
        assert "The disk is full" in store.backup_fault
        store.add(SIX)
        assert store.entry("six") == SIX


# Read-only


def test_a_folder_that_cannot_be_written_to_is_said(open_folder, as_nobody) -> None:
    open_folder.chmod(0o555)
    as_nobody()
    with pytest.raises(CannotWriteError, match=r"cannot be written to .*: Permission denied\. Allow writing there"):
        open_store(open_folder / "mine.sqlite")
    with pytest.raises(CannotWriteError):
        open_store(open_folder / "new" / "mine.sqlite")


def test_a_diary_that_became_read_only_is_said_and_is_whole_afterwards(open_folder, as_nobody) -> None:
    place = open_folder / "mine.sqlite"
    with open_store(place) as store:
        store.add(SIX)
    (open_folder / "mine.sqlite").chmod(0o444)
    open_folder.chmod(0o555)
    as_nobody()
    with pytest.raises(CannotWriteError, match=r"cannot be written here.*Allow writing to its folder"):
        open_store(place)
    if os.getuid() == 0:
        os.seteuid(0)
    open_folder.chmod(0o755)
    place.chmod(0o600)
    with open_store(place) as store:
        assert store.entries() == (SIX,)


def test_a_diary_that_only_its_owner_may_read_is_said_to_be_so(open_folder, as_nobody) -> None:
    place = open_folder / "mine.sqlite"
    open_store(place).close()
    assert (place.stat().st_mode & 0o777, open_folder.joinpath("mine.sqlite").exists()) == (0o600, True)
    if os.getuid() != 0:
        pytest.skip("Only root can try to be somebody else.")
    as_nobody()
    with pytest.raises(CannotWriteError, match="cannot be read: Permission denied"):
        open_store(place)
    os.seteuid(0)
    open_folder.chmod(0o700)
    as_nobody()
    with pytest.raises(CannotWriteError, match="cannot be read: Permission denied"):
        open_store(place)


def test_a_server_that_only_lets_read_is_said(server) -> None:
    address = server.new_database()
    with open_store(address) as store:
        store.add(SIX)
    server.ask(f"ALTER DATABASE {database_of(address)} SET default_transaction_read_only = on")
    with open_store(address) as store:
        with pytest.raises(CannotWriteError, match="cannot be written here"):
            store.delete("six")
        assert store.entries() == (SIX,)


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(
        NoConnectionError, match="does not answer, or does not let you in, so nothing was read or saved"
    ):
        open_store("postgresql://nobody@127.0.0.1:1/none")


# Damaged


def damage(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


@pytest.fixture
def damaged(file):
    """A diary with forty entries and a backup of them."""
    with file.open() as store:
        store.add_many(Entry(f"e{n}", AT, note=f"entry {n} " * 100) for n in range(40))
        back_up(store)
        store.whole = export(store)
    file.whole = store.whole
    return file


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: damage(path, path.stat().st_size // 2, b"\xa5" * 8192),
        lambda path: damage(path, 4096, b"\0" * 20_000),
        lambda path: damage(path, 28, b"\xff" * 72),
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: os.truncate(path, 1000),
    ],
    ids=["middle", "zeros", "header", "half", "stump"],
)
def test_a_damaged_file_is_not_opened_its_backup_is_named_and_restoring_brings_all_back(damaged, harm) -> None:
    harm(damaged.where)
    harmed = damaged.where.read_bytes()
    with pytest.raises(StoreDamagedError, match=r"damaged.* The newest backup is of .*: rhomboid store restore"):
        damaged.open()
    restore(damaged.where)
    with damaged.open() as store:
        assert export(store) == damaged.whole
        assert verify(store) == ()
    aside = [path for path in store.place.backups.iterdir() if "damaged" in path.name]
    assert harmed in [path.read_bytes() for path in aside], "the damaged file is kept"


def test_a_file_that_begins_like_nothing_known_is_said_to_be_encrypted_or_damaged(damaged) -> None:
    damage(damaged.where, 0, b"garbage garbage!")
    with pytest.raises(StoreLockedError, match=r"encrypted, or damaged, or not a diary.*The newest backup is of"):
        damaged.open()
    restore(damaged.where)
    with damaged.open() as store:
        assert export(store) == damaged.whole


def test_what_is_wrong_with_a_diary_is_told_in_the_language_spoken(damaged, tmp_path) -> None:
    locked = tmp_path / "locked.sqlite"
    open_store(locked, "right").close()
    with speaking("de"), pytest.raises(StoreLockedError, match=r"geben Sie sein Passwort ein"):
        open_store(locked, "wrong")
    with speaking("de"), pytest.raises(StoreLockedError, match=r"ist verschlüsselt oder .* Es gibt keine Sicherung"):
        open_store(locked)
    damage(damaged.where, 4096, b"\0" * 20_000)
    with speaking("de"):
        with pytest.raises(StoreDamagedError, match=r"ist beschädigt\..* Die neueste Sicherung ist von .* UTC"):
            damaged.open()
        (problem,) = faults_at(damaged.where)
    assert "Die neueste Sicherung" in problem.message
    assert problem.remedy == "Stellen Sie die neueste Sicherung wieder her: rhomboid store restore."


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["gone", "empty"])
def test_a_diary_that_is_gone_is_missed_and_not_begun_anew(damaged, harm) -> None:
    harm(damaged.where)
    with pytest.raises(StoreGoneError, match=r"is missing, but there are 1 backups of it"):
        damaged.open()
    assert not damaged.where.exists() or damaged.where.stat().st_size == 0
    restore(damaged.where)
    with damaged.open() as store:
        assert export(store) == damaged.whole


def test_one_changed_letter_that_the_file_system_let_through_is_found(file) -> None:
    with file.open() as store:
        store.add_many([SIX, msgspec.structs.replace(SIX, id="seven")])
    content = file.where.read_bytes()
    at = content.index(b"the sentence that is changed")
    damage(file.where, at, b"t")
    with file.open() as store:
        assert verify(store) == ()
    damage(file.where, at, b"T")
    with file.open() as store:
        (problem,) = verify(store)
    assert problem.code == "changed"
    assert "is not as it was written" in problem.message
    assert "rhomboid store restore" in problem.remedy


def test_a_row_that_somebody_took_out_or_changed_behind_the_diarys_back_is_found(store) -> None:
    store.add(SIX)
    store.edit(msgspec.structs.replace(SIX, note="b"))
    store.edit(msgspec.structs.replace(SIX, note="c"))
    store.add(msgspec.structs.replace(SIX, id="other"))
    store.save("plan", b"[1]", "h")
    with store.writing() as connection:
        if connection.dialect.name == "sqlite":
            for trigger in ("revision_refuses_delete", "revision_refuses_update", "saved_refuses_update"):
                connection.execute(sa.text(f"DROP TRIGGER {trigger}"))
        else:
            connection.execute(sa.text("ALTER TABLE revision DISABLE TRIGGER ALL"))
            connection.execute(sa.text("ALTER TABLE saved DISABLE TRIGGER ALL"))
        connection.execute(sa.text("DELETE FROM revision WHERE entry_id = 'six' AND number = 2"))
        connection.execute(sa.text("DELETE FROM revision WHERE entry_id = 'other'"))
        connection.execute(sa.text("UPDATE saved SET knowledge_hash = 'x'"))
    found = sorted((problem.code, problem.message) for problem in verify(store))
    assert [code for code, _ in found] == ["changed", "changed", "missing", "missing"]
    assert any("lacks its revision 2" in message for _, message in found)
    assert any("Entry other has no revision" in message for _, message in found)
    assert any("saved plan" in message for _, message in found)


# Together


def test_two_programs_that_begin_and_write_at_once_both_have_all_they_wrote(diary) -> None:
    with writing(diary, 0, 100, "a") as one, writing(diary, 0, 100, "b") as other:
        faults = [one.communicate()[1], other.communicate()[1]]
        assert [process.returncode for process in (one, other)] == [0, 0], faults
    with diary.open() as store:
        found = {entry.id for entry in store.entries()}
        assert found == {f"{who}{number}" for who in "ab" for number in range(100)}
        assert verify(store) == ()


def test_many_threads_that_edit_one_entry_lose_no_edit(store) -> None:
    store.add(SIX)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.edit(msgspec.structs.replace(SIX, note=f"{n}")), range(40)))
    history = store.history("six")
    assert [revision.number for revision in history] == list(range(1, 42))
    assert {revision.entry.note for revision in history[1:]} == {f"{n}" for n in range(40)}
    assert store.entry("six") == history[-1].entry
    assert verify(store) == ()


def test_a_diary_that_another_program_holds_too_long_is_said_to_be_busy(diary) -> None:
    with diary.open() as holder, diary.open(wait_seconds=0.2) as waiter:
        holder.add(SIX)
        with holder.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("LOCK TABLE entry"))
            with pytest.raises(StoreBusyError, match=r"Another program is writing.*Try again in a moment"):
                waiter.add(msgspec.structs.replace(SIX, id="other"))
        waiter.add(msgspec.structs.replace(SIX, id="other"))
        assert [entry.id for entry in holder.entries()] == ["other", "six"]


def test_reading_waits_for_nobody(diary) -> None:
    with diary.open() as writer, diary.open(wait_seconds=0.2) as reader:
        writer.add(SIX)
        with writer.writing() as connection:
            connection.execute(sa.text("INSERT INTO entry (id) VALUES ('unfinished')"))
            assert reader.entries() == (SIX,)


# The clock


def test_a_clock_set_back_leaves_the_order_of_changes_and_all_backups_as_they_are(diary) -> None:
    now = [datetime(2026, 11, 26, 9, tzinfo=UTC)]
    with diary.open(clock=lambda: now[0]) as store:
        store.add(SIX)
        first = back_up(store)
        now[0] -= timedelta(days=4000)
        store.edit(msgspec.structs.replace(SIX, note="after the clock went back"))
        second = back_up(store)
        history = store.history("six")
        assert [revision.number for revision in history] == [1, 2]
        assert history[0].recorded_at > history[1].recorded_at
        assert store.entry("six").note == "after the clock went back"
        assert [backup.path for backup in list_backups(store.place)] == [first.path, second.path]
        assert verify(store) == ()
        restored = restore(diary.where, passphrase=diary.passphrase, clock=lambda: now[0])
        assert restored == second.path


def test_a_clock_that_was_years_ahead_does_not_stop_backups(file) -> None:
    now = [datetime(2099, 1, 1, tzinfo=UTC)]
    with file.open(clock=lambda: now[0]) as store:
        store.add(SIX)
    file.open(clock=lambda: now[0]).close()
    for day in range(3):
        now[0] = datetime(2026, 11, 26 + day, tzinfo=UTC)
        with file.open(clock=lambda: now[0]) as store:
            store.add(msgspec.structs.replace(SIX, id=f"d{day}"))
    file.open(clock=lambda: now[0] + timedelta(days=1)).close()
    with file.open(clock=lambda: now[0] + timedelta(days=1)) as store:
        stamps = [backup.taken_at.year for backup in list_backups(store.place)]
    assert stamps == [2099, 2026, 2026, 2026]


def test_an_entry_of_the_hour_that_comes_twice_keeps_which_of_the_two_it_was(store) -> None:
    first = Entry("first", datetime.fromisoformat("2026-10-25T02:30:00+02:00"), "Europe/Paris")
    second = Entry("second", datetime.fromisoformat("2026-10-25T02:30:00+01:00"), "Europe/Paris")
    store.add_many([second, first])
    found = store.entries()
    assert [entry.id for entry in found] == ["first", "second"]
    assert [entry.at.isoformat() for entry in found] == ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]
    assert {entry.day.isoformat() for entry in found} == {"2026-10-24"}


def test_every_fault_is_one_kind_of_store_error() -> None:
    kinds = (CannotWriteError, DiskFullError, NoConnectionError, StoreBusyError, StoreDamagedError, StoreGoneError)
    assert all(issubclass(kind, StoreError) for kind in kinds)
