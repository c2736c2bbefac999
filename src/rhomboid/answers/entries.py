"""Diary entries as values: said again, cleared of a field, as they were before, and what their words stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from rhomboid.answers.entry_words import remedies_used, site_named
from rhomboid.language import gettext
from rhomboid.model import Entry, EntryPain, KnowledgeBase, Revision


def says_nothing(entry: Entry) -> bool:
    """Whether an entry is a moment and nothing else."""
    return entry == Entry(entry.id, entry.at, entry.zone, entry.known_to)


def cleared(entry: Entry, fields: Iterable[str]) -> Entry:
    """The entry without what it said of some fields."""
    blank = Entry(entry.id, entry.at)
    return replace(entry, **{name: getattr(blank, name) for name in fields})


def last_before(blank: Entry, entries: Iterable[Entry]) -> Entry | None:
    """The last entry until the moment of `blank` that says more than a note; None where there is none."""
    known = (one for one in entries if one.at <= blank.at and not says_nothing(same_again(blank, one)))
    return max(known, key=lambda one: one.at, default=None)


def same_again(blank: Entry, last: Entry) -> Entry:
    """What `last` said, at another moment, less its note: it may tell of something that happened once."""
    return replace(last, id=blank.id, at=blank.at, zone=blank.zone, known_to=blank.known_to, note="")


def before_last_change(revisions: Sequence[Revision]) -> Entry | None:
    """The entry as the revision before the last has it; None where there is nothing to undo."""
    return revisions[-2].entry if len(revisions) > 1 else None


def at_place(pain: EntryPain, words: str, knowledge: KnowledgeBase) -> tuple[EntryPain, str]:
    """
    The pain at the place that words stand for, and a sentence on what they were taken as, empty for a plain name.

    Words for no one place on the map are kept as they are.
    """
    found = site_named(words, knowledge)
    if found is None:
        kept = gettext("{words} is no one place on our map, so it is kept in your own words.")
        return replace(pain, site=words.strip(), side=None), kept.format(words=repr(words))
    name = knowledge.findings[found.site].name
    plain = words.strip().casefold() in (found.site, name.casefold())
    return replace(pain, site=found.site, side=found.side), "" if plain else _taken(words, name, found.site)


def remedies_told(said: Iterable[str], knowledge: KnowledgeBase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    The remedies that words stand for, each once, and a sentence on each that was not called by its name.

    Raises AccountError where something is said not to have been used.
    """
    used = [found for words in said for found in remedies_used(words, knowledge)]
    sentences = []
    for remedy in used:
        if not remedy.recognised:
            kept = gettext("{words} is no remedy we know, so it is kept in your own words.")
            sentences.append(kept.format(words=repr(remedy.words)))
        elif remedy.words.casefold() != knowledge.remedies[remedy.name].name.casefold():
            sentences.append(_taken(remedy.words, knowledge.remedies[remedy.name].name, remedy.name))
    return tuple(dict.fromkeys(remedy.name for remedy in used)), tuple(sentences)


def known_name(name: str, knowledge: KnowledgeBase) -> str | None:
    """What a place, remedy or quality of an entry is called; None where it is the person's own words."""
    if name in knowledge.findings:
        return knowledge.findings[name].name
    if name in knowledge.remedies:
        return knowledge.remedies[name].name
    return {option.id: option.name for option in knowledge.categories["quality"].options}.get(name)


def _taken(words: str, name: str, key: str) -> str:
    return gettext("{words} was taken as: {name} ({key}).").format(words=repr(words), name=name, key=key)
