"""One sentence of someone telling what they tried: its pieces, the outcomes told, and what was done at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rhomboid.model import Tried
from rhomboid.reading.matcher import Match
from rhomboid.reading.phrasebook import Phrased, Phrases, find_cues

JOINS = frozenset({"and", "or", "nor", "plus"})

_OUTCOMES: dict[str, Tried] = {
    "tried_helped": "helped",
    "tried_no_help": "no_help",
    "tried_worse": "worse",
    "tried_unsure": "unsure",
}
_TURNED: dict[Tried, Tried] = {"helped": "no_help", "no_help": "helped", "worse": "no_help", "unsure": "unsure"}
"""What an outcome comes to when it is denied."""

_DEEDS = ("tried_did", "tried_not")
_DENIAL_REACH = 4
"""Words before an outcome within which a denial or a "might" bears on it."""
_PLAN_REACH = 4
"""Words before a deed within which a plan or a fear makes it none: "suggested trying"."""
_DEED_REACH = 8
"""Words after a deed within which a remedy is what was done."""
_CUTS = JOINS | {"but", "then", "so", "although", "though", "while", "whereas"}
_MARKS = ",;:()\n–—"


class Outcome(NamedTuple):
    """How something went, told by words `start` to `end` (exclusive) of a sentence."""

    outcome: Tried
    start: int
    end: int


class Telling:
    """
    A sentence cut into pieces at commas and joining words.

    `remedies` are those named; `outcomes` how something went, as it is meant: denials turned, hearsay and questions
    left out; `done` are the remedies that are told of as tried, whatever came of it. `first_person` says whether the
    whole text speaks as "I".
    """

    def __init__(self, sentence: Phrased, cues: Phrases, first_person: bool) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.gaps = [token.gap for token in sentence.tokens]
        self.cues = sentence.clauses.cues
        self.first_person = first_person
        self.piece = self._pieces()
        self.deeds = find_cues(cues, _DEEDS, sentence)
        hits = find_cues(cues, tuple(_OUTCOMES), sentence)
        self.remedies = [match for match in sentence.matches if not any(set(match.at) <= set(hit.at) for hit in hits)]
        asked = self._asked()
        doubts = [hit for hit in hits if hit.concept == "tried_unsure"]
        meant = [hit for hit in hits if hit in doubts or not self._is_spent(hit, doubts)]
        self.outcomes = [self._as_meant(hit) for hit in meant if hit.at[0] < asked]
        self.done = [match for match in self._done() if match.at[0] < asked]

    def opening(self, at: int) -> int:
        """The first word of the piece around a word."""
        return self.piece.index(self.piece[at])

    def is_marked(self, at: int) -> bool:
        """Whether a comma, a colon, a bracket or the like stands before a word."""
        return any(mark in self.gaps[at] for mark in _MARKS)

    def join(self, index: int) -> str | None:
        """How a remedy is joined to the next one of its list: "and" or "comma"; None where they stand apart."""
        first, second = self.remedies[index].at[-1] + 1, self.remedies[index + 1].at[0]
        if second < first:
            return "and"
        between = self.words[first:second]
        if not (self.cues.words("tried_link") | JOINS).issuperset(between):
            return None
        gaps = "".join(self.gaps[first : second + 1])
        if not JOINS.isdisjoint(between) or "/" in gaps or "&" in gaps:
            return "and"
        return "comma" if "," in gaps else None

    def _pieces(self) -> list[int]:
        """The number of the piece of each word."""
        pieces: list[int] = []
        for at, gap in enumerate(self.gaps):
            cut = at in self.sentence.clauses.opens or self.words[at] in _CUTS or self.is_marked(at) or " - " in gap
            pieces.append(pieces[-1] + cut if pieces else 0)
        return pieces

    def _asked(self) -> int:
        """The word from which on the sentence only asks: "..., is it worth trying?"."""
        if not self.sentence.question:
            return len(self.words)
        asks = self.cues.words("asks")
        opens = (at for at, word in enumerate(self.words) if word in asks and (at < 2 or self.opening(at) == at))
        return next(opens, len(self.words))

    def _is_spent(self, hit: Match, doubts: Iterable[Match]) -> bool:
        """Whether an outcome is only possible, hearsay or doubted: "might help", "they say it works"."""
        opening = self.opening(hit.at[0])
        before = self.words[opening : hit.at[0]]
        if any(opening <= doubt.at[0] < hit.at[0] for doubt in doubts):
            return True
        if not self.cues.words("tried_modal").isdisjoint(before[-_DENIAL_REACH:]):
            return "say" not in before
        return any(self._is_hearsay(opening + at) for at in range(len(before)))

    def _is_hearsay(self, at: int) -> bool:
        """ "They say", "I heard"; not "I'd say", nor "the patient says" in someone else's account."""
        if self.words[at] not in self.cues.words("tried_hearsay"):
            return False
        speaker = self.cues.words("self") - {"my"} if self.first_person else self.cues.words("patient") - {"they"}
        return not self.words[at].startswith(("say", "said")) or speaker.isdisjoint(self.words[max(0, at - 2) : at])

    def _as_meant(self, hit: Match) -> Outcome:
        """
        The outcome of a cue, turned where it is denied: near before it in its piece ("a little" denies nothing), or by
        the "nothing" or "none" that opens the sentence.
        """
        start = hit.at[0]
        first = max(self.opening(start), start - _DENIAL_REACH)
        denied = any(
            self.words[at] in self.cues.words("tried_denies") and self.words[at - 1 : at] not in (["a"], ["so"], ["as"])
            for at in range(first, start)
        )
        opened = self.words[0] in ("nothing", "none") and start > 0 and "but" not in self.words[:start]
        denied = denied or (opened and hit.concept == "tried_helped")
        outcome = _OUTCOMES[hit.concept]
        return Outcome(_TURNED[outcome] if denied else outcome, start, hit.at[-1] + 1)

    def _done(self) -> list[Match]:
        """The remedies that are told of as done: after "tried" or "took", not after "offered" or "never had"."""
        done: list[Match] = []
        for index, match in enumerate(self.remedies):
            deeds = [deed for deed in self.deeds if deed.at[0] <= match.at[0]]
            near = bool(deeds) and match.at[0] - deeds[-1].at[-1] <= _DEED_REACH
            listed = bool(done) and done[-1] is self.remedies[index - 1] and self.join(index - 1) is not None
            if self._is_deed(deeds, match) if near else listed:
                done.append(match)
        return done

    def _is_deed(self, deeds: Sequence[Match], match: Match) -> bool:
        """Whether the last of some deeds was done, is not part of a plan, and stands in the clause of a remedy."""
        last = deeds[-1]
        number = self.sentence.clauses.number
        if last.concept == "tried_not" or number[last.at[0]] != number[match.at[0]]:
            return False
        plans = [deed for deed in deeds if deed.concept == "tried_not"]
        if not plans or last.at[0] - plans[-1].at[-1] > _PLAN_REACH:
            return True
        between = range(plans[-1].at[-1] + 1, last.at[0] + 1)
        return any(self.is_marked(at) or self.words[at] in ("and", "but", "so", "then") for at in between)
