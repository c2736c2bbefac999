"""
Levels of the spine as reports write them: "C5-6", "c5/c6", "D7-8", "L5/S1", "T8", "C3-4 to C6-7", "C4/5, 5/6".

A disc is named by the two vertebrae around it. Runs are given in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rhomboid.model.register import Region
from rhomboid.reading.tokens import Token

_COUNTS = {"C": 7, "T": 12, "L": 5, "S": 5}
_REGIONS: dict[str, Region] = {"C": "cervical", "T": "thoracic", "L": "lumbar", "S": "lumbar"}
_SPINE = [f"{letter}{number}" for letter, count in _COUNTS.items() for number in range(1, count + 1)]
_PLACE = {vertebra: place for place, vertebra in enumerate(_SPINE)}

_ONE = re.compile(r"([ctdls])(\d{1,2})")
_TWO = re.compile(r"([ctdls])(\d{1,2})([ctdls])(\d{1,2})")
_RUN_ON = re.compile(r"([ctdls])(\d{2,4})")
_DASHES = frozenset("-‐‑–—")
_RANGE_WORDS = frozenset({"to", "through", "thru", "until"})
_LIST_WORDS = frozenset({"and", "or", "at", "the", "level", "levels", "also", "down", "from", "disc", "discs"})
_UNITS = frozenset({"mm", "cm", "x", "years", "year", "months", "weeks", "percent", "degrees", "o", "of"})
_WEIGHTED = ("signal", "hyper", "hypo", "weight", "bright", "dark", "image", "sequence", "flair", "stir", "sagittal")
_WEIGHTED_BEFORE = frozenset({"high", "low", "increased", "decreased", "bright", "sagittal", "axial", "stir"})


class Levels(NamedTuple):
    """Levels named together by words `start` to `end` (exclusive) of a sentence."""

    names: tuple[str, ...]
    start: int
    end: int


class _Unit(NamedTuple):
    """One disc or vertebra, by the places of its first and last vertebra in the spine."""

    first: int
    last: int
    end: int


def region_of(level: str) -> Region:
    """The part of the spine of a disc or vertebra: that of its upper vertebra."""
    return _REGIONS[level[0]]


def find_levels(tokens: Sequence[Token]) -> list[Levels]:
    """Every group of levels of one sentence, left to right. Words such as "T2 signal" are of the scanner, no level."""
    found: list[Levels] = []
    at = 0
    while at < len(tokens):
        unit = _unit(tokens, at)
        if unit is None:
            at += 1
            continue
        names, end = _group(tokens, unit, at > 0 and tokens[at - 1].word == "between")
        found.append(Levels(tuple(dict.fromkeys(names)), at, end))
        at = end
    return found


def _group(tokens: Sequence[Token], unit: _Unit, between: bool) -> tuple[list[str], int]:
    """The names of a unit and of those joined to it, by "to" or in a list; `between` two vertebrae is their disc."""
    names = _names(unit, unit)
    while True:
        start, ranges = _next_start(tokens, unit)
        following = _unit(tokens, start) or _elided(tokens, start, unit)
        if following is None:
            return names, unit.end
        disc = _disc_unit(unit.first, following.last, following.end) if between else None
        if disc:
            return _names(disc, disc), disc.end
        if (ranges or between) and following.first > unit.first:
            names += _names(unit, following)[1:]
        else:
            names += _names(following, following)
        unit = following


def _names(first: _Unit, last: _Unit) -> list[str]:
    """Every disc, where both ends are discs, or vertebra from one to the other."""
    if first.first == first.last or last.first == last.last:
        return [_SPINE[place] for place in range(first.first, last.last + 1)]
    return [_disc(place) for place in range(first.first, last.first + 1)]


def _disc(place: int) -> str:
    upper, lower = _SPINE[place], _SPINE[place + 1]
    return f"{upper}-{lower[1:] if upper[0] == lower[0] else lower}"


def _next_start(tokens: Sequence[Token], unit: _Unit) -> tuple[int, bool]:
    """Where the next unit of a group can stand, and whether it ends a range."""
    at = unit.end
    if at >= len(tokens) or tokens[at].gap.strip() not in ("", ",", "/", "&", ",&", *_DASHES):
        return len(tokens), False
    ranges = tokens[at].gap.strip() in _DASHES
    while at < len(tokens) and (tokens[at].word in _RANGE_WORDS or tokens[at].word in _LIST_WORDS):
        ranges = ranges or tokens[at].word in _RANGE_WORDS
        at += 1
    return at, ranges


def _unit(tokens: Sequence[Token], at: int) -> _Unit | None:
    if at >= len(tokens):
        return None
    word = tokens[at].word
    if two := _TWO.fullmatch(word):
        return _disc_unit(_place(two[1], two[2]), _place(two[3], two[4]), at + 1)
    start = _vertebra(tokens, at)
    if start is None:
        return _run_on(word, at)
    return None if _is_weighting(tokens, at, start.end) else _lower(tokens, start) or start


def _run_on(word: str, at: int) -> _Unit | None:
    """ "C56", "T1011"."""
    if run_on := _RUN_ON.fullmatch(word):
        for cut in range(1, len(run_on[2])):
            places = _place(run_on[1], run_on[2][:cut]), _place(run_on[1], run_on[2][cut:])
            if unit := _disc_unit(*places, at + 1):
                return unit
    return None


def _vertebra(tokens: Sequence[Token], at: int) -> _Unit | None:
    """ "T8", or "T 8" in two words."""
    word = tokens[at].word
    if one := _ONE.fullmatch(word):
        place = _place(one[1], one[2])
        return None if place is None else _Unit(place, place, at + 1)
    if len(word) == 1 and word in "ctdls" and at + 1 < len(tokens) and tokens[at + 1].gap in (" ", "-"):
        numbered = tokens[at + 1].word
        place = _place(word, numbered) if numbered.isdecimal() and len(numbered) <= 2 else None
        return None if place is None else _Unit(place, place, at + 2)
    return None


def _lower(tokens: Sequence[Token], upper: _Unit) -> _Unit | None:
    """The disc under a vertebra, where the next word names the one below it: "C5-6", "C5/C6", "c5 c6"."""
    at = upper.end
    if at >= len(tokens) or tokens[at].gap.strip() not in ("", "/", *_DASHES):
        return None
    named = _vertebra(tokens, at)
    if named:
        return _disc_unit(upper.first, named.last, named.end)
    below = _SPINE[upper.first + 1][1:] if upper.first + 1 < len(_SPINE) else ""
    if tokens[at].gap.strip() and tokens[at].word.lstrip("0") == below:
        return _disc_unit(upper.first, upper.first + 1, at + 1)
    return None


def _elided(tokens: Sequence[Token], at: int, before: _Unit) -> _Unit | None:
    """ "C4/5, 5/6" and "C4/5/6" go on with discs, "T5, 6 and 7" with vertebrae, of the same letter."""
    if at >= len(tokens) or not tokens[at].word.isdecimal() or (at == before.end and not tokens[at].gap.strip()):
        return None
    letter = _SPINE[before.first][0]
    place = _place(letter, tokens[at].word)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if place is None or (after and (after.gap[:1] == "%" or after.word in _UNITS)):
        return None
    if after and after.gap in ("/", *_DASHES) and after.word.isdecimal():
        return _disc_unit(place, _place(letter, after.word), at + 2)
    if before.first == before.last:
        return _Unit(place, place, at + 1) if place > before.last else None
    return _disc_unit(before.last, place, at + 1) if tokens[at].gap in ("/", *_DASHES) else None


def _disc_unit(upper: int | None, lower: int | None, end: int) -> _Unit | None:
    return _Unit(upper, lower, end) if upper is not None and lower == upper + 1 else None


def _place(letter: str, number: str) -> int | None:
    return _PLACE.get(f"{letter.upper().replace('D', 'T')}{int(number)}") if number.isdecimal() else None


def _is_weighting(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "T1" or "T2" is how the picture was made: "T2 hyperintensity", "high T2 signal", "T1 and T2 weighted"."""
    if "".join(token.word for token in tokens[at:end]) not in ("t1", "t2"):
        return False
    while end < len(tokens) and tokens[end].word in ("and", "or", "t1", "t2"):
        end += 1
    after = tokens[end].word if end < len(tokens) else ""
    before = tokens[at - 1].word if at else ""
    return after in ("w", "wi") or after.startswith(_WEIGHTED) or before in _WEIGHTED_BEFORE
