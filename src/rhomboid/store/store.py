"""The diary as it is kept: what can be added, changed, read and looked back on."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import TracebackType

import msgspec
import sqlalchemy as sa

from rhomboid.language import gettext as _
from rhomboid.model.diary import Change, Entry, Revision, entry_fault
from rhomboid.store.errors import EntryNotFoundError, EntryRefusedError, StoreError, told
from rhomboid.store.place import Place
from rhomboid.store.revisions import claim, insert_rows, newest
from rhomboid.store.rows import Saved, read_revision, read_saved, revision_row, saved_row
from rhomboid.store.tables import revision_table, saved_table
from rhomboid.store.taking import Taken, take

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """What the machine's clock says."""
    return datetime.now(UTC)


def new_id() -> str:
    """An id that no other entry has."""
    return uuid.uuid4().hex


class Store:
    """
    One diary, open. Made by `open_store`; close it, or use it in a ``with`` statement.

    Nothing in it is ever overwritten: an edit or a deletion is one more revision. Every method either does all of
    its work, on the disk, before it returns, or raises a StoreError and has changed nothing. Threads and processes
    may share a diary; the later of two edits stands, and both are in the history. `backup_fault` says why today's
    automatic backup could not be made; empty when there is nothing to say.
    """

    def __init__(self, place: Place, engine: sa.Engine, clock: Clock = utc_now) -> None:
        self.place = place
        self.engine = engine
        self.clock = clock
        self.backup_fault = ""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or server."""
        with told():
            self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection whose changes all happen at the end, or none of them."""
        with told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees the diary as it is now, whatever is written meanwhile."""
        with told(), self.engine.connect() as connection:
            connection = connection.execution_options(begin="BEGIN")
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def add(self, entry: Entry) -> Revision:
        """Keep a new entry. Raises EntryRefusedError for one that cannot be kept exactly, or whose id is taken."""
        if fault := entry_fault(entry):
            raise EntryRefusedError(_("{fault} Nothing was saved.").format(fault=fault))
        revision = Revision(entry.id, 1, "added", self.clock(), entry)
        with self.writing() as connection:
            if not claim(connection, [entry.id]):
                sentence = _("The diary already has an entry {id}, so this was not saved. Edit that one instead.")
                raise EntryRefusedError(sentence.format(id=entry.id))
            insert_rows(connection, [revision_row(revision, "")])
        return revision

    def add_many(self, entries: Iterable[Entry], from_elsewhere: bool = False) -> Taken:
        """
        Keep the entries of an import, all or none, and say what became of them.

        An id that the diary knows is left as it stands, edited or deleted, unless the import says all that the diary
        says and more: then it is extended. So importing a file again changes nothing, and a longer one adds to it.
        With `from_elsewhere` the ids are an importer's, which two files of one program can share: what the diary
        never said in any form under such an id is not the same entry, and is kept under the next id.
        """
        wanted = _by_id(entries)
        with self.writing() as connection:
            return take(connection, wanted, self.clock(), from_elsewhere)

    def would_take(self, entries: Iterable[Entry], from_elsewhere: bool = False) -> Taken:
        """What `add_many` would make of the same entries, with nothing changed."""
        with told(), self.engine.connect() as connection, connection.begin() as attempt:
            taken = take(connection, _by_id(entries), self.clock(), from_elsewhere)
            attempt.rollback()
        return taken

    def edit(self, entry: Entry) -> Revision:
        """Let an entry stand differently from now on; also brings back a deleted one. Raises EntryNotFoundError."""
        if fault := entry_fault(entry):
            raise EntryRefusedError(_("{fault} Nothing was changed.").format(fault=fault))
        return self._revise(entry.id, "edited", entry)

    def delete(self, entry_id: str) -> Revision:
        """Let an entry no longer count. Its history stays. Raises EntryNotFoundError."""
        return self._revise(entry_id, "deleted", None)

    def entry(self, entry_id: str) -> Entry | None:
        """An entry as it stands; None when there is none or it was deleted."""
        revisions = self.history(entry_id)
        return revisions[-1].entry if revisions else None

    def entries(self, first: date | None = None, last: date | None = None) -> tuple[Entry, ...]:
        """All entries as they stand, oldest first, of the diary's days `first` to `last` (both included)."""
        number = sa.func.max(revision_table.c.number).label("number")
        highest = sa.select(revision_table.c.entry_id, number).group_by(revision_table.c.entry_id).subquery()
        stands = (revision_table.c.entry_id == highest.c.entry_id) & (revision_table.c.number == highest.c.number)
        query = sa.select(revision_table.c.body).join(highest, stands).where(revision_table.c.body.is_not(None))
        if first is not None:
            query = query.where(revision_table.c.day >= first.isoformat())
        if last is not None:
            query = query.where(revision_table.c.day <= last.isoformat())
        decode = msgspec.json.Decoder(Entry).decode
        with self.reading() as connection:
            found = [decode(body) for body in connection.scalars(query)]
        return tuple(sorted(found, key=lambda entry: (entry.at, entry.id)))

    def history(self, entry_id: str) -> tuple[Revision, ...]:
        """Every change to an entry, oldest first; empty when there never was one."""
        query = sa.select(revision_table).where(revision_table.c.entry_id == entry_id).order_by(revision_table.c.number)
        with self.reading() as connection:
            return tuple(read_revision(row) for row in connection.execute(query).mappings())

    def save(self, kind: str, body: bytes, knowledge_hash: str) -> Saved:
        """Keep an answer whole: its JSON, less any space around it, and the hash of the knowledge it came from."""
        body = body.strip()
        try:
            msgspec.json.decode(body)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise StoreError(_("Only JSON can be saved: {error}. Nothing was saved.").format(error=error)) from error
        saved = Saved(new_id(), kind, self.clock(), knowledge_hash, body)
        with self.writing() as connection:
            connection.execute(sa.insert(saved_table), saved_row(saved))
        return saved

    def saved(self, kind: str | None = None) -> tuple[Saved, ...]:
        """What was saved whole, in the order of saving; of one kind, or all."""
        query = sa.select(saved_table).order_by(saved_table.c.line)
        if kind is not None:
            query = query.where(saved_table.c.kind == kind)
        with self.reading() as connection:
            return tuple(read_saved(row) for row in connection.execute(query).mappings())

    def _revise(self, entry_id: str, change: Change, entry: Entry | None) -> Revision:
        with self.writing() as connection:
            known = newest(connection, entry_id)
            if known is None:
                raise EntryNotFoundError(_("The diary has no entry {id}. Nothing was changed.").format(id=entry_id))
            revision = Revision(entry_id, known["number"] + 1, change, self.clock(), entry)
            insert_rows(connection, [revision_row(revision, known["digest"])])
        return revision


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The entries of an import by their id. Raises EntryRefusedError where one of them cannot be kept."""
    wanted: dict[str, Entry] = {}
    for entry in entries:
        if fault := entry_fault(entry):
            raise EntryRefusedError(_("{fault} Nothing was saved.").format(fault=fault))
        if wanted.setdefault(entry.id, entry) != entry:
            raise EntryRefusedError(_("Two different entries have the id {id}. Nothing was saved.").format(id=entry.id))
    return wanted
