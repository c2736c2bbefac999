"""Text into words and sentences, each tied to its characters in the original."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

LONGEST_SENTENCE = 120
"""Words after which a sentence is cut: it bounds the work done on text without full stops."""

_WORD = re.compile(r"\d+(?:[.,]\d+)?(?![^\W_])|[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'"})
_KEEPS_S = frozenset({"it's", "that's", "he's", "she's", "there's", "what's", "here's", "let's", "this's", "who's"})


class Token(NamedTuple):
    """A word as it is compared, its characters in the text, and what stands between it and the word before."""

    word: str
    start: int
    end: int
    gap: str


class Stretch(NamedTuple):
    """A sentence: tokens `first` to `last` (exclusive), and whether it ends with a question mark."""

    first: int
    last: int
    question: bool


def normalise(word: str) -> str:
    """The form in which words are compared: lower case, plain apostrophes, no possessive s."""
    low = word.lower()
    if low.isalnum():
        return low
    low = low.translate(_APOSTROPHES)
    if low.endswith("'s") and low not in _KEEPS_S:
        return low[:-2]
    return low


def tokenise(text: str) -> list[Token]:
    """Every word and number of a text in order. Any text is accepted."""
    tokens: list[Token] = []
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        tokens.append(Token(normalise(found.group()), start, end, text[last:start]))
        last = end
    return tokens


def split_sentences(text: str, tokens: list[Token], abbreviations: Collection[str]) -> list[Stretch]:
    """Sentences as stretches of tokens; a line break counts where the next line opens like a new sentence."""
    stretches: list[Stretch] = []
    first = 0
    for index in range(1, len(tokens)):
        gap = tokens[index].gap
        if (gap != " " and _breaks(text, tokens, index, abbreviations)) or index - first >= LONGEST_SENTENCE:
            stretches.append(Stretch(first, index, "?" in gap))
            first = index
    if tokens:
        stretches.append(Stretch(first, len(tokens), "?" in text[tokens[-1].end :]))
    return stretches


def _breaks(text: str, tokens: list[Token], index: int, abbreviations: Collection[str]) -> bool:
    gap, before, opening = tokens[index].gap, tokens[index - 1].word, text[tokens[index].start]
    if "!" in gap or "?" in gap or gap.count("\n") > 1:
        return True
    if "\n" in gap and (not opening.islower() or any(mark in gap for mark in "-*•–")):
        return True
    if "." not in gap:
        return False
    if before in abbreviations or (gap == "." and opening.islower()):
        return False
    return not ("..." in gap and opening.islower())
