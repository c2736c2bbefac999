"""Opening a diary: made if there is none, checked, brought to the newest tables, and backed up once a day."""

from __future__ import annotations

from pathlib import Path

from rhomboid.language import gettext as _
from rhomboid.store.backups import back_up, back_up_if_due, list_backups
from rhomboid.store.engines import WAIT_SECONDS, create_file, is_encrypted, is_missing, postgresql_engine, sqlite_engine
from rhomboid.store.errors import StoreDamagedError, StoreError, StoreGoneError, StoreLockedError
from rhomboid.store.place import Place, place_of
from rhomboid.store.schema import NEWEST, bring_to, schema_of
from rhomboid.store.store import Clock, Store, utc_now
from rhomboid.store.verify import check_file


def open_store(
    where: str | Path | None = None,
    passphrase: str | None = None,
    clock: Clock = utc_now,
    wait_seconds: float = WAIT_SECONDS,
) -> Store:
    """
    The diary at a path or a ``postgresql://`` address; in the platform's data folder when None.

    A new one is made where there is none, encrypted if a passphrase is given. An older one is backed up and then
    brought to the newest tables. Raises a StoreError, with a sentence for the person, when it cannot be used.
    """
    place = place_of(where)
    _refuse_if_gone(place)
    store = connect(place, passphrase, clock, wait_seconds)
    try:
        _make_ready(store)
    except StoreDamagedError as error:
        store.close()
        raise StoreDamagedError(_with_backups(str(error), place)) from error
    except BaseException:
        store.close()
        raise
    return store


def connect(place: Place, passphrase: str | None, clock: Clock, wait_seconds: float = WAIT_SECONDS) -> Store:
    """A store at a place, whose tables nobody has looked at yet."""
    path = place.path
    if path is None:
        return Store(place, postgresql_engine(place.url or "", wait_seconds), clock)
    if is_missing(path):
        create_file(path)
    elif not is_encrypted(path) and passphrase:
        raise StoreLockedError(_("This diary is not encrypted. Open it without a passphrase."))
    elif is_encrypted(path) and not passphrase:
        sentence = _(
            "{path} is encrypted, or damaged, or not a diary. If it is encrypted, give its passphrase. "
            "If it never was, restore it."
        )
        raise StoreLockedError(_with_backups(sentence.format(path=path), place))
    return Store(place, sqlite_engine(path, passphrase, wait_seconds), clock)


def _refuse_if_gone(place: Place) -> None:
    if place.path is None or not is_missing(place.path):
        return
    if known := list_backups(place):
        sentence = _(
            "The diary {path} is missing, but there are {count} backups of it. Restore the newest with: "
            "rhomboid store restore. To start a new diary instead, move {folder} away first."
        )
        raise StoreGoneError(sentence.format(path=place.path, count=len(known), folder=place.backups))


def _make_ready(store: Store) -> None:
    with store.reading() as connection:
        check_file(connection)
        schema = schema_of(connection)
    if schema != NEWEST:
        if schema is not None:
            back_up(store)
        with store.writing() as connection:
            bring_to(connection)
    try:
        back_up_if_due(store)
    except StoreDamagedError:
        raise
    except StoreError as error:
        store.backup_fault = str(error)


def _with_backups(fault: str, place: Place) -> str:
    known = list_backups(place)
    if not known:
        return _("{fault} There is no backup of it.").format(fault=fault)
    sentence = _("{fault} The newest backup is of {time} UTC: rhomboid store restore.")
    return sentence.format(fault=fault, time=f"{known[-1].taken_at:%Y-%m-%d %H:%M}")
