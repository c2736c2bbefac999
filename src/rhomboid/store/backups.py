"""Copies of the diary: dated, thinned out with age, never by what the clock says, and never while a row is damaged."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import sqlalchemy as sa

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.store.dump import dump
from rhomboid.store.errors import CannotWriteError, DiskFullError, StoreError, told
from rhomboid.store.place import Place
from rhomboid.store.schema import schema_of
from rhomboid.store.store import Store
from rhomboid.store.tables import TABLES
from rhomboid.store.verify import OLD_SCHEMA, faults_of

KEEP_NEWEST = 7
KEEP_WEEKS = 8
KEEP_MONTHS = 12

FAULTY = gettext_noop(
    "Something in the diary is not as it was written, so no old backup was let go. Run: rhomboid store verify. "
    "An older backup may hold it whole."
)

_NAME = r"-(\d{6,})-(\d{8}T\d{6}Z)-([0-9a-f]{12})\.(sqlite|json)\Z"
PARTIAL = ".partial"
_STALE_SECONDS = 24 * 3600
_STAMP = "%Y%m%dT%H%M%SZ"


class Backup(msgspec.Struct, frozen=True, order=True):
    """
    One backup. `number` counts up and gives the order, because a clock can be wrong; `taken_at` is what the clock
    said (UTC); `mark` tells whether two backups hold the same.
    """

    number: int
    taken_at: datetime
    mark: str
    path: Path


def list_backups(place: Place) -> tuple[Backup, ...]:
    """The backups of a diary, oldest first."""
    pattern = re.compile(re.escape(place.name) + _NAME)
    matches = ((path, pattern.match(path.name)) for path in left_beside(place, place.name))
    return tuple(
        sorted(
            Backup(int(m[1]), datetime.strptime(m[2], _STAMP).replace(tzinfo=UTC), m[3], path)
            for path, m in matches
            if m
        )
    )


def left_beside(place: Place, beginning: str, end: str = "") -> list[Path]:
    """The files in the folder of backups whose names begin and end so, sorted."""
    try:
        names = sorted(place.backups.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise CannotWriteError(
            _("The backups in {folder} cannot be read: {error}.").format(folder=place.backups, error=error.strerror)
        ) from error
    return [path for path in names if path.name.startswith(beginning) and path.name.endswith(end)]


def back_up(store: Store) -> Backup:
    """
    Make a backup now, then let go of those that are no longer needed.

    The copy takes its name only once it is complete and on the disk. A backup of an encrypted diary is encrypted with
    the same passphrase. While a row of the diary is not as it was written, no old backup goes: it may hold that row
    whole, and `store.backup_fault` says so.
    """
    place = store.place
    known = list_backups(place)
    number = known[-1].number + 1 if known else 1
    suffix = "sqlite" if place.path is not None else "json"
    with store.reading() as connection:
        mark, faults = _mark(connection), faults_of(connection)
    taken_at = store.clock().astimezone(UTC).replace(microsecond=0)
    path = place.backups / f"{place.name}-{number:06d}-{taken_at:{_STAMP}}-{mark}.{suffix}"
    _write(store, path)
    if any(code != OLD_SCHEMA for code, _said in faults):
        store.backup_fault = _(FAULTY)
        return Backup(number, taken_at, mark, path)
    for old in unneeded(list_backups(place)):
        with suppress(OSError):
            old.path.unlink()
    return Backup(number, taken_at, mark, path)


def back_up_if_due(store: Store) -> Backup | None:
    """Make today's backup if there is none of today, and there is something in the diary that the last one lacks."""
    known = list_backups(store.place)
    if known and known[-1].taken_at.date() == store.clock().astimezone(UTC).date():
        return None
    with store.reading() as connection:
        empty = all(
            connection.execute(sa.select(sa.text("1")).select_from(sa.table(name))).first() is None for name in TABLES
        )
        same = bool(known) and known[-1].mark == _mark(connection)
    return None if empty or same else back_up(store)


def unneeded(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """
    Which backups may go: all but the newest seven, the newest of each of eight weeks and of each of twelve months.

    Newest means highest number, and today's date is not asked: a clock that jumped can cost no recent backup.
    """
    newest_first = sorted(backups, reverse=True)
    weeks: dict[tuple[int, int], Backup] = {}
    months: dict[tuple[int, int], Backup] = {}
    for backup in newest_first:
        weeks.setdefault(backup.taken_at.isocalendar()[:2], backup)
        months.setdefault((backup.taken_at.year, backup.taken_at.month), backup)
    kept = {*newest_first[:KEEP_NEWEST], *list(weeks.values())[:KEEP_WEEKS], *list(months.values())[:KEEP_MONTHS]}
    return tuple(backup for backup in sorted(newest_first) if backup not in kept)


def flush(path: Path) -> None:
    """Wait until a file or a folder's list of names is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder, and writes its names by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(store: Store, path: Path) -> None:
    """A whole file or none, also when the power fails or another program makes a backup at the same time."""
    folder, beginning = path.parent, f".{store.place.name}-"
    partial: Path | None = None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for stale in left_beside(store.place, beginning, PARTIAL):
            if time.time() - stale.stat().st_mtime > _STALE_SECONDS:
                stale.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=beginning, suffix=PARTIAL)
        os.close(handle)
        partial = Path(name)
        _copy(store, partial)
        flush(partial)
        partial.replace(path)
        flush(folder)
    except OSError as error:
        raise _told_of_backup(error) from error
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)


def _copy(store: Store, to: Path) -> None:
    if store.place.path is None:
        with store.reading() as connection:
            to.write_bytes(dump(connection))
        return
    with told(), store.engine.connect().execution_options(begin=None) as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(to),))


def _told_of_backup(error: OSError) -> StoreError:
    if error.errno == errno.ENOSPC:
        return DiskFullError(_("The disk is full, so no backup was made. The diary itself is safe. Free some space."))
    return CannotWriteError(
        _("No backup could be made: {error}. The diary itself is safe.").format(error=error.strerror)
    )


def _mark(connection: sa.Connection) -> str:
    """Twelve characters that change with whatever is added, or with the schema."""
    schema = schema_of(connection)
    parts: list[str] = [str(schema)]
    for name in TABLES[1:]:
        if sa.inspect(connection).has_table(name):
            table = sa.table(name, sa.column("line"), sa.column("digest"))
            count = connection.scalar(sa.select(sa.func.count()).select_from(table))
            last = connection.scalar(sa.select(table.c.digest).order_by(table.c.line.desc()).limit(1))
            parts.append(f"{name} {count} {last}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
