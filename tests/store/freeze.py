"""
Freezes a schema with a small diary in it, for `test_migrations.py` to migrate from ever after.

Run once for each new schema, before its release, and never again: ``python tests/store/freeze.py 0002``.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from rhomboid.model.diary import Entry, EntryPain
from rhomboid.store.opening import connect
from rhomboid.store.place import place_of
from rhomboid.store.schema import bring_to
from rhomboid.store.store import Store

FOLDER = Path(__file__).parent / "schemas"
WRITTEN_AT = datetime(2026, 11, 26, 18, 30, 1, 250_000, tzinfo=UTC)

EDITED = Entry(
    "edited",
    datetime(2026, 11, 25, 23, 45, tzinfo=timezone(timedelta(hours=1))),
    "Europe/Paris",
    pains=(EntryPain(0, "low_back"), EntryPain(6.5, "between_shoulder_blades", "left", ("burning",))),
    sleep_hours=6.25,
    remedies=(),
    measures={"sitting_hours": 9.5},
    note='A line, "quoted";\nand another: é \\ \x00',
)
DELETED = Entry("deleted", datetime(2026, 11, 26, 8, tzinfo=UTC))


def fill(store: Store, schema: str) -> None:
    store.add_many([Entry("edited", EDITED.at, EDITED.zone), DELETED])
    store.edit(EDITED)
    store.delete("deleted")
    if schema >= "0002":
        store.save("assessment", b'{"disposition": "self_care"}', "0" * 64)


def make(where: str | Path, schema: str) -> None:
    with connect(place_of(where), None, lambda: WRITTEN_AT) as store:
        with store.writing() as connection:
            bring_to(connection, schema)
        fill(store, schema)


def freeze(schema: str) -> None:
    from conftest import Server

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "d.sqlite", schema)
        connection = sqlite3.connect(Path(folder) / "d.sqlite")
        (FOLDER / f"{schema}.sqlite.sql").write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
        connection.close()
    server = Server(Path(sys.argv[2]) if len(sys.argv) > 2 else sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1])
    server.start()
    try:
        address = server.new_database()
        make(address, schema)
        command = [server.programs / "pg_dump", "--no-owner", "--inserts", address]
        dumped = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        lines = [line for line in dumped.splitlines() if line and not line.startswith(("--", "\\"))]
        (FOLDER / f"{schema}.postgresql.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")
    finally:
        server.stop()


if __name__ == "__main__":
    freeze(sys.argv[1])
