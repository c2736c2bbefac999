"""One sentence with everything found in it, and how each finding is meant there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rhomboid.model.finding import FindingKind
from rhomboid.reading.clauses import Clauses, Scope
from rhomboid.reading.cues import Cues, Hit
from rhomboid.reading.matcher import Match
from rhomboid.reading.spans import Span
from rhomboid.reading.tokens import Token

Kind = FindingKind
"""`symptom` also stands for categories other than onset and duration, which the past does not touch."""


class Meaning(NamedTuple):
    """How a match is meant: there or not, sure or not, whose, and when."""

    present: bool
    certain: bool
    own: bool
    now: bool


class Sentence:
    """
    Words of one sentence, its clauses, the times it names, and matches.

    Of the matches, `sites` name places and `histories` illnesses and events; `listed` are its lists taken apart.

    `pain` and `denied_pain` are the positions of pain words, there and denied. `first_person` says whether the whole
    text speaks as "I"; `followed` whether the next sentence says "since then" or the like; `led_on` whether it does or
    no other speaks of pain, so that an old event told here is the beginning; `pain_before` whether an earlier one
    told of pain. `patient` is the relative whose account it is, where nobody else is in pain.
    """

    def __init__(
        self,
        cues: Cues,
        words: Sequence[str],
        tokens: Sequence[Token],
        question: bool = False,
        first_person: bool = True,
        spans: Sequence[Span] = (),
    ) -> None:
        self.cues = cues
        self.words = words
        self.tokens = tokens
        self.question = question
        self.first_person = first_person
        self.spans = spans
        self.followed = self.led_on = self.pain_before = False
        self.patient = ""
        self.clauses = Clauses(cues, words, [token.gap for token in tokens])
        self.matches: list[Match] = []
        self.sites: list[Match] = []
        self.histories: list[Match] = []
        self.listed: list[list[int]] = []
        self.answered_no = False
        pain = cues.words("pain")
        at_pain = [at for at, word in enumerate(words) if word in pain or self._is_felt(at)]
        self.denied_pain = [at for at in at_pain if self.is_denied((at,))]
        self.pain = [at for at in at_pain if at not in self.denied_pain]

    def _is_felt(self, at: int) -> bool:
        """ "Felt a pop", "is on fire", "nags": as good as pain; not "complains of"."""
        cues, words = self.cues, self.words
        if at and f"{words[at - 1]} {words[at]}" in cues.words("pain_phrase"):
            return True
        if words[at] in cues.words("place_does"):
            return words[at + 1 : at + 2] == [] or words[at + 1] not in cues.words("place_does_unless")
        return words[at] in cues.words("felt_there") and not cues.words("feel_word").isdisjoint(
            words[max(0, at - 3) : at]
        )

    def relative_in_pain(self) -> str | None:
        """The relative all the pain of a sentence is said of; empty where some is the speaker's, None without pain."""
        if not self.pain:
            return None
        if not all(self.is_of_another((at,)) for at in self.pain):
            return ""
        named = [hit for hit in self.clauses.hits if hit.kind == "relative" and hit.start < self.pain[0]]
        return self.words[named[-1].end - 1] if named else ""

    def is_denied(self, at: Sequence[int]) -> bool:
        """Whether words are denied: by "no ..." before, "... is absent" after, or inside "no relief"."""
        clauses = self.clauses
        denials = clauses.covering("negation", at)
        if any(not self._excepted(scope, at) and not self._is_spent(scope, at) for scope in denials):
            return True
        if clauses.covering("negation_after", at) or self._verdict_no(at) or self._followed_by_no(at):
            return True
        return any(
            hit.kind == "pseudo_negation" and hit.start not in at and any(hit.start < word < hit.end for word in at)
            for hit in clauses.hits
        )

    def meaning(self, match: Match, kind: Kind, concept_is_family: bool) -> Meaning | None:
        """How a match is meant, or None where it is only feared, asked about, or likened."""
        at = match.at
        feared = self._feared(at, kind)
        event = match.concept in self.cues.words("event") or match.concept.startswith("onset=")
        if (feared and kind == "history") or self._is_label(match, kind, event):
            return None
        certain = not feared and not self.clauses.covering("uncertain", at)
        own = concept_is_family or not self.is_of_another(at)
        lasting = kind == "history" or match.concept in self.cues.words("timeless")
        now = not self._is_over(at) if event else lasting or not (self.is_past(at) or self._is_of_old_year(match, kind))
        denied = self.is_denied(at)
        if match.denies and denied:
            return None
        return Meaning(not (self.answered_no or denied or match.denies), certain, own, now)

    def is_old_event(self, span: Span) -> bool:
        """Whether a time is that of an event long over, to which the words do not tie the pain."""
        if span.days <= self.cues.numbers("old_event").get("days", span.days) or self._is_tied(span):
            return False
        start, end = self.clauses.bounds(span.start)
        events = self.cues.words("event")
        return any(match.concept in events and start <= match.at[0] < end for match in self.matches)

    def is_earlier_bout(self, span: Span) -> bool:
        """ "The same thing four years ago": a time of another bout."""
        start, end = self.clauses.bounds(span.start)
        return any(hit.kind == "bout" and start <= hit.start < end for hit in self.clauses.hits)

    def is_past(self, at: Sequence[int]) -> bool:
        """Whether words tell of what is over."""
        return bool(self.clauses.covering("past", at))

    def _is_of_old_year(self, match: Match, kind: Kind) -> bool:
        """ "A panic attack in 2015": a symptom of a year long gone, where no pain is told with it."""
        start, end = self.clauses.bounds(match.at[0])
        limit = self.cues.numbers("old_event").get("days", 0)
        return (
            kind != "site"
            and "=" not in match.concept
            and self.cues.words("beginning").isdisjoint(self.words[start:end])
            and self.cues.words("pain").isdisjoint(self.words[start:end])
            and any(
                span.relation == "ago" and start <= span.start < end and span.days > 4 * limit and self._is_year(span)
                for span in self.spans
            )
        )

    def _is_year(self, span: Span) -> bool:
        word = self.words[span.end - 1]
        return len(word) == 4 and word.isdecimal()

    def _is_over(self, at: Sequence[int]) -> bool:
        """Whether an event is long over: dated so, or told with "years ago", and not as the beginning of the pain."""
        start, end = self.clauses.bounds(at[0])
        dates = [span for span in self.spans if span.relation == "ago" and start <= span.start < end]
        if not dates:
            return self.is_past(at) and not self.led_on
        nearest = min(dates, key=lambda span: min(abs(span.start - at[-1]), abs(at[0] - span.end)))
        limit = self.cues.numbers("old_event").get("days", nearest.days)
        return nearest.days > limit and not self._is_tied(nearest)

    def _is_tied(self, span: Span) -> bool:
        start, _ = self.clauses.bounds(span.start)
        return self.led_on or not self.cues.words("tie").isdisjoint(self.words[start:])

    def _is_label(self, match: Match, kind: Kind, event: bool) -> bool:
        """ "Diagnosed with a rotator cuff injury": a name for it, not what is felt; lasting illness is kept."""
        if (kind == "history" and not event) or match.concept in self.cues.words("label_keeps"):
            return False
        return bool(self.clauses.covering("label", match.at))

    def _is_spent(self, scope: Scope, at: Sequence[int]) -> bool:
        """ "My legs would not hold me": the denial is part of one finding, and denies no other with the same words."""
        denier = scope.hit.end - 1
        return any(
            denier in match.at and not match.denies and "=" not in match.concept and not set(at).isdisjoint(match.at)
            for match in self.matches
        )

    def _excepted(self, scope: Scope, at: Sequence[int]) -> bool:
        """ "No pain unless I turn": what follows the exception brings back what was denied."""
        return any(
            hit.kind == "exception" and hit.start == scope.end and at[-1] >= hit.end for hit in self.clauses.hits
        )

    def _verdict_no(self, at: Sequence[int]) -> bool:
        """ "Cough: none." """
        end = at[-1] + 1
        while end < len(self.words) and end not in self.clauses.opens and ":" not in self.tokens[end].gap:
            end += 1
        if end >= len(self.words) or self.words[end] not in self.cues.words("verdict_no"):
            return False
        alone = end + 1 == len(self.words) or any(mark in self.tokens[end + 1].gap for mark in ",;.)")
        return alone and any(mark in self.tokens[end].gap for mark in ":-–—=(")

    def _followed_by_no(self, at: Sequence[int]) -> bool:
        """ "Fever absent, cough present." """
        end = at[-1] + 1
        if end >= len(self.words) or self.words[end] not in self.cues.words("verdict_after"):
            return False
        return end + 1 == len(self.words) or self.tokens[end + 1].gap.strip() != ""

    def _feared(self, at: Sequence[int], kind: Kind) -> bool:
        if kind == "history" and ((self.question and self._asks()) or self.clauses.covering("likeness", at)):
            return True
        if kind == "site":
            return False
        for scope in self.clauses.covering("fear", at):
            after = self.words[scope.hit.end] if scope.hit.end < len(self.words) else ""
            if kind == "history" or after not in self.cues.words("definite"):
                return True
        return False

    def _asks(self) -> bool:
        return not self.cues.words("asks").isdisjoint(self.words[:2])

    def is_of_another(self, at: Sequence[int]) -> bool:
        """Whether words are about somebody else: "since my father fell ill"."""
        start, _ = self.clauses.bounds(at[0])
        own = at[1:] if len(at) > 1 and self.words[at[0]] in self.cues.words("opens_other") else at
        hits = [hit for hit in self.clauses.hits if hit.kind == "relative" and start <= hit.start < own[0]]
        if not hits or any(hit.start <= word < hit.end for hit in hits for word in at):
            return False
        hit = hits[-1]
        if self.words[hit.end - 1] == self.patient:
            return False
        between = self.words[hit.end : at[-1] + 1]
        speaks = self.cues.words("self")
        if not speaks.isdisjoint(between):
            return False
        if not self.first_person and not self.cues.words("patient_again").isdisjoint(between):
            return False
        return self._is_subject(hit, start)

    def _is_subject(self, hit: Hit, start: int) -> bool:
        """Whether a relative is who the clause is about: not "I carry my son", but "my son, who has"."""
        after = self.words[hit.end] if hit.end < len(self.words) else ""
        if after in self.cues.words("tells"):
            return False
        if after in self.cues.words("relative_does") or hit.end - hit.start > 1:
            return True
        at = hit.start - 1
        while at >= start and self.words[at] in self.cues.words("determiner"):
            at -= 1
        if at < start or self.words[at] in self.cues.words("opens_other"):
            return True
        return self.words[at] in self.cues.words("links_people") and self.cues.words("self").isdisjoint(
            self.words[start : at + 1]
        )
