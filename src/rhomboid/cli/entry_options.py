"""What can be said of one moment: the options that `diary add` and `diary edit` share, and the entry they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
import msgspec
from msgspec.structs import replace

from rhomboid.cli.dialogue import say
from rhomboid.cli.files import InputError
from rhomboid.diary.tables import parse_number
from rhomboid.model import Entry, EntryPain, KnowledgeBase
from rhomboid.model.account import Side

Command = TypeVar("Command", bound=Callable[..., Any])
SCORE = click.FloatRange(0, 10)
_OPTIONS = (
    click.option("--site", metavar="PLACE", help='Where: "between the shoulder blades", neck, "right shoulder blade".'),
    click.option("--side", type=click.Choice(["left", "right", "both", "middle"]), help="Which side."),
    click.option("--quality", multiple=True, metavar="WORD", help="What it feels like: burning, sharp, tight."),
    click.option("--when", metavar="TIME", help='"2026-11-25 22:30", 2026-11-25, 22:30 or yesterday; now if left out.'),
    click.option("--sleep", "sleep_quality", type=SCORE, help="How well you slept, 0 to 10."),
    click.option("--sleep-hours", type=click.FloatRange(0, 24), help="How many hours you slept."),
    click.option("--load", type=SCORE, help="How much the back had to do, 0 to 10."),
    click.option("--interference", type=SCORE, help="How much it kept you from doing things, 0 to 10."),
    click.option("--used", multiple=True, metavar="REMEDY", help='What you used: heat, "hot water bottle".'),
    click.option("--none-used", is_flag=True, help="You used nothing. Saying neither is not the same as none."),
    click.option("--trigger", multiple=True, metavar="WORDS", help="What set it off."),
    click.option("--no-trigger", is_flag=True, help="Nothing set it off."),
    click.option("--measure", multiple=True, metavar="NAME=NUMBER", help="Any other number: sitting_hours=6."),
    click.option("--note", metavar="WORDS", help="Anything else, in your own words."),
)


class EntryOptions(msgspec.Struct, frozen=True):
    """What the options of one call say of an entry; None or empty is not said."""

    pain: tuple[str, ...] = ()
    site: str | None = None
    side: Side | None = None
    quality: tuple[str, ...] = ()
    when: str | None = None
    sleep_quality: float | None = None
    sleep_hours: float | None = None
    load: float | None = None
    interference: float | None = None
    used: tuple[str, ...] = ()
    none_used: bool = False
    trigger: tuple[str, ...] = ()
    no_trigger: bool = False
    measure: tuple[str, ...] = ()
    note: str | None = None

    @property
    def named(self) -> bool:
        """Whether any of it must be looked up in the knowledge base."""
        return bool(self.site or self.quality or self.used or any("=" in pain for pain in self.pain))


def entry_options(command: Command) -> Command:
    """Adds the options of an entry to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def entry_with(entry: Entry, options: EntryOptions, knowledge: KnowledgeBase | None) -> Entry:
    """
    The entry with what the options say of it; the rest stays as it was. Says on stderr what was understood as what.

    The moment is left to the caller. `knowledge` is needed where `options.named`.
    """
    _refuse_mixtures(options)
    changes: dict[str, object] = {
        name: value
        for name in ("sleep_quality", "sleep_hours", "load", "interference", "note")
        if (value := getattr(options, name)) is not None
    }
    changes["pains"] = _pains(entry, options, knowledge)
    if options.used or options.none_used:
        changes["remedies"] = _remedies(options, knowledge)
    if options.trigger or options.no_trigger:
        changes["triggers"] = tuple(dict.fromkeys(words.strip() for words in options.trigger))
    changes["measures"] = {**entry.measures, **dict(_measure(words) for words in options.measure)}
    return replace(entry, **changes)


def _refuse_mixtures(options: EntryOptions) -> None:
    if options.used and options.none_used:
        raise click.UsageError("--used and --none-used contradict each other. Leave one out.")
    if options.trigger and options.no_trigger:
        raise click.UsageError("--trigger and --no-trigger contradict each other. Leave one out.")
    if not all(words.strip() for words in (*options.used, *options.trigger, *options.quality)):
        raise click.UsageError("--used, --trigger and --quality need a word each. For none: --none-used, --no-trigger.")


def _pains(entry: Entry, options: EntryOptions, knowledge: KnowledgeBase | None) -> tuple[EntryPain, ...]:
    told = [_pain(words, knowledge) for words in options.pain]
    pains = tuple(told) or entry.pains
    if len(told) == 1 and "=" not in options.pain[0] and len(entry.pains) == 1:
        pains = (replace(entry.pains[0], nrs=told[0].nrs),)
    if not (options.site or options.side or options.quality):
        return pains
    if len(pains) != 1:
        raise click.UsageError(
            "--site, --side and --quality belong to one pain. Give how much it hurts with them; "
            "several pains are written as neck=4 'right shoulder blade=6'."
        )
    (pain,) = pains
    if options.site:
        pain = _at_site(pain, options.site, knowledge)
    if options.side:
        pain = replace(pain, side=options.side)
    if options.quality:
        pain = replace(pain, qualities=tuple(dict.fromkeys(_quality(words, knowledge) for words in options.quality)))
    return (pain,)


def _pain(words: str, knowledge: KnowledgeBase | None) -> EntryPain:
    site, _, number = words.rpartition("=")
    nrs = parse_number(number)
    if nrs is None or not 0 <= nrs <= 10:
        raise InputError(f"{number!r} is not a pain. Give a number from 0 (none) to 10 (worst imaginable).")
    return _at_site(EntryPain(nrs), site, knowledge) if site.strip() else EntryPain(nrs)


def _at_site(pain: EntryPain, words: str, knowledge: KnowledgeBase | None) -> EntryPain:
    from rhomboid.answers.entries import at_place

    if knowledge is None:
        return replace(pain, site=words.strip(), side=None)
    placed, taken = at_place(pain, words, knowledge)
    _say_all([taken] if taken else [])
    return placed


def _quality(words: str, knowledge: KnowledgeBase | None) -> str:
    from rhomboid.answers import quality_named

    return quality_named(words, knowledge) if knowledge else words


def _remedies(options: EntryOptions, knowledge: KnowledgeBase | None) -> tuple[str, ...]:
    from rhomboid.answers import AccountError
    from rhomboid.answers.entries import remedies_told

    if knowledge is None:
        return ()
    try:
        names, taken = remedies_told(options.used, knowledge)
    except AccountError as error:
        raise InputError(f"{error} For none at all, say --none-used.") from None
    _say_all(taken)
    return names


def _say_all(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        say(sentence)


def _measure(words: str) -> tuple[str, float]:
    name, _, number = words.rpartition("=")
    value = parse_number(number)
    if not name.strip() or value is None:
        raise InputError(f"{words!r} is not a measure. Write a name and a number, such as sitting_hours=6.")
    return name.strip(), value
