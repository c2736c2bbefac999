"""An entry and its moment in words."""

from __future__ import annotations

from collections.abc import Iterator

from rhomboid.answers.entries import known_name
from rhomboid.answers.moments import PARTS
from rhomboid.language import gettext, gettext_noop
from rhomboid.model import UNSPECIFIED_SITE, Entry, EntryPain, KnowledgeBase
from rhomboid.web.pages import clock_words, day_words

SIDES = {
    "left": gettext_noop("left"),
    "right": gettext_noop("right"),
    "both": gettext_noop("both sides"),
    "middle": gettext_noop("in the middle"),
}
PART_NAMES = {
    "morning": gettext_noop("morning"),
    "midday": gettext_noop("midday"),
    "afternoon": gettext_noop("afternoon"),
    "evening": gettext_noop("evening"),
    "night": gettext_noop("the night after, until 04:00"),
}
SCORES = {
    "interference": gettext_noop("kept from doing things {score} of 10"),
    "sleep_quality": gettext_noop("sleep {score} of 10"),
    "sleep_hours": gettext_noop("{score} hours slept"),
    "load": gettext_noop("load {score} of 10"),
}
CHANGES = {"added": gettext_noop("written"), "edited": gettext_noop("changed"), "deleted": gettext_noop("taken back")}
SERIES = {
    "pain": gettext_noop("pain, the worst place"),
    "interference": gettext_noop("kept from doing things"),
    "sleep_quality": gettext_noop("how well you slept"),
    "sleep_hours": gettext_noop("hours slept"),
    "load": gettext_noop("load on the back"),
}


def when_words(entry: Entry) -> str:
    """The day and the time of an entry, as exactly as they are known."""
    day = day_words(entry.at.date() if entry.known_to != "part_of_day" else entry.day)
    if entry.known_to == "day":
        return day
    if entry.known_to == "part_of_day":
        part = next((name for name, at in PARTS.items() if at == entry.at.time()), None)
        said = gettext(PART_NAMES[part]) if part else clock_words(entry.at)
        return gettext("{day}, {part}").format(day=day, part=said)
    return gettext("{day}, {time}").format(day=day, time=clock_words(entry.at))


def night_words(entry: Entry) -> str:
    """What to say of a moment in the night, which counts for the day before; empty for any other."""
    if entry.day == entry.at.date():
        return ""
    return gettext("It counts for {day}: a day of the diary turns at 04:00.").format(day=day_words(entry.day))


def entry_words(entry: Entry, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """All that an entry says, a piece each; its note is left out."""
    return tuple(_said(entry, knowledge))


def place_words(place: str, knowledge: KnowledgeBase) -> str:
    """A place with its side, from ``site|side``."""
    site, _, side = place.rpartition("|")
    name = _pain_name(site, knowledge)
    return gettext("{place}, {side}").format(place=name, side=gettext(SIDES[side])) if side in SIDES else name


def series_words(name: str, knowledge: KnowledgeBase) -> str:
    """What a daily series is called in a list."""
    kind, _, which = name.partition(":")
    if not which:
        return gettext(SERIES[kind])
    if kind == "remedy":
        return gettext("used: {remedy}").format(remedy=known_name(which, knowledge) or which)
    if kind == "trigger":
        return gettext("set off by: {trigger}").format(trigger=which)
    return _pain_name(which, knowledge) if kind == "pain" else which


def _pain_name(site: str, knowledge: KnowledgeBase) -> str:
    if site in ("", UNSPECIFIED_SITE):
        return gettext("pain, the place not said")
    return known_name(site, knowledge) or site


def _said(entry: Entry, knowledge: KnowledgeBase) -> Iterator[str]:
    yield from (_pain(pain, knowledge) for pain in entry.pains)
    for name, words in SCORES.items():
        if (value := getattr(entry, name)) is not None:
            yield gettext(words).format(score=f"{value:g}")
    for names, some, none in (
        (entry.remedies, gettext("used: {names}"), gettext("used nothing")),
        (entry.triggers, gettext("set off by: {names}"), gettext("set off by nothing")),
    ):
        if names is not None:
            listed = ", ".join(known_name(name, knowledge) or name for name in names)
            yield some.format(names=listed) if names else none
    yield from (f"{name} {value:g}" for name, value in entry.measures.items())


def _pain(pain: EntryPain, knowledge: KnowledgeBase) -> str:
    if pain.site == UNSPECIFIED_SITE:
        said = gettext("pain {score}").format(score=f"{pain.nrs:g}")
    else:
        name = known_name(pain.site, knowledge) or pain.site
        said = gettext("{place} {score}").format(place=name, score=f"{pain.nrs:g}")
    more = [gettext(SIDES[pain.side])] if pain.side else []
    return ", ".join([said, *more, *(known_name(quality, knowledge) or quality for quality in pain.qualities)])
