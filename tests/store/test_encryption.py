"""A diary that nobody can read without its passphrase."""

# ruff: noqa: S105

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rhomboid.model.diary import Entry
from rhomboid.store import (
    StoreBusyError,
    StoreError,
    StoreLockedError,
    back_up,
    encrypt,
    encryption,
    export,
    list_backups,
    open_store,
    restore,
    verify,
)

SECRET = "words that nobody else should read"
ENTRY = Entry("secret", datetime(2026, 11, 26, tzinfo=UTC), note=SECRET)
PASSPHRASE = 'long "and" it\'s odd ; -- é'


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_neither_the_file_nor_its_log_nor_its_backups_show_a_word(tmp_path) -> None:
    with open_store(tmp_path / "mine.sqlite", PASSPHRASE) as store:
        store.add(ENTRY)
        back_up(store)
        assert len(files(tmp_path)) >= 3
        assert all(SECRET.encode() not in path.read_bytes() for path in files(tmp_path))
        assert b"SQLite" not in store.place.path.read_bytes()
    with open_store(tmp_path / "mine.sqlite", PASSPHRASE) as store:
        assert store.entries() == (ENTRY,)


@pytest.mark.parametrize("wrong", ["wrong", None, PASSPHRASE.lower() + " "])
def test_without_the_passphrase_it_stays_shut_and_says_so(tmp_path, wrong, capfd) -> None:
    with open_store(tmp_path / "mine.sqlite", PASSPHRASE) as store:
        store.add(ENTRY)
    before = (tmp_path / "mine.sqlite").read_bytes()
    with pytest.raises(StoreLockedError, match="passphrase"):
        open_store(tmp_path / "mine.sqlite", wrong)
    assert (tmp_path / "mine.sqlite").read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_passphrase_for_a_diary_that_has_none_is_said_to_be_one_too_many(file) -> None:
    file.open().close()
    with pytest.raises(StoreLockedError, match="is not encrypted"):
        open_store(file.where, PASSPHRASE)


def test_encrypting_keeps_everything_and_leaves_no_word_in_the_open(file, tmp_path) -> None:
    with file.open() as store:
        store.add(ENTRY)
        back_up(store)
        store.save("plan", b"[1]", "hash")
        back_up(store)
        whole = export(store)
    encrypt(file.where, PASSPHRASE)
    assert all(SECRET.encode() not in path.read_bytes() for path in files(tmp_path))
    with pytest.raises(StoreLockedError):
        file.open()
    with open_store(file.where, PASSPHRASE) as store:
        assert export(store) == whole
        assert verify(store) == ()
    oldest = list_backups(store.place)[0]
    restore(file.where, oldest.path, PASSPHRASE)
    with open_store(file.where, PASSPHRASE) as store:
        assert (store.entries(), store.saved()) == ((ENTRY,), ())


def test_encrypting_that_was_cut_short_is_finished_by_asking_again(file, tmp_path, monkeypatch) -> None:
    with file.open() as store:
        store.add(ENTRY)
        back_up(store)
        whole = export(store)
    done: list[object] = []

    def once(place, path, passphrase) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(path)
        one_file(place, path, passphrase)

    one_file = encryption._encrypt_file
    monkeypatch.setattr(encryption, "_encrypt_file", once)
    with pytest.raises(KeyboardInterrupt):
        encrypt(file.where, PASSPHRASE)
    monkeypatch.undo()
    with pytest.raises(StoreLockedError):
        encrypt(file.where, "another")
    encrypt(file.where, PASSPHRASE)
    assert all(SECRET.encode() not in path.read_bytes() for path in files(tmp_path))
    with open_store(file.where, PASSPHRASE) as store:
        assert export(store) == whole


def test_a_diary_that_somebody_has_open_is_not_encrypted_under_their_hands(file) -> None:
    with file.open() as store:
        store.add(ENTRY)
        with pytest.raises(StoreBusyError, match="Another program has the diary open"):
            encrypt(file.where, PASSPHRASE)
        store.delete("secret")
    with file.open() as store:
        assert len(store.history("secret")) == 2


def test_what_cannot_be_encrypted_is_said(file, server) -> None:
    with pytest.raises(StoreError, match="There is no unencrypted diary"):
        encrypt(file.where, PASSPHRASE)
    file.open().close()
    with pytest.raises(StoreError, match="An empty passphrase protects nothing"):
        encrypt(file.where, "")
    encrypt(file.where, PASSPHRASE)
    with pytest.raises(StoreError, match="There is no unencrypted diary"):
        encrypt(file.where, PASSPHRASE)
    with pytest.raises(StoreError, match="Only a diary in a file"):
        encrypt(server.new_database(), PASSPHRASE)
