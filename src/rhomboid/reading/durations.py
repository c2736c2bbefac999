"""How long the pain has lasted: which of the times that are told belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rhomboid.reading.cues import Cues
from rhomboid.reading.matcher import Match
from rhomboid.reading.sentence import Sentence
from rhomboid.reading.spans import BARE_PLURAL, DAYS_IN_YEAR, Span

BARE_ANSWER = 5
"""Words up to which a sentence is taken for the answer to "how long?"."""


class Duration(NamedTuple):
    """Days, and words `start` to `end` (exclusive) of sentence `sentence`."""

    days: float
    sentence: int
    start: int
    end: int


def find_duration(cues: Cues, sentences: Sequence[Sentence], age: float | None) -> Duration | None:
    """
    The longest of the times that belong to the pain; one said of it outright comes before one merely near it.

    Misleads when an old and a new pain are told in one breath.
    """
    best: tuple[int, Duration] | None = None
    for index, sentence in enumerate(sentences):
        for span in sentence.spans:
            strength = _strength(cues, sentence, span)
            days = _since_then(span, age)
            if strength and (best is None or (strength, days) > (best[0], best[1].days)):
                best = strength, Duration(days, index, span.start, span.end)
    return best[1] if best else None


def _since_then(span: Span, age: float | None) -> float:
    """Days since an age that was named; without today's age, "for years"."""
    if not span.birth:
        return span.days
    years = age - span.days / DAYS_IN_YEAR if age is not None else BARE_PLURAL
    return max(1.0, years) * DAYS_IN_YEAR


def _strength(cues: Cues, sentence: Sentence, span: Span) -> int:
    """2 where a time is said of the pain, 1 where it is likely, 0 where it belongs to something else."""
    words = sentence.words
    if span.relation == "rate" or _is_of_illness(cues, sentence, span):
        return 0
    if span.relation == "later":
        return int(sentence.pain_before and span.days >= 1)
    if _is_repeated(cues, words, span) or sentence.is_of_another((span.start,)) or sentence.is_denied((span.start,)):
        return 0
    if span.relation == "history":
        others = _others(sentence, *_phrase(sentence, span))
        if _names_pain(cues, sentence, span) or not others:
            return 2
        return int(not any(match in sentence.histories for match in others))
    if span.relation == "of":
        return 2 if not cues.words("pain").isdisjoint(words[span.end : span.end + 8]) else 0
    if span.relation == "ago":
        return _ago(cues, sentence, span)
    if span.days < 1 and not _is_present_spell(cues, sentence, span):
        return 0
    if span.relation == "bare":
        return _bare(cues, sentence, span)
    return _lasting(cues, sentence, span)


def _is_repeated(cues: Cues, words: Sequence[str], span: Span) -> bool:
    """ "Every two weeks", "two hours in the morning", "my 2 year old", "two days later": not a time until now."""
    after = words[span.end] if span.end < len(words) else ""
    before = words[span.start - 1] if span.start else ""
    if before == "until" and span.relation == "ago":
        return False
    if before.endswith("x") and before[:-1].isdecimal():
        return True
    if before in cues.words("not_duration_before") or after in cues.words("not_duration_after"):
        return span.relation != "history" and not (after == "of" and span.relation == "of")
    return [*words[span.end : span.end + 3]] in (["in", "the", "morning"], ["in", "the", "mornings"])


def _is_of_illness(cues: Cues, sentence: Sentence, span: Span) -> bool:
    """ "On tablets for years": an illness or a habit stands between the pain and the time, or no pain before it."""
    if span.relation not in ("lasting", "bare"):
        return False
    start, _ = _phrase(sentence, span)
    events = cues.words("event")
    ends = [
        match.at[-1]
        for match in sentence.histories
        if match.concept not in events
        and start <= match.at[-1] < span.start
        and cues.words("pain").isdisjoint(sentence.words[at] for at in match.at)
    ]
    return bool(ends) and cues.words("pain").isdisjoint(sentence.words[max(ends) : span.start])


def _ago(cues: Cues, sentence: Sentence, span: Span) -> int:
    """A date is the beginning where the words speak of pain or of something that sets it off."""
    if sentence.is_earlier_bout(span) or sentence.is_old_event(span):
        return 0
    start, end = _phrase(sentence, span)
    phrase = sentence.words[start:end]
    if not cues.words("pain").isdisjoint(phrase) or sentence.words[span.start - 1 : span.start] == ["until"]:
        return 2
    if _is_busy(cues, sentence, start, end):
        return 0
    others = _others(sentence, start, end)
    if (sentence.followed or _since_told(sentence, span)) and not any(
        match.concept.startswith(("hx_", "fh_")) for match in others
    ):
        return 2
    if any(match.concept in cues.words("sets_off") for match in others) or not cues.words("began").isdisjoint(phrase):
        return 2 if not others and not cues.words("beginning").isdisjoint(phrase) else 1
    if others or not cues.words("another_event").isdisjoint(phrase):
        return 0
    first, last = sentence.clauses.bounds(span.start)
    told = cues.words("began") | cues.words("pain")
    return 2 if not told.isdisjoint(sentence.words[first:last]) or len(sentence.words) <= BARE_ANSWER else 0


