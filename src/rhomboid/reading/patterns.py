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

_PIECE = re.compile(r"@\w+|\.\.\.|\)\?|\?+|[()|&!]|[^\W_]+(?:['’][^\W_]+)*(?:\*|\?(?=[^\W_?]|\s|\)|\||$))?")
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
    required: tuple[str, ...]
    denies: bool = False


class Compiler:
    """Turns pattern strings into `Pattern` values and collects the classes they use, named and nameless."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self.classes: dict[str, list[Sequence]] = {}
        self.faults: list[str] = []
        self._parts: dict[str, Sequence] = {}
        for name, entries in classes.items():
            self.classes[f"@{name}"] = [sequence for entry in entries for sequence in self._alternatives(entry)]

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
        required = tuple(item.key for part in parts for item in part if item.key and not item.optional)
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

    def sequences(self) -> Iterable[Sequence]:
        """Every run of items met so far."""
        return self._parts.values()

    def _alternatives(self, text: str) -> list[Sequence]:
        found = [self.sequence(option) for option in (text.split("|") if "(" not in text else [text])]
        return [sequence for sequence in found if sequence]

    def _parse(self, text: str) -> Sequence:
        if text.isalpha():
            return (Item(normalise(text)),)
        items: list[Item] = []
        pieces = _PIECE.findall(text)
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            if piece == "(":
                end = _closing(pieces, at)
                key = self._group(pieces[at + 1 : end])
                items.append(Item(key, optional=end < len(pieces) and pieces[end] == ")?"))
                at = end
            elif piece in _GAPS:
                items.append(Item("", gap=_GAPS[piece]))
            elif piece not in (")", ")?", "|", "&", "!"):
                items.append(self._word(piece))
            else:
                self.faults.append(f"stray {piece!r} in {text!r}")
            at += 1
        while items and not items[0].key:
            items.pop(0)
        while items and not items[-1].key:
            items.pop()
        return tuple(items)

    def _word(self, piece: str) -> Item:
        if piece[0] == "@" or piece[-1] == "*":
            return Item(piece.lower())
        if piece[-1] != "?":
            return Item(normalise(piece))
        word = normalise(piece[:-1])
        if not word.endswith("s"):
            return Item(word, optional=True)
        key = f"@({word}|{word[:-1]})"
        self.classes.setdefault(key, [(Item(word),), (Item(word[:-1]),)])
        return Item(key)

    def _group(self, pieces: list[str]) -> str:
        text = " ".join(pieces).replace(" )?", ")?")
        key = f"@({text})"
        if key not in self.classes:
            self.classes[key] = []
            options = [self.sequence(option) for option in _split_options(text)]
            self.classes[key] = [option for option in options if option]
        return key


def _closing(pieces: list[str], opening: int) -> int:
    depth = 0
    for at in range(opening, len(pieces)):
        depth += (pieces[at] == "(") - (pieces[at] in (")", ")?"))
        if depth == 0:
            return at
    return len(pieces)


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


def first_keys(classes: Mapping[str, list[Sequence]]) -> dict[str, set[str]]:
    """For each word or prefix, the classes that a member beginning with it belongs to, through other classes too."""
    parents: dict[str, set[str]] = {}
    for name, sequences in classes.items():
        for sequence in sequences:
            for item in sequence:
                if item.key:
                    parents.setdefault(item.key, set()).add(name)
                    if not item.optional:
                        break
    return {key: _ancestors(key, parents) for key in parents if key[0] != "@"}


def _ancestors(key: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(parents[key])
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(parents.get(name, ()))
    return found
