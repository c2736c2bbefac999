"""Turning a diary that lies open on the disk into an encrypted one, backups included."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from rhomboid.language import gettext as _
from rhomboid.store.backups import flush, list_backups
from rhomboid.store.dump import dump, load
from rhomboid.store.engines import create_file, is_encrypted, is_missing
from rhomboid.store.errors import CannotWriteError, StoreBusyError, StoreError, told
from rhomboid.store.opening import connect
from rhomboid.store.place import Place, place_of
from rhomboid.store.schema import schema_of
from rhomboid.store.store import Store, utc_now


def encrypt(where: str | Path | None, passphrase: str) -> None:
    """
    Encrypt a diary's file and its backups as a whole, each by a checked copy that takes the file's name.

    Whoever loses the passphrase loses the diary. Traces of the open files may remain on the disk. If it is cut short,
    call it again with the same passphrase. Raises StoreBusyError while another program has the diary open, and then
    nothing was changed.
    """
    place = place_of(where)
    if place.path is None:
        raise StoreError(_("Only a diary in a file can be encrypted here. Encrypt the server's disk instead."))
    if not passphrase:
        raise StoreError(_("An empty passphrase protects nothing. Nothing was changed."))
    files = [place.path, *(backup.path for backup in list_backups(place))]
    plain = [path for path in files if not is_missing(path) and not is_encrypted(path)]
    if not plain:
        raise StoreError(_("There is no unencrypted diary at {path}. Nothing was changed.").format(path=place.path))
    if place.path not in plain and not is_missing(place.path):
        with connect(place, passphrase, utc_now) as store, store.reading() as connection:
            schema_of(connection)
    for path in plain:
        _encrypt_file(place, path, passphrase)


def _encrypt_file(place: Place, path: Path, passphrase: str) -> None:
    """
    Put an encrypted copy in a file's place, and blank what was there.

    A program that waits for the old file meanwhile finds it blank and says so, and cannot write into a file that no
    longer has a name.
    """
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        plain = Place(place.name, place.backups, path)
        with connect(plain, None, utc_now, wait_seconds=1) as old, _alone(old) as connection:
            _write_encrypted(connection, Place(place.name, place.backups, partial), passphrase)
            flush(partial)
            with path.open("r+b") as doomed:
                partial.replace(path)
                flush(path.parent)
                doomed.write(bytes(os.fstat(doomed.fileno()).st_size))
                doomed.flush()
                os.fsync(doomed.fileno())
    except OSError as error:
        raise CannotWriteError(
            _("{path} cannot be encrypted: {error}. Nothing was changed.").format(path=path, error=error.strerror)
        ) from error
    finally:
        for tail in ("", "-wal", "-shm", "-journal"):
            partial.with_name(partial.name + tail).unlink(missing_ok=True)


@contextmanager
def _alone(store: Store) -> Iterator[sa.Connection]:
    """A connection while nobody else has the file open: SQLite gives up its write-ahead log only then."""
    try:
        with told():
            with store.engine.connect().execution_options(begin=None) as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
            connection = store.engine.connect().execution_options(begin="BEGIN EXCLUSIVE")
            connection.begin()
    except StoreBusyError:
        raise StoreBusyError(
            _("Another program has the diary open. Close it and try again. Nothing was changed.")
        ) from None
    with told(), connection:
        yield connection


def _write_encrypted(old: sa.Connection, place: Place, passphrase: str) -> None:
    """Copy, and check that the copy says the same."""
    data, schema = dump(old), schema_of(old)
    if place.path is None or schema is None:
        raise StoreError(_("This is not a diary. Nothing was changed."))
    create_file(place.path)
    with connect(place, passphrase, utc_now) as new:
        with new.writing() as connection:
            load(connection, data, schema)
            if dump(connection) != data:
                raise StoreError(_("The encrypted copy does not say the same. Nothing was changed."))
        with told(), new.engine.connect().execution_options(begin=None) as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
