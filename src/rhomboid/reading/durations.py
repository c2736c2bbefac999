"""How long it has lasted, in days, from words such as "for two weeks" or "since Monday"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rhomboid.reading.cues import Cues
from rhomboid.reading.sentence import Sentence

BARE_PLURAL = 2.0
"""What "for weeks" is read as, in its own unit: the least a plural can mean."""

WEEKDAY_UNKNOWN = 4.0
"""Days since a named weekday when today is not known: the middle of a week."""

BARE_ANSWER = 5
"""Words up to which a sentence is taken for the answer to "how long?"."""

DAYS_IN_YEAR = 365.25


class Duration(NamedTuple):
    """Days, and words `start` to `end` (exclusive) of sentence `sentence`."""

    days: float
    sentence: int
    start: int
    end: int


class _Amount(NamedTuple):
    days: float
    start: int
    end: int


def find_duration(cues: Cues, sentences: Sequence[Sentence], today: date | None) -> Duration | None:
    """
    The best-supported duration: one said of the complaint before one merely mentioned, then the first.

    Misleads when an old and a new pain are told in one breath.
    """
    best: tuple[int, Duration] | None = None
    for index, sentence in enumerate(sentences):
        for strength, amount in _spoken(cues, sentence, today):
            if best is None or strength > best[0]:
                best = strength, Duration(amount.days, index, amount.start, amount.end)
    return best[1] if best else None


def _spoken(cues: Cues, sentence: Sentence, today: date | None) -> list[tuple[int, _Amount]]:
    found: list[tuple[int, _Amount]] = []
    at = 0
    while at < len(sentence.words):
        amount = _amount(cues, sentence, at)
        if amount is None:
            dated = _dated(cues, sentence, at, today)
            if dated:
                told = _is_about_it(cues, sentence, dated, "began")
                found.append((_strength(cues, sentence, dated, 2) if told else 0, dated))
            at += 1
            continue
        strength = _role(cues, sentence, amount)
        if strength:
            found.append((strength, amount))
        at = amount.end
    return [pair for pair in found if pair[0] > 0]


def _amount(cues: Cues, sentence: Sentence, at: int) -> _Amount | None:
    """ "two weeks", "a couple of days", "3-week", "a year and a half", "weeks"."""
    words, units = sentence.words, cues.numbers("unit")
    count = _count(cues, words[at])
    if count is None:
        unit = units.get(words[at])
        if (
            unit
            and words[at].endswith("s")
            and at
            and words[at - 1] in ("for", "many", "over", "several", "last", "past")
        ):
            return _Amount(BARE_PLURAL * unit, at, at + 1)
        return _since_unit(cues, words, at)
    end = at + 1
    while end < len(words) and end - at < 6 and words[end] not in units:
        following = _count(cues, words[end])
        if following is not None and following >= 1 and words[end] not in ("a", "an"):
            count = following
        elif following is None and words[end] not in cues.words("few_word"):
            return None
        end += 1
    if end >= len(words) or words[end] not in units:
        return None
    days = count * units[words[end]]
    end += 1
    if [*words[end : end + 3]] == ["and", "a", "half"]:
        return _Amount(days * (count + 0.5) / count if count else days, at, end + 3)
    return _Amount(days, at, end)


def _since_unit(cues: Cues, words: Sequence[str], at: int) -> _Amount | None:
    """ "since last year", "the past month"."""
    if words[at] not in ("last", "past", "this") or at + 1 >= len(words):
        return None
    unit = cues.numbers("unit").get(words[at + 1])
    before = words[at - 1] if at else ""
    if unit is None or before not in ("since", "the", "for", "started", "began", "from"):
        return None
    return _Amount(unit, at, at + 2)


def _count(cues: Cues, word: str) -> float | None:
    if word.isascii() and word[0].isdecimal() and word.replace(".", "", 1).isdecimal():
        return float(word) if len(word) <= 4 else None
    return cues.numbers("number").get(word)


def _role(cues: Cues, sentence: Sentence, amount: _Amount) -> int:
    """3 for "3-week history" and "started two days ago", 2 for "since" and "had it for", 1 for a bare "for"."""
    words = sentence.words
    after = [*words[amount.end : amount.end + 2]]
    before = [*words[max(0, amount.start - 4) : amount.start]]
    if after[:1] == ["history"] or after[:2] == ["hx", "of"] or not cues.words("history_of").isdisjoint(before[-1:]):
        return 3
    if after[:1] == ["ago"]:
        return _strength(cues, sentence, amount, 2) if _is_about_it(cues, sentence, amount, "began") else 0
    if after[:1] in (["old"], ["later"], ["after"], ["before"], ["of"]) and after[:2] != ["of", "pain"]:
        return 3 if "duration" in after else 0
    if ("history" in before and "of" in before) or "since" in before:
        return _strength(cues, sentence, amount, 2)
    if {"for", "last", "past", "over", "lasting", "during", "x", "these"} & set(before) or after[:1] == ["now"]:
        if amount.days < 1 and not {"last", "past"} & set(before) and not _any_in(cues, "lasting", sentence, amount):
            return 0
        return _strength(cues, sentence, amount, 1) if _is_about_it(cues, sentence, amount, "lasting") else 0
    return 0


def _is_about_it(cues: Cues, sentence: Sentence, amount: _Amount, kind: str) -> bool:
    """
    Whether the words around speak of the complaint, or the sentence is a bare answer such as "For two weeks".

    "I had a cold two weeks ago and neck pain" is about the cold.
    """
    if len(sentence.words) <= BARE_ANSWER:
        return True
    wanted = cues.words(kind) | cues.words("pain")
    start, end = _phrase(sentence, amount)
    if not wanted.isdisjoint(sentence.words[start:end]):
        return True
    named = (match for match in sentence.matches if "=" not in match.concept)
    elsewhere = kind == "began" and any(start <= match.at[0] < end for match in named)
    start, end = sentence.clauses.bounds(amount.start)
    return not elsewhere and not wanted.isdisjoint(sentence.words[start:end])


def _phrase(sentence: Sentence, amount: _Amount) -> tuple[int, int]:
    """The words around an amount up to the nearest comma or "and"."""
    start, end = sentence.clauses.bounds(amount.start)
    first, last = amount.start, amount.end
    while first > start and "," not in sentence.tokens[first].gap and sentence.words[first - 1] != "and":
        first -= 1
    while last < end and "," not in sentence.tokens[last].gap and sentence.words[last] != "and":
        last += 1
    return first, last


def _strength(cues: Cues, sentence: Sentence, amount: _Amount, base: int) -> int:
    """The base, more when the clause is about the complaint, 0 when it is about work, smoking or one attack."""
    if _any_in(cues, "not_duration", sentence, amount) and not _any_in(cues, "pain", sentence, amount):
        return 0
    return base + 1 if _any_in(cues, "lasting", sentence, amount) else base


def _any_in(cues: Cues, kind: str, sentence: Sentence, amount: _Amount) -> bool:
    start, end = sentence.clauses.bounds(amount.start)
    return not cues.words(kind).isdisjoint(sentence.words[start:end])


def _dated(cues: Cues, sentence: Sentence, at: int, today: date | None) -> _Amount | None:
    """ "since Monday", "yesterday", "in early 2011", "in March"."""
    words = sentence.words
    word = words[at]
    before = words[max(0, at - 3) : at]
    if word in cues.numbers("recent"):
        return _Amount(cues.numbers("recent")[word], at, at + 1)
    weekday = cues.numbers("weekday").get(word)
    if weekday is not None and {"since", "on", "last", "from"} & set(before):
        days = WEEKDAY_UNKNOWN if today is None else float((today.weekday() - int(weekday)) % 7 or 7)
        return _Amount(days, at, at + 1)
    if today is None:
        return None
    return _calendar(cues, words, at, before, today)


def _calendar(cues: Cues, words: Sequence[str], at: int, before: Sequence[str], today: date) -> _Amount | None:
    word = words[at]
    month = cues.numbers("month_name").get(word, cues.numbers("season").get(word))
    if month is not None and {"since", "in", "last", "of", "from", "late", "early", "mid", "around"} & set(before):
        year = _year(words[at + 1], today) if at + 1 < len(words) else None
        months = (today.year - year) * 12 + today.month - int(month) if year else (today.month - int(month)) % 12 or 12
        return _Amount(max(1.0, months * DAYS_IN_YEAR / 12), at, at + 2 if year else at + 1)
    year = _year(word, today)
    if year and {"since", "in", "early", "late", "mid", "from", "around"} & set(before):
        return _Amount(max(1.0, (today - date(year, 7, 1)).days), at, at + 1)
    return None


def _year(word: str, today: date) -> int | None:
    return (
        int(word)
        if len(word) == 4 and word.isdecimal() and word.isascii() and 1930 <= int(word) <= today.year
        else None
    )
