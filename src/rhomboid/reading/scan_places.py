"""
Where the findings of a scan report are: the levels that each belongs to, and the part of the spine.

Levels stand before what they hold ("C5/6: disc bulge", "C6/7 disc protrusion") or after it ("a bulge at T7/8 with
narrowing of the canal"); a part of the spine holds until another is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rhomboid.model.register import Region
from rhomboid.reading.levels import Levels, find_levels, region_of
from rhomboid.reading.matcher import Match
from rhomboid.reading.phrasebook import Phrased, Phrases, find_cues

_REGION_KINDS: dict[str, Region] = {
    "scan_cervical": "cervical",
    "scan_thoracic": "thoracic",
    "scan_lumbar": "lumbar",
}
_KINDS = (*_REGION_KINDS, "scan_same_level")
_AND = frozenset({"and", "or", "nor", "plus"})
_BEFORE_LEVEL = frozenset({"at", "the", "in", "level", "of"})
_MARKS = ",;:()\n"
_LIST_OF_PARTS = 4
"""Words within which parts of the spine are named together: "the cervical and thoracic spine"."""

Placed = tuple[Region | None, tuple[str, ...]]
"""A part of the spine, and the levels in it; None and nothing where none is told."""


class _RegionWord(NamedTuple):
    region: Region
    at: int


class Places:
    """Puts the findings of a report in their places, sentence after sentence: what was named last goes on."""

    def __init__(self, cues: Phrases) -> None:
        self._cues = cues
        self._region: Region | None = None
        self._levels: tuple[str, ...] = ()

    def read(self, sentence: Phrased, findings: Sequence[Match], absent: Sequence[bool]) -> list[list[Placed]]:
        """
        The places of each finding of the next sentence; `absent` tells which findings are denied.

        A finding has more than one place where its levels, or the words for it, lie in several parts of the spine.
        """
        hits = find_cues(self._cues, _KINDS, sentence)
        groups = find_levels(sentence.tokens)
        regions = [_RegionWord(_REGION_KINDS[hit.concept], hit.at[0]) for hit in hits if hit.concept in _REGION_KINDS]
        named = sorted(
            [*regions, *(_RegionWord(region_of(group.names[0]), group.start) for group in groups)],
            key=lambda word: word.at,
        )
        same = [self._again(hit, groups) for hit in hits if hit.concept == "scan_same_level"]
        levels = _Levelling(sentence, findings, absent, sorted([*groups, *filter(None, same)], key=lambda g: g.start))
        placed = [
            _by_region(found) or [(region, ()) for region in self._regions(sentence, match, findings, regions, named)]
            for match, found in zip(findings, levels.found, strict=True)
        ]
        if named:
            self._region = named[-1].region
        if groups:
            self._levels = groups[-1].names
        return placed

    def _again(self, hit: Match, groups: Sequence[Levels]) -> Levels | None:
        """ "At this level": the levels named last before it."""
        before = [group.names for group in groups if group.end <= hit.at[0]]
        names = before[-1] if before else self._levels
        return Levels(names, hit.at[0], hit.at[-1] + 1) if names else None

    def _regions(
        self,
        sentence: Phrased,
        match: Match,
        findings: Sequence[Match],
        regions: Sequence[_RegionWord],
        named: Sequence[_RegionWord],
    ) -> list[Region | None]:
        """The parts named in its own piece of the sentence; else the last one before it, else the next after it."""
        start, end = _piece(sentence, match)
        own = sorted((word for word in regions if start <= word.at < end), key=lambda word: abs(word.at - match.at[0]))
        if own:
            told = {at for finding in findings for at in finding.at}
            near = [word for word in own if told.isdisjoint(range(*sorted((own[0].at, word.at))))]
            return list(dict.fromkeys(word.region for word in near if abs(word.at - own[0].at) <= _LIST_OF_PARTS))
        before = [word.region for word in named if word.at < match.at[0]]
        after = [word.region for word in named if word.at > match.at[0]]
        return [before[-1] if before else self._region or (after[0] if after else None)]


class _Levelling:
    """One sentence while its levels are shared out: `found` are those of each finding."""

    def __init__(
        self, sentence: Phrased, findings: Sequence[Match], absent: Sequence[bool], groups: Sequence[Levels]
    ) -> None:
        self.words = sentence.words
        self.gaps = [token.gap for token in sentence.tokens]
        self.clause = sentence.clauses.number
        self.links = sentence.clauses.cues.words("scan_link")
        self.findings = findings
        self.absent = absent
        self.found: list[tuple[str, ...]] = [()] * len(findings)
        self._own = [False] * len(findings)
        for at, group in enumerate(groups):
            until = groups[at + 1].start if at + 1 < len(groups) else len(self.words)
            for index, match in enumerate(findings):
                if not set(match.at).isdisjoint(range(group.start, group.end)):
                    self.found[index], self._own[index] = group.names, True
            after = [index for index, match in enumerate(findings) if group.end <= match.at[0] < until]
            if self._is_heading(group, after, bool(at)):
                self._head(group, findings)
            else:
                self._follow(group, groups[at - 1].end if at else 0, after)

    def _is_heading(self, group: Levels, after: Sequence[int], earlier: bool) -> bool:
        """Whether levels stand before what they hold."""
        if group.end < len(self.words) and (":" in self.gaps[group.end] or " - " in self.gaps[group.end]):
            return True
        if not after:
            return False
        if not earlier and not any(match.at[0] < group.start for match in self.findings):
            return True
        start = group.start
        while start > 0 and self.words[start - 1] in _BEFORE_LEVEL and not self._is_cut(start):
            start -= 1
        opens = self._is_cut(start) or self.words[start - 1] in self.links
        return opens and not self._cut_between(group.end, self.findings[after[0]].at[0] + 1)

    def _head(self, group: Levels, findings: Sequence[Match]) -> None:
        colon = group.end < len(self.words) and ":" in self.gaps[group.end]
        for index, match in enumerate(findings):
            if match.at[0] >= group.end and (colon or not self.absent[index]):
                self.found[index] = group.names

    def _follow(self, group: Levels, since: int, after: Sequence[int]) -> None:
        """Levels after what they hold: the finding before them, the list it ends, and what hangs on with "with"."""
        clause = self.clause[group.start]
        before = [
            index
            for index, match in enumerate(self.findings)
            if since <= match.at[0] < group.start and self.clause[match.at[0]] == clause
        ]
        if before and self.absent[before[-1]] and self._cut_between(self._end(before[-1]), group.start + 1):
            before = []
        listed = False
        for nearest, index in enumerate(reversed(before)):
            if nearest:
                later = before[-nearest]
                listed = listed or self._is_listed(index, later)
                if not self._goes_on(index, later, listed) or self._own[index] or self.found[index]:
                    break
            self.found[index], self._own[index] = group.names, True
        last = group.end
        for index in after:
            start = self.findings[index].at[0]
            on = not self._cut_between(last, start + 1) or not self.links.isdisjoint(self.words[last:start])
            if self.absent[index] or not (on or last != group.end):
                break
            self.found[index] = group.names
            last = self._end(index)

    def _is_listed(self, first: int, second: int) -> bool:
        return not _AND.isdisjoint(self._between(first, second))

    def _goes_on(self, first: int, second: int, listed: bool) -> bool:
        """Whether two findings are told together."""
        if self.absent[first] != self.absent[second]:
            return False
        start, end = self._end(first), self.findings[second].at[0] + 1
        if not self._cut_between(start, end) or listed:
            return not any(mark in gap for gap in self.gaps[start:end] for mark in ";:\n")
        return not self.links.isdisjoint(self._between(first, second))

    def _between(self, first: int, second: int) -> Sequence[str]:
        return self.words[self._end(first) : self.findings[second].at[0]]

    def _end(self, index: int) -> int:
        return self.findings[index].at[-1] + 1

    def _cut_between(self, start: int, end: int) -> bool:
        return any(self._is_cut(at) for at in range(start, end))

    def _is_cut(self, at: int) -> bool:
        return at == 0 or any(mark in self.gaps[at] for mark in _MARKS) or self.words[at - 1] in _AND


def _by_region(levels: Sequence[str]) -> list[Placed]:
    places: dict[Region, list[str]] = {}
    for level in levels:
        places.setdefault(region_of(level), []).append(level)
    return [(region, tuple(names)) for region, names in places.items()]


def _piece(sentence: Phrased, match: Match) -> tuple[int, int]:
    """The words around a finding up to a comma, a colon or a new clause."""
    first, last = sentence.clauses.bounds(match.at[0])
    start, end = match.at[0], match.at[-1] + 1
    while start > first and not any(mark in sentence.tokens[start].gap for mark in _MARKS):
        start -= 1
    while end < last and not any(mark in sentence.tokens[end].gap for mark in _MARKS):
        end += 1
    return start, end
