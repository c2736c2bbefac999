"""
The pattern language of the lexicon.

    stiff neck            adjacent words
    stiff* neck           a word that begins with "stiff"
    (my|the) neck         one of several; ``(my)?`` may be missing
    over my ? shoulder    ``?`` up to one word between, ``??`` up to two, ``...`` up to four
    @worse & @turn        both in one clause, in any order, within twelve words
    @turn !@arm           not if the second is nearby
    @head                 any member of the class ``head``
    -afebrile             words that say the finding is absent
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rhomboid.reading.tokens import normalise

_GROUP = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\??"
_WORD = r"[^\W_]+(?:['’][^\W_]+)*(?:\*|\?(?=[^\W_?]|\s|$))?"
_PIECE = re.compile(rf"{_GROUP}|@\w+|\.\.\.|\?+|{_WORD}|[()|!]")
_CLASS = re.compile(r"@(\w+)")
_PLAIN = re.compile(r"[a-z0-9 ]+")
_CACHED_OPTIONS = 50_000
_GAPS = {"?": 1, "??": 2, "...": 4}


class Item(NamedTuple):
    """
    One place in a sequence.

    `key` is a word, ``word*`` for a prefix, ``@name`` for a class, or empty for a gap of up to `gap` words.
    """

    key: str
    gap: int = 0
    optional: bool = False


Sequence = tuple[Item, ...]


class Pattern(NamedTuple):
    """
    All `parts` near each other and none of `barred`.

    `required` are the keys without which it cannot match; `denies` marks words that say "absent".
    """

    concept: str
    parts: tuple[Sequence, ...]
    barred: tuple[Sequence, ...]
    required: frozenset[str]
    denies: bool = False


class Compiler:
    """
    Turns pattern strings into `Pattern` values and knows the classes they use, named and nameless.

    Members of a class are parsed when a text first needs them: most never are.
    """

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self.members: dict[str, Iterable[str]] = {f"@{name}": entries for name, entries in classes.items()}
        self.faults: list[str] = []
        self._classes: dict[str, list[Sequence]] = {}
        self._by_word: dict[str, dict[str, list[Sequence]]] = {}
        self._at_word: dict[tuple[str, str], list[tuple[tuple[str, ...], Sequence]]] = {}
        self._parts: dict[str, Sequence] = {}
        self._items: dict[str, Item] = {}

    def options(self, key: str) -> list[Sequence]:
        """The members of a class, none where there is no such class."""
        known = self._classes.get(key)
        if known is None:
            entries = self.members.get(key, ())
            texts = [part for entry in entries for part in (entry.split("|") if "(" not in entry else (entry,))]
            known = self._classes[key] = [sequence for sequence in map(self.sequence, texts) if sequence]
        return known

    def options_at(self, key: str, word: str) -> list[tuple[tuple[str, ...], Sequence]]:
        """The members of a class that can begin with a word, each with its words where it is plain words only."""
        known = self._at_word.get((key, word))
        if known is None:
            known = [(plain_words(option), option) for option in self._options_at(key, word)]
            if len(self._at_word) < _CACHED_OPTIONS:
                self._at_word[key, word] = known
        return known

    def _options_at(self, key: str, word: str) -> list[Sequence]:
        by_word = self._by_word.get(key)
        if by_word is None:
            by_word = self._by_word[key] = {"": []}
            for sequence in self.options(key):
                item = sequence[0]
                plain = item.key[0] != "@" and item.key[-1] != "*" and not item.optional
                by_word.setdefault(item.key if plain else "", []).append(sequence)
        found = by_word.get(word)
        return by_word[""] if found is None else found + by_word[""]

    def pattern(self, concept: str, text: str) -> Pattern | None:
        """The compiled pattern, or None (and a line in `faults`) where nothing in it can match."""
        parts: list[Sequence] = []
        barred: list[Sequence] = []
        denies = text.startswith("-")
        for position, clause in enumerate(text.removeprefix("-").split("&")):
            wanted, *unwanted = clause.split("!")
            sequence = self.sequence(wanted)
            if sequence:
                parts.append(sequence)
            elif position or not unwanted:
                self.faults.append(f"{concept}: empty part in {text!r}")
            barred.extend(filter(None, map(self.sequence, unwanted)))
        required = frozenset(item.key for part in parts for item in part if item.key and not item.optional)
        if not required:
            self.faults.append(f"{concept}: nothing to match in {text!r}")
            return None
        return Pattern(concept, tuple(parts), tuple(barred), required, denies)

    def sequence(self, text: str) -> Sequence:
        """One run of adjacent items."""
        text = text.strip()
        known = self._parts.get(text)
        if known is None:
            known = self._parts[text] = self._parse(text)
        return known

    def _parse(self, text: str) -> Sequence:
        if _PLAIN.fullmatch(text):
            return tuple(map(self._plain, text.split()))
        items: list[Item] = []
        for piece in _PIECE.findall(text):
            if piece[0] == "(" and len(piece) > 1:
                optional = piece[-1] == "?"
                items.append(Item(self._group(piece[1 : -2 if optional else -1]), optional=optional))
            elif piece in _GAPS:
                items.append(Item("", gap=_GAPS[piece]))
            elif piece in "()|!":
                self.faults.append(f"stray {piece!r} in {text!r}")
            else:
                items.append(self._word(piece))
        while items and not items[0].key:
            items.pop(0)
        while items and not items[-1].key:
            items.pop()
        return tuple(items)

    def _plain(self, word: str) -> Item:
        item = self._items.get(word)
        if item is None:
            item = self._items[word] = Item(word)
        return item

    def _word(self, piece: str) -> Item:
        if piece[0] == "@" or piece[-1] == "*":
            return Item(piece.lower())
        if piece[-1] != "?":
            return Item(normalise(piece))
        word = normalise(piece[:-1])
        if not word.endswith("s"):
            return Item(word, optional=True)
        key = f"@({word}|{word[:-1]})"
        self.members.setdefault(key, (word, word[:-1]))
        return Item(key)

    def _group(self, text: str) -> str:
        key = f"@({text})"
        if key not in self.members:
            self.members[key] = _split_options(text)
        return key


def plain_words(sequence: Sequence) -> tuple[str, ...]:
    """The words of a sequence of nothing but words; none where it has gaps, classes, prefixes or optional items."""
    plain = all(item.key and item.key[0] != "@" and item.key[-1] != "*" and not item.optional for item in sequence)
    return tuple(item.key for item in sequence) if plain else ()


def _split_options(text: str) -> list[str]:
    if "(" not in text:
        return text.split("|")
    options, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += character
    return options


def first_keys(compiler: Compiler) -> dict[str, set[str]]:
    """For each word or prefix, the classes that a member beginning with it belongs to, through other classes too."""
    parents: dict[str, set[str]] = {}
    done: set[str] = set()
    while len(done) < len(compiler.members):
        for name in [name for name in compiler.members if name not in done]:
            done.add(name)
            for text in compiler.members[name]:
                # A member that names classes of its own, `between (my|the) legs`, must be parsed for them to be known.
                word = text.partition(" ")[0]
                plain = word.isalnum() and "(" not in text and "?" not in text
                for key in (word.lower(),) if plain else _opening_keys(compiler, text):
                    parents.setdefault(key, set()).add(name)
    upwards = {key: _ancestors(key, parents) for key in parents if key[0] == "@"}
    return {
        key: classes.union(*(upwards[name] for name in classes if name in upwards))
        for key, classes in parents.items()
        if key[0] != "@"
    }


def _opening_keys(compiler: Compiler, text: str) -> list[str]:
    """The keys a member of a class can begin with: more than one where its first word may be missing."""
    keys: list[str] = []
    for item in compiler.sequence(text):
        if item.key:
            keys.append(item.key)
        if not item.optional:
            break
    return keys


def _ancestors(key: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(parents[key])
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(parents.get(name, ()))
    return found


def used_classes(
    classes: Mapping[str, Iterable[str]], phrases: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """The classes that patterns name, in themselves or through others: compiling the rest would only take time."""
    used: dict[str, tuple[str, ...]] = {}
    todo = [name for texts in phrases.values() for name in _CLASS.findall(" ".join(texts).lower())]
    while todo:
        name = todo.pop()
        if name in classes and name not in used:
            used[name] = tuple(classes[name])
            todo.extend(_CLASS.findall(" ".join(used[name]).lower()))
    return used
