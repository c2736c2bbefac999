"""What someone says they tried, and how it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rhomboid.model import Span, Tried, TriedMention
from rhomboid.reading.matcher import Match
from rhomboid.reading.phrasebook import Phrasebook, Phrased, Phrases, find_cues, span_of

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
_JOINS = frozenset({"and", "or", "nor", "plus"})
_CUTS = _JOINS | {"but", "then", "so", "although", "though", "while", "whereas"}
_MARKS = ",;:()\n–—"


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


class _Outcome(NamedTuple):
    """How something went, told by words `start` to `end` (exclusive) of a sentence."""

    outcome: Tried
    start: int
    end: int


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
    first_person = any(map(_speaks_of_self, sentences))
    before = _Before()
    for sentence in sentences:
        if not sentence.matches and not before.every:
            continue
        account = _Account(sentence, cues, first_person)
        found = list(account.told(before))
        for each in found:
            if each.telling or each.remedy not in told:
                told[each.remedy] = each
        if account.remedies or not found:
            before = account.named()
    mentions = sorted(told.values(), key=lambda each: (each.span.start, each.span.end, each.remedy))
    return tuple(TriedMention(m.remedy, m.outcome, text[m.span.start : m.span.end], m.span) for m in mentions)


def _speaks_of_self(sentence: Phrased) -> bool:
    return _has_self(sentence, 0, len(sentence.words))


def _has_self(sentence: Phrased, start: int, end: int) -> bool:
    """Whether words speak of the speaker: "me", "my neck", but not "my mother"."""
    cues = sentence.clauses.cues
    return any(
        word in cues.words("self") and (word != "my" or cues.words("relative").isdisjoint(sentence.words[at : at + 3]))
        for at, word in enumerate(sentence.words[start:end], start)
    )


class _Account:
    """One sentence of someone telling what they tried, cut into pieces at commas and joining words."""

    def __init__(self, sentence: Phrased, cues: Phrases, first_person: bool) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.gaps = [token.gap for token in sentence.tokens]
        self.cues = sentence.clauses.cues
        hits = find_cues(cues, tuple(_OUTCOMES), sentence)
        self.remedies = [match for match in sentence.matches if not any(set(match.at) <= set(hit.at) for hit in hits)]
        self.first_person = first_person
        self.piece = self._pieces()
        self.deeds = find_cues(cues, _DEEDS, sentence)
        doubts = [hit for hit in hits if hit.concept == "tried_unsure"]
        meant = (self._as_meant(hit) for hit in hits if hit in doubts or not self._is_spent(hit, doubts))
        asked = self._asked()
        self.outcomes = [outcome for outcome in meant if outcome.start < asked]
        self.done = [match for match in self._done() if match.at[0] < asked]

    def told(self, before: _Before) -> Iterator[_Told]:
        """The remedies of this sentence, and of the one before where "it" goes back to it, with their outcomes."""
        for match in self.done:
            if not self._is_of_another(match.at[0], match.at[-1] + 1):
                yield _Told(match.concept, "unsure", self._span(match.at[0], match.at[-1] + 1), telling=False)
        for outcome in self.outcomes:
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

    def _pieces(self) -> list[int]:
        """The number of the piece of each word."""
        pieces: list[int] = []
        for at, gap in enumerate(self.gaps):
            cut = at in self.sentence.clauses.opens or self.words[at] in _CUTS or self._is_marked(at) or " - " in gap
            pieces.append(pieces[-1] + cut if pieces else 0)
        return pieces

    def _asked(self) -> int:
        """The word from which on the sentence only asks: "..., is it worth trying?"."""
        if not self.sentence.question:
            return len(self.words)
        asks = self.cues.words("asks")
        opens = (at for at, word in enumerate(self.words) if word in asks and (at < 2 or self._opening(at) == at))
        return next(opens, len(self.words))

    def _is_marked(self, at: int) -> bool:
        return any(mark in self.gaps[at] for mark in _MARKS)

    def _opening(self, at: int) -> int:
        """The first word of the piece around a word."""
        return self.piece.index(self.piece[at])

    def _is_spent(self, hit: Match, doubts: Sequence[Match]) -> bool:
        """Whether an outcome is only possible, hearsay or doubted: "might help", "they say it works"."""
        opening = self._opening(hit.at[0])
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

    def _as_meant(self, hit: Match) -> _Outcome:
        """The outcome of a cue, turned where it is denied; "a little" and "so far" deny nothing."""
        start = hit.at[0]
        first = max(self._opening(start), start - _DENIAL_REACH)
        denied = any(
            self.words[at] in self.cues.words("tried_denies") and self.words[at - 1 : at] not in (["a"], ["so"], ["as"])
            for at in range(first, start)
        )
        outcome = _OUTCOMES[hit.concept]
        return _Outcome(_TURNED[outcome] if denied else outcome, start, hit.at[-1] + 1)

    def _done(self) -> list[Match]:
        """The remedies that are told of as done: after "tried" or "took", not after "offered" or "never had"."""
        done: list[Match] = []
        for index, match in enumerate(self.remedies):
            deeds = [deed for deed in self.deeds if deed.at[0] <= match.at[0]]
            near = bool(deeds) and match.at[0] - deeds[-1].at[-1] <= _DEED_REACH
            if near and self._is_deed(deeds) and self._is_same_clause(deeds[-1], match):
                done.append(match)
            elif not near and done and done[-1] is self.remedies[index - 1] and self._join(index - 1):
                done.append(match)
        return done

    def _is_deed(self, deeds: Sequence[Match]) -> bool:
        """Whether the last of some deeds was done, and is not part of a plan."""
        last = deeds[-1]
        if last.concept == "tried_not":
            return False
        plans = [deed for deed in deeds if deed.concept == "tried_not"]
        if not plans or last.at[0] - plans[-1].at[-1] > _PLAN_REACH:
            return True
        between = range(plans[-1].at[-1] + 1, last.at[0] + 1)
        return any(self._is_marked(at) or self.words[at] in ("and", "but", "so", "then") for at in between)

    def _is_same_clause(self, deed: Match, match: Match) -> bool:
        number = self.sentence.clauses.number
        return number[deed.at[0]] == number[match.at[0]]

    def _bound(self, outcome: _Outcome) -> list[Match]:
        """The remedies of this sentence that an outcome is told of: before it, after "with", or before a comma."""
        pieces = range(self.piece[outcome.start], self.piece[outcome.end - 1] + 1)
        here = [
            index
            for index, match in enumerate(self.remedies)
            if match.at[0] < outcome.end and (self.piece[match.at[0]] in pieces or self.piece[match.at[-1]] in pieces)
        ]
        if here:
            return self._listed_before(here[-1])
        after = next((index for index, match in enumerate(self.remedies) if match.at[0] >= outcome.end), None)
        if after is not None and self._is_linked(outcome.end, self.remedies[after].at[0]):
            opening = self.remedies[after].at[0]
            return self._listed_after(after, any(":" in gap for gap in self.gaps[outcome.end : opening + 1]))
        earlier = [index for index, match in enumerate(self.remedies) if match.at[0] < outcome.start]
        of_pain = self.cues.words("pain") if outcome.outcome != "worse" else frozenset()
        if not earlier or not (self._leaves_subject(outcome, of_pain) or self._shares(earlier[-1], outcome)):
            return []
        return list(self.remedies[: earlier[-1] + 1]) if self._means_all(outcome) else self._listed_before(earlier[-1])

    def _is_linked(self, start: int, end: int) -> bool:
        """Whether only linking words stand between an outcome and a remedy after it."""
        linked = self.cues.words("tried_link").issuperset(self.words[start:end])
        return linked and not any(mark in self.gaps[at] for at in range(start, end + 1) for mark in ",;(")

    def _leaves_subject(self, outcome: _Outcome, besides: frozenset[str] = frozenset()) -> bool:
        """Whether the words before an outcome name no subject of their own: "it", "which then"; or only `besides`."""
        light = self.cues.words("tried_light") | besides
        return light.issuperset(self.words[self._opening(outcome.start) : outcome.start])

    def _shares(self, index: int, outcome: _Outcome) -> bool:
        """ "Heat and rest helped": a subject joined to a remedy that is not itself the object of a deed."""
        match = self.remedies[index]
        opening = self._opening(outcome.start)
        joined = match.at[-1] + 1 == opening and self.words[opening] in _JOINS and outcome.start - opening <= 2
        started = self._opening(match.at[0])
        return joined and not any(started <= deed.at[0] < match.at[0] for deed in self.deeds)

    def _means_all(self, outcome: _Outcome) -> bool:
        said = self.words[self._opening(outcome.start) : outcome.start + 1]
        return not self.cues.words("tried_all").isdisjoint(said)

    def _goes_back(self, outcome: _Outcome) -> bool:
        """Whether an outcome is told of the sentence before: "It didn't help", but not "It is worse at night"."""
        if any(match.at[0] < outcome.start for match in self.remedies):
            return False
        state = self.words[outcome.start] in self.cues.words("tried_state")
        return not state and self._leaves_subject(outcome)

    def _listed_before(self, index: int) -> list[Match]:
        """A remedy with those of the list that it ends: "ibuprofen, heat and ice"."""
        first, joined = index, False
        while first > 0:
            join = self._join(first - 1)
            if join is None or not (joined or join == "and"):
                break
            first, joined = first - 1, True
        return list(self.remedies[first : index + 1])

    def _listed_after(self, index: int, headed: bool) -> list[Match]:
        """A remedy with those of the list that it opens, up to its last "and"; to its end where `headed` by a colon."""
        last = at = index
        while at + 1 < len(self.remedies) and (join := self._join(at)):
            at += 1
            last = at if headed or join == "and" else last
        return list(self.remedies[index : last + 1])

    def _join(self, index: int) -> str | None:
        """How a remedy is joined to the next one of its list, if it is."""
        first, second = self.remedies[index].at[-1] + 1, self.remedies[index + 1].at[0]
        if second < first:
            return "and"
        between = self.words[first:second]
        if not (self.cues.words("tried_link") | _JOINS).issuperset(between):
            return None
        gaps = "".join(self.gaps[first : second + 1])
        if not _JOINS.isdisjoint(between) or "/" in gaps or "&" in gaps:
            return "and"
        return "comma" if "," in gaps else None

    def _is_of_another(self, first: int, last: int) -> bool:
        """Whether someone else tried it: "yoga helped my sister", "my dad takes codeine"."""
        if not self.first_person:
            return False
        opening = self._opening(first)
        end = next(
            (at for at in range(last, len(self.words)) if self.piece[at] != self.piece[last - 1]), len(self.words)
        )
        if _has_self(self.sentence, opening, end):
            return False
        relatives = [at for at in range(opening, end) if self.words[at] in self.cues.words("relative")]
        does = self.cues.words("tried_by_another")
        return any(at >= last or not does.isdisjoint(self.words[at + 1 : at + 3]) for at in relatives)
