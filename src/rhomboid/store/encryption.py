"""Turning a diary that lies open on the disk into an encrypted one, backups included."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from rhomboid.store.backups import flush, list_backups
from rhomboid.store.dump import dump, load
from rhomboid.store.engines import create_file, is_encrypted
from rhomboid.store.errors import BUSY, StoreError, told
from rhomboid.store.opening import connect
from rhomboid.store.place import Place, place_of
from rhomboid.store.schema import schema_of
from rhomboid.store.store import Store, utc_now


def encrypt(where: str | Path | None, passphrase: str) -> None:
    """
    Encrypt a diary's file and its backups as a whole, each by a checked copy that takes the file's name.

    Whoever loses the passphrase loses the diary. Traces of the open files may remain on the disk. Raises StoreBusyError
    while another program has the diary open, and then nothing was changed.
    """
    place = place_of(where)
    if place.path is None:
        raise StoreError("Only a diary in a file can be encrypted here. Encrypt the server's disk instead.")
    if not passphrase:
        raise StoreError("An empty passphrase protects nothing. Nothing was changed.")
    if not place.path.exists() or is_encrypted(place.path):
        raise StoreError(f"There is no unencrypted diary at {place.path}. Nothing was changed.")
    _encrypt_file(place, place.path, passphrase)
    for backup in list_backups(place):
        if not is_encrypted(backup.path):
            _encrypt_file(place, backup.path, passphrase)


def _encrypt_file(place: Place, path: Path, passphrase: str) -> None:
    partial = path.with_name(f".{path.name}.partial")
    try:
        with connect(Place(place.name, place.backups, path), None, utc_now, wait_seconds=1) as old:
            _write_encrypted(old, partial, passphrase)
            flush(partial)
            partial.replace(path)
            flush(path.parent)
    finally:
        for tail in ("", "-wal", "-shm", "-journal"):
            partial.with_name(partial.name + tail).unlink(missing_ok=True)


def _write_encrypted(old: Store, partial: Path, passphrase: str) -> None:
    """Copy while nobody else has the old file open, and check that the copy says the same."""
    place = Place(old.place.name, old.place.backups, partial)
    with told(), old.engine.connect().execution_options(begin=None) as connection:
        if _alone(connection) is False:
            raise BUSY[0](BUSY[1])
        data, schema = dump(connection), schema_of(connection)
    if schema is None:
        raise StoreError(f"{old.place} is not a diary. Nothing was changed.")
    create_file(partial)
    with connect(place, passphrase, utc_now) as new:
        with new.writing() as connection:
            load(connection, data, schema)
            if dump(connection) != data:
                raise StoreError("The encrypted copy does not say the same. Nothing was changed.")
        with told(), new.engine.connect().execution_options(begin=None) as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")


def _alone(connection: sa.Connection) -> bool:
    """Whether this is the only connection to the file: SQLite leaves its write-ahead log only then."""
    return connection.exec_driver_sql("PRAGMA journal_mode = DELETE").scalar() == "delete"
