"""Spelling mended against the lexicon's own words, and never against common words that are right as they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

SHORTEST = 5
"""Letters below which a word is never mended."""

LONGEST = 24
"""Letters above which a word is never mended."""

CUTOFF = 86.0
"""Similarity (0 to 100) from which a word is taken for another."""

_CACHED_WORDS = 50_000


class Speller:
    """Maps an unknown word to the nearest known one with the same first letter, or to itself."""

    def __init__(self, words: Iterable[str], common: Collection[str]) -> None:
        self._known = frozenset(words)
        self._common = frozenset(common)
        self._by_start: dict[tuple[str, int], list[str]] = {}
        self._mended: dict[str, str] = {}

    def mend(self, word: str) -> str:
        """The known word meant, or the word itself."""
        if not SHORTEST <= len(word) <= LONGEST or word in self._known or word in self._common:
            return word
        known = self._mended.get(word)
        if known is None:
            known = self._nearest(word)
            if len(self._mended) < _CACHED_WORDS:
                self._mended[word] = known
        return known

    def _nearest(self, word: str) -> str:
        if word.endswith("s") and word[:-1] in self._known:
            return word[:-1]
        if not word.isalpha():
            return word
        options = self._candidates(word[0], len(word))
        best = process.extractOne(word, options, scorer=fuzz.ratio, score_cutoff=CUTOFF)
        return best[0] if best else word

    def _candidates(self, letter: str, length: int) -> list[str]:
        """Known words with that first letter and about that length, in alphabetical order."""
        if not self._by_start:
            for word in sorted(self._known):
                if len(word) >= SHORTEST:
                    self._by_start.setdefault((word[0], len(word)), []).append(word)
        near = range(length - 2, length + 3)
        return [word for size in near for word in self._by_start.get((letter, size), ())]
