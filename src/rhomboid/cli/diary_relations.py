"""`rhomboid diary relations` and `diary claim`: what goes before what in the diary, with every look allowed for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.files import InputError
from rhomboid.cli.keeping import open_diary, store_option
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.model import Entry
from rhomboid.model.relation import LOW_BACK

if TYPE_CHECKING:
    from rhomboid.store import Store


@click.command("relations")
@click.option("--on", "outcomes", multiple=True, metavar="NAME", help="What may follow; every pain when left out.")
@click.option("--same-day", is_flag=True, help="Also compare the same day, which shows no order.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write every look as JSON.")
def relations_command(outcomes: tuple[str, ...], same_day: bool, where: str | None, as_json: bool) -> None:
    """
    Does anything in your diary go before your pain? Sleep, load, sitting, weather, another pain: one to seven days.

    Everything is compared at once and everything is allowed for, also that you look again next month. What stands out
    may still be chance; a trial can test it.
    """
    from rhomboid.answers.relating import relations_of
    from rhomboid.cli.terminal_diary import render_relations

    with open_diary(where) as store, _refused_in_words():
        _some(store)
        found, look = relations_of(store, outcomes, same_day, open_knowledge())
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)))
    else:
        click.echo(render_relations(found, look), nl=False)


@click.command("claim")
@click.argument("earlier", default=LOW_BACK)
@click.argument("later", required=False)
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write the answer and every lag as JSON.")
def claim_command(earlier: str, later: str | None, where: str | None, as_json: bool) -> None:
    """
    "My low back got better, so my upper back went out": does your own diary say so?

    EARLIER is the pain that got better, pain:low_back when left out; LATER the one that is said to have come for it.
    It can be left out when there is only one other.
    """
    from rhomboid.answers.relating import claim_of, places
    from rhomboid.cli.terminal_diary import render_diary_claim
    from rhomboid.diary import series_names

    with open_diary(where) as store:
        entries = _some(store)
    others = [name for name in places(series_names(entries)) if name != earlier]
    if later is None and len(others) != 1:
        raise InputError(f"Say which pain is meant to have come for it. The diary has: {', '.join(others) or 'none'}.")
    with _refused_in_words():
        answer = claim_of(entries, earlier, later or others[0], open_knowledge())
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(answer)))
    else:
        click.echo(render_diary_claim(answer), nl=False)


@contextmanager
def _refused_in_words() -> Iterator[None]:
    from rhomboid.answers import AccountError

    try:
        yield
    except AccountError as error:
        raise InputError(str(error)) from None


def _some(store: Store) -> tuple[Entry, ...]:
    entries = store.entries()
    if not entries:
        raise InputError("The diary has no entry yet. Write one: rhomboid diary add 6.")
    return entries
