"""`rhomboid diary edit` and `delete`: every change is one more revision, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.dialogue import say
from rhomboid.cli.diary_add import screened, show_screening
from rhomboid.cli.entry_options import EntryOptions, entry_options, entry_with
from rhomboid.cli.files import InputError
from rhomboid.cli.keeping import open_diary, store_option
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.cli.moment import day_note, moment_told
from rhomboid.model import entry_fault
from rhomboid.model.diary import CLEARABLE

if TYPE_CHECKING:
    from rhomboid.model import Entry, Revision
    from rhomboid.store import Store

LAST = "last"
LEAST_LETTERS = 4


@click.command("edit", no_args_is_help=True)
@click.argument("entry_id", metavar="ID")
@click.argument("pain", nargs=-1, metavar="[PAIN]...")
@entry_options
@click.option("--clear", multiple=True, type=click.Choice(CLEARABLE), help="Say nothing of this any more.")
@click.option("--undo", is_flag=True, help="Let it stand as before its last change or deletion.")
@store_option
def edit_command(entry_id: str, clear: tuple[str, ...], undo: bool, where: str | None, **told: object) -> None:
    """
    Change an entry: any field, the others stay as they are.

    ID is what `rhomboid diary list` shows, or `last`. What it said before is kept: `rhomboid diary list --history ID`.
    """
    from rhomboid.answers.entries import cleared
    from rhomboid.answers.kept import last_account

    options = msgspec.convert(told, EntryOptions)
    knowledge = open_knowledge()
    with open_diary(where) as store:
        revisions = history_of(entry_id, store)
        if undo:
            entry = _before(revisions, options, clear)
        else:
            entry = entry_with(cleared(_standing(revisions), clear), options, knowledge)
            if options.when:
                from rhomboid.store import this_moment

                at = moment_told(options.when, *this_moment())
                entry = msgspec.structs.replace(entry, at=at.at, zone=at.zone, known_to=at.known_to)
        if entry == revisions[-1].entry:
            raise click.UsageError("This changes nothing. Say what to change, such as a new pain or --note.")
        if fault := entry_fault(entry):
            raise InputError(f"{fault} Nothing was changed.")
        show_screening(screened(entry, knowledge, last_account(store)))
        store.edit(entry)
    from rhomboid.cli.terminal_diary import entry_line

    click.echo(f"Changed to {entry_line(entry, knowledge)}.{day_note(entry.at)}")
    say(f"To undo: rhomboid diary edit {entry.id[:8]} --undo.")


@click.command("delete")
@click.argument("entry_id", metavar="ID")
@store_option
def delete_command(entry_id: str, where: str | None) -> None:
    """Let an entry no longer count. Its history stays, and so it can be undone."""
    knowledge = open_knowledge()
    with open_diary(where) as store:
        entry = _standing(history_of(entry_id, store))
        store.delete(entry.id)
    from rhomboid.cli.terminal_diary import entry_line

    click.echo(f"Deleted {entry_line(entry, knowledge)}.")
    say(f"To undo: rhomboid diary edit {entry.id} --undo.")


def history_of(entry_id: str, store: Store) -> tuple[Revision, ...]:
    """Every change to the entry that an id, its beginning, or `last` names; refused in words where it is not one."""
    if entry_id == LAST:
        entries = store.entries()
        if not entries:
            raise InputError("The diary has no entry yet. Write one: rhomboid diary add 6.")
        return store.history(entries[-1].id)
    if revisions := store.history(entry_id):
        return revisions
    found = [entry.id for entry in store.entries() if entry.id.startswith(entry_id)]
    if len(entry_id) >= LEAST_LETTERS and len(found) == 1:
        return store.history(found[0])
    if len(found) > 1:
        raise InputError(f"{len(found)} entries begin with {entry_id}. Give more of its letters.")
    raise InputError(
        f"The diary has no entry {entry_id}. `rhomboid diary list` shows them; a deleted one needs its whole id."
    )


def _standing(revisions: tuple[Revision, ...]) -> Entry:
    entry = revisions[-1].entry
    if entry is None:
        raise InputError(f"This entry was deleted. Bring it back: rhomboid diary edit {revisions[-1].entry_id} --undo.")
    return entry


def _before(revisions: tuple[Revision, ...], options: EntryOptions, clear: tuple[str, ...]) -> Entry:
    """The entry as the revision before the last has it."""
    from rhomboid.answers.entries import before_last_change

    if options != EntryOptions() or clear:
        raise click.UsageError("--undo stands alone: change the entry afterwards.")
    earlier = before_last_change(revisions)
    if earlier is None:
        raise InputError(
            f"There is nothing to undo. To take it back: rhomboid diary delete {revisions[-1].entry_id[:8]}."
        )
    return earlier
