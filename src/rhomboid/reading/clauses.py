"""
Where a sentence turns: its clauses, and how far a denial, a doubt or a memory reaches.

Clauses end at "but", ";", brackets, and where a new denial opens ("..., no fever"). A denial reaches to the end of
its clause, over lists ("no fever, cough or weight loss"), and stops where a comma or "and" opens a clause with its
own subject or verb ("no fever, lost weight", "no numbness and my hand hurts").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rhomboid.reading.cues import Cues, Hit

_AND = frozenset({"and", "or", "nor", "plus"})
_HARD = (";", "(", ")", " - ", "–", "—", "[", "]", "|")
_HEADING = 3
"""Words up to which what stands before a colon is a heading: "Aggravating factors: sitting"."""


class Scope(NamedTuple):
    """Words `start` to `end` (exclusive) that the cue at `hit` touches."""

    kind: str
    hit: Hit
    start: int
    end: int


class Clauses:
    """One sentence cut into clauses, with the cues in it and the words they reach."""

    def __init__(self, cues: Cues, words: Sequence[str], gaps: Sequence[str]) -> None:
        self.cues = cues
        self.words = words
        self.gaps = gaps
        self.hits = [
            hit for hit in cues.find(words) if not (self._is_doubled(hit) or self._is_recent(hit))
        ] + self._youth()
        self.opens = self._openings()
        self.number = self._numbers()
        self.scopes = [scope for hit in self.hits if (scope := self._scope(hit))]

    def bounds(self, at: int) -> tuple[int, int]:
        """First word and end (exclusive) of the clause around a word."""
        number = self.number[at]
        start = end = at
        while start > 0 and self.number[start - 1] == number:
            start -= 1
        while end < len(self.words) and self.number[end] == number:
            end += 1
        return start, end

    def covering(self, kind: str, at: Sequence[int]) -> list[Scope]:
        """Scopes of a kind that touch any of these words, from a cue that is not part of what was matched."""
        return [
            scope
            for scope in self.scopes
            if scope.kind == kind
            and any(scope.start <= word < scope.end for word in at)
            and not self._is_part(scope.hit, at)
        ]

    def _is_part(self, hit: Hit, at: Sequence[int]) -> bool:
        """Whether the denying word itself was matched: in "can't turn my head" it is the finding."""
        inside = [word for word in at if hit.start <= word < hit.end]
        if hit.kind not in ("negation", "negation_verb") or hit.end - hit.start == 1:
            return bool(inside)
        deniers = self.cues.words("negation") | self.cues.words("negation_verb")
        return any(self.words[word] in deniers for word in inside)

    def _is_doubled(self, hit: Hit) -> bool:
        """ "I can't turn without pain": two denials, and the pain is there."""
        if hit.kind != "negation" or self.words[hit.start] != "without":
            return False
        return not self.cues.words("cannot").isdisjoint(self.words[max(0, hit.start - 8) : hit.start])

    def _is_recent(self, hit: Hit) -> bool:
        """ "In the past week" reaches until now; "in the past" does not."""
        if hit.kind != "past" or hit.end >= len(self.words) or self.words[hit.end - 1] not in ("past", "last"):
            return False
        numbers, units = self.cues.numbers("number"), self.cues.numbers("unit")
        after = self.words[hit.end]
        return after in units or after in numbers or after.isdecimal()

    def _youth(self) -> list[Hit]:
        """ "When I was 30" is past; "when I was lifting" is not."""
        numbers = self.cues.numbers("number")
        return [
            Hit("past", at, at + 4)
            for at in range(len(self.words) - 3)
            if self.words[at] == "when"
            and self.words[at + 2] == "was"
            and self.words[at + 1] in ("i", "he", "she")
            and (self.words[at + 3].isdecimal() or numbers.get(self.words[at + 3], 0) > 2)
        ]

    def _openings(self) -> set[int]:
        goes_on = self.cues.words("contrast_goes_on")
        opens = (
            self._headings()
            | self._gerunds()
            | {
                at
                for at, gap in enumerate(self.gaps)
                if (at and len(gap) > 1 and any(mark in gap for mark in _HARD)) or "(" in gap or ")" in gap
            }
        )
        for hit in self.hits:
            after = self.words[hit.end] if hit.end < len(self.words) else ""
            if (hit.kind == "contrast" and after not in goes_on) or (
                hit.kind in ("negation", "negation_verb") and self._new_denial(hit)
            ):
                opens.add(hit.start)
        return opens

    def _headings(self) -> set[int]:
        """Where the headings of a list open: a colon belongs to what follows it."""
        opens = set()
        for colon in (at for at, gap in enumerate(self.gaps) if at and ":" in gap):
            for at in range(colon - 1, max(0, colon - 1 - _HEADING), -1):
                if "," in self.gaps[at] or "\n" in self.gaps[at]:
                    opens.add(at)
                    break
        return opens

    def _gerunds(self) -> set[int]:
        """Where a second statement opens with its own "-ing" subject: "lying is agony, sitting up makes it better"."""
        opens = set()
        told = False
        verbs = self.cues.words("verb")
        for at, word in enumerate(self.words):
            if told and word.endswith("ing") and "," in self.gaps[at] and self._states(at):
                opens.add(at)
            if word in self.cues.words("relative_word"):
                return opens
            told = told or word in verbs
        return opens

    def _states(self, at: int) -> bool:
        """Whether a verb follows within a few words, before any comma or joining word but "and"."""
        for ahead in range(at + 1, min(len(self.words), at + 8)):
            if "," in self.gaps[ahead] or self.words[ahead] in self.cues.words("relative_word"):
                return False
            if self.words[ahead] in self.cues.words("verb"):
                return True
        return False

    def _new_denial(self, hit: Hit) -> bool:
        """Whether the denial begins something new: ", no fever", "and denies fever"."""
        at = hit.start
        if at == 0:
            return False
        if hit.kind == "negation_verb":
            while at > 0 and "," not in self.gaps[at] and self.words[at - 1] in self.cues.words("subject"):
                at -= 1
            return at > 0 and at != hit.start and ("," in self.gaps[at] or self.words[at - 1] in _AND)
        return "," in self.gaps[at] or self.words[at - 1] in _AND

    def _numbers(self) -> list[int]:
        numbers: list[int] = []
        number = 0
        for at in range(len(self.words)):
            number += at in self.opens
            numbers.append(number)
        return numbers

    def _scope(self, hit: Hit) -> Scope | None:
        kind = "negation" if hit.kind.startswith("negation") else hit.kind
        start, end = self.bounds(hit.start)
        if hit.kind in ("negation", "negation_verb", "fear", "likeness", "label"):
            return Scope(kind, hit, hit.end, self._reach(hit))
        if hit.kind == "pseudo_negation":
            return Scope("pseudo_negation", hit, hit.start, hit.end)
        if hit.kind == "uncertain":
            return Scope(kind, hit, start if hit.end == end else hit.end, self._reach(hit))
        if hit.kind == "negation_after":
            return Scope(kind, hit, self._subject_start(start, hit), hit.start)
        if hit.kind == "past_heading":
            return Scope("past", hit, hit.end, self._reach(hit))
        if hit.kind == "past" and not self._is_beginning(start, end):
            return Scope(kind, hit, self._last_opening(start, hit.start), self._reach(hit))
        if hit.kind == "resolved":
            return self._resolved(hit, start, end)
        return None

    def _subject_start(self, start: int, hit: Hit) -> int:
        """Where the subject of a verdict begins: "cough, fever and rigors are absent", but only "sitting is fine"."""
        plural = not self.cues.words("plural_verb").isdisjoint(self.words[hit.start : hit.end])
        verbs = self.cues.words("verb") | self.cues.words("verb_past") | self.cues.words("subject")
        for at in range(hit.start - 1, start, -1):
            joined = "," in self.gaps[at] or self.words[at - 1] == "and"
            if self.words[at - 1] in verbs or (joined and not plural):
                return at
        return start

    def _reach(self, hit: Hit) -> int:
        """The word (exclusive) at which a cue's forward reach ends."""
        ends = {"fear": "fear_ends", "past_heading": "reporting"}.get(hit.kind, "")
        stops = self.cues.words(ends)
        starters = {other.start for other in self.hits if other.kind in ("exception", "cause")}
        for at in range(hit.end, len(self.words)):
            if at in self.opens or (at > hit.end and (at in starters or self.words[at] in stops)):
                return at
            comma = "," in self.gaps[at] or ":" in self.gaps[at]
            joined = comma or self.words[at - 1] in ("and", "so")
            if comma and hit.kind == "negation_verb" and self._names_anew(hit, at):
                return at
            fresh = hit.kind != "negation_verb" or self.words[at - 1] == "and"
            if joined and at > hit.end and self._opens_clause(at, fresh):
                return at
        return len(self.words)

    def _names_anew(self, hit: Hit, at: int) -> bool:
        """Whether a comma ends what a verb denies: "I can't lift it, ...", "doesn't hurt much, a dull ache"."""
        if self.words[at - 1] in self.cues.words("object"):
            return True
        return self.words[at] in ("a", "an") and self.words[hit.end] in self.cues.words("pain")

    def _opens_clause(self, at: int, fresh: bool) -> bool:
        """
        Whether a clause with its own subject or verb opens at a word after a comma or "and".

        `fresh` lets a past verb open one too: not after "hasn't had fever, lost weight", which goes on with a list.
        """
        if self.words[at] in _AND:
            at += 1
        if at >= len(self.words):
            return False
        if self.words[at] in self.cues.words("subject") or self.words[at] in self.cues.words("starts_clause"):
            return True
        verbs, relatives = self.cues.words("verb"), self.cues.words("relative_word")
        if fresh:
            verbs |= self.cues.words("verb_past")
        for ahead in range(at, min(len(self.words), at + 8)):
            word = self.words[ahead]
            if word in relatives or (ahead > at and ("," in self.gaps[ahead] or word in _AND or ahead in self.opens)):
                return False
            if word in verbs:
                return True
        return False

    def _is_beginning(self, start: int, end: int) -> bool:
        return not self.cues.words("beginning").isdisjoint(self.words[start:end])

    def _resolved(self, hit: Hit, start: int, end: int) -> Scope | None:
        """What is over: its clause, and the one before when only "it" stands here. Not "goes away when I rest"."""
        after = self.words[hit.end] if hit.end < len(self.words) else ""
        turned = self.words[hit.end - 1] == "gone" and after and not self.gaps[hit.end].strip()
        if turned and after not in self.cues.words("gone_for_good"):
            return None
        if after in self.cues.words("resolved_unless") or any(
            other.kind.startswith("negation") and 0 <= hit.start - other.end <= 2 for other in self.hits
        ):
            return None
        start = self._last_opening(start, hit.start)
        before = self.words[start : hit.end]
        if start > 0 and len(before) <= 5 and any(word in self.cues.words("pronoun") for word in before):
            start = self._last_opening(self.bounds(start - 1)[0], start - 1)
        return Scope("past", hit, start, end)

    def _last_opening(self, start: int, end: int) -> int:
        """Where, at or after `start`, the last clause before `end` opens at a comma or "and"."""
        for at in range(end - 1, start, -1):
            joined = "," in self.gaps[at] or self.words[at - 1] == "and"
            if joined and self.words[at] not in _AND and self._opens_clause(at, True):
                return at
        return start
