"""What the few words of a diary entry name: a place on the map, a quality of pain, a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from rhomboid.answers.caches import reader_for, told
from rhomboid.answers.errors import AccountError
from rhomboid.answers.naming import treatments_in
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import KnowledgeBase, Pain

DENIALS = gettext_noop("no|not|never|without|didn't|did not")
"""What begins words that say what was not used; the person may use English words whatever else is spoken."""
ANY_DAY = date(2000, 1, 1)
"""For reading places, which no day changes."""


class UsedRemedy(msgspec.Struct, frozen=True):
    """One remedy used: `name` is its id, or the person's own words where no remedy is called so."""

    name: str
    words: str
    recognised: bool


def remedies_used(words: str, knowledge: KnowledgeBase) -> tuple[UsedRemedy, ...]:
    """
    The remedies in words such as "hot water bottle and ibuprofen", each once.

    What is no remedy we know is kept as it was said. Raises AccountError where something is said not to have been used.
    """
    both = "|".join(rf"\b{word}\b" for word in ("and", "plus", re.escape(_("and"))))
    whole = [words] if _by_name(words, knowledge) else re.split(rf"[,;]|{both}", words)
    parts = [part.strip() for part in whole if part.strip()]
    found = [used for part in parts for used in _used(part, knowledge)]
    return tuple({used.name: used for used in found}.values())


def site_named(words: str, knowledge: KnowledgeBase) -> Pain | None:
    """The one place, with its side, that an id, a name or words such as "right shoulder blade" stand for, or None."""
    sites = {finding.id: finding for finding in told(knowledge).findings.values() if finding.kind == "site"}
    name = _plain(words)
    exact = [site for site, finding in sites.items() if name in (site, _plain(finding.name))]
    if exact:
        return Pain(exact[0])
    reader = reader_for(knowledge, "en")
    mentions = reader.read(f"It hurts: {words.strip()}.", ANY_DAY).mentions if reader else ()
    read = {
        mention.concept: mention for mention in mentions if mention.concept in sites and mention.presence == "present"
    }
    if len(read) != 1:
        return None
    ((site, mention),) = read.items()
    return Pain(site, mention.side)


def quality_named(words: str, knowledge: KnowledgeBase) -> str:
    """The id of a quality of pain by its id or one of its names ("stabbing"); the words themselves where none is."""
    name = _plain(words)
    either = re.escape(_("or"))
    between = rf",| or | {either} "
    for option in told(knowledge).categories["quality"].options:
        if name in (option.id, *(_plain(part) for part in re.split(between, option.name))):
            return option.id
    return words.strip()


def _used(part: str, knowledge: KnowledgeBase) -> Iterator[UsedRemedy]:
    if re.match(rf"({DENIALS}|{_(DENIALS)})\b", part, re.IGNORECASE):
        raise AccountError(
            _("{words} says what was not used. Give only what was, or none at all.").format(words=repr(part))
        )
    if exact := _by_name(part, knowledge):
        yield UsedRemedy(exact, part, True)
        return
    named = dict.fromkeys(named.concept for named in treatments_in(part, "en", knowledge))
    for remedy in named:
        yield UsedRemedy(remedy, part, True)
    if not named:
        yield UsedRemedy(part, part, False)


def _by_name(words: str, knowledge: KnowledgeBase) -> str | None:
    name = _plain(words)
    remedies = told(knowledge).remedies
    return next((key for key, known in remedies.items() if name in (key, _plain(known.name))), None)


def _plain(words: str) -> str:
    return re.sub(r"[\s_-]+", "_", words.strip().casefold())
