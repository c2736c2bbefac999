"""Danger in what a diary entry says, looked for in every entry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

import msgspec

from rhomboid.answers.assessing import assess, emergency_number, with_number
from rhomboid.answers.caches import answering_in
from rhomboid.answers.checking import LONGEST_TEXT, check_account
from rhomboid.language import spoken
from rhomboid.model import (
    DISPOSITIONS,
    UNSPECIFIED_SITE,
    Account,
    Alarm,
    Disposition,
    Entry,
    KnowledgeBase,
    Pain,
    Presence,
    Source,
)

ROUTINE = DISPOSITIONS.index("routine")
PIECE, OVERLAP = LONGEST_TEXT // 2, 500
"""A longer note is read in pieces of so many characters, each beginning with the last of the one before."""


class Screening(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What an entry raises that is more urgent than routine, most urgent first, and what to do now.

    An empty one says nothing of safety: an entry tells little, and what it leaves out is not absent.
    """

    disposition: Disposition | None = None
    title: str = ""
    what_to_do: str = ""
    alarms: tuple[Alarm, ...] = ()
    sources: dict[str, Source] = {}


def screen_entry(entry: Entry, knowledge: KnowledgeBase, today: date, known: Account | None = None) -> Screening:
    """
    The alarms that an entry raises: its note, triggers, qualities, places and measures read as an account.

    `known` is what the person told before. It is read together with the entry, and only what it did not raise by
    itself counts then: an old answer is not told again every day. Words are counted from `today`, and are taken to be
    in the language of `known`, or else in the one being spoken.
    """
    locale = known.locale if known else spoken()
    with answering_in(locale, knowledge) as told:
        return _screen(entry, told, today, known, locale)


def _screen(entry: Entry, knowledge: KnowledgeBase, today: date, known: Account | None, locale: str) -> Screening:
    accounts = [msgspec.structs.replace(account, locale=locale) for account in _accounts(entry, knowledge)]
    found = [alarm for account in accounts for alarm in assess(account, knowledge, today).alarms]
    if accounts and known is not None and not check_account(known, knowledge):
        old = {alarm.id for alarm in assess(known, knowledge, today).alarms}
        together = (_together(known, account) for account in accounts)
        found += [a for account in together for a in assess(account, knowledge, today).alarms if a.id not in old]
    alarms = {alarm.id: alarm for alarm in found if DISPOSITIONS.index(alarm.disposition) < ROUTINE}
    if not alarms:
        return Screening()
    ordered = sorted(alarms.values(), key=lambda alarm: DISPOSITIONS.index(alarm.disposition))
    advice = knowledge.advice[ordered[0].disposition]
    number = emergency_number(locale, knowledge)
    keys = dict.fromkeys(key for alarm in ordered for key in alarm.sources)
    return Screening(
        disposition=ordered[0].disposition,
        title=with_number(advice.title, number),
        what_to_do=with_number(advice.what_to_do, number),
        alarms=tuple(ordered),
        sources={key: knowledge.sources[key] for key in keys if key in knowledge.sources},
    )


def says_something(entry: Entry) -> bool:
    """Whether an entry holds anything that could raise an alarm: more than how much it hurts."""
    return bool(_words(entry))


def _accounts(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Account]:
    """What an entry says, as one account, or several where its words are too long for one; none for a bare number."""
    sites = {pain.site: Pain(pain.site, pain.side) for pain in entry.pains if _is_site(pain.site, knowledge)}
    qualities = [option.id for option in knowledge.categories["quality"].options]
    chosen = {quality for pain in entry.pains for quality in pain.qualities} & {*qualities}
    answers = _answers(entry, knowledge)
    account = Account(
        pains=tuple(sites.values()), answers=answers, choices={"quality": tuple(sorted(chosen))} if chosen else {}
    )
    text = _words(entry, {*sites, *chosen, *answers})
    if text or account != Account():
        for piece in _pieces(text):
            yield msgspec.structs.replace(account, text=piece)


def _words(entry: Entry, understood: Collection[str] = ()) -> str:
    """Everything that an entry says in words, a line each, less the ids that stand for something already."""
    said = [entry.note, *(entry.triggers or ())]
    said += [word for pain in entry.pains for word in (pain.site, *pain.qualities) if word != UNSPECIFIED_SITE]
    said += [name.replace("_", " ") for name, value in entry.measures.items() if value > 0]
    return "\n".join(dict.fromkeys(word for word in said if word.strip() and word not in understood))


def _answers(entry: Entry, knowledge: KnowledgeBase) -> dict[str, Presence]:
    """Measures that bear a finding's name: more than zero is present. Zero is left out, because it excuses nothing."""
    named = {name.strip().casefold().replace(" ", "_"): value for name, value in entry.measures.items()}
    return {name: "present" for name, value in named.items() if value > 0 and name in knowledge.findings}


def _is_site(site: str, knowledge: KnowledgeBase) -> bool:
    return site in knowledge.findings and knowledge.findings[site].kind == "site"


def _pieces(text: str) -> Sequence[str]:
    if len(text) <= LONGEST_TEXT:
        return [text]
    return [text[max(0, start - OVERLAP) : start + PIECE] for start in range(0, len(text), PIECE)]


def _together(known: Account, entry: Account) -> Account:
    """Both as one account; what the entry says overrules what was said before."""
    text = f"{known.text}\n{entry.text}"
    return msgspec.structs.replace(
        known,
        text=text if len(text) <= LONGEST_TEXT else entry.text,
        answers={**known.answers, **entry.answers},
        choices={**known.choices, **entry.choices},
        pains=tuple({pain.site: pain for pain in (*known.pains, *entry.pains)}.values()),
    )
