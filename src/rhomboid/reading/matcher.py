"""Finds the lexicon's patterns in one sentence, looking only at patterns whose rarest word is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rhomboid.model import Lexicon
from rhomboid.reading import patterns
from rhomboid.reading.patterns import Compiler, Item, Pattern

WINDOW = 12
"""Words within which all parts of a ``&`` pattern must stand."""

_LEXICON_WORD = re.compile(r"(?<![@\w])[^\W_]+(?:'[^\W_]+)*\*?")
_CACHED_WORDS = 50_000


Index = dict[str, dict[str, list[Pattern]]]
"""Patterns by their two keys least often met; a pattern with one key has it twice."""


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
        self.compiler = compiler
        self._compiled = compiled
        self._classes_of = patterns.first_keys(compiler)
        self._index = _index(compiled, self._classes_of)
        self.words, self._prefixes = _words(lexicon)
        self._longest_prefix = max(map(len, self._prefixes), default=0)
        self._keys: dict[str, tuple[str, ...]] = {}
        self.plain: dict[int, tuple[str, ...]] = {}

    def faults(self) -> list[str]:
        """What is wrong with the lexicon's patterns: it parses every member of every class."""
        unknown = _unknown_classes(self._compiled, self.compiler)
        return sorted({*self.compiler.faults, *unknown})

    def keys(self, word: str) -> tuple[str, ...]:
        """Everything a word can begin: itself, prefixes, classes."""
        known = self._keys.get(word)
        if known is None:
            found = {word}
            found.update(
                f"{word[:n]}*" for n in range(1, min(len(word), self._longest_prefix) + 1) if word[:n] in self._prefixes
            )
            for key in tuple(found):
                found |= self._classes_of.get(key, set())
            known = tuple(sorted(found))
            if len(self._keys) < _CACHED_WORDS:
                self._keys[word] = known
        return known

    def fits(self, mended: str, word: str) -> bool:
        """Whether a mended word fits every prefix of three letters or more that the word fits."""
        return all(
            mended.startswith(word[:n])
            for n in range(3, min(len(word), self._longest_prefix) + 1)
            if word[:n] in self._prefixes
        )

    def find(self, words: Sequence[str], clause: Sequence[int]) -> list[Match]:
        """Matches in one sentence; the parts of a ``&`` pattern stay within one of its clauses."""
        search = _Search(self, words, clause)
        return [match for pattern in search.candidates(self._index) for match in search.matches(pattern)]


