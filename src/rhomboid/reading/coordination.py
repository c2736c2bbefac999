"""
Lists taken apart: "pain in my neck, chest wall and arm" says "pain in my neck" and "pain in my arm".

Patterns want the words of one finding near each other, and a list puts other members in between.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rhomboid.reading.cues import Cues

LONGEST_ITEM = 4
"""Words up to which a member of a list is one."""

MOST_ITEMS = 7
"""Members after which a list is left as it stands."""


def single_items(cues: Cues, words: Sequence[str], gaps: Sequence[str], placed: frozenset[int]) -> list[list[int]]:
    """
    Word positions of a sentence with all but one member of a list left out, for every list and member.

    A list stands on one side of a word such as "in" or "of": members before it are symptoms, members after it are
    places. "Mid and low back pain" has its own two readings. Lists of one are left out, for they read as they stand.
    `placed` are the positions of places already read: "neck pain and tingling in my arm" has a head with its own
    place, which the arm is not.
    """
    found: list[list[int]] = []
    adjectives = cues.words("place_adjective")
    for at in range(1, len(words) - 1):
        if words[at - 1] in adjectives and words[at] in ("and", "or") and words[at + 1] in adjectives:
            found.append([at - 1, *range(at + 2, min(len(words), at + 2 + LONGEST_ITEM))])
            continue
        if words[at] not in cues.words("links_place") or gaps[at].strip():
            continue
        if not _is_felt(cues, words[max(0, at - 3 * LONGEST_ITEM) : at]):
            continue
        heads = [
            head
            for head in _members_before(cues, words, gaps, at)
            if placed.isdisjoint(head) and _is_felt(cues, [words[place] for place in head])
        ]
        places = [
            place
            for place in _members_after(cues, words, gaps, at + 1)
            if not _is_felt(cues, [words[part] for part in place])
        ]
        if len(heads) * len(places) > 1 and max(len(heads), len(places)) <= MOST_ITEMS:
            found.extend([*head, at, *place] for head in heads for place in places)
    return found


def _is_felt(cues: Cues, words: Sequence[str]) -> bool:
    return not (cues.words("pain").isdisjoint(words) and cues.words("sensation").isdisjoint(words))


def _members_after(cues: Cues, words: Sequence[str], gaps: Sequence[str], start: int) -> list[list[int]]:
    """Members from `start` on, while they stay short and have no verb."""
    stops = _stops(cues)
    members: list[list[int]] = [[]]
    for at in range(start, len(words)):
        if at > start and gaps[at].strip() not in ("", ",", "/", "&", "-", ", "):
            break
        if words[at] in stops or len(members[-1]) >= LONGEST_ITEM:
            members.pop()
            break
        if at > start and ("," in gaps[at] or "/" in gaps[at]) and members[-1]:
            members.append([])
        if words[at] in ("and", "or", "&"):
            if members[-1]:
                members.append([])
            continue
        members[-1].append(at)
    return [member for member in members if member]


def _members_before(cues: Cues, words: Sequence[str], gaps: Sequence[str], end: int) -> list[list[int]]:
    """Members up to `end`, going back while they stay short and have no verb."""
    stops = _stops(cues)
    members: list[list[int]] = [[]]
    for at in range(end - 1, -1, -1):
        if words[at] in stops or words[at] in cues.words("negation") or len(members[0]) >= LONGEST_ITEM:
            break
        if words[at] in ("and", "or", "&"):
            if members[0]:
                members.insert(0, [])
            continue
        members[0].insert(0, at)
        if gaps[at].strip() not in ("", ",", "/"):
            break
        if "," in gaps[at] or "/" in gaps[at]:
            members.insert(0, [])
    return [member for member in members if member]


def _stops(cues: Cues) -> Collection[str]:
    return cues.words("subject") | cues.words("verb") | cues.words("relative_word") | cues.words("contrast")
