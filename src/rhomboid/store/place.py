"""Where a diary is: the platform's data folder, a file, or a PostgreSQL server."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from rhomboid.store.errors import NO_ADDRESS, error_of

FILE_NAME = "diary.sqlite"
BACKUP_FOLDER = "backups"


class Place(msgspec.Struct, frozen=True):
    """
    Where a diary is kept: `path` for an SQLite file, or `url` for a PostgreSQL server. `backups` is the folder of
    its backups, `name` what their file names begin with: no two places share it.
    """

    name: str
    backups: Path
    path: Path | None = None
    url: str | None = None

    def __str__(self) -> str:
        """The place as it may be shown: a server's address without its password."""
        if self.path is not None:
            return str(self.path)
        parts = urlsplit(self.url or "")
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def place_of(where: str | Path | None = None) -> Place:
    """The place that a path or a ``postgresql://`` address names; the platform's data folder when None."""
    if isinstance(where, str) and where.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        url = "postgresql+psycopg://" + where.split("://", 1)[1]
        try:
            address = urlsplit(url)
        except ValueError:
            raise error_of(NO_ADDRESS) from None
        server = f"{address.netloc.rpartition('@')[2]} {address.path} {address.query}"
        digest = hashlib.sha256(server.encode()).hexdigest()[:8]
        name = f"{address.path.strip('/') or 'postgresql'}-{digest}"
        return Place(name=name, backups=data_folder() / BACKUP_FOLDER, url=url)
    path = Path(where).expanduser().absolute() if where is not None else data_folder() / FILE_NAME
    return Place(name=path.stem, backups=path.parent / BACKUP_FOLDER, path=path)


def data_folder() -> Path:
    """The folder where this platform wants a program to keep a person's data."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "rhomboid"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "rhomboid"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "rhomboid"
