"""A person's own words into findings, each tied to the words it came from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from rhomboid.model import Finding, Lexicon, Mention, Reading, Span
from rhomboid.model.account import Side
from rhomboid.reading.coordination import single_items
from rhomboid.reading.cues import Cues
from rhomboid.reading.matcher import Match, Matcher
from rhomboid.reading.numbers import Number, Numbers, read_numbers
from rhomboid.reading.patterns import used_classes
from rhomboid.reading.sentence import Kind, Sentence
from rhomboid.reading.sides import side_of
from rhomboid.reading.sites import judge_site
from rhomboid.reading.spans import Spans
from rhomboid.reading.spelling import Speller
from rhomboid.reading.tokens import Token, split_sentences, tokenise

TIMELESS = ("duration", "age", "sex")
"""Categories that the past does not touch. Onset is touched only where an old event is not the beginning."""

ADJECTIVE_PAIR = 3
"""How far "back" stands behind "mid" in "mid and low back"."""

LEADS_ON = 4
"""Words into the next sentence within which "since then" ties it to the one before."""

SIDES: tuple[Side, ...] = ("left", "right", "both", "middle")


class Reader:
    """
    Reads text in one language. Build it once; `read` may be called from many threads.

    Patterns, cues and classes come from the lexicon; `findings` says which concepts are sites and histories, and
    `circumstances` are histories too.
    Time is linear in the length of the text: about a second for each 200 000 characters.
    """

    def __init__(self, lexicon: Lexicon, findings: Mapping[str, Finding], circumstances: Collection[str] = ()) -> None:
        self._findings = findings
        self._circumstances = circumstances
        self._cues = Cues(lexicon.cues)
        used = used_classes(lexicon.classes, lexicon.phrases)
        self._matcher = Matcher(Lexicon(lexicon.language, used, lexicon.phrases, {}))
        known = {*self._matcher.words, *lexicon.vocabulary, *self._cues.words("pain"), *self._cues.words("negation")}
        self._speller = Speller(known, self._cues.words("common_words"))

    def faults(self) -> list[str]:
        """What is wrong with the lexicon's patterns, one line each; empty for a sound lexicon."""
        return self._matcher.faults()

    def read(self, text: str, today: date | None = None) -> Reading:
        """
        Everything understood, in the order it stands there.

        `today` gives "since March" a length; without it, dates are not counted. Feared, asked and hypothetical
        illnesses are left out. Misleads where a sentence says more than its words: irony, quotations, other
        people's accounts.
        """
        sentences = self._sentences(text, today)
        mentions: list[Mention] = []
        pain_before = False
        for sentence in sentences:
            mentions.extend(self._mentions(text, sentence, pain_before))
            pain_before = pain_before or bool(sentence.pain)
        numbers = read_numbers(self._cues, sentences)
        times = [_span(sentence.tokens, span.start, span.end) for sentence in sentences for span in sentence.spans]
        mentions = [mention for mention in mentions if not self._is_counted(mention, numbers, times)]
        mentions.extend(_number_mention(text, sentences[number.sentence], number) for number in numbers.found)
        mentions.sort(key=lambda mention: (mention.span.start, mention.span.end, mention.concept))
        return Reading(tuple(mentions), numbers.age, numbers.sex, numbers.duration_days, numbers.pain_nrs)

    def _sentences(self, text: str, today: date | None) -> list[Sentence]:
        tokens = tokenise(text)
        words = [self._word(token.word) for token in tokens]
        for at in range(len(words) - 1):
            if words[at] == "w" and tokens[at + 1].gap.startswith("/") and words[at + 1] != "o":
                words[at] = "with"
        first_person = not self._cues.words("speaker_i").isdisjoint(words)
        sentences: list[Sentence] = []
        for first, last, question in split_sentences(text, tokens, self._cues.words("abbreviation")):
            said, where = words[first:last], tokens[first:last]
            spans = Spans(self._cues, said, where, today).find()
            sentence = Sentence(self._cues, said, where, question, first_person, spans)
            if sentences and sentences[-1].question and words[first] in self._cues.words("verdict_no"):
                sentences[-1].answered_no = True
            sentences.append(sentence)
        self._lead_on(sentences)
        in_pain = {relative for sentence in sentences if (relative := sentence.relative_in_pain()) is not None}
        for sentence in sentences:
            sentence.patient = next(iter(in_pain)) if len(in_pain) == 1 else ""
        return sentences

    def _lead_on(self, sentences: Sequence[Sentence]) -> None:
        """Marks the sentences after which another says "since then", and the only one that speaks of pain."""
        ties = self._cues.words("tie")
        painful = [bool(sentence.pain) for sentence in sentences]
        for at, sentence in enumerate(sentences):
            following = sentences[at + 1].words if at + 1 < len(sentences) else ()
            sentence.followed = not ties.isdisjoint([*following[:LEADS_ON], *following[-1:]])
            sentence.led_on = sentence.followed or sum(painful) == painful[at]
            sentence.pain_before = any(painful[:at])

    def _word(self, word: str) -> str:
        """The word as it is matched; mending never takes it away from a prefix it already fits."""
        respelled = self._cues.respelled.get(word, word)
        mended = self._speller.mend(respelled)
        return mended if mended == respelled or self._matcher.fits(mended, respelled) else respelled

    def _mentions(self, text: str, sentence: Sentence, pain_before: bool) -> Iterable[Mention]:
        found, listed = self._matches(sentence)
        apart = {kept[1] - 1 for kept in sentence.listed if kept[1:] and kept[1] - kept[0] == ADJECTIVE_PAIR}
        sentence.matches = _longest(found, listed | {match for match in found if match.at[0] in apart}, self._kind)
        sites = sentence.sites = [match for match in sentence.matches if self._kind(match.concept) == "site"]
        sentence.histories = [match for match in sentence.matches if self._kind(match.concept) == "history"]
        sides: set[Side] = {side for side in SIDES if any(match.concept == f"side={side}" for match in found)}
        for match in sentence.matches:
            mention = self._mention(text, sentence, match, sites, pain_before)
            if mention is None:
                continue
            yield mention
            side = mention.side
            if match in sites and side and side not in sides and (mention.presence, mention.time) == ("present", "now"):
                sides.add(side)
                yield Mention(
                    f"side={side}", "present", mention.span, mention.words, mention.certainty, mention.experiencer
                )

    def _matches(self, sentence: Sentence) -> tuple[list[Match], set[Match]]:
        """Matches in the sentence, and which of them are further concepts from its lists taken apart."""
        words, number = sentence.words, sentence.clauses.number
        found = self._matcher.find(words, number)
        known = {match.concept for match in found}
        listed: set[Match] = set()
        placed = frozenset(at for match in found if self._kind(match.concept) == "site" for at in match.at)
        sentence.listed = single_items(self._cues, words, sentence.clauses.gaps, placed)
        for kept in sentence.listed:
            shorter = self._matcher.find([words[at] for at in kept], [number[at] for at in kept])
            listed.update(
                Match(match.concept, tuple(kept[at] for at in match.at), match.denies)
                for match in shorter
                if match.concept not in known
            )
        return [*found, *sorted(listed)], listed

    def _mention(
        self, text: str, sentence: Sentence, match: Match, sites: list[Match], pain_before: bool
    ) -> Mention | None:
        kind = self._kind(match.concept)
        meaning = sentence.meaning(match, kind, match.concept.startswith("fh_"))
        if meaning is None:
            return None
        present = meaning.present
        if kind == "site":
            verdict = judge_site(sentence, match, pain_before)
            if verdict == "neither":
                return None
            present = verdict == "present" and not sentence.answered_no
        span = _span(sentence.tokens, match.at[0], match.at[-1] + 1)
        finding = self._findings.get(match.concept)
        category = match.concept.split("=")[0]
        return Mention(
            concept=match.concept,
            presence="present" if present else "absent",
            span=span,
            words=text[span.start : span.end],
            certainty="stated" if meaning.certain else "uncertain",
            experiencer="self" if meaning.own else "other",
            time="now" if meaning.now or category in TIMELESS else "past",
            side=side_of(sentence, match, sites) if finding and finding.sided else None,
            spelled=_spelled(sentence, match),
        )

    def _is_counted(self, mention: Mention, numbers: Numbers, times: Sequence[Span]) -> bool:
        """
        Whether a word for how long or how bad is overruled by a number.

        A time that was weighed is not weighed again: "on tablets for 20 years" is not of the pain.
        """
        if mention.concept.startswith("duration="):
            span = mention.span
            weighed = any(time.start < span.end and span.start < time.end for time in times)
            return numbers.duration_days is not None or weighed
        return mention.concept.startswith("severity=") and numbers.pain_nrs is not None

    def _kind(self, concept: str) -> Kind:
        finding = self._findings.get(concept)
        if finding:
            return finding.kind
        return "history" if concept in self._circumstances else "symptom"


