"""`rhomboid store`: what is done to a diary as a whole."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from diary_cli import Cli

WORDS, OTHER = "correct horse", "wrong horse"


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a terminal with somebody at it."""
    monkeypatch.setattr("rhomboid.cli.keeping.at_terminal", lambda: True)
    monkeypatch.setattr("rhomboid.cli.store.at_terminal", lambda: True)


@pytest.fixture
def encrypted(cli: Cli) -> Cli:
    """A diary with one entry, encrypted with `WORDS`."""
    pytest.importorskip("sqlcipher3")
    cli.add("6")
    cli("store", "encrypt", RHOMBOID_PASSPHRASE=WORDS)
    return cli


def backups(cli: Cli) -> list[Path]:
    return sorted((cli.folder / "backups").glob("mine-0*"))


def test_where_says_the_place_and_its_backups_and_makes_nothing(cli: Cli) -> None:
    told = cli("store", "where").stdout
    assert told.splitlines()[:2] == [str(cli.file), "The diary is not there yet."]
    assert list(cli.folder.iterdir()) == []
    cli.add("6")
    cli("store", "backup")
    told = cli("store", "where").stdout
    assert "The diary is not encrypted." in told
    assert backups(cli)[-1].name in told


def test_the_option_overrules_the_variable_and_without_either_it_is_the_data_folder(cli: Cli, tmp_path: Path) -> None:
    other = str(tmp_path / "other.sqlite")
    cli("diary", "add", "3", "--store", other)
    assert cli.entries() == []
    assert len(cli.json("diary", "list", "--store", other)) == 1
    home = cli("store", "where", RHOMBOID_STORE="", XDG_DATA_HOME=str(tmp_path / "home"))
    assert home.stdout.startswith(str(tmp_path / "home"))


def test_the_password_of_a_server_is_never_shown(cli: Cli) -> None:
    told = cli("store", "where", "--store", "postgresql://me:secret@example.org/pain").output
    assert "example.org/pain" in told
    assert "secret" not in told


def test_a_server_that_does_not_answer_is_told_in_one_sentence(cli: Cli) -> None:
    pytest.importorskip("psycopg")
    result = cli("diary", "add", "6", "--store", "postgresql://me:secret@127.0.0.1:1/pain", code=6)
    assert "does not answer" in result.stderr
    assert "secret" not in result.output


def test_a_backup_is_made_and_restored(cli: Cli) -> None:
    first = cli.add("6")
    made = cli("store", "backup").stdout.strip()
    assert Path(made) == backups(cli)[-1]
    cli.add("2", when="2026-11-26 08:00")
    assert made in cli("store", "restore", made).stdout
    assert cli.entries() == [first]


def test_without_a_name_the_newest_whole_backup_is_restored(cli: Cli) -> None:
    first = cli.add("6")
    cli("store", "backup")
    cli.add("2", when="2026-11-26 08:00")
    cli("store", "backup")
    newest = backups(cli)[-1]
    newest.write_bytes(newest.read_bytes()[:6000])
    assert str(newest) not in cli("store", "restore").stdout
    assert cli.entries() == [first]


def test_a_backup_that_is_none_is_refused(cli: Cli) -> None:
    cli.add("6")
    assert "Nothing was changed" in cli("store", "restore", cli.write("x.json", "{}"), code=6).stderr
    assert "cannot be read" in cli("store", "restore", "nowhere.json", code=6).stderr
    assert len(cli.entries()) == 1


def test_a_whole_diary_is_verified_as_whole(cli: Cli) -> None:
    cli.add("6")
    assert cli("store", "verify").stdout == "The diary is whole: every row is as it was written.\n"
    assert cli.json("store", "verify") == []


def test_a_changed_row_is_found_and_has_an_exit_code_of_its_own(cli: Cli) -> None:
    cli.add("6")
    with sqlite3.connect(cli.file) as connection:
        connection.execute("DROP TRIGGER IF EXISTS revision_is_never_changed")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE revision SET body = replace(body, '6', '2')")
    connection.close()
    result = cli("store", "verify", code=7)
    assert "is not as it was written" in result.stderr
    assert "rhomboid store restore" in result.stderr
    (fault,) = cli.json("store", "verify", code=7)
    assert fault["code"] == "changed"


