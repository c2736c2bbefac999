"""Search over the pages of the knowledge: names, plain words and questions, with misspellings forgiven."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

import msgspec
from rapidfuzz import fuzz, process

from rhomboid.model import Source
from rhomboid.web.knowledge.article import Article, address

LONGEST_QUERY = 200
MOST_WORDS = 12
LIKENESS = 78.0
"""How alike (of 100) two words must be to be the same, misspelt."""
SHORTEST_MENDED = 4
PART = 0.8
"""What a word counts of which only the beginning was typed."""
DOUBTED = 0.6
"""What another word counts that is like the one typed, where that one is known too."""
NAME, PLAIN, KNOWN_AS = 3.0, 1.5, 1.0
"""What a word counts by where it stands."""
ENOUGH = 0.5
"""The share of the weight of the words asked for that a page must hold."""
MOST_OF_A_KIND = 12
_UNHELPFUL_WORDS = """
a an and are at be but by can do does for from how i in is it its me my not of on or so that the there this to was what
when where which who why will with you your
der die das ein eine und oder ist in im am an auf bei mit von zu den dem des ich mein meine was wie wo
"""
UNHELPFUL = frozenset(_UNHELPFUL_WORDS.split())
"""Words that stand on every page, in English and in German, and so tell none from another."""
_WORD = re.compile(r"\w+")


class Hit(msgspec.Struct, frozen=True):
    """One page that was found."""

    kind: str
    address: str
    name: str
    plain: str
    score: float


class Finder:
    """An index of pages and sources by the words they hold."""

    def __init__(self, articles: Iterable[Article], sources: Iterable[Source]) -> None:
        self._pages: list[tuple[str, str, str, str]] = []
        self._weights: dict[str, dict[int, float]] = {}
        for article in articles:
            named = NAME * (1 + 1 / max(1, len(words_of(article.name))))
            parts = ((article.name, named), (article.plain, PLAIN), (" ".join(article.known_as), KNOWN_AS))
            self._add(article.kind, article.address, article.name, article.plain, parts)
        for source in sources:
            parts = ((source.authors, PLAIN), (source.title, PLAIN), (f"{source.id} {source.year}", KNOWN_AS))
            self._add("sources", address("sources", source.id), source.title, source.authors, parts)
        self._known = tuple(self._weights)

    def _add(self, kind: str, place: str, name: str, plain: str, parts: Iterable[tuple[str, float]]) -> None:
        number = len(self._pages)
        self._pages.append((kind, place, name, plain))
        for text, weight in parts:
            for word in words_of(text):
                pages = self._weights.setdefault(word, {})
                pages[number] = max(pages.get(number, 0.0), weight)

    def find(self, query: str) -> tuple[Hit, ...]:
        """What holds most of the words asked for, best first."""
        asked = words_of(query[:LONGEST_QUERY])[:MOST_WORDS]
        scores: dict[int, float] = {}
        held: dict[int, float] = {}
        total = 0.0
        for word in asked:
            found = self._pages_with(word)
            rare = math.log1p(len(self._pages) / (1 + len(found)))
            total += rare
            for number, (weight, likeness) in found.items():
                scores[number] = scores.get(number, 0.0) + rare * weight * likeness
                held[number] = held.get(number, 0.0) + rare * likeness
        hits = (Hit(*self._pages[number], score) for number, score in scores.items() if held[number] >= ENOUGH * total)
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.name)))

    def _pages_with(self, word: str) -> dict[int, tuple[float, float]]:
        """The pages that hold a word: what it counts by its place there, and how alike it is to what was typed."""
        found: dict[int, tuple[float, float]] = {}
        for known, likeness in self._alike(word):
            for number, weight in self._weights[known].items():
                found[number] = max(found.get(number, (0.0, 0.0)), (weight, likeness), key=lambda it: it[0] * it[1])
        return found

    def _alike(self, word: str) -> Iterator[tuple[str, float]]:
        """The known words that a word may stand for. One that is known can be a misspelling of another all the same."""
        known = word in self._weights
        if known:
            yield word, 1.0
        if len(word) < SHORTEST_MENDED:
            return
        begun = [other for other in self._known if other != word and other.startswith(word)]
        yield from ((other, PART) for other in begun)
        factor = DOUBTED if known or begun else 1.0
        near = process.extract(word, self._known, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=6)
        yield from ((other, factor * score / 100) for other, score, _place in near if other != word)


def grouped(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """The hits by kind, the kind of the best first, so many of each."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        group = groups.setdefault(hit.kind, [])
        if len(group) < MOST_OF_A_KIND:
            group.append(hit)
    return groups


def words_of(text: str) -> list[str]:
    """The words of a text that tell something, small, each once."""
    found = (word for word in _WORD.findall(text.casefold().replace("'", "")) if word not in UNHELPFUL)
    return list(dict.fromkeys(found))
