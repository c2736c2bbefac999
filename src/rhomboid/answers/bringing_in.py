"""A diary from elsewhere: read and looked at before anything is taken, and screened for danger."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec
import yaml

from rhomboid.answers.diary import Screening, says_something, screen_entry
from rhomboid.answers.entry_words import site_named
from rhomboid.answers.errors import AccountError
from rhomboid.answers.kept import last_account
from rhomboid.diary import ColumnMapping, UnknownZoneError, parse_diary, parse_mapped, recognise
from rhomboid.model import DISPOSITIONS, UNSPECIFIED_SITE, Account, Entry, KnowledgeBase, Problem
from rhomboid.store import Store, Taken

PARQUET = "parquet"
OWN_FORMS = ("rhomboid_csv", "rhomboid_json", PARQUET)
"""What rhomboid wrote itself: its ids are the entries' own."""
MAPPING = "mapping"
GUESSED = "by_column_names"
RECENT = timedelta(days=31)
"""Entries of this time before now are screened as they come in; for older ones nothing can be done today."""
_MISFITS = ("no_column", "no_target")


class Reading(msgspec.Struct, frozen=True):
    """What a file holds: the form it is in, its entries in the order of time, and what could not be read."""

    form: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def from_elsewhere(self) -> bool:
        """Whether another program gave the entries their ids."""
        return self.form not in OWN_FORMS

    @property
    def misfit(self) -> bool:
        """Whether the mapping names what is not in the file, so that nothing should be taken."""
        return any(problem.code in _MISFITS for problem in self.problems)


class Alarming(msgspec.Struct, frozen=True):
    """An entry that raises an alarm, with it."""

    entry: Entry
    screening: Screening


class Incoming(msgspec.Struct, frozen=True):
    """
    A file that waits to be taken, with what was said of it: see `read_diary`.

    `text` is None for one in Parquet, whose `entries` are known already.
    """

    name: str
    text: str | None
    entries: tuple[Entry, ...] = ()
    form: str | None = None
    zone: str = ""
    places: dict[str, str] = {}
    mapping: ColumnMapping | None = None

    def read(self) -> Reading:
        """What it holds. Raises AccountError where it cannot be read as what it is said to be."""
        if self.text is None:
            return Reading(PARQUET, self.entries)
        return read_diary(self.text, self.name, self.form, self.zone, self.places, self.mapping)


class Brought(msgspec.Struct, frozen=True):
    """What became of a file that was taken, and what in it is alarming; `unread` where older entries hold words."""

    name: str
    reading: Reading
    taken: Taken
    own_places: tuple[str, ...]
    alarming: tuple[Alarming, ...]
    unread: bool


def bring_in(reading: Reading, name: str, store: Store, knowledge: KnowledgeBase, now: datetime) -> Brought:
    """Take what was read of the file called `name` into the diary, all of it or nothing. Raises StoreError."""
    taken = store.add_many(reading.entries, from_elsewhere=reading.from_elsewhere)
    return Brought(
        name,
        reading,
        taken,
        own_places(reading.entries, knowledge),
        recent_alarms(reading.entries, knowledge, last_account(store), now),
        are_some_unread(reading.entries, now),
    )


def read_diary(
    text: str,
    path: str = "",
    form: str | None = None,
    zone: str = "",
    places: Mapping[str, str] | None = None,
    mapping: ColumnMapping | None = None,
) -> Reading:
    """
    The entries in a text, of the form that it is recognised as unless `form` or a `mapping` says.

    `zone` is for times without one; `places` gives a site's id for the file's own words. Raises AccountError for a
    text that is no table, and for a zone that is none.
    """
    form = MAPPING if mapping else form or recognise(text, path)
    try:
        if mapping:
            return Reading(form, *parse_mapped(text, mapping, zone, path, places))
        return Reading(form, *parse_diary(text, zone, path, form, places))
    except UnknownZoneError as error:
        raise AccountError(str(error)) from None
    except csv.Error as error:
        raise AccountError(f"{path or 'This'} is not a table: {error}. Save it as CSV and import it again.") from None


def mapping_in(text: str, path: str = "This") -> ColumnMapping:
    """Which column is what, as somebody wrote it in YAML. Raises AccountError."""
    try:
        return msgspec.convert(yaml.safe_load(text), ColumnMapping)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        fault = str(error).splitlines()[0]
        raise AccountError(f"{path} is not a mapping: {fault}. docs/diary.md shows how to write one.") from None


def site_for(words: str, site: str, knowledge: KnowledgeBase) -> str:
    """The site on our map that someone says the file's `words` mean. Raises AccountError where it is none."""
    found = site_named(site, knowledge)
    if not words.strip() or found is None:
        raise AccountError(f"{f'{words}={site}'!r} names no place on our map.")
    return found.site


def own_places(entries: Iterable[Entry], knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The places in the file's own words, which are none of ours, each once."""
    sites = dict.fromkeys(pain.site for entry in entries for pain in entry.pains)
    return tuple(site for site in sites if site not in knowledge.findings and site != UNSPECIFIED_SITE)


def recent_alarms(
    entries: Iterable[Entry], knowledge: KnowledgeBase, known: Account | None, now: datetime
) -> tuple[Alarming, ...]:
    """What is alarming in entries written lately, in the order given; `known` is what the person told before."""
    return alarms_in((entry for entry in entries if entry.at > now - RECENT), knowledge, known)


def alarms_in(entries: Iterable[Entry], knowledge: KnowledgeBase, known: Account | None) -> tuple[Alarming, ...]:
    """What is alarming in entries, each counted from its own day. Finding nothing does not mean that all is well."""
    found = (
        Alarming(entry, screen_entry(entry, knowledge, entry.at.date(), known))
        for entry in entries
        if says_something(entry)
    )
    return tuple(alarming for alarming in found if alarming.screening.disposition)


def most_urgent(alarming: Iterable[Alarming]) -> Screening | None:
    """The most urgent of several alarms, the first of those that are equally so; None where there is none."""
    screenings = [found.screening for found in alarming if found.screening.disposition]
    return min(screenings, key=lambda it: DISPOSITIONS.index(it.disposition or "self_care"), default=None)


def are_some_unread(entries: Iterable[Entry], now: datetime) -> bool:
    """Whether older entries hold words that `recent_alarms` did not read."""
    return any(entry.at <= now - RECENT and says_something(entry) for entry in entries)
