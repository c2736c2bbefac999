"""`rhomboid diary relations` and `diary claim`: what goes before what in the diary, with every look allowed for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.files import InputError
from rhomboid.cli.keeping import open_diary, store_option
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.model import Entry

if TYPE_CHECKING:
    from rhomboid.model import DailySeries

PAINS = "pain"
LOW_BACK = "pain:low_back"


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
    from rhomboid.answers.kept import look_number
    from rhomboid.cli.terminal_diary import render_relations
    from rhomboid.diary import find_relations

    with open_diary(where) as store:
        entries = _some(store.entries())
        series = _every_series(entries)
        _known(outcomes, series)
        look = look_number(store, entries, (*sorted(set(outcomes)), *(("same day",) if same_day else ())))
    found = find_relations(
        series.values(), outcomes or None, range(0 if same_day else 1, 8), look, names=_called(series)
    )
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
    from rhomboid.cli.terminal_diary import render_diary_claim
    from rhomboid.diary import answer_claim

    with open_diary(where) as store:
        series = _every_series(_some(store.entries()))
    others = [name for name in series if name.startswith("pain:") and name != earlier]
    if later is None and len(others) != 1:
        raise InputError(f"Say which pain is meant to have come for it. The diary has: {', '.join(others) or 'none'}.")
    later = later or others[0]
    _known((earlier, later), series)
    if earlier == later or PAINS in (earlier, later):
        raise InputError("Two different places are needed, such as pain:low_back and pain:between_shoulder_blades.")
    answer = answer_claim(series[earlier], series[later], names=_called(series))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(answer)))
    else:
        click.echo(render_diary_claim(answer), nl=False)


def _some(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if not entries:
        raise InputError("The diary has no entry yet. Write one: rhomboid diary add 6.")
    return entries


def _every_series(entries: tuple[Entry, ...]) -> dict[str, DailySeries]:
    from rhomboid.diary import daily_series, series_names, usual_daily

    return {name: daily_series(entries, name, usual_daily(name)) for name in series_names(entries)}


def _known(names: tuple[str, ...], series: dict[str, DailySeries]) -> None:
    for name in names:
        if name not in series:
            raise InputError(f"The diary has no series {name!r}. It has: {', '.join(series)}.")


def _called(series: dict[str, DailySeries]) -> dict[str, str]:
    """What the knowledge base calls places and remedies; own words stay as they are."""
    knowledge = open_knowledge()
    known = {f"pain:{name}": finding.name for name, finding in knowledge.findings.items()}
    known |= {f"remedy:{name}": remedy.name for name, remedy in knowledge.remedies.items()}
    return {name: f"{known[name][0].lower()}{known[name][1:]}" for name in series if name in known}
