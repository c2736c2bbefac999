"""Finds the lexicon's patterns in one sentence, looking only at patterns whose rarest word is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rhomboid.model import Lexicon
from rhomboid.reading import patterns
from rhomboid.reading.patterns import Compiler, Item, Pattern

WINDOW = 12
"""Words within which all parts of a ``&`` pattern must stand."""

_CACHED_WORDS = 50_000


class Match(NamedTuple):
    """
    A concept at the word positions that matched (words in gaps are not among them).

    `denies` when the words themselves say that it is absent.
    """

    concept: str
    at: tuple[int, ...]
    denies: bool = False


class Matcher:
    """
    Every pattern of a lexicon, indexed by the key that fewest patterns share.

    Built once; finding is linear in the number of words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        compiler = Compiler(lexicon.classes)
        compiled = [
            pattern
            for concept, texts in lexicon.phrases.items()
            for text in texts
            if (pattern := compiler.pattern(concept, text))
        ]
        self.classes = compiler.classes
        self.faults = tuple(compiler.faults + _unknown_classes(compiled, compiler))
        self._classes_of = patterns.first_keys(self.classes)
        self._index = _index(compiled)
        keys = {key for pattern in compiled for key in pattern.required} | set(self._classes_of)
        self._prefixes = frozenset(key[:-1] for key in keys if key[-1] == "*")
        self.words = _words(compiler)
        self._keys: dict[str, tuple[str, ...]] = {}

    def keys(self, word: str) -> tuple[str, ...]:
        """Everything a word can begin: itself, prefixes, classes."""
        known = self._keys.get(word)
        if known is None:
            found = {word}
            found.update(f"{word[:n]}*" for n in range(1, len(word) + 1) if word[:n] in self._prefixes)
            for key in tuple(found):
                found |= self._classes_of.get(key, set())
            known = tuple(found)
            if len(self._keys) < _CACHED_WORDS:
                self._keys[word] = known
        return known

    def knows(self, word: str) -> bool:
        """Whether any pattern uses the word, so that it needs no spelling correction."""
        return word in self.words or any(word[:n] in self._prefixes for n in range(3, len(word) + 1))

    def find(self, words: Sequence[str], clause: Sequence[int]) -> list[Match]:
        """Matches in one sentence; the parts of a ``&`` pattern stay within one of its clauses."""
        search = _Search(self, words, clause)
        return [match for pattern in search.candidates(self._index) for match in search.matches(pattern)]


class _Search:
    """One sentence while it is being searched."""

    def __init__(self, matcher: Matcher, words: Sequence[str], clause: Sequence[int]) -> None:
        self.classes = matcher.classes
        self.words = words
        self.clause = clause
        self.starts: dict[str, list[int]] = {}
        self._classes_at: dict[tuple[str, int], list[tuple[int, ...]]] = {}
        for at, word in enumerate(words):
            for key in matcher.keys(word):
                self.starts.setdefault(key, []).append(at)

    def candidates(self, index: dict[str, list[Pattern]]) -> Iterator[Pattern]:
        starts = self.starts
        for key in starts:
            for pattern in index.get(key, ()):
                if all(needed in starts for needed in pattern.required):
                    yield pattern

    def matches(self, pattern: Pattern) -> Iterator[Match]:
        found = [self._sequence_matches(part) for part in pattern.parts]
        if not all(found):
            return
        seeds = min(found, key=len)
        others = [part for part in found if part is not seeds]
        for seed in seeds:
            at = self._join(seed, others)
            if at and not self._is_barred(pattern, at):
                yield Match(pattern.concept, at, pattern.denies)

    def _join(self, seed: tuple[int, ...], others: list[list[tuple[int, ...]]]) -> tuple[int, ...]:
        taken = seed
        for part in others:
            best: tuple[int, ...] = ()
            nearest = WINDOW
            for option in part:
                if self.clause[option[0]] != self.clause[seed[0]] or not set(option).isdisjoint(taken):
                    continue
                width = max(taken[-1], option[-1]) - min(taken[0], option[0]) + 1
                if width <= nearest:
                    best, nearest = option, width
            if not best:
                return ()
            taken = tuple(sorted(taken + best))
        return taken

    def _is_barred(self, pattern: Pattern, at: tuple[int, ...]) -> bool:
        low, high = at[-1] - WINDOW, at[0] + WINDOW
        return any(
            low <= option[0] and option[-1] <= high and self.clause[option[0]] == self.clause[at[0]]
            for part in pattern.barred
            for option in self._sequence_matches(part)
        )

    def _sequence_matches(self, sequence: patterns.Sequence) -> list[tuple[int, ...]]:
        starts = self._possible_starts(sequence)
        return [at for start in starts if (at := next(self._match(sequence, 0, start), None))]

    def _possible_starts(self, sequence: patterns.Sequence) -> Iterable[int]:
        if not sequence[0].optional:
            return self.starts.get(sequence[0].key, ())
        return range(len(self.words))

    def _match(self, sequence: patterns.Sequence, item_at: int, at: int) -> Iterator[tuple[int, ...]]:
        if item_at == len(sequence):
            yield ()
            return
        item = sequence[item_at]
        if not item.key:
            for skipped in range(item.gap + 1):
                yield from self._match(sequence, item_at + 1, at + skipped)
            return
        for taken in self._item(item, at):
            for rest in self._match(sequence, item_at + 1, taken[-1] + 1):
                yield taken + rest
        if item.optional:
            yield from self._match(sequence, item_at + 1, at)

    def _item(self, item: Item, at: int) -> list[tuple[int, ...]]:
        key = item.key
        if at >= len(self.words):
            return []
        if key[0] == "@":
            return self._class(key, at)
        word = self.words[at]
        return [(at,)] if word == key or (key[-1] == "*" and word.startswith(key[:-1])) else []

    def _class(self, key: str, at: int) -> list[tuple[int, ...]]:
        known = self._classes_at.get((key, at))
        if known is None:
            self._classes_at[key, at] = []
            found = {taken for option in self.classes.get(key, ()) for taken in self._match(option, 0, at) if taken}
            known = self._classes_at[key, at] = sorted(found, key=len, reverse=True)
        return known


def _index(compiled: list[Pattern]) -> dict[str, list[Pattern]]:
    counts: dict[str, int] = {}
    for pattern in compiled:
        for key in pattern.required:
            counts[key] = counts.get(key, 0) + 1
    index: dict[str, list[Pattern]] = {}
    for pattern in compiled:
        index.setdefault(min(pattern.required, key=counts.__getitem__), []).append(pattern)
    return index


def _unknown_classes(compiled: list[Pattern], compiler: Compiler) -> list[str]:
    used = {(pattern.concept, key) for pattern in compiled for key in pattern.required}
    used |= {(name, item.key) for name, options in compiler.classes.items() for option in options for item in option}
    return [f"{where}: no class {key!r}" for where, key in used if key[:1] == "@" and key not in compiler.classes]


def _words(compiler: Compiler) -> frozenset[str]:
    sequences = [*compiler.sequences(), *(option for options in compiler.classes.values() for option in options)]
    return frozenset(item.key for sequence in sequences for item in sequence if item.key[:1].isalpha() and item.key[-1] != "*")
