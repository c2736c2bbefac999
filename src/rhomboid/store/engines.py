"""Connections: SQLite, SQLite encrypted as a whole, or PostgreSQL, each set so that what is saved stays saved."""

from __future__ import annotations

import os
import sqlite3
from importlib import import_module
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from rhomboid.language import gettext as _
from rhomboid.store.errors import BUSY, LOCKED, NO_ADDRESS, CannotWriteError, StoreError, StoreLockedError, error_of

SQLITE_HEADER = b"SQLite format 3\0"
WAIT_SECONDS = 10


def sqlite_engine(path: Path, passphrase: str | None = None, wait_seconds: float = WAIT_SECONDS) -> sa.Engine:
    """
    An engine for one SQLite file, which must exist; with a passphrase the file is encrypted as a whole (SQLCipher).

    Foreign keys are enforced, the log is write-ahead, and a commit returns only once it is on the disk. Whoever
    means to write takes the right to at the start, so that two never both read first and then collide.
    """
    if passphrase and "\0" in passphrase:
        raise error_of(LOCKED)  # No database takes such a text, so it opens none.
    driver = _sqlcipher() if passphrase else sqlite3

    def connect() -> sqlite3.Connection:
        connection: sqlite3.Connection = driver.connect(
            str(path), timeout=wait_seconds, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            _prepare(connection, passphrase)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, module=driver, poolclass=QueuePool)
    sa.event.listen(engine, "begin", _begin)
    return engine


def postgresql_engine(url: str, wait_seconds: float = WAIT_SECONDS) -> sa.Engine:
    """An engine for a PostgreSQL server, through psycopg; a commit returns only once it is on the server's disk."""
    options = f"-c synchronous_commit=on -c lock_timeout={int(wait_seconds * 1000)} -c timezone=UTC"
    try:
        address = sa.make_url(url).set(drivername="postgresql+psycopg")
        return sa.create_engine(
            address,
            pool_pre_ping=True,
            connect_args={"connect_timeout": max(2, round(wait_seconds)), "options": options},
        )
    except (sa.exc.ArgumentError, ValueError):
        raise error_of(NO_ADDRESS) from None
    except ModuleNotFoundError:
        raise StoreError(_("A PostgreSQL diary needs one more package: pip install 'rhomboid[clinic]'.")) from None


def create_file(path: Path) -> None:
    """An empty file that only its owner can read, in a folder of the same kind; nothing if it is there already."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        sentence = _("The diary cannot be written to {path}: {error}. Allow writing there, or choose another place.")
        raise CannotWriteError(sentence.format(path=path, error=error.strerror)) from error


def is_encrypted(path: Path) -> bool:
    """Whether a file begins like anything but plain SQLite: encrypted, or no diary at all. An empty one does not."""
    try:
        with path.open("rb") as file:
            start = file.read(len(SQLITE_HEADER))
    except OSError as error:
        raise _unreadable(path, error) from error
    return bool(start) and start != SQLITE_HEADER


def is_missing(path: Path) -> bool:
    """Whether there is no file, or one with nothing in it."""
    try:
        return path.stat().st_size == 0
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CannotWriteError:
    sentence = _("The diary {path} cannot be read: {error}. Allow reading and writing it.")
    return CannotWriteError(sentence.format(path=path, error=error.strerror))


def _begin(connection: sa.Connection) -> None:
    start = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    if start:
        connection.exec_driver_sql(start)


def _prepare(connection: sqlite3.Connection, passphrase: str | None) -> None:
    run = connection.execute
    if passphrase:
        run("PRAGMA cipher_log_level = NONE")
        run("PRAGMA key = '" + passphrase.replace("'", "''") + "'")
    run("PRAGMA foreign_keys = ON")
    mode = run("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise error_of(BUSY)
    run("PRAGMA synchronous = FULL")


def _sqlcipher() -> ModuleType:
    """A module with the same names as sqlite3."""
    try:
        return import_module("sqlcipher3.dbapi2")
    except ModuleNotFoundError:
        raise StoreLockedError(
            _("An encrypted diary needs one more package: pip install 'rhomboid[encrypted]'.")
        ) from None