def _longest(found: list[Match], listed: set[Match], kind_of: Callable[[str], Kind]) -> list[Match]:
    """
    Of overlapping matches that answer the same question, the one with most words.

    Sites compete with sites, options with options of their category, a finding with itself; different findings
    stand side by side ("suddenly short of breath" is both sudden and breathless). Members of a list may share
    words: "mid and low back" has one back.
    """
    kept: list[Match] = []
    taken: dict[str, set[int]] = {}
    for match in sorted(set(found), key=_length_first):
        rival = "site" if kind_of(match.concept) == "site" else match.concept.split("=")[0]
        seen = taken.setdefault(rival, set())
        if match in listed or seen.isdisjoint(match.at):
            seen.update(match.at)
            kept.append(match)
    return sorted(kept, key=lambda match: (match.at[0], match.at[-1], match.concept, match.at))


def _length_first(match: Match) -> tuple[int, int, tuple[int, ...], str, bool]:
    return -len(match.at), match.at[-1] - match.at[0], match.at, match.concept, not match.denies


def _span(tokens: Sequence[Token], first: int, last: int) -> Span:
    return Span(tokens[first].start, tokens[last - 1].end)


def _spelled(sentence: Sentence, match: Match) -> str | None:
    """The words as they were understood, where a spelling was mended."""
    mended = any(sentence.words[at] not in (word := sentence.tokens[at].word, word.rstrip("s")) for at in match.at)
    return " ".join(sentence.words[at] for at in match.at) if mended else None


def _number_mention(text: str, sentence: Sentence, number: Number) -> Mention:
    span = _span(sentence.tokens, number.start, number.end)
    return Mention(number.concept, "present", span, text[span.start : span.end])
