"""
Lists of names taken apart: "disc bulges and protrusions" names protrusions of discs, "hot and cold packs" hot packs.

Patterns want the words of one name side by side, and a list leaves out the word that its members share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rhomboid.reading.matcher import Match, Matcher

LONGEST_MEMBER = 4
"""Words up to which members of a list are left out at once."""

NEAR = 4
"""Words on either side that are read with what is left."""

_JOINS = frozenset({"and", "or", "nor", "plus"})


class _Cut(NamedTuple):
    """Where two members of a list meet: the left one ends before word `left`, the right one begins at `right`."""

    left: int
    right: int


def listed_matches(
    matcher: Matcher, words: Sequence[str], gaps: Sequence[str], clause: Sequence[int], found: Sequence[Match]
) -> list[Match]:
    """
    Matches that show once a member of a list is left out.

    Only a member that is part of a name itself is left out, and only what shares a word with that name is taken:
    in "ibuprofen and rubbed gel" no gel is of ibuprofen. `found` are the matches of the sentence as it stands;
    concepts among them are not looked for.
    """
    known = {match.concept for match in found}
    listed: dict[Match, None] = {}
    for cut in _cuts(words, gaps):
        near = [match for match in found if match.at[0] < cut.right + NEAR and match.at[-1] >= cut.left - NEAR]
        if not near:
            continue
        for first, last in _left_out(cut, len(words)):
            kept = [*range(max(0, first - NEAR), first), *range(last, min(len(words), last + NEAR))]
            shorter = matcher.find([words[at] for at in kept], [clause[at] for at in kept])
            for match in shorter:
                at = tuple(kept[place] for place in match.at)
                if match.concept not in known and at[0] < first <= at[-1] and _is_shared(at, range(first, last), near):
                    listed[Match(match.concept, at, match.denies)] = None
    return list(listed)


def spans_a_join(match: Match, words: Sequence[str], gaps: Sequence[str]) -> bool:
    """Whether a match leaps over a joining word or a comma: "cord" and "signal" in "cord compression or signal"."""
    return any(
        at not in match.at and (words[at] in _JOINS or "," in gaps[at] or "/" in gaps[at])
        for at in range(match.at[0] + 1, match.at[-1] + 1)
    )


def _cuts(words: Sequence[str], gaps: Sequence[str]) -> Iterator[_Cut]:
    for at in range(1, len(words)):
        if words[at] in _JOINS and at + 1 < len(words):
            yield _Cut(at, at + 1)
        elif gaps[at].strip() in (",", "/", "&") and words[at - 1] not in _JOINS:
            yield _Cut(at, at)


def _left_out(cut: _Cut, count: int) -> Iterator[tuple[int, int]]:
    """The words left out in turn: the member left of the cut with the cut itself, then the one right of it."""
    for size in range(1, LONGEST_MEMBER + 1):
        if cut.left - size > 0:
            yield cut.left - size, cut.right
        if cut.right + size < count:
            yield cut.left, cut.right + size


def _is_shared(at: tuple[int, ...], left_out: range, near: Sequence[Match]) -> bool:
    return any(not set(at).isdisjoint(match.at) and any(word in left_out for word in match.at) for match in near)
