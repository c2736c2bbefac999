"""`rhomboid diary add`: one entry, screened for danger before anything else is said, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.dialogue import say
from rhomboid.cli.entry_options import EntryOptions, entry_options, entry_with
from rhomboid.cli.files import InputError
from rhomboid.cli.keeping import last_account, open_diary, store_option
from rhomboid.cli.moment import day_note, moment_told
from rhomboid.model.diary import Entry, entry_fault

if TYPE_CHECKING:
    from rhomboid.answers import Screening
    from rhomboid.model import Account, KnowledgeBase
    from rhomboid.store import Store

SAME = "same"


@click.command("add", no_args_is_help=True)
@click.argument("pain", nargs=-1, metavar="[PAIN]...")
@entry_options
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write the entry and its alarms as JSON.")
def add_command(where: str | None, as_json: bool, **told: object) -> None:
    """
    Write down how it is: `rhomboid diary add 6`.

    PAIN is 0 (none) to 10 (worst imaginable); several places are written as neck=4 "right shoulder blade=6"; `same`
    says again what the last entry said, all but its note. Whatever you leave out counts as not said.
    """
    from rhomboid.store import new_id, this_moment

    options = msgspec.convert(told, EntryOptions)
    now, zone = this_moment()
    at = moment_told(options.when, now, zone) if options.when else None
    entry = Entry(new_id(), at.at, at.zone, at.known_to) if at else Entry(new_id(), now, zone)
    with open_diary(where) as store:
        if SAME in (words.casefold() for words in options.pain):
            entry, options = _same(entry, options, store)
        knowledge = _knowledge_for(entry, options)
        entry = entry_with(entry, options, knowledge)
        if entry == Entry(entry.id, entry.at, entry.zone, entry.known_to):
            raise click.UsageError("There is nothing to write down. Say how much it hurts, or anything else.")
        if fault := entry_fault(entry):
            raise InputError(f"{fault} Nothing was saved.")
        screening = screened(entry, knowledge, last_account(store))
        if not as_json:
            show_screening(screening)
        store.add(entry)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode({"entry": entry, "screening": screening})))
        return
    from rhomboid.cli.terminal_diary import entry_line

    click.echo(f"Saved {entry_line(entry, knowledge)}.{day_note(entry.at)}")
    say(f"To change it: rhomboid diary edit {entry.id[:8]} 5; to take it back: rhomboid diary delete {entry.id[:8]}.")


def screened(entry: Entry, knowledge: KnowledgeBase | None, known: Account | None) -> Screening:
    """The alarms of an entry, counted from its own day; without `knowledge` there is nothing in it to be read."""
    from rhomboid.answers import Screening, screen_entry

    return screen_entry(entry, knowledge, entry.at.date(), known) if knowledge else Screening()


def show_screening(screening: Screening) -> None:
    """What to do now, and why; nothing where nothing was raised: silence is not reassurance."""
    if screening.disposition is not None:
        from rhomboid.cli.terminal_diary import render_screening

        click.echo(render_screening(screening))


def _same(entry: Entry, options: EntryOptions, store: Store) -> tuple[Entry, EntryOptions]:
    """What the last entry before this moment said, less its note: it may tell of something that happened once."""
    if len(options.pain) > 1:
        raise click.UsageError("`same` stands alone: leave out the other pains.")
    earlier = [known for known in store.entries() if known.at <= entry.at]
    if not earlier:
        raise InputError("There is no earlier entry to repeat. Say how much it hurts: rhomboid diary add 6.")
    again = {"id": entry.id, "at": entry.at, "zone": entry.zone, "known_to": entry.known_to, "note": ""}
    return msgspec.structs.replace(earlier[-1], **again), msgspec.structs.replace(options, pain=())


def _knowledge_for(entry: Entry, options: EntryOptions) -> KnowledgeBase | None:
    """The knowledge base where anything is to be looked up or screened: a bare number should not wait for it."""
    from rhomboid.answers import says_something

    said = says_something(entry) or entry.remedies or options.note or options.trigger or options.measure
    if not (options.named or said):
        return None
    from rhomboid.cli.knowledge_base import open_knowledge

    return open_knowledge()
