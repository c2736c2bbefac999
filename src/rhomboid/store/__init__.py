"""
The diary on the disk: SQLite (encrypted if wanted) or PostgreSQL, behind one small interface.

Nothing that was saved is ever overwritten, and nothing that was acknowledged is lost.
"""

from rhomboid.store.backups import Backup, back_up, list_backups
from rhomboid.store.clock import this_moment
from rhomboid.store.encryption import encrypt
from rhomboid.store.errors import (
    BackupUnusableError,
    CannotWriteError,
    DiskFullError,
    EntryNotFoundError,
    EntryRefusedError,
    NoConnectionError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreGoneError,
    StoreLockedError,
    StoreNewerError,
)
from rhomboid.store.export import export
from rhomboid.store.inspection import faults_at
from rhomboid.store.opening import open_store
from rhomboid.store.parquet import read_parquet, write_parquet
from rhomboid.store.place import Place, place_of
from rhomboid.store.restore import erase, is_backup_encrypted, restore
from rhomboid.store.rows import Saved
from rhomboid.store.store import Store, new_id
from rhomboid.store.taking import Taken
from rhomboid.store.verify import verify

__all__ = [
    "Backup",
    "BackupUnusableError",
    "CannotWriteError",
    "DiskFullError",
    "EntryNotFoundError",
    "EntryRefusedError",
    "NoConnectionError",
    "Place",
    "Saved",
    "Store",
    "StoreBusyError",
    "StoreDamagedError",
    "StoreError",
    "StoreGoneError",
    "StoreLockedError",
    "StoreNewerError",
    "Taken",
    "back_up",
    "encrypt",
    "erase",
    "export",
    "faults_at",
    "is_backup_encrypted",
    "list_backups",
    "new_id",
    "open_store",
    "place_of",
    "read_parquet",
    "restore",
    "this_moment",
    "verify",
    "write_parquet",
]
