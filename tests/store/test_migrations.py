"""A diary of any schema there ever was is opened by this version, on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from freeze import EDITED, FOLDER, WRITTEN_AT

from rhomboid.store import StoreError, StoreNewerError, export, list_backups, open_store, restore, verify
from rhomboid.store.schema import NEWEST, SCHEMAS, schema_of
from rhomboid.store.tables import VERSION_TABLE, metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def frozen(request, tmp_path):
    """Makes the diary that was frozen with a schema; says where it is."""

    def make(schema: str) -> str | Path:
        script = (FOLDER / f"{schema}.{request.param}.sql").read_text(encoding="utf-8")
        if request.param == "sqlite":
            connection = sqlite3.connect(tmp_path / "old.sqlite")
            connection.executescript(script)
            connection.close()
            return tmp_path / "old.sqlite"
        address = request.getfixturevalue("server").new_database()
        with psycopg.connect(address) as connection:
            connection.execute(script)
        return address

    return make


def schema_at(store) -> str | None:
    with store.reading() as connection:
        return schema_of(connection)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_schema_there_was_is_brought_to_the_newest_without_loss_and_backed_up_before(frozen, schema) -> None:
    where = frozen(schema)
    with open_store(where) as store:
        assert schema_at(store) == NEWEST
        assert verify(store) == ()
        assert store.entries() == (EDITED,)
        assert [revision.change for revision in store.history("edited")] == ["added", "edited"]
        assert store.history("edited")[0].recorded_at == WRITTEN_AT
        assert store.history("deleted")[-1].entry is None
        saved = store.saved()
        assert [each.kind for each in saved] == (["assessment"] if schema >= "0002" else [])
        store.save("plan", b"[2]", "hash")
        store.delete("edited")
        assert verify(store) == ()
        (backup,) = list_backups(store.place)
    restore(where, backup.path)
    with open_store(where) as store:
        assert (store.entries(), store.saved()) == ((EDITED,), saved)


def test_a_migration_that_fails_leaves_the_diary_as_it_was(frozen) -> None:
    where = frozen("0001")
    obstacle = sa.text("CREATE TABLE saved (in_the_way INTEGER)")
    engine = (
        sa.create_engine(f"sqlite:///{where}")
        if isinstance(where, Path)
        else sa.create_engine(str(where).replace("postgresql://", "postgresql+psycopg://"))
    )
    with engine.begin() as connection:
        connection.execute(obstacle)
    with pytest.raises(StoreError):
        open_store(where)
    with engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM rhomboid_schema")) == "0001"
        connection.execute(sa.text("DROP TABLE saved"))
    engine.dispose()
    with open_store(where) as store:
        assert store.entries() == (EDITED,)
        assert verify(store) == ()


def test_a_diary_of_a_newer_version_is_left_alone(diary) -> None:
    with diary.open() as store:
        whole = export(store)
        with store.writing() as connection:
            connection.execute(sa.text("UPDATE rhomboid_schema SET version_num = '9999'"))
    with pytest.raises(StoreNewerError, match="A newer version of rhomboid has used this diary"):
        diary.open()
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE rhomboid_schema SET version_num = :schema"), {"schema": NEWEST})
    store.close()
    with diary.open() as store:
        assert export(store) == whole


def test_the_migrations_lead_to_the_tables_that_the_program_uses(store) -> None:
    with store.writing() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}), metadata)
            == []
        )


def test_the_program_knows_every_migration_and_each_has_its_frozen_diary() -> None:
    config = Config()
    config.set_main_option("script_location", "rhomboid.store:migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [NEWEST]
    assert tuple(reversed([step.revision for step in script.walk_revisions()])) == SCHEMAS
    wanted = {f"{schema}.{kind}.sql" for schema in SCHEMAS for kind in ("sqlite", "postgresql")}
    assert {path.name for path in FOLDER.iterdir()} == wanted, "run: python tests/store/freeze.py SCHEMA"
