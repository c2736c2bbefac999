"""The diary's entries as a Parquet file, for whoever wants to compute with them, and back without loss."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from datetime import UTC
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from rhomboid.language import gettext as _
from rhomboid.model.diary import Entry
from rhomboid.store.errors import BackupUnusableError, CannotWriteError, StoreError


def write_parquet(entries: Iterable[Entry], path: Path) -> None:
    """
    Write entries, one row each; the file takes its name only once it is whole.

    `at` is text and keeps the offset of the person's clock; `at_utc` and `day` are the same moment for computing.
    What was not said is null, which is neither zero nor an empty list.
    """
    frame = _polars().DataFrame([_row(entry) for entry in entries], schema=_schema(), orient="row")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                frame.write_parquet(file)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWriteError(
            _("Cannot write {path}: {error}. Choose another place.").format(path=path, error=error.strerror)
        ) from error


def read_parquet(path: Path) -> tuple[Entry, ...]:
    """The entries of a file that `write_parquet` wrote, in its order. Raises BackupUnusableError for another file."""
    polars = _polars()
    try:
        rows = polars.read_parquet(path).to_dicts()
        return tuple(msgspec.convert(_fields(row), Entry) for row in rows)
    except (OSError, polars.exceptions.PolarsError, KeyError, TypeError, msgspec.MsgspecError) as error:
        raise BackupUnusableError(
            _("{path} is not a diary in Parquet: {error}.").format(path=path, error=error)
        ) from error


def _row(entry: Entry) -> dict[str, Any]:
    fields = {name: getattr(entry, name) for name in Entry.__struct_fields__}
    return fields | {
        "at": entry.at.isoformat(),
        "at_utc": entry.at.astimezone(UTC),
        "day": entry.day,
        "pains": [msgspec.structs.asdict(pain) for pain in entry.pains],
        "measures": [{"name": name, "value": value} for name, value in entry.measures.items()],
    }


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    fields = {name: row[name] for name in Entry.__struct_fields__}
    return fields | {"measures": {measure["name"]: measure["value"] for measure in row["measures"]}}


def _schema() -> dict[str, Any]:
    p = _polars()
    names = p.List(p.String)
    pain = p.Struct({"nrs": p.Float64, "site": p.String, "side": p.String, "qualities": names})
    scores = dict.fromkeys(("interference", "sleep_quality", "sleep_hours", "load"), p.Float64)
    return {
        "id": p.String,
        "at": p.String,
        "at_utc": p.Datetime("us", "UTC"),
        "day": p.Date,
        "zone": p.String,
        "known_to": p.String,
        "pains": p.List(pain),
        **scores,
        "remedies": names,
        "triggers": names,
        "measures": p.List(p.Struct({"name": p.String, "value": p.Float64})),
        "note": p.String,
    }


def _polars() -> ModuleType:
    try:
        return import_module("polars")
    except ModuleNotFoundError:
        raise StoreError(_("Parquet needs one more package: pip install 'rhomboid[parquet]'.")) from None
