"""`rhomboid diary list` and `screen`: entries as they stand, the history of one, and the alarms in what was written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.day import Day
from rhomboid.cli.dialogue import say
from rhomboid.cli.keeping import open_diary, store_option
from rhomboid.cli.knowledge_base import open_knowledge

if TYPE_CHECKING:
    from rhomboid.model import KnowledgeBase
    from rhomboid.store import Store

first_option = click.option("--from", "first", type=Day(), metavar="DATE", help="The first day, as 2026-11-01.")
last_option = click.option("--to", "last", type=Day(), metavar="DATE", help="The last day.")


@click.command("list")
@first_option
@last_option
@click.option("--history", metavar="ID", help="Every change to one entry instead.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write them as JSON.")
def list_command(first: date | None, last: date | None, history: str | None, where: str | None, as_json: bool) -> None:
    """The entries as they stand, oldest first, each with the beginning of its id."""
    if history and (first or last):
        raise click.UsageError("--history is about one entry: leave out --from and --to.")
    knowledge = open_knowledge()
    with open_diary(where) as store:
        if history:
            _show_history(history, store, knowledge, as_json)
            return
        entries = store.entries(first, last)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(entries)))
        return
    from rhomboid.cli.terminal_diary import render_entries

    click.echo(render_entries(entries, knowledge), nl=False)
    if not entries:
        say("There is no entry here. Write one: rhomboid diary add 6.")


def _show_history(entry_id: str, store: Store, knowledge: KnowledgeBase, as_json: bool) -> None:
    from rhomboid.cli.diary_change import history_of
    from rhomboid.cli.terminal_diary import render_history

    revisions = history_of(entry_id, store)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(revisions)))
    else:
        click.echo(render_history(revisions, knowledge), nl=False)


@click.command("screen")
@first_option
@last_option
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write the alarms of each entry as JSON.")
def screen_command(first: date | None, last: date | None, where: str | None, as_json: bool) -> None:
    """
    Read every entry again for signs of danger, the newest first.

    Each entry is screened when it is written; this is for a diary brought in from elsewhere, or after an update.
    Finding nothing does not mean that nothing is wrong.
    """
    from rhomboid.answers import says_something
    from rhomboid.answers.bringing_in import alarms_in
    from rhomboid.answers.kept import last_account

    knowledge = open_knowledge()
    with open_diary(where) as store:
        entries = [entry for entry in reversed(store.entries(first, last)) if says_something(entry)]
        known = last_account(store)
    say(f"Reading {len(entries)} entries with words.")
    alarming = alarms_in(entries, knowledge, known)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(alarming)))
        return
    from rhomboid.cli.terminal_diary import entry_line, render_screening

    for found in alarming:
        click.echo(f"{found.entry.id[:8]}  {entry_line(found.entry, knowledge)}")
        click.echo(render_screening(found.screening))
    say(f"{len(alarming)} of them raise an alarm.")