def _since_told(sentence: Sentence, span: Span) -> bool:
    """ "Nine years ago ..., pain there since": the same sentence leads from the date to now."""
    words = sentence.words
    return bool(sentence.pain) and any(
        words[at] == "since"
        and (at + 1 == len(words) or words[at + 1] == "then" or sentence.tokens[at + 1].gap.strip())
        for at in range(span.end, len(words))
    )


def _lasting(cues: Cues, sentence: Sentence, span: Span) -> int:
    start, end = _phrase(sentence, span)
    phrase = sentence.words[start:end]
    pain = not cues.words("pain").isdisjoint(phrase)
    if sentence.is_past((span.start,)) or _is_busy(cues, sentence, start, end):
        return 0
    if pain:
        return 2
    first, last = sentence.clauses.bounds(span.start)
    near = sentence.words[first:last]
    others = _others(sentence, start, end)
    if others:
        told = cues.words("pain") | cues.words("progress")
        along = not told.isdisjoint(near) and not any(match in sentence.histories for match in others)
        return 1 if along else 0
    if len(sentence.words) <= BARE_ANSWER:
        return 2
    if not cues.words("anaphor").isdisjoint(phrase) or not cues.words("pain").isdisjoint(near):
        return 2
    return 1 if not cues.words("lasting").isdisjoint(near) else 0


def _bare(cues: Cues, sentence: Sentence, span: Span) -> int:
    """ "Ache 8 months, ...", "neck pain, 3 weeks": notes without a preposition."""
    words, tokens = sentence.words, sentence.tokens
    if len(words) <= BARE_ANSWER and not _others(sentence, 0, len(words)):
        return 1 if words[0] not in ("in", "after", "every") else 0
    headed = span.start > 0 and words[span.start - 1] in cues.words("pain")
    closed = headed or span.end == len(words) or tokens[span.end].gap.strip() != ""
    opened = headed or span.start == 0 or tokens[span.start].gap.strip() != ""
    first, last = sentence.clauses.bounds(span.start)
    told = not cues.words("pain").isdisjoint(words[first:last])
    fragment = cues.words("self").isdisjoint(words[first:last])
    return 2 if closed and opened and told and fragment and span.days < 18 * DAYS_IN_YEAR else 0


def _is_present_spell(cues: Cues, sentence: Sentence, span: Span) -> bool:
    """Whether hours are those since it began: "pain for two hours", not "stiff for two hours", "an hour each time"."""
    before = sentence.words[max(0, span.start - 4) : span.start]
    start, end = _phrase(sentence, span)
    phrase = sentence.words[start:end]
    if not {"last", "past", "since"}.isdisjoint(before) or not cues.words("perfect").isdisjoint(phrase):
        return True
    once = cues.words("relative_word").isdisjoint(phrase) and cues.words("repeats").isdisjoint(phrase)
    return once and not cues.words("pain_itself").isdisjoint(sentence.words[start : span.start])


def _is_busy(cues: Cues, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a phrase speaks of work, smoking or one attack, and not of pain."""
    phrase = sentence.words[start:end]
    return not cues.words("not_duration").isdisjoint(phrase) and cues.words("pain").isdisjoint(phrase)


def _names_pain(cues: Cues, sentence: Sentence, span: Span) -> bool:
    return not cues.words("pain").isdisjoint(sentence.words[span.end : span.end + 8])


def _others(sentence: Sentence, start: int, end: int) -> list[Match]:
    """Findings named among these words that are not places."""
    return [
        match
        for match in sentence.matches
        if "=" not in match.concept and start <= match.at[0] < end and match not in sentence.sites
    ]


def _phrase(sentence: Sentence, span: Span) -> tuple[int, int]:
    """The words around a span up to the nearest comma or "and"; with the next piece where it stands alone."""
    start, end = sentence.clauses.bounds(span.start)
    first, last = _piece_start(sentence, span.start, start), _piece_end(sentence, span.end, end)
    if last - first <= span.end - span.start + 2:
        if last < end:
            aside = sentence.words[last] in sentence.cues.words("relative_word")
            last = _piece_end(sentence, last + 1, end)
            if aside and last < end:
                last = _piece_end(sentence, last + 1, end)
        elif first > start:
            first = _piece_start(sentence, first - 1, start)
    return first, last


def _piece_start(sentence: Sentence, at: int, start: int) -> int:
    while at > start and "," not in sentence.tokens[at].gap and sentence.words[at - 1] != "and":
        at -= 1
    return at


def _piece_end(sentence: Sentence, at: int, end: int) -> int:
    while at < end and "," not in sentence.tokens[at].gap and sentence.words[at] != "and":
        at += 1
    return at
