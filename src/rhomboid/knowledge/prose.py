"""
The knowledge in a language: which words of it are for people to read, and those words translated.

Only what is declared here as prose is translated. Ids, expressions and source keys work the method; sources stay as
they were published, so that anyone can find them.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from rhomboid.language import SOURCE_LANGUAGE, gettext, language_of, speaking
from rhomboid.model import (
    Advice,
    Category,
    Cause,
    Circumstance,
    Claim,
    Contraindication,
    CourseFact,
    Curve,
    Effect,
    Estimate,
    Evidence,
    Figure,
    Finding,
    Harm,
    Indication,
    KnowledgeBase,
    Lexicon,
    LowValue,
    Option,
    ReliefSettings,
    Remedy,
    Review,
    Rule,
    Scale,
    ScaleItem,
    ScanAdvice,
    ScanFinding,
    ScanRegion,
    Screen,
    Shares,
    Source,
    Statement,
    Subscale,
    Threshold,
)

_Noun = TypeVar("_Noun", bound=msgspec.Struct)

PROSE: dict[type[msgspec.Struct], tuple[str, ...]] = {
    KnowledgeBase: ("emergency_numbers",),
    Cause: ("name", "plain"),
    Finding: ("name", "question"),
    Category: ("name", "question"),
    Option: ("name",),
    Rule: ("reason",),
    Threshold: ("reason",),
    Screen: ("question", "reason"),
    Advice: ("title", "what_to_do", "come_back_if"),
    Scale: ("name",),
    Subscale: ("name",),
    ScaleItem: ("question",),
    Circumstance: ("name", "question"),
    Remedy: ("name", "plain", "time_to_effect", "steps", "stop_if", "questions"),
    Figure: ("outcome", "versus", "by"),
    Effect: ("outcome", "versus", "by"),
    Statement: ("says",),
    Harm: ("name",),
    Contraindication: ("name", "reason"),
    ReliefSettings: ("tiers",),
    Curve: ("who",),
    CourseFact: ("definition",),
    LowValue: ("name", "why", "instead"),
    Review: ("when", "whom"),
    ScanFinding: ("name", "plain", "note"),
    ScanRegion: ("who", "note"),
    ScanAdvice: ("when", "says"),
    Claim: ("claim", "plain", "qualifier"),
}
"""The words for people to read: text, texts in a row, or the texts of a mapping, by noun and field."""

JUDGED_BECAUSE = "Indication.judged.note"
"""The one note on a number that people read: why a benefit was judged as it is. Other notes are for editors."""

WITHOUT_PROSE: tuple[type[msgspec.Struct], ...] = (Estimate, Evidence, Shares, Source, Lexicon)
"""Nouns that hold numbers, words to be recognised or publications, and nothing to translate."""


class Passage(NamedTuple):
    """A piece of prose and, for its translator, where it stands: the noun and field."""

    where: str
    text: str


def in_language(knowledge: KnowledgeBase, language: str) -> KnowledgeBase:
    """
    The same knowledge, under the same hash, with its prose in another language as far as it is translated.

    Raises ValueError for knowledge that has been translated to a third language: translations begin from English.
    """
    code = language_of(language)
    if code == knowledge.language:
        return knowledge
    if knowledge.language != SOURCE_LANGUAGE:
        raise ValueError(f"knowledge in {knowledge.language!r} cannot be told in {code!r}: translate the original")
    with speaking(code):
        return replace(_noun(knowledge, lambda _, text: gettext(text)), language=code)


def prose_of(knowledge: KnowledgeBase) -> tuple[Passage, ...]:
    """Every piece of prose, in the order of the knowledge; the same words may stand in several places."""
    found: list[Passage] = []

    def note(where: str, text: str) -> str:
        found.append(Passage(where, text))
        return text

    _noun(knowledge, note)
    return tuple(found)


_Tell = Callable[[str, str], str]
"""What is said for a piece of prose, given where it stands and its text."""


def _noun(noun: _Noun, tell: _Tell) -> _Noun:
    """The noun with `tell` applied to all prose in it; what does not change stays the same object."""
    changes: dict[str, Any] = {}
    for field in noun.__struct_fields__:
        where = f"{type(noun).__name__}.{field}"
        old = getattr(noun, field)
        new = _value(old, tell, where if field in PROSE.get(type(noun), ()) else None)
        if new is not old:
            changes[field] = new
    if isinstance(noun, Indication) and noun.judged and noun.judged.note:
        changes["judged"] = replace(noun.judged, note=tell(JUDGED_BECAUSE, noun.judged.note))
    return replace(noun, **changes) if changes else noun


def _value(value: object, tell: _Tell, where: str | None) -> object:
    """The value of a field, told: its own words only where the field is prose."""
    if isinstance(value, str):
        return value if where is None else tell(where, value)
    if isinstance(value, WITHOUT_PROSE):
        return value
    if isinstance(value, msgspec.Struct):
        return _noun(value, tell)
    if isinstance(value, tuple):
        parts = tuple(_value(part, tell, where) for part in value)
        return value if all(map(is_, parts, value)) else parts
    if isinstance(value, dict):
        mapping = {key: _value(part, tell, where) for key, part in value.items()}
        return value if all(map(is_, mapping.values(), value.values())) else mapping
    return value
