"""A scan report, or what someone says of one, into findings with their place and whether they are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhomboid.model import ScanMention, ScanReading
from rhomboid.reading.clauses import Scope
from rhomboid.reading.levels import find_levels
from rhomboid.reading.matcher import Match
from rhomboid.reading.phrasebook import Phrasebook, Phrased, Phrases, find_cues, span_of
from rhomboid.reading.scan_places import Placed, Places
from rhomboid.reading.sentence import Sentence

_DENIAL_KINDS = ("scan_cannot_exclude", "scan_not_seen", "scan_request", "scan_request_heading", "scan_aside")
_WORD_KINDS = ("scan_normal", "scan_plain")
_HEADING = 4
"""Words of a sentence within which a heading begins."""
_SPLITS = frozenset({"and", "or", "nor", "but", "with", "without", "plus", "where", "which", "while", "although"})
_MARKS = ",;:()[]\n–—"


def read_scan(text: str, phrasebook: Phrasebook, cues: Phrases) -> ScanReading:
    """
    What a report says, in its order; any text is read.

    `cues` are those of the lexicon the phrasebook was built from. Findings asked about ("? fracture", "to rule out
    infection") are left out; those that are only suspected are called present, and so is a serious one whose denial
    is in doubt ("cannot be excluded", "no change in the fracture"). `unmatched` are pieces with words of substance of
    which nothing was understood. Misleads where a report compares with an earlier one.
    """
    places = Places(cues)
    mentions: list[ScanMention] = []
    unmatched: list[str] = []
    asked = False
    for phrased in phrasebook.sentences(text):
        said = _Said(phrased, cues, asked)
        asked = said.asked
        findings = [(match, absent) for match in phrased.matches if (absent := said.is_absent(match)) is not None]
        placed = places.read(phrased, [match for match, _ in findings], [absent for _, absent in findings])
        said_here: list[ScanMention] = []
        for (match, absent), found in zip(findings, placed, strict=True):
            said_here += [_mention(text, phrased, match, absent, place) for place in found]
        mentions += _once(said_here)
        if not said.is_aside:
            spans = (span_of(phrased, first, last) for first, last in said.unmatched())
            unmatched += [text[span.start : span.end] for span in spans]
    return ScanReading(tuple(mentions), tuple(unmatched))


def _mention(text: str, phrased: Phrased, match: Match, absent: bool, place: Placed) -> ScanMention:
    span = span_of(phrased, match.at[0], match.at[-1] + 1)
    return ScanMention(
        finding=match.concept,
        presence="absent" if absent else "present",
        words=text[span.start : span.end],
        span=span,
        region=place[0],
        levels=place[1],
    )


def _once(mentions: Sequence[ScanMention]) -> Iterator[ScanMention]:
    """The mentions of one sentence without those that say less than another: "T8 wedge fracture" is one fracture."""
    kept: list[ScanMention] = []
    for mention in sorted(mentions, key=lambda mention: not mention.levels):
        if not any(_says_less(mention, other) for other in kept):
            kept.append(mention)
    yield from sorted(kept, key=lambda mention: (mention.span.start, mention.span.end))


def _says_less(mention: ScanMention, other: ScanMention) -> bool:
    same = (mention.finding, mention.presence) == (other.finding, other.presence)
    return same and mention.region in (None, other.region) and set(mention.levels) <= set(other.levels)


class _Said:
    """
    One sentence of a report with its denials.

    `asked` when it stands under a heading such as "Clinical question", or goes on from a sentence that does;
    `is_aside` when it tells of the patient or the machine.
    """

    def __init__(self, phrased: Phrased, cues: Phrases, asked_before: bool) -> None:
        self.phrased = phrased
        self.cues = phrased.clauses.cues
        self.words = _unhedged(phrased)
        self.gaps = [token.gap for token in phrased.tokens]
        self.sentence = Sentence(self.cues, self.words, phrased.tokens)
        self.clauses = self.sentence.clauses
        self.hits = find_cues(cues, _DENIAL_KINDS, phrased)
        self.of_words = find_cues(cues, _WORD_KINDS, phrased)
        headed = any(hit.concept == "scan_request_heading" and hit.at[0] < _HEADING for hit in self.hits)
        goes_on = asked_before and "." not in self.gaps[0] and "\n" not in self.gaps[0]
        self.asked = headed or goes_on
        self.is_aside = self.asked or any(hit.concept == "scan_aside" and hit.at[0] < _HEADING for hit in self.hits)

    def is_absent(self, match: Match) -> bool | None:
        """Whether the report says that a finding is not there; None where it only asks for it."""
        if self.asked or self._is_asked_for(match):
            return None
        return match.denies != self._is_denied(match.at)

    def unmatched(self) -> Iterator[tuple[int, int]]:
        """The pieces, first word to end (exclusive), that say something of which nothing was understood."""
        understood = {at for match in self.phrased.matches for at in match.at}
        plain = {at for hit in self.of_words for at in hit.at}
        plain |= {at for group in find_levels(self.phrased.tokens) for at in range(group.start, group.end)}
        plain |= {at for at, word in enumerate(self.words) if len(word) == 1 or not word.isalpha()}
        normal = {at for hit in self.of_words if hit.concept == "scan_normal" for at in hit.at}
        for first, last in self._pieces():
            content = [at for at in range(first, last) if at not in plain]
            if not content or not understood.isdisjoint(range(first, last)):
                continue
            if any(at in normal and not self._is_denied((at,)) for at in range(first, last)):
                continue
            if not all(self._is_denied((at,)) for at in content):
                yield first, last

    def _pieces(self) -> Iterator[tuple[int, int]]:
        first = 0
        for at in range(1, len(self.words) + 1):
            ends = at == len(self.words) or any(mark in self.gaps[at] for mark in _MARKS) or " - " in self.gaps[at]
            if ends or self.words[at] in _SPLITS:
                if first < at:
                    yield first, at
                first = at if ends else at + 1

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

    def _is_denied(self, at: Sequence[int]) -> bool:
        scopes = self.clauses.covering("negation", at)
        if scopes:
            return any(not self._is_void(scope, at) for scope in scopes)
        return self.sentence.is_denied(at) or self._is_not_seen(at)

    def _is_void(self, scope: Scope, at: Sequence[int]) -> bool:
        """Whether a denial is of something else: "no change in the fracture", "no slip, mild scoliosis"."""
        if any(hit.concept == "scan_cannot_exclude" and scope.hit.start in hit.at for hit in self.hits):
            return True
        if scope.end <= scope.hit.start:
            return False
        following = self.words[scope.hit.end : scope.hit.end + 2]
        if not self.cues.words("scan_change").isdisjoint(following):
            return True
        return any(self._is_fresh(place, scope.end) for place in range(scope.hit.end + 1, at[0] + 1))

    def _is_fresh(self, at: int, end: int) -> bool:
        """Whether something that is there begins at a word after a comma or "and", and not the rest of a list."""
        if "," not in self.gaps[at] and self.words[at - 1] != "and":
            return False
        return self.words[at] in self.cues.words("scan_fresh") and {"or", "nor"}.isdisjoint(self.words[at:end])

    def _is_not_seen(self, at: Sequence[int]) -> bool:
        """ "A fracture is not seen": but not one that "cannot be excluded"."""
        start, end = self.clauses.bounds(at[0])
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
