"""Words that change how other words are read, looked up by their first word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rhomboid.reading.tokens import normalise, tokenise

PHRASE_KINDS = (
    "negation",
    "negation_verb",
    "pseudo_negation",
    "negation_after",
    "exception",
    "contrast",
    "cause",
    "uncertain",
    "fear",
    "likeness",
    "label",
    "bout",
    "past",
    "past_heading",
    "resolved",
    "relative",
    "left",
    "right",
    "both",
    "middle",
    "female_self",
    "male_self",
    "out_of_ten",
    "scale_name",
)
"""Kinds whose entries are looked for as runs of words; the others are plain sets or word=number pairs."""

TIME_KINDS = ("number", "unit", "recent", "weekday", "month_name", "season")
"""Kinds of words with a number that can open a length of time or a date."""


class Hit(NamedTuple):
    """A cue of one kind at words `start` to `end` (exclusive) of a sentence."""

    kind: str
    start: int
    end: int


class Cues:
    """All cues of a lexicon: phrases to look for, sets of words, and words with a number (`opens_time` in a date)."""

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        self._sets = {kind: frozenset(map(normalise, entries)) for kind, entries in cues.items()}
        self._numbers = {kind: dict(map(_pair, entries)) for kind, entries in cues.items() if _has_pairs(entries)}
        self.opens_time = frozenset(word for kind in TIME_KINDS for word in self._numbers.get(kind, ()))
        self.respelled = dict(entry.split("=", 1) for entry in cues.get("respelled", ()))
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for kind in PHRASE_KINDS:
            for entry in cues.get(kind, ()):
                words = tuple(entry.split()) if entry.isascii() and "-" not in entry else _words(entry)
                if words:
                    self._phrases.setdefault(words[0], []).append((words, kind))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def words(self, kind: str) -> frozenset[str]:
        """The words of a kind, empty when the language has none."""
        return self._sets.get(kind, frozenset())

    def numbers(self, kind: str) -> Mapping[str, float]:
        """The numbers of a kind by word."""
        return self._numbers.get(kind, {})

    def find(self, words: Sequence[str]) -> list[Hit]:
        """Cue phrases in order; the longest of each kind at each word. Those inside a pseudo-negation are left out."""
        hits: list[Hit] = []
        for at, word in enumerate(words):
            seen: set[str] = set()
            for phrase, kind in self._phrases.get(word, ()):
                end = at + len(phrase)
                if kind not in seen and (len(phrase) == 1 or tuple(words[at:end]) == phrase):
                    seen.add(kind)
                    hits.append(Hit(kind, at, end))
        return _without_pseudo(hits)


def _without_pseudo(hits: list[Hit]) -> list[Hit]:
    pseudo = [hit for hit in hits if hit.kind == "pseudo_negation"]
    if not pseudo:
        return hits
    negations = ("negation", "negation_verb", "negation_after", "exception", "resolved", "cause")
    return [
        hit
        for hit in hits
        if hit.kind not in negations or not any(over.start <= hit.start and hit.end <= over.end for over in pseudo)
    ]


def _words(entry: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokenise(entry))


def _has_pairs(entries: Sequence[str]) -> bool:
    return bool(entries) and all("=" in entry and _is_number(entry.split("=", 1)[1]) for entry in entries)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _pair(entry: str) -> tuple[str, float]:
    word, number = entry.split("=", 1)
    return word, float(number)
