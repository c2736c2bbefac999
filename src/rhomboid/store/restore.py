"""Putting a backup in a diary's place, and taking a diary away for good."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rhomboid.language import gettext as _
from rhomboid.store.backups import PARTIAL, back_up, left_beside, list_backups
from rhomboid.store.dump import drop_tables, dump, load
from rhomboid.store.engines import create_file, is_encrypted
from rhomboid.store.errors import BackupUnusableError, CannotWriteError, StoreDamagedError, StoreError, StoreLockedError
from rhomboid.store.opening import connect
from rhomboid.store.place import Place, place_of
from rhomboid.store.schema import schema_of
from rhomboid.store.store import Clock, Store, utc_now
from rhomboid.store.verify import check_file, faults_of_dump

_COMPANIONS = ("", "-wal", "-shm", "-journal")


def restore(
    where: str | Path | None = None,
    backup: Path | None = None,
    passphrase: str | None = None,
    clock: Clock = utc_now,
) -> Path:
    """
    Let the diary hold what a backup holds: the given one, or the newest whole one. Says which it was.

    What the diary held before is backed up first; a file too damaged for that is set aside beside the backups. The
    change is one transaction, so other programs see the diary before it or after it. Raises BackupUnusableError, having
    changed nothing, when the backup is not whole.
    """
    place = place_of(where)
    chosen, data = _whole(place, backup, passphrase)
    store = _emptied(place, passphrase, clock)
    try:
        with store.writing() as connection:
            load(connection, data)
    finally:
        store.close()
    return chosen


def erase(where: str | Path | None = None) -> tuple[str, ...]:
    """
    Take away a diary and all its backups, and say what went.

    It cannot be undone. A disk may keep traces of deleted files; only a diary that was encrypted leaves none that
    can be read.
    """
    place = place_of(where)
    gone: list[str] = []
    if place.path is not None:
        doomed = [place.path.with_name(place.path.name + tail) for tail in _COMPANIONS]
        doomed += left_beside(place, f"{place.name}-damaged-") + left_beside(place, f".{place.name}-", PARTIAL)
    else:
        with connect(place, None, utc_now) as store, store.writing() as connection:
            if schema_of(connection) is not None:
                gone.append(str(place))
            drop_tables(connection)
        doomed = []
    doomed += [backup.path for backup in list_backups(place)]
    for path in doomed:
        if path.exists():
            _remove(path)
            gone.append(str(path))
    return tuple(gone)


def read_backup(path: Path, passphrase: str | None = None) -> bytes:
    """Everything in a backup, as `dump` gives it, with every row checked. Raises BackupUnusableError."""
    try:
        data = path.read_bytes() if path.suffix == ".json" else _read_copy(path, passphrase)
    except OSError as error:
        sentence = _("The backup {path} cannot be read: {error}. Nothing was changed.")
        raise BackupUnusableError(sentence.format(path=path, error=error.strerror)) from error
    if faults := faults_of_dump(data):
        sentence = _("The backup {path} is not whole: {fault} Nothing was changed.")
        raise BackupUnusableError(sentence.format(path=path, fault=faults[0][1]))
    return data


def is_backup_encrypted(path: Path) -> bool:
    """Whether a backup or exported file can be read with its passphrase alone. One in JSON lies open."""
    return path.suffix != ".json" and is_encrypted(path)


def _read_copy(path: Path, passphrase: str | None) -> bytes:
    """From a copy, so that opening it leaves the backup as it is."""
    with tempfile.TemporaryDirectory(prefix="rhomboid-") as folder:
        copy = Path(folder) / path.name
        create_file(copy)
        copy.write_bytes(path.read_bytes())
        encrypted = is_encrypted(copy)
        if encrypted and not passphrase:
            raise StoreLockedError(
                _("The backup {path} is encrypted. Give its passphrase. Nothing was changed.").format(path=path)
            )
        place = Place(name=path.stem, backups=Path(folder) / "none", path=copy)
        store = connect(place, passphrase if encrypted else None, utc_now)
        try:
            with store.reading() as connection:
                check_file(connection)
                if schema_of(connection) is None:
                    raise BackupUnusableError(_("{path} is not a diary. Nothing was changed.").format(path=path))
                return dump(connection)
        except StoreDamagedError as error:
            raise BackupUnusableError(
                _("The backup {path} is damaged. Nothing was changed. Try an older one.").format(path=path)
            ) from error
        finally:
            store.close()


def _whole(place: Place, backup: Path | None, passphrase: str | None) -> tuple[Path, bytes]:
    if backup is not None:
        return backup, read_backup(backup, passphrase)
    none = _("There is no backup of {place} in {folder}. Nothing was changed.")
    last: StoreError = BackupUnusableError(none.format(place=place, folder=place.backups))
    for known in reversed(list_backups(place)):
        try:
            return known.path, read_backup(known.path, passphrase)
        except BackupUnusableError as error:
            last = error
    raise last


def _emptied(place: Place, passphrase: str | None, clock: Clock) -> Store:
    """The diary ready to be filled: what it held is backed up, or set aside when it is damaged."""
    if place.path is not None and place.path.exists() and not _can_be_read(place, passphrase):
        _set_aside(place.path, place, clock)
    store = connect(place, passphrase, clock)
    with store.reading() as connection:
        filled = schema_of(connection) is not None
    if filled:
        back_up(store)
    return store


def _can_be_read(place: Place, passphrase: str | None) -> bool:
    try:
        with connect(place, passphrase, utc_now) as store, store.reading() as connection:
            check_file(connection)
    except (StoreDamagedError, StoreLockedError):
        return False
    return True


def _set_aside(path: Path, place: Place, clock: Clock) -> None:
    stamp = f"{clock():%Y%m%dT%H%M%S%f}"
    for tail in _COMPANIONS:
        old = path.with_name(path.name + tail)
        if old.exists():
            _moved(old, place.backups / f"{place.name}-damaged-{stamp}{path.suffix}{tail}")


def _moved(old: Path, new: Path) -> None:
    try:
        new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        old.replace(new)
    except OSError as error:
        raise CannotWriteError(
            _("{path} cannot be moved: {error}. Nothing was changed.").format(path=old, error=error.strerror)
        ) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError(
            _("{path} cannot be erased: {error}. Allow it, and erase again.").format(path=path, error=error.strerror)
        ) from error
