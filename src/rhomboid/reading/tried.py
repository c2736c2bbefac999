"""What someone says they tried, and how it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rhomboid.model import Span, Tried, TriedMention
from rhomboid.reading.matcher import Match
from rhomboid.reading.phrasebook import Phrasebook, Phrased, Phrases, span_of
from rhomboid.reading.telling import JOINS, Outcome, Telling


class _Named(NamedTuple):
    """A remedy and the characters that name it."""

    remedy: str
    span: Span


class _Told(NamedTuple):
    """How a remedy went, at the characters that tell it; not `telling` where only the trying is told."""

    remedy: str
    outcome: Tried
    span: Span
    telling: bool = True


class _Before(NamedTuple):
    """What the sentence before named: the remedies that "they" can mean, and those that "it" can."""

    every: Sequence[_Named] = ()
    last: Sequence[_Named] = ()


def read_tried(text: str, phrasebook: Phrasebook, cues: Phrases) -> tuple[TriedMention, ...]:
    """
    The remedies that someone says they tried, each once, with the last outcome that is told.

    `cues` are those of the lexicon the phrasebook was built from. Relief that is partial or wears off is `helped`;
    tried with nothing said of how it went is `unsure`. What is only offered, planned, feared or praised by others is
    left out. Misleads where a sentence says more than its words, and where "it" is not the remedy named last.
    """
    told: dict[str, _Told] = {}
    sentences = phrasebook.sentences(text)
    first_person = any(_speaks_of_self(sentence, 0, len(sentence.words)) for sentence in sentences)
    before = _Before()
    for sentence in sentences:
        if not sentence.matches and not before.every:
            continue
        account = _Account(Telling(sentence, cues, first_person))
        found = list(account.told(before))
        for each in found:
            if each.telling or each.remedy not in told:
                told[each.remedy] = each
        if account.remedies or not found:
            before = account.named()
    mentions = sorted(told.values(), key=lambda each: (each.span.start, each.span.end, each.remedy))
    return tuple(TriedMention(m.remedy, m.outcome, text[m.span.start : m.span.end], m.span) for m in mentions)


def _speaks_of_self(sentence: Phrased, start: int, end: int) -> bool:
    """Whether words speak of the speaker: "me", "my neck", but not "my mother"."""
    cues = sentence.clauses.cues
    return any(
        word in cues.words("self") and (word != "my" or cues.words("relative").isdisjoint(sentence.words[at : at + 3]))
        for at, word in enumerate(sentence.words[start:end], start)
    )


class _Account:
    """Which remedies the outcomes of one sentence are told of."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.sentence = telling.sentence
        self.words = telling.words
        self.cues = telling.cues
        self.remedies = telling.remedies

    def told(self, before: _Before) -> Iterator[_Told]:
        """The remedies of this sentence, and of the one before where "it" goes back to it, with their outcomes."""
        for match in self.telling.done:
            if not self._is_of_another(match.at[0], match.at[-1] + 1):
                yield _Told(match.concept, "unsure", self._span(match.at[0], match.at[-1] + 1), telling=False)
        for outcome in self.telling.outcomes:
            bound = self._bound(outcome)
            for match in bound:
                first, last = min(match.at[0], outcome.start), max(match.at[-1] + 1, outcome.end)
                if not self._is_of_another(first, last):
                    yield _Told(match.concept, outcome.outcome, self._span(first, last))
            if not bound and self._goes_back(outcome):
                end = self._span(outcome.start, outcome.end).end
                for named in before.every if self._means_all(outcome) else before.last:
                    yield _Told(named.remedy, outcome.outcome, Span(named.span.start, end))

    def named(self) -> _Before:
        """What the next sentence can mean by "it" and "they"."""
        every = [_Named(match.concept, self._span(match.at[0], match.at[-1] + 1)) for match in self.remedies]
        last = self._listed_before(len(self.remedies) - 1) if every else []
        return _Before(every, [named for match, named in zip(self.remedies, every, strict=True) if match in last])

    def _span(self, first: int, last: int) -> Span:
        return span_of(self.sentence, first, last)

    def _bound(self, outcome: Outcome) -> list[Match]:
        """The remedies an outcome is told of: in its piece before it, right after it, or in the pieces before."""
        ahead = self._looks_ahead(outcome)
        here = [] if ahead else self._here(outcome)
        if here:
            return self._listed_before(here[-1])
        if after := [index for index, match in enumerate(self.remedies) if match.at[-1] >= outcome.end]:
            opens = max(self.remedies[after[0]].at[0], outcome.end)
            if self._is_linked(outcome.end, opens):
                headed = any(":" in gap for gap in self.telling.gaps[outcome.end : opens + 1])
                return self._listed_after(after[0], headed)
        earlier = [index for index, match in enumerate(self.remedies) if match.at[0] < outcome.start]
        if ahead or not earlier or not self._goes_on(earlier[-1], outcome):
            return []
        return self.remedies[: earlier[-1] + 1] if self._means_all(outcome) else self._listed_before(earlier[-1])

    def _looks_ahead(self, outcome: Outcome) -> bool:
        """ "Eased by ...": what it is of comes after."""
        at, piece = outcome.end, self.telling.piece
        follows = at < len(self.words) and piece[at] == piece[at - 1]
        return follows and self.words[at - 1] in self.cues.words("tried_ahead")

    def _here(self, outcome: Outcome) -> list[int]:
        piece = self.telling.piece
        pieces = range(piece[outcome.start], piece[outcome.end - 1] + 1)
        return [
            index
            for index, match in enumerate(self.remedies)
            if match.at[0] < outcome.end and (piece[match.at[0]] in pieces or piece[match.at[-1]] in pieces)
        ]

    def _is_linked(self, start: int, end: int) -> bool:
        """Whether only linking words stand between an outcome and a remedy after it."""
        linked = self.cues.words("tried_link").issuperset(self.words[start:end])
        return linked and not any(mark in gap for gap in self.telling.gaps[start : end + 1] for mark in ",;(")

    def _goes_on(self, index: int, outcome: Outcome) -> bool:
        """
        Whether an outcome goes on about a remedy of the pieces before it.

        So it does without a subject of its own: "it", "which then", or the pain, if that was not worse. Of the pain
        itself "getting worse" tells only after "it". "Heat and rest helped" has two subjects.
        """
        opening = self.telling.opening(outcome.start)
        before = self.words[opening : outcome.start]
        if outcome.outcome in ("worse", "unsure") and self._tells_of_state(outcome):
            return outcome.outcome == "worse" and not self.cues.words("pronoun").isdisjoint(before)
        of_pain = frozenset() if outcome.outcome == "worse" else self.cues.words("pain")
        if (self.cues.words("tried_light") | of_pain).issuperset(before):
            return True
        match = self.remedies[index]
        started = self.telling.opening(match.at[0])
        joined = match.at[-1] + 1 == opening and self.words[opening] in JOINS and len(before) <= 2
        return joined and not any(started <= deed.at[0] < match.at[0] for deed in self.telling.deeds)

    def _goes_back(self, outcome: Outcome) -> bool:
        """Whether an outcome is told of the sentence before: "It didn't help", but not "It is worse at night"."""
        light = self.cues.words("tried_light").issuperset(self.words[: outcome.start])
        return light and not self._tells_of_state(outcome) and not self._looks_ahead(outcome)

    def _tells_of_state(self, outcome: Outcome) -> bool:
        return self.words[outcome.start] in self.cues.words("tried_state")

    def _means_all(self, outcome: Outcome) -> bool:
        said = self.words[self.telling.opening(outcome.start) : outcome.start + 1]
        return not self.cues.words("tried_all").isdisjoint(said)

    def _listed_before(self, index: int) -> list[Match]:
        """A remedy with those of the list that it ends: "ibuprofen, heat and ice"."""
        first, joined = index, False
        while first > 0:
            join = self.telling.join(first - 1)
            if join is None or not (joined or join == "and"):
                break
            first, joined = first - 1, True
        return self.remedies[first : index + 1]

    def _listed_after(self, index: int, headed: bool) -> list[Match]:
        """A remedy with those of the list that it opens, up to its last "and"; to its end where `headed` by a colon."""
        last = at = index
        while at + 1 < len(self.remedies) and (join := self.telling.join(at)):
            at += 1
            last = at if headed or join == "and" else last
        return self.remedies[index : last + 1]

    def _is_of_another(self, first: int, last: int) -> bool:
        """Whether someone else tried it: "yoga helped my sister", "my dad takes codeine"."""
        if not self.telling.first_person:
            return False
        piece = self.telling.piece
        opening, end = self.telling.opening(first), last
        while end < len(self.words) and piece[end] == piece[last - 1]:
            end += 1
        if _speaks_of_self(self.sentence, opening, end):
            return False
        relatives = [at for at in range(opening, end) if self.words[at] in self.cues.words("relative")]
        does = self.cues.words("tried_by_another")
        return any(at >= last or not does.isdisjoint(self.words[at + 1 : at + 3]) for at in relatives)