class _Search:
    """One sentence while it is being searched."""

    def __init__(self, matcher: Matcher, words: Sequence[str], clause: Sequence[int]) -> None:
        self.plain = matcher.plain
        self.options_at = matcher.compiler.options_at
        self.words = tuple(words)
        self.clause = clause
        self.starts: dict[str, list[int]] = {}
        self._found: dict[int, list[tuple[int, ...]]] = {}
        self._classes_at: dict[tuple[str, int], list[tuple[int, ...]]] = {}
        starts = self.starts
        for at, word in enumerate(words):
            for key in matcher.keys(word):
                if key in starts:
                    starts[key].append(at)
                else:
                    starts[key] = [at]

    def candidates(self, index: Index) -> Iterator[Pattern]:
        """The patterns whose required keys all stand in the sentence, in an order that never varies."""
        present = frozenset(self.starts)
        for key in sorted(present & index.keys()):
            for second, patterns_of in index[key].items():
                if second in present:
                    for pattern in patterns_of:
                        if len(pattern.required) <= 2 or pattern.required <= present:
                            yield pattern

    def matches(self, pattern: Pattern) -> Iterator[Match]:
        """Where a pattern matches: all its parts near each other, none of the barred ones by."""
        found: list[list[tuple[int, ...]]] = []
        for part in pattern.parts:
            options = self._sequence_matches(part)
            if not options:
                return
            found.append(options)
        seeds = min(found, key=len)
        others = [part for part in found if part is not seeds]
        for seed in seeds:
            at = self._join(seed, others)
            if at and self.clause[at[0]] == self.clause[at[-1]] and not self._is_barred(pattern, at):
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
        known = self._found.get(id(sequence))
        if known is None:
            starts = self._possible_starts(sequence)
            plain = self.plain.get(id(sequence))
            if plain is None:
                plain = self.plain[id(sequence)] = patterns.plain_words(sequence)
            if plain:
                width = len(plain)
                known = [tuple(range(at, at + width)) for at in starts if self.words[at : at + width] == plain]
            elif len(sequence) == 1:
                known = [options[0] for start in starts if (options := self._item(sequence[0], start))]
            else:
                known = [at for start in starts if (at := next(self._match(sequence, 0, start), None))]
            self._found[id(sequence)] = known
        return known

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
            following = sequence[item_at + 1]
            for place in self._places(following, at, at + item.gap):
                yield from self._match(sequence, item_at + 1, place)
            return
        for taken in self._item(item, at):
            for rest in self._match(sequence, item_at + 1, taken[-1] + 1):
                yield taken + rest
        if item.optional:
            yield from self._match(sequence, item_at + 1, at)

    def _places(self, item: Item, first: int, last: int) -> Iterable[int]:
        """Where, from `first` to `last`, an item can begin."""
        if item.optional or not item.key:
            return range(first, last + 1)
        return [place for place in self.starts.get(item.key, ()) if first <= place <= last]

    def _item(self, item: Item, at: int) -> Sequence[tuple[int, ...]]:
        key = item.key
        if at not in self.starts.get(key, ()):
            return ()
        return self._class(key, at) if key[0] == "@" else ((at,),)

    def _class(self, key: str, at: int) -> list[tuple[int, ...]]:
        known = self._classes_at.get((key, at))
        if known is None:
            self._classes_at[key, at] = []
            word = self.words[at]
            found: set[tuple[int, ...]] = set()
            for plain, option in self.options_at(key, word):
                if not plain:
                    found.update(filter(None, self._match(option, 0, at)))
                elif self.words[at : at + len(plain)] == plain:
                    found.add(tuple(range(at, at + len(plain))))
            known = self._classes_at[key, at] = sorted(found, key=_longest_first) if len(found) > 1 else list(found)
        return known


def _longest_first(taken: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return -len(taken), taken


def _index(compiled: list[Pattern], classes_of: Mapping[str, set[str]]) -> Index:
    """Patterns by the key least often met: one that few patterns want and few words begin."""
    breadth: dict[str, int] = {}
    for classes in classes_of.values():
        for key in classes:
            breadth[key] = breadth.get(key, 0) + 1
    counts: dict[str, int] = {}
    for pattern in compiled:
        for key in pattern.required:
            counts[key] = counts.get(key, 0) + 1
    cost = {key: count * breadth.get(key, 1) for key, count in counts.items()}
    index: Index = {}
    for pattern in compiled:
        rarest = sorted(pattern.required, key=lambda key: (cost[key], key))
        index.setdefault(rarest[0], {}).setdefault(rarest[min(1, len(rarest) - 1)], []).append(pattern)
    return index


def _unknown_classes(compiled: list[Pattern], compiler: Compiler) -> list[str]:
    used = {(pattern.concept, key) for pattern in compiled for key in pattern.required}
    for name in list(compiler.members):
        used |= {(name, item.key) for option in compiler.options(name) for item in option}
    return [f"{where}: no class {key!r}" for where, key in used if key[:1] == "@" and key not in compiler.members]


def _words(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Every word of the lexicon, and every prefix (written ``stiff*``)."""
    entries = [entry for group in (lexicon.classes, lexicon.phrases) for texts in group.values() for entry in texts]
    found = _LEXICON_WORD.findall("\n".join(entries).lower())
    return frozenset(word for word in found if word[-1] != "*"), frozenset(
        word[:-1] for word in found if word[-1] == "*"
    )
