"""`rhomboid diary add`: one entry, screened for danger before anything else is said, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.dialogue import say
from rhomboid.cli.entry_options import EntryOptions, entry_options, entry_with
from rhomboid.cli.files import InputError
from rhomboid.cli.keeping import StoreUnusableError, open_diary, store_option
from rhomboid.cli.moment import day_note, moment_told
from rhomboid.model import Entry, entry_fault

if TYPE_CHECKING:
    from rhomboid.answers import Screening
    from rhomboid.model import Account, KnowledgeBase
    from rhomboid.store import Store

SAME = "same"


@click.command("add")
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
    from rhomboid.answers.kept import last_account
    from rhomboid.store import new_id, this_moment

    options = msgspec.convert(told, EntryOptions)
    now, zone = this_moment()
    at = moment_told(options.when, now, zone) if options.when else None
    blank = Entry(new_id(), at.at, at.zone, at.known_to) if at else Entry(new_id(), now, zone)
    made = None if _is_same(options) else _made(blank, options)
    screening = None
    try:
        with open_diary(where) as store:
            entry, knowledge = made or _made(_same(blank, store), msgspec.structs.replace(options, pain=()))
            try:
                screening = screened(entry, knowledge, last_account(store))
                if not as_json:
                    show_screening(screening)
            finally:
                store.add(entry)
    except StoreUnusableError:
        # Danger is told also where nothing can be kept.
        if made and screening is None:
            show_screening(screened(*made, None), err=as_json)
        raise
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


def show_screening(screening: Screening, err: bool = False) -> None:
    """What to do now, and why; nothing where nothing was raised: silence is not reassurance."""
    if screening.disposition is not None:
        from rhomboid.cli.terminal_diary import render_screening

        click.echo(render_screening(screening), err=err)


def _is_same(options: EntryOptions) -> bool:
    same = SAME in (words.casefold() for words in options.pain)
    if same and len(options.pain) > 1:
        raise click.UsageError("`same` stands alone: leave out the other pains.")
    return same


def _same(blank: Entry, store: Store) -> Entry:
    """What the last entry before this moment said."""
    from rhomboid.answers.entries import last_before, same_again

    last = last_before(blank, store.entries())
    if last is None:
        raise InputError("There is no earlier entry to repeat. Say how much it hurts: rhomboid diary add 6.")
    return same_again(blank, last)


def _made(entry: Entry, options: EntryOptions) -> tuple[Entry, KnowledgeBase | None]:
    """The entry with what the options say, and the knowledge base where it was needed; refused where it is empty."""
    from rhomboid.answers.entries import says_nothing

    knowledge = _knowledge_for(entry, options)
    entry = entry_with(entry, options, knowledge)
    if says_nothing(entry):
        raise click.UsageError("There is nothing to write down. Say how much it hurts: rhomboid diary add 6.")
    if fault := entry_fault(entry):
        raise InputError(f"{fault} Nothing was saved.")
    return entry, knowledge


def _knowledge_for(entry: Entry, options: EntryOptions) -> KnowledgeBase | None:
    """The knowledge base where anything is to be looked up or screened: a bare number should not wait for it."""
    from rhomboid.answers import says_something

    said = says_something(entry) or entry.remedies or options.note or options.trigger or options.measure
    if not (options.named or said):
        return None
    from rhomboid.cli.knowledge_base import open_knowledge

    return open_knowledge()
