"""Things that the words of a text name: remedies, scan findings, parts of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

import msgspec

from rhomboid.model import Lexicon, NamedWords, Span
from rhomboid.reading.clauses import Clauses
from rhomboid.reading.cues import Cues
from rhomboid.reading.listing import listed_matches, spans_a_join
from rhomboid.reading.matcher import Match, Matcher
from rhomboid.reading.patterns import used_classes
from rhomboid.reading.spelling import SHORTEST, Speller
from rhomboid.reading.tokens import Token, split_sentences, tokenise

Phrases = Mapping[str, Sequence[str]]
"""Patterns by what they name, or cues by kind."""


class Phrased(msgspec.Struct, frozen=True):
    """One sentence, its words mended, its clauses, and what it names; `question` where it ends with a question mark."""

    tokens: Sequence[Token]
    words: Sequence[str]
    clauses: Clauses
    matches: Sequence[Match]
    question: bool


class Phrasebook:
    """
    Finds what a text names, whatever its spelling, hyphens and capitals. Build it once; it may serve many threads.

    `phrases` are patterns by id, in the language of ``patterns``; classes, cues and common words come from the
    lexicon. Of overlapping matches of different ids only the one with most words is kept where `exclusive`, and all
    that have the same words; members of a list may share a word ("disc bulges and protrusions"). Negation plays no
    part: "no massage" names massage.
    """

    def __init__(self, lexicon: Lexicon, phrases: Phrases, exclusive: bool = True) -> None:
        used = used_classes(lexicon.classes, phrases)
        self.cues = Cues(lexicon.cues)
        self._exclusive = exclusive
        self._matcher = Matcher(
            Lexicon(lexicon.language, used, {name: tuple(texts) for name, texts in phrases.items()}, {})
        )
        self._speller = Speller({*self._matcher.words, *lexicon.vocabulary}, self.cues.words("common_words"))

    def faults(self) -> list[str]:
        """What is wrong with the patterns, one line each; empty for sound ones."""
        return self._matcher.faults()

    def find(self, text: str) -> tuple[NamedWords, ...]:
        """Everything named in a text of any kind, in its order. Time is linear in the length of the text."""
        return tuple(_named(text, sentence, match) for sentence in self.sentences(text) for match in sentence.matches)

    def sentences(self, text: str) -> list[Phrased]:
        """The sentences of a text, each with the matches in it, left to right."""
        tokens = _joined(tokenise(text), self._matcher.words)
        words = [self._word(token.word) for token in tokens]
        for at in range(len(words) - 1):
            if words[at] == "w" and tokens[at + 1].gap in ("/", "/ ") and words[at + 1] != "o":
                words[at] = "with"
        return [
            self._sentence(tokens[first:last], words[first:last], question)
            for first, last, question in split_sentences(text, tokens, self.cues.words("abbreviation"))
        ]

    def _word(self, word: str) -> str:
        """The word as it is matched; mending never takes it away from a prefix it already fits."""
        respelled = self.cues.respelled.get(word, word)
        mended = self._speller.mend(respelled)
        return mended if mended == respelled or self._matcher.fits(mended, respelled) else respelled

    def _sentence(self, tokens: Sequence[Token], words: Sequence[str], question: bool) -> Phrased:
        gaps = [token.gap for token in tokens]
        clauses = Clauses(self.cues, words, gaps)
        found = self._matcher.find(words, clauses.number)
        listed = listed_matches(self._matcher, words, gaps, clauses.number, found)
        listed += [match for match in found if spans_a_join(match, words, gaps)]
        return Phrased(tokens, words, clauses, self._kept([*found, *listed], frozenset(listed)), question)

    def _kept(self, found: Iterable[Match], sharing: frozenset[Match]) -> list[Match]:
        """The longest of rivals; of one thing named both as there and as not there, that it is there."""
        every = set(found)
        doubted = {match for match in every if match.denies and any(_affirms(other, match) for other in every)}
        kept: list[Match] = []
        for match in sorted(every - doubted, key=_longest_first):
            if not any(self._outdoes(longer, match, sharing) for longer in kept):
                kept.append(match)
        return sorted(kept, key=lambda match: (match.at[0], match.at[-1], match.concept))

    def _outdoes(self, longer: Match, match: Match, sharing: frozenset[Match]) -> bool:
        """Whether a match that has at least as many words takes the place of another."""
        if longer.concept != match.concept and (not self._exclusive or longer.at == match.at):
            return False
        words = set(match.at)
        if longer.concept != match.concept and (longer in sharing or match in sharing):
            return words.issubset(longer.at)
        return not words.isdisjoint(longer.at)


@lru_cache(maxsize=16)
def _cue_matcher(cues: tuple[tuple[str, tuple[str, ...]], ...]) -> Matcher:
    return Matcher(Lexicon("", {}, dict(cues), {}))


def find_cues(cues: Phrases, kinds: Sequence[str], sentence: Phrased) -> list[Match]:
    """
    Where the cues of some kinds stand in a sentence, their entries read as patterns; `concept` is the kind.

    None leaps over a comma. Of overlapping ones the longest is kept, and of equals the kind named first.
    """
    matcher = _cue_matcher(tuple((kind, tuple(cues.get(kind, ()))) for kind in kinds))
    piece = list(accumulate(("," in token.gap or ";" in token.gap for token in sentence.tokens), initial=0))[1:]
    found = set(matcher.find(sentence.words, piece))
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (_longest_first(match)[:2], kinds.index(match.concept))):
        if all(set(match.at).isdisjoint(longer.at) for longer in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.at)


def _affirms(other: Match, denying: Match) -> bool:
    """
    "Loss of the normal lordosis" names the loss, although "normal lordosis" denies it; "cord without signal change"
    holds all the words of "cord signal change" and denies them.
    """
    if other.denies or other.concept != denying.concept:
        return False
    return not set(other.at).isdisjoint(denying.at) and not set(other.at).issubset(denying.at)


def _named(text: str, sentence: Phrased, match: Match) -> NamedWords:
    span = span_of(sentence, match.at[0], match.at[-1] + 1)
    said = [(sentence.tokens[at].word, sentence.words[at]) for at in match.at]
    mended = any(read not in (word, word.rstrip("s")) for word, read in said)
    spelled = " ".join(read for _, read in said) if mended else None
    return NamedWords(match.concept, text[span.start : span.end], span, spelled)


def span_of(sentence: Phrased, first: int, last: int) -> Span:
    """The characters of words `first` to `last` (exclusive)."""
    return Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)


def _longest_first(match: Match) -> tuple[int, int, tuple[int, ...], str, bool]:
    return -len(match.at), match.at[-1] - match.at[0], match.at, match.concept, not match.denies


def _joined(tokens: Sequence[Token], known: frozenset[str]) -> list[Token]:
    """Two words made one where only together they are known: "Thera-Band", "heat pad" for "heatpad"."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        word = before.word + token.word if before else ""
        apart = before is None or token.gap not in ("-", " ", "‐", "‑") or len(word) <= SHORTEST
        if before is None or apart or word not in known or {before.word, token.word} <= known:
            joined.append(token)
        else:
            joined[-1] = Token(word, before.start, token.end, before.gap)
    return joined