def test_a_file_too_damaged_to_be_opened_is_a_fault_too(cli: Cli) -> None:
    cli.add("6")
    cli("store", "backup")
    content = bytearray(cli.file.read_bytes())
    content[100:4096] = b"\xff" * 3996
    cli.file.write_bytes(content)
    result = cli("store", "verify", code=7)
    assert "rhomboid store restore" in result.stderr
    assert "damaged" in cli("diary", "list", code=6).stderr
    cli("store", "restore")
    assert len(cli.entries()) == 1


def test_an_export_holds_history_and_answers_and_is_taken_back_elsewhere(cli: Cli, tmp_path: Path) -> None:
    cli.add("6")
    cli("diary", "edit", "last", "4")
    file = tmp_path / "all.json"
    assert "not encrypted" in cli("store", "export", str(file)).stderr
    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(cli("store", "export", "-").stdout) == json.loads(file.read_text())
    other = str(tmp_path / "other.sqlite")
    cli("store", "restore", str(file), RHOMBOID_STORE=other)
    history = cli.json("diary", "list", "--history", "last", RHOMBOID_STORE=other)
    assert [revision["change"] for revision in history] == ["added", "edited"]


def test_nothing_is_erased_without_being_asked(cli: Cli) -> None:
    cli.add("6")
    assert "--yes" in cli("store", "erase", code=2).stderr
    assert len(cli.entries()) == 1


def test_erasing_asks_for_a_word_and_says_what_went(cli: Cli, somebody: None) -> None:
    cli.add("6")
    cli("store", "backup")
    assert "Nothing was erased" in cli("store", "erase", told="no\n", code=2).stderr
    assert cli.file.exists()
    result = cli("store", "erase", told="erase\n")
    assert "cannot be undone" in result.stderr
    assert f"Erased {cli.file}" in result.stdout
    assert not cli.file.exists()
    assert backups(cli) == []
    assert "nothing to erase" in cli("store", "erase", "--yes").stderr


def test_an_encrypted_diary_opens_only_with_its_passphrase(encrypted: Cli) -> None:
    assert not encrypted.file.read_bytes().startswith(b"SQLite format 3")
    assert "encrypted" in encrypted("store", "where").stdout
    refused = encrypted("diary", "list", code=6)
    assert "RHOMBOID_PASSPHRASE" in refused.stderr
    assert "not the right one" in encrypted("diary", "list", code=6, RHOMBOID_PASSPHRASE=OTHER).stderr
    assert len(encrypted.json("diary", "list", RHOMBOID_PASSPHRASE=WORDS)) == 1


def test_somebody_at_a_terminal_is_asked_for_the_passphrase_and_it_is_not_shown(encrypted: Cli, somebody: None) -> None:
    result = encrypted("diary", "list", told=f"{WORDS}\n")
    assert "Passphrase" in result.stderr
    assert WORDS not in result.output
    assert "pain 6" in result.stdout
    assert "Passphrase" in encrypted("store", "restore", told=f"{WORDS}\n").stderr


def test_encrypting_asks_twice_and_warns(cli: Cli, somebody: None) -> None:
    pytest.importorskip("sqlcipher3")
    cli.add("6")
    result = cli("store", "encrypt", told=f"{WORDS}\n{WORDS}\n")
    assert "loses the diary" in result.stderr
    assert not cli.file.read_bytes().startswith(b"SQLite format 3")


def test_encrypting_without_anybody_to_ask_is_refused(cli: Cli) -> None:
    cli.add("6")
    assert "RHOMBOID_PASSPHRASE" in cli("store", "encrypt", code=2).stderr
    assert cli.file.read_bytes().startswith(b"SQLite format 3")


def test_the_passphrase_is_never_an_argument(cli: Cli) -> None:
    for command in (["diary", "add"], ["store", "encrypt"], ["store", "restore"], ["assess"]):
        assert "--passphrase" not in cli(*command, "--help").stdout


def test_a_missing_diary_with_backups_is_not_silently_begun_anew(cli: Cli) -> None:
    cli.add("6")
    cli("store", "backup")
    cli.file.unlink()
    assert "rhomboid store restore" in cli("diary", "add", "6", code=6).stderr
    cli("store", "restore")
    assert len(cli.entries()) == 1


def test_the_exit_codes_are_documented(cli: Cli) -> None:
    told = cli("exit-codes").stdout
    assert "  6  the diary could not be opened" in told
    assert "  7  the diary is not whole" in told
