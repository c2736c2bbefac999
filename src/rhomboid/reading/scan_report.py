"""A scan report, or what someone says of one, into findings with their place and whether they are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhomboid.model import ScanMention, ScanReading
from rhomboid.reading.matcher import Match
from rhomboid.reading.phrasebook import Phrasebook, Phrased, Phrases, find_cues, span_of
from rhomboid.reading.scan_denials import Denials
from rhomboid.reading.scan_places import Placed, Places

_KINDS = ("scan_normal", "scan_plain")
_SPLITS = frozenset({"and", "or", "nor", "but", "with", "without", "plus", "where", "which", "while", "although"})
_MARKS = ",;:()[]\n–—"


def read_scan(text: str, phrasebook: Phrasebook, cues: Phrases) -> ScanReading:
    """
    What a report says, in its order; any text is read.

    `cues` are those of the lexicon the phrasebook was built from. Findings asked about ("to rule out infection", or
    under "Clinical question:") are left out; those that are only suspected are called present, and so are those whose
    denial is in doubt ("cannot be excluded", "no change in the fracture"). `unmatched` are pieces with words of
    substance of which nothing was understood. Misleads where a report compares with an earlier one.
    """
    places = Places(cues)
    mentions: list[ScanMention] = []
    unmatched: list[str] = []
    asked = False
    for phrased in phrasebook.sentences(text):
        denials = Denials(phrased, cues, asked)
        asked = denials.asked
        findings = [(match, absent) for match in phrased.matches if (absent := denials.is_absent(match)) is not None]
        placed = places.read(phrased, [match for match, _ in findings], [absent for _, absent in findings])
        mentions += _once(
            [
                _mention(text, phrased, match, absent, place)
                for (match, absent), found in zip(findings, placed, strict=True)
                for place in found
            ]
        )
        if not denials.is_aside:
            spans = (span_of(phrased, first, last) for first, last in _unmatched(phrased, denials, cues))
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


def _once(mentions: Sequence[ScanMention]) -> list[ScanMention]:
    """The mentions of one sentence without those that say less than another: "T8 wedge fracture" is one fracture."""
    kept: list[ScanMention] = []
    for mention in sorted(mentions, key=lambda mention: not mention.levels):
        if not any(_says_less(mention, other) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: (mention.span.start, mention.span.end))


def _says_less(mention: ScanMention, other: ScanMention) -> bool:
    same = (mention.finding, mention.presence) == (other.finding, other.presence)
    return same and mention.region in (None, other.region) and set(mention.levels) <= set(other.levels)


def _unmatched(phrased: Phrased, denials: Denials, cues: Phrases) -> Iterator[tuple[int, int]]:
    """The pieces, first word to end (exclusive), that say something of which nothing was understood."""
    understood = {at for match in phrased.matches for at in match.at}
    hits = find_cues(cues, _KINDS, phrased)
    normal = {at for hit in hits if hit.concept == "scan_normal" for at in hit.at}
    plain = {at for hit in hits for at in hit.at}
    plain |= {at for group in denials.levels for at in range(group.start, group.end)}
    told = denials.cues.words("relative") | denials.cues.words("verb") | denials.cues.words("verb_past")
    plain |= {at for at, word in enumerate(phrased.words) if len(word) == 1 or not word.isalpha() or word in told}
    for first, last in _pieces(phrased):
        content = [at for at in range(first, last) if at not in plain]
        if not content or not understood.isdisjoint(range(first, last)):
            continue
        if not any(at in normal and not denials.is_denied((at,)) for at in range(first, last)) and not all(
            map(denials.is_settled, content)
        ):
            yield first, last


def _pieces(phrased: Phrased) -> Iterator[tuple[int, int]]:
    """A sentence cut at commas, other marks and joining words, which are left out."""
    first = 0
    for at, word in enumerate(phrased.words):
        gap = phrased.tokens[at].gap
        marked = at > 0 and (any(mark in gap for mark in _MARKS) or " - " in gap)
        if marked or word in _SPLITS:
            if first < at:
                yield first, at
            first = at + (word in _SPLITS)
    if first < len(phrased.words):
        yield first, len(phrased.words)
