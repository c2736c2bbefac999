"""
Whether a scan report says that a finding is there, is not, or only asks for it.

Doubt leads to "there": a denial counts only where it plainly is of the finding.
"""

from __future__ import annotations

from collections.abc import Sequence

from rhomboid.reading.clauses import Scope
from rhomboid.reading.cues import Hit
from rhomboid.reading.levels import find_levels
from rhomboid.reading.matcher import Match
from rhomboid.reading.phrasebook import Phrased, Phrases, find_cues
from rhomboid.reading.sentence import Sentence

_KINDS = ("scan_cannot_exclude", "scan_not_seen", "scan_request", "scan_request_heading", "scan_aside")
_HEADING = 4
"""Words of a sentence within which a heading begins."""


class Denials:
    """
    One sentence of a report with what it denies and asks for.

    `asked` when it stands under a heading such as "Clinical question", or goes on from a sentence that does;
    `is_aside` when it tells of the person or the machine.
    """

    def __init__(self, phrased: Phrased, cues: Phrases, asked_before: bool) -> None:
        self.phrased = phrased
        self.cues = phrased.clauses.cues
        self.words = _unhedged(phrased)
        self.gaps = [token.gap for token in phrased.tokens]
        self.levels = find_levels(phrased.tokens)
        self.sentence = Sentence(self.cues, self.words, phrased.tokens)
        self.clauses = self.sentence.clauses
        self.hits = find_cues(cues, _KINDS, phrased)
        goes_on = asked_before and "." not in self.gaps[0] and "\n" not in self.gaps[0]
        self.asked = goes_on or self._is_headed("scan_request_heading")
        self.is_aside = self.asked or self._is_headed("scan_aside")

    def is_absent(self, match: Match) -> bool | None:
        """Whether a finding is said not to be there; None where the report only asks for it."""
        if self.asked or self._is_asked_for(match):
            return None
        if not match.denies:
            return self.is_denied(match.at)
        before = [scope for scope in self.clauses.covering("negation", match.at) if scope.hit.end <= match.at[0]]
        return not any("," not in "".join(self.gaps[scope.hit.end : match.at[0] + 1]) for scope in before)

    def is_denied(self, at: Sequence[int]) -> bool:
        """Whether a finding at some words is denied: by "no ..." before it, or by "... is absent" after it."""
        scopes = self.clauses.covering("negation", at)
        if scopes:
            return any(not self._is_void(scope, at) for scope in scopes)
        return self.sentence.is_denied(at) or self._is_not_seen(at)

    def is_settled(self, at: int) -> bool:
        """Whether a word stands under any denial, or a verdict such as "is normal"."""
        return self.sentence.is_denied((at,)) or self._is_not_seen((at,))

    def _is_headed(self, kind: str) -> bool:
        """Whether a heading of a kind, closed by a colon, or a signature ("reported by") opens the sentence."""
        for hit in self.hits:
            after = hit.at[-1] + 1
            closed = after < len(self.words) and ":" in self.gaps[after]
            if hit.concept == kind and hit.at[0] < _HEADING and (closed or self.words[hit.at[-1]] == "by"):
                return True
        return False

    def _is_asked_for(self, match: Match) -> bool:
        start, _ = self.clauses.bounds(match.at[0])
        ends = self.cues.words("scan_request_ends")
        return any(
            hit.concept == "scan_request"
            and start <= hit.at[0] <= match.at[0]
            and hit.at[-1] not in match.at
            and ends.isdisjoint(self.words[hit.at[0] : match.at[0]])
            for hit in self.hits
        )

    def _is_void(self, scope: Scope, at: Sequence[int]) -> bool:
        """Whether a denial is of something else: "no change in the fracture", "no slip, mild scoliosis"."""
        cue = scope.hit
        if any(hit.concept == "scan_cannot_exclude" and cue.start in hit.at for hit in self.hits):
            return True
        if scope.end <= cue.start:
            return self.cues.words("scan_verdict").isdisjoint(self.words[cue.start : cue.end])
        following = self.words[cue.end : cue.end + 2]
        unknown = self.cues.words("scan_unknown") if cue.kind == "negation_verb" else frozenset()
        if not (self.cues.words("scan_change") | unknown).isdisjoint(following):
            return True
        listed = not {"or", "nor"}.isdisjoint(self.words[cue.end : scope.end])
        bystander = not self.cues.words("scan_bystander").isdisjoint(following)
        if not listed and at[0] > cue.end and (bystander or self._is_ended(cue, at)):
            return True
        return any(self._is_fresh(place, scope.end) for place in range(cue.end + 1, at[0] + 1))

    def _is_ended(self, cue: Hit, at: Sequence[int]) -> bool:
        """Whether a comma ends what is denied: "no old films, fracture", "no slip at L4/5, fracture of L1"."""
        comma = next((place for place in range(cue.end + 1, at[0] + 1) if "," in self.gaps[place]), None)
        if comma is None:
            return False
        placed = any(cue.end <= group.start < comma for group in self.levels)
        return placed or not any(cue.end <= match.at[-1] < comma for match in self.phrased.matches)

    def _is_fresh(self, at: int, end: int) -> bool:
        """Whether something that is there begins at a word after a comma or "and", and not the rest of a list."""
        if "," not in self.gaps[at] and self.words[at - 1] != "and":
            return False
        return self.words[at] in self.cues.words("scan_fresh") and {"or", "nor"}.isdisjoint(self.words[at:end])

    def _is_not_seen(self, at: Sequence[int]) -> bool:
        """ "A fracture is not seen": but not one that "cannot be excluded"."""
        _, end = self.clauses.bounds(at[0])
        for hit in self.hits:
            if hit.concept == "scan_not_seen" and at[-1] < hit.at[0] < end:
                return not any("," in gap for gap in self.gaps[at[-1] + 1 : hit.at[0] + 1])
        return False


def _unhedged(phrased: Phrased) -> list[str]:
    """The words without the hedges of denials: "no obvious fracture" denies a fracture like "no such fracture"."""
    hedges = phrased.clauses.cues.words("scan_hedge")
    return [
        "such" if at and word in hedges and phrased.words[at - 1] in ("no", "any", "without") else word
        for at, word in enumerate(phrased.words)
    ]
