"""Adding, changing and looking back, on a plain file, an encrypted one and PostgreSQL alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from made_entries import diaries, written

from rhomboid.model.diary import Entry, EntryPain
from rhomboid.store import (
    EntryNotFoundError,
    EntryRefusedError,
    StoreError,
    Taken,
    export,
    new_id,
    read_parquet,
    verify,
    write_parquet,
)

AT = datetime(2026, 11, 26, 3, 30, tzinfo=timezone(timedelta(hours=1)))
SIX = Entry("six", AT, "Europe/Paris", pains=(EntryPain(6, "between_shoulder_blades", "left", ("burning",)),))


def test_an_entry_is_kept_as_it_was_written_with_its_clock(store) -> None:
    revision = store.add(SIX)
    assert (revision.number, revision.change, revision.entry) == (1, "added", SIX)
    assert written(store.entries()) == written((SIX,))
    assert store.entry("six").at.utcoffset() == timedelta(hours=1)


def test_an_edit_and_a_deletion_are_new_revisions_and_the_old_ones_stay(store) -> None:
    store.add(SIX)
    four = msgspec.structs.replace(SIX, pains=(EntryPain(4),), note="less, on second thoughts")
    store.edit(four)
    assert store.entries() == (four,)
    store.delete("six")
    assert (store.entries(), store.entry("six")) == ((), None)
    store.edit(SIX)
    history = store.history("six")
    assert [(revision.number, revision.change, revision.entry) for revision in history] == [
        (1, "added", SIX),
        (2, "edited", four),
        (3, "deleted", None),
        (4, "edited", SIX),
    ]
    assert store.entries() == (SIX,)
    assert verify(store) == ()


def test_a_commit_waits_for_the_disk_and_links_between_rows_are_enforced(store) -> None:
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            asked = ("foreign_keys", "journal_mode", "synchronous")
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
            assert found == [1, "wal", 2]
        else:
            asked = ("synchronous_commit", "fsync")
            assert [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in asked] == ["on", "on"]


@pytest.mark.parametrize("statement", ["UPDATE {} SET digest = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["revision", "saved"])
def test_the_database_itself_refuses_to_change_or_remove_a_row(store, table, statement) -> None:
    store.add(SIX)
    store.save("plan", b"{}", "hash")
    with pytest.raises(StoreError), store.writing() as connection:
        connection.execute(sa.text(statement.format(table)))
    assert verify(store) == ()
    assert (store.entries(), len(store.saved())) == ((SIX,), 1)


def test_a_revision_of_no_entry_is_refused_by_the_database(store) -> None:
    row = {"e": "nobody", "n": 1, "c": "deleted", "r": "x", "d": "x"}
    with pytest.raises(sa.exc.IntegrityError), store.engine.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO revision (entry_id, number, change, recorded_at, digest) VALUES (:e, :n, :c, :r, :d)"),
            row,
        )


def test_an_id_is_taken_once_and_an_unknown_one_cannot_be_changed(store) -> None:
    store.add(SIX)
    with pytest.raises(EntryRefusedError, match="already has an entry six"):
        store.add(SIX)
    with pytest.raises(EntryNotFoundError, match="no entry five"):
        store.delete("five")
    with pytest.raises(EntryNotFoundError):
        store.edit(msgspec.structs.replace(SIX, id="five"))
    assert store.history("five") == ()
    assert len(store.history("six")) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"pains": (EntryPain(11),)},
        {"pains": (EntryPain(float("nan")),)},
        {"pains": (EntryPain("six"),)},
        {"interference": -1},
        {"sleep_hours": 25},
        {"measures": {"steps": float("inf")}},
        {"at": datetime(2026, 1, 1)},  # noqa: DTZ001
        {"id": "two words"},
        {"id": ""},
        {"remedies": ("",)},
        {"note": "\ud800"},
    ],
)
def test_what_cannot_be_kept_exactly_is_refused_in_words_and_nothing_is_kept(store, fields) -> None:
    bad = msgspec.structs.replace(SIX, **fields)
    with pytest.raises(EntryRefusedError, match=r"Nothing was saved\.$"):
        store.add_many([msgspec.structs.replace(SIX, id="good"), bad])
    assert store.entries() == ()


def test_importing_again_adds_only_what_is_new_and_brings_back_nothing_that_was_deleted(store) -> None:
    more = [msgspec.structs.replace(SIX, id=f"e{n}") for n in range(1200)]
    assert store.add_many(more[:1000]) == Taken(added=1000, extended=0, left=0)
    store.delete("e7")
    assert store.add_many(more) == Taken(added=200, extended=0, left=1000)
    assert store.add_many(more) == Taken(added=0, extended=0, left=1200)
    assert len(store.entries()) == 1199
    assert store.entry("e7") is None
    assert verify(store) == ()


def test_an_import_that_says_more_extends_an_entry_and_leaves_one_that_was_changed_by_hand(store) -> None:
    names = ("untouched", "changed", "deleted")
    store.add_many([msgspec.structs.replace(SIX, id=name, note="first") for name in names])
    by_hand = msgspec.structs.replace(SIX, id="changed", pains=(EntryPain(2),))
    store.edit(by_hand)
    store.delete("deleted")
    longer = [
        msgspec.structs.replace(SIX, id=name, note="first\nthen", sleep_hours=7, measures={"steps": 0})
        for name in names
    ]
    assert store.add_many(longer) == Taken(added=0, extended=1, left=2)
    assert (store.entry("untouched"), store.entry("changed"), store.entry("deleted")) == (longer[0], by_hand, None)
    assert [revision.change for revision in store.history("untouched")] == ["added", "edited"]
    assert store.add_many(longer) == Taken(added=0, extended=0, left=3)
    assert verify(store) == ()


def test_two_files_whose_ids_are_the_same_by_chance_of_their_moment_both_come_in(store) -> None:
    def exported(pain: float, site: str, *more: float) -> list[Entry]:
        pains = tuple(EntryPain(each, site) for each in (pain, *more))
        return [Entry("same", AT, pains=pains)]

    back, neck = exported(6, "back"), exported(4, "neck")
    assert store.add_many(back, from_elsewhere=True) == Taken(added=1)
    assert store.add_many(neck, from_elsewhere=True) == Taken(added=1)
    assert store.add_many([*back], from_elsewhere=True) == Taken(left=1)
    assert store.add_many(exported(4, "neck", 2), from_elsewhere=True) == Taken(extended=1)
    assert sorted(pain.nrs for entry in store.entries() for pain in entry.pains) == [2, 4, 6]
    store.edit(msgspec.structs.replace(back[0], note="by hand", pains=(EntryPain(1, "back"),)))
    assert store.add_many(back, from_elsewhere=True) == Taken(left=1)
    assert store.add_many(exported(9, "back"), from_elsewhere=False) == Taken(left=1)
    assert verify(store) == ()


def test_two_different_entries_of_one_id_in_one_file_are_refused(store) -> None:
    with pytest.raises(EntryRefusedError, match="Two different entries have the id six"):
        store.add_many([SIX, msgspec.structs.replace(SIX, note="other")])
    assert store.add_many([SIX, SIX]) == Taken(added=1)


def test_entries_come_oldest_first_and_by_the_days_asked_for(store) -> None:
    days = [msgspec.structs.replace(SIX, id=f"d{n}", at=AT + timedelta(days=n)) for n in (3, 1, 2, 0)]
    store.add_many(days)
    assert [entry.id for entry in store.entries()] == ["d0", "d1", "d2", "d3"]
    assert [entry.id for entry in store.entries(date(2026, 11, 26), date(2026, 11, 27))] == ["d1", "d2"]


def test_an_assessment_is_saved_byte_for_byte_with_its_knowledge(store) -> None:
    body = b'{"disposition": "self_care",  "spaced" : [1.0, "\\u0000", "\xc3\xa9"]}'
    saved = store.save("assessment", body + b"\n", "abc123")
    store.save("plan", b"null", "abc123")
    assert store.saved("assessment") == (saved,)
    assert (saved.body, saved.knowledge_hash) == (body, "abc123")
    assert [each.kind for each in store.saved()] == ["assessment", "plan"]
    with pytest.raises(StoreError, match="Only JSON"):
        store.save("plan", b"{", "abc123")
    assert verify(store) == ()


def test_a_diary_is_the_same_when_it_is_opened_again(diary) -> None:
    with diary.open() as store:
        store.add(SIX)
        store.save("plan", b"[1]", "h")
        before = export(store)
    with diary.open() as store:
        assert export(store) == before
        assert store.entries() == (SIX,)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=diaries)
def test_whatever_can_be_written_is_kept_and_exported_without_loss(store, tmp_path, made) -> None:
    fresh = tuple(msgspec.structs.replace(entry, id=new_id()) for entry in made)
    before = {entry.id for entry in store.entries()}
    assert store.add_many(fresh).added == len(fresh)
    kept = tuple(entry for entry in store.entries() if entry.id not in before)
    assert written(kept) == written(tuple(sorted(fresh, key=lambda entry: (entry.at, entry.id))))
    write_parquet(kept, tmp_path / "diary.parquet")
    assert written(read_parquet(tmp_path / "diary.parquet")) == written(kept)


def test_parquet_tells_zero_unsaid_and_none_apart(tmp_path) -> None:
    made = (
        Entry("zero", AT, pains=(EntryPain(0),), load=0, measures={"steps": 0}),
        Entry("unsaid", AT),
        Entry("none", AT.astimezone(UTC), "UTC", remedies=(), triggers=()),
    )
    write_parquet(made, tmp_path / "d.parquet")
    zero, unsaid, none = read_parquet(tmp_path / "d.parquet")
    assert (zero.load, zero.measures, unsaid.load, unsaid.remedies, none.remedies) == (0, {"steps": 0}, None, None, ())
    (tmp_path / "x.parquet").write_bytes(b"no parquet")
    with pytest.raises(StoreError, match="is not a diary in Parquet"):
        read_parquet(tmp_path / "x.parquet")
    write_parquet((), tmp_path / "empty.parquet")
    assert read_parquet(tmp_path / "empty.parquet") == ()
