"""
Why the diary could not be opened, read or written: one plain sentence each, and what to do.

    StoreError
    ├── EntryRefusedError        the entry itself cannot be kept
    ├── EntryNotFoundError       no entry of this id to edit or delete
    ├── CannotWriteError         a read-only folder, file or server
    ├── DiskFullError            nothing that was saved is lost
    ├── StoreBusyError           another process holds it for too long
    ├── StoreDamagedError        the file is not whole; backups are named
    ├── StoreGoneError           the file is missing where backups say there was one
    ├── StoreLockedError         the passphrase is missing or wrong
    ├── StoreNewerError          written by a newer version of rhomboid
    ├── BackupUnusableError      the backup itself is not whole
    └── NoConnectionError        the database server cannot be reached
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop


class StoreError(Exception):
    """Anything that kept the diary from being opened, read or written. Its text is for the person."""


class EntryRefusedError(StoreError):
    """The entry cannot be kept as it is."""


class EntryNotFoundError(StoreError):
    """There is no such entry to change."""


class CannotWriteError(StoreError):
    """The place cannot be written to."""


class DiskFullError(StoreError):
    """There was no room; nothing was changed."""


class StoreBusyError(StoreError):
    """Another process held the diary for longer than was waited."""


class StoreDamagedError(StoreError):
    """The diary's file is not whole."""


class StoreGoneError(StoreError):
    """There are backups, but no diary."""


class StoreLockedError(StoreError):
    """The diary is encrypted, and this passphrase does not open it."""


class StoreNewerError(StoreError):
    """The diary was written by a newer version."""


class BackupUnusableError(StoreError):
    """The file is not a whole backup."""


class NoConnectionError(StoreError):
    """The database server did not answer."""


Cause = tuple[type[StoreError], str]
"""A kind of error and its sentence, marked by `gettext_noop`; `error_of` makes the error in the language spoken."""

FULL: Cause = (
    DiskFullError,
    gettext_noop(
        "The disk is full, so this was not saved. What was saved before is safe. Free some space and try again."
    ),
)
READ_ONLY: Cause = (
    CannotWriteError,
    gettext_noop(
        "The diary cannot be written here, so this was not saved. Allow writing to its folder, or choose another place."
    ),
)
BUSY: Cause = (
    StoreBusyError,
    gettext_noop("Another program is writing to the diary, so this was not saved. Try again in a moment."),
)
DAMAGED: Cause = (
    StoreDamagedError,
    gettext_noop("The diary's file is damaged. Restore the newest backup: rhomboid store restore."),
)
LOCKED: Cause = (
    StoreLockedError,
    gettext_noop(
        "This cannot be read as a diary. If it is encrypted, give its passphrase; if you did, it was not the right "
        "one. If it never was encrypted, it is damaged: rhomboid store restore."
    ),
)
DISK_FAULT: Cause = (
    CannotWriteError,
    gettext_noop(
        "The disk refused to read or write, so this was not saved. Check the disk, then run: rhomboid store verify."
    ),
)
UNREACHABLE: Cause = (
    NoConnectionError,
    gettext_noop(
        "The database server does not answer, or does not let you in, so nothing was read or saved. "
        "Check that it runs, and its address, user and password."
    ),
)
NO_ADDRESS: Cause = (
    StoreError,
    gettext_noop("This is no address of a database. Write it as postgresql://user:password@host/database."),
)

_SQLITE: tuple[tuple[str, Cause], ...] = (
    (r"disk is full", FULL),
    (r"readonly|read-only|unable to open database", READ_ONLY),
    (r"locked|busy", BUSY),
    (r"not a database|hmac check failed", LOCKED),
    (r"malformed|unsupported file format", DAMAGED),
    (r"disk i/o error", DISK_FAULT),
)
_POSTGRESQL: tuple[tuple[str, Cause], ...] = (
    (r"53100", FULL),
    (r"25006|42501", READ_ONLY),
    (r"55P03|40001|40P01|57014", BUSY),
    (r"XX001|XX002", DAMAGED),
    (r"08\w{3}|57P\d\d|53300|28\w{3}|3D000", UNREACHABLE),
)


@contextmanager
def told() -> Iterator[None]:
    """Turn whatever the database says into one of this module's sentences."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _meaning(error) from error


def error_of(cause: Cause) -> StoreError:
    """The error of a cause, with its sentence in the language being spoken."""
    kind, sentence = cause
    return kind(_(sentence))


def _meaning(error: exc.DBAPIError) -> StoreError:
    state = getattr(error.orig, "sqlstate", "") or ""
    if state:
        return _first(_POSTGRESQL, state, error)
    if isinstance(error, exc.OperationalError) and type(error.orig).__module__.startswith("psycopg"):
        return error_of(UNREACHABLE)
    return _first(_SQLITE, str(error.orig), error)


def _first(table: tuple[tuple[str, Cause], ...], said: str, error: exc.DBAPIError) -> StoreError:
    for pattern, cause in table:
        if re.search(pattern, said, re.IGNORECASE):
            return error_of(cause)
    sentence = _("The diary could not be read or written, so this was not saved. The database said: {error}")
    return StoreError(sentence.format(error=error.orig))
