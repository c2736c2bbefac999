"""Lengths of time and dates in words ("two weeks", "3/52", "since Monday", "in early 2011"), in days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from rhomboid.reading.cues import Cues
from rhomboid.reading.tokens import Token

BARE_PLURAL = 2.0
"""What "for weeks" is read as, in its own unit: the least a plural can mean."""

WEEKDAY_UNKNOWN = 4.0
"""Days since a named weekday when today is not known: the middle of a week."""

DAYS_IN_YEAR = 365.25

Relation = Literal["ago", "lasting", "history", "of", "bare", "rate", "later"]
"""
How words tie a length to the present: "two weeks ago", "for two weeks", "a 2-week history", "two weeks of", none; or
not at all: "an hour a day".
"""

_JOINED = re.compile(r"^x?(\d{1,3})([a-z]*)$")
_CLINICAL = {"52": 7.0, "12": 30.4, "7": 1.0}
"""Clinicians write "3/52", "6/12" and "5/7" for weeks, months and days."""

_LASTING = frozenset(
    {"for", "last", "past", "over", "lasting", "during", "x", "these", "since", "lasted", "nearly", "almost"}
)


class Span(NamedTuple):
    """Days, words `start` to `end` (exclusive), and how it hangs on the present; `birth` marks "since I was twelve"."""

    days: float
    start: int
    end: int
    relation: Relation
    birth: bool = False


class _Amount(NamedTuple):
    days: float
    start: int
    end: int


class Spans:
    """Reads the spans of one sentence; `today` gives dates a length."""

    def __init__(self, cues: Cues, words: Sequence[str], tokens: Sequence[Token], today: date | None) -> None:
        self.cues = cues
        self.words = words
        self.tokens = tokens
        self.today = today
        self.units = cues.numbers("unit")

    def find(self) -> list[Span]:
        """Every span, left to right, none inside another."""
        found: list[Span] = []
        at = 0
        opens = self.cues.opens_time
        while at < len(self.words):
            word = self.words[at]
            likely = word in opens or word[0].isdecimal() or word[0] == "x" or word in ("last", "past", "this", "since")
            span = self._at(at) if likely else None
            if span and self._is_rate(span):
                span = span._replace(end=span.end + 2, relation="rate")
            if span:
                found.append(span)
            at = span.end if span else at + 1
        return found

    def _at(self, at: int) -> Span | None:
        if youth := self._since_youth(at):
            return youth
        if noted := self._clinical(at):
            return Span(*noted, "history")
        if last := self._last_unit(at):
            began = self.words[at - 1] in ("started", "began", "since", "from")
            return Span(*last, "ago" if began else "lasting")
        if amount := self._amount(at):
            return Span(*amount, self._relation(amount))
        dated = self._dated(at)
        if dated:
            since = not {"since", "from"}.isdisjoint(self.words[max(0, at - 3) : at])
            return Span(*dated, "lasting" if since else "ago")
        return None

    def _is_rate(self, span: Span) -> bool:
        """ "An hour a day", "two nights per week"."""
        after = [*self.words[span.end : span.end + 2]]
        return len(after) == 2 and after[0] in ("a", "per", "each", "every") and after[1] in self.units

    def _relation(self, amount: _Amount) -> Relation:
        after = [*self.words[amount.end : amount.end + 2]]
        before = [*self.words[max(0, amount.start - 4) : amount.start]]
        if after[:1] == ["history"] or after[:2] == ["hx", "of"] or after[:2] == ["of", "duration"]:
            return "history"
        if before and before[-1] in self.cues.words("history_of"):
            return "history"
        if before[-2:-1] and before[-2] in self.cues.words("history_of") and before[-1] in ("of", "for", "is", "was"):
            return "history"
        on = after[:1] == ["on"] and after[1:] and after[1] in self.cues.words("subject")
        if amount.start <= 1 and (on or after[:1] == ["later"]):
            return "later"
        if after[:1] and after[0] in self.cues.words("ago"):
            return "ago"
        if after[:1] == ["of"]:
            return "of"
        if not _LASTING.isdisjoint(before) or after[:1] in (["now"], ["plus"]) or self.words[amount.start][0] == "x":
            return "lasting"
        return "bare"

    def _amount(self, at: int) -> _Amount | None:
        """ "two weeks", "a couple of days", "3-week", "a year and a half", "8 to 10 months", "3wks", "fortnight"."""
        words, units = self.words, self.units
        joined = _JOINED.match(words[at])
        if joined and joined.group(2) in units:
            return _Amount(float(joined.group(1)) * units[joined.group(2)], at, at + 1)
        count = self._count(words[at])
        if count is None:
            return self._bare_unit(at)
        end = at + 1
        while end < len(words) and end - at < 6 and words[end] not in units:
            following = self._count(words[end])
            if following is not None and following >= 1 and words[end] not in ("a", "an"):
                count = following
            elif following is None and words[end] not in self.cues.words("few_word"):
                return None
            end += 1
        if end >= len(words) or words[end] not in units:
            return None
        days = count * units[words[end]]
        end += 1
        if [*words[end : end + 3]] == ["and", "a", "half"]:
            return _Amount(days * (count + 0.5) / count if count else days, at, end + 3)
        return _Amount(days, at, end)

    def _clinical(self, at: int) -> _Amount | None:
        """ "3/52" is three weeks; "5/7" and "6/12" only where no date can be meant."""
        if at + 1 >= len(self.words) or self.tokens[at + 1].gap != "/" or not self.words[at].isdecimal():
            return None
        days = _CLINICAL.get(self.words[at + 1])
        before = self.words[at - 1] if at else ""
        dated = at + 2 < len(self.words) and "/" in self.tokens[at + 2].gap
        always = self.words[at] == "24"
        if (
            days is None
            or dated
            or always
            or len(self.words[at]) > 2
            or before in ("on", "until", "dated", "by", "strength", "power")
        ):
            return None
        return _Amount(float(self.words[at]) * days, at, at + 2)

    def _bare_unit(self, at: int) -> _Amount | None:
        """ "for weeks", "fortnight ago"."""
        words = self.words
        unit = self.units.get(words[at])
        before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        if unit is None:
            return None
        if words[at].endswith("s") and (before in ("for", "many", "over", "several", "last", "past") or after == "ago"):
            return _Amount(BARE_PLURAL * unit, at, at + 1)
        return _Amount(unit, at, at + 1) if after == "ago" or before == "a" else None

    def _last_unit(self, at: int) -> _Amount | None:
        """ "since last year", "the past month"."""
        words = self.words
        if words[at] not in ("last", "past", "this") or at + 1 >= len(words):
            return None
        unit = self.units.get(words[at + 1])
        before = words[at - 1] if at else ""
        if unit is None or before not in ("since", "the", "for", "started", "began", "from", "over"):
            return None
        return _Amount(unit, at, at + 2)

    def _since_youth(self, at: int) -> Span | None:
        """ "since I was twelve": days are those of the age then."""
        words = self.words
        if words[at] != "since" or [*words[at + 1 : at + 3]] not in (["i", "was"], ["he", "was"], ["she", "was"]):
            return None
        start = at + 3
        while start < len(words) and words[start] in ("about", "around", "age", "aged"):
            start += 1
        count = self._count(words[start]) if start < len(words) else None
        after = words[start + 1] if start + 1 < len(words) else ""
        if count is None or count < 3 or (after in self.units and words[start + 2 : start + 3] != ["old"]):
            return None
        return Span(count * DAYS_IN_YEAR, at, start + 1, "lasting", birth=True)

    def _count(self, word: str) -> float | None:
        if word[0] == "x" and word[1:].isdecimal():
            word = word[1:]
        if word.isascii() and word[0].isdecimal() and word.replace(".", "", 1).isdecimal():
            return float(word) if len(word) <= 4 else None
        return self.cues.numbers("number").get(word)

    def _dated(self, at: int) -> _Amount | None:
        """ "since Monday", "yesterday", "in early 2011", "in March"."""
        word = self.words[at]
        before = self.words[max(0, at - 3) : at]
        if word in self.cues.numbers("recent"):
            return _Amount(self.cues.numbers("recent")[word], at, at + 1)
        weekday = self.cues.numbers("weekday").get(word)
        if weekday is not None and not {"since", "on", "last", "from"}.isdisjoint(before):
            days = WEEKDAY_UNKNOWN
            if self.today is not None:
                days = float((self.today.weekday() - int(weekday)) % 7 or 7)
            return _Amount(days, at, at + 1)
        return self._calendar(at, before, self.today) if self.today else None

    def _calendar(self, at: int, before: Sequence[str], today: date) -> _Amount | None:
        word = self.words[at]
        month = self.cues.numbers("month_name").get(word, self.cues.numbers("season").get(word))
        nearby = {"since", "in", "last", "of", "from", "late", "early", "mid", "around"}
        if month is not None and not nearby.isdisjoint(before):
            year = _year(self.words[at + 1], today) if at + 1 < len(self.words) else None
            elapsed = (today.month - int(month)) % 12 or 12
            months = (today.year - year) * 12 + today.month - int(month) if year else elapsed
            return _Amount(max(1.0, months * DAYS_IN_YEAR / 12), at, at + 2 if year else at + 1)
        year = _year(word, today)
        if year and not {"since", "in", "early", "late", "mid", "from", "around"}.isdisjoint(before):
            return _Amount(max(1.0, (today - date(year, 7, 1)).days), at, at + 1)
        return None


def _year(word: str, today: date) -> int | None:
    if len(word) == 4 and word.isdecimal() and word.isascii() and 1930 <= int(word) <= today.year:
        return int(word)
    return None
