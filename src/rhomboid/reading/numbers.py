"""Age, sex, how long and how bad, from the words of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rhomboid.model.account import Sex
from rhomboid.reading.cues import Cues
from rhomboid.reading.durations import find_duration
from rhomboid.reading.sentence import Sentence

OLDEST = 115
"""Years above which a number is not taken for an age."""

YOUNGEST_BARE = 10
"""Years below which "I'm 8" is not taken for an age."""

_AGE_SEX = re.compile(r"^(\d{1,3})(f|m|yf|ym|yom|yof)$")
_SEX_AGE = re.compile(r"^(f|m)(\d{1,3})$")
_AGE_YO = re.compile(r"^(\d{1,3})(yo|y|yr|yrs|yom|yof)$")
_SEX_LETTER: dict[str, Sex] = {"f": "female", "m": "male"}


class Number(NamedTuple):
    """A number read from words `start` to `end` (exclusive) of sentence `sentence`."""

    concept: str
    value: float
    sentence: int
    start: int
    end: int


class Numbers(NamedTuple):
    """What was found; `found` are the places of age, duration and severity."""

    age: float | None
    sex: Sex | None
    duration_days: float | None
    pain_nrs: float | None
    found: tuple[Number, ...]


def read_numbers(cues: Cues, sentences: Sequence[Sentence]) -> Numbers:
    """The first age and sex of the speaker, the best-supported duration, the highest pain score."""
    age = next((n for at, s in enumerate(sentences) if (n := _age(cues, s, at))), None)
    duration = find_duration(cues, sentences, age.value if age else None)
    scores = [score for at, s in enumerate(sentences) for score in _scores(cues, s, at)]
    worst = max(scores, key=lambda score: score.value, default=None)
    spent = Number("duration", *duration) if duration else None
    return Numbers(
        age.value if age else None,
        _sex(cues, sentences),
        spent.value if spent else None,
        worst.value if worst else None,
        tuple(number for number in (age, spent, worst) if number),
    )


def _age(cues: Cues, sentence: Sentence, index: int) -> Number | None:
    for at in range(len(sentence.words)):
        found = _age_at(cues, sentence, at)
        if found and 0 < found[0] <= OLDEST and not _is_anothers(cues, sentence, at):
            return Number("age", found[0], index, at, found[1])
    return None


def _age_at(cues: Cues, sentence: Sentence, at: int) -> tuple[float, int] | None:
    words = sentence.words
    word = words[at]
    if joined := _AGE_SEX.match(word) or _AGE_YO.match(word):
        return float(joined.group(1)), at + 1
    if found := _SEX_AGE.match(word):
        return float(found.group(2)), at + 1
    if word in cues.numbers("decade"):
        return _decade(cues, words, at)
    value, end = _whole(cues, words, at)
    if value is None:
        return None
    after = words[end] if end < len(words) else ""
    if after in cues.words("years_old") and (end + 1 < len(words) and words[end + 1] in ("old", "o", "of")):
        return value, end + 2
    if after in ("yo", "yom", "yof", "y") or (after in ("f", "m") and len(word) == 2):
        return value, end + 1
    return (value, end) if _announces_age(cues, sentence, at, end, value) else None


def _announces_age(cues: Cues, sentence: Sentence, at: int, end: int, value: float) -> bool:
    """Whether the words before a bare number make it an age: "aged 45", "I'm 45", "F/45"."""
    words = sentence.words
    before = words[at - 1] if at else ""
    earlier = words[at - 2] if at > 1 else ""
    if before in ("aged", "age") or (before == "of" and earlier == "age"):
        return earlier not in ("at", "since", "from", "the")
    if before in ("i'm", "im", "turned") or (before == "am" and earlier == "i"):
        after = words[end] if end < len(words) else ""
        return after not in cues.words("not_age_next") and value >= YOUNGEST_BARE and not _continues(sentence, end)
    if before == "is" and earlier in ("she", "he") and (sentence.patient or not sentence.first_person):
        after = words[end] if end < len(words) else ""
        return after not in cues.words("not_age_next") and value >= YOUNGEST_BARE
    if before in ("f", "m") and "/" in sentence.tokens[at].gap:
        return True
    return value >= YOUNGEST_BARE and _stands_alone(cues, sentence, at, end)


def _stands_alone(cues: Cues, sentence: Sentence, at: int, end: int) -> bool:
    """ "Male, 28, rower", "golfer 55, pain", "53, diabetic": a bare number at the head, closed by a comma or stop."""
    if at > 2 or not sentence.words[at].isdecimal() or len(sentence.words[at]) != 2:
        return False
    if end == len(sentence.tokens):
        closed = at == 1 and "," in sentence.tokens[at].gap
    else:
        closed = sentence.tokens[end].gap.strip()[:1] in (",", ";")
    if not closed:
        return False
    if end < len(sentence.words) and (
        sentence.words[end] in cues.words("not_age_next") or sentence.words[end].isdecimal()
    ):
        return False
    return all(word.isalpha() and word not in cues.words("not_before_age") for word in sentence.words[:at])


def _continues(sentence: Sentence, end: int) -> bool:
    """ "I'm 90% sure", "I'm 10/10"."""
    return end < len(sentence.tokens) and any(mark in sentence.tokens[end].gap for mark in "%/")


def _decade(cues: Cues, words: Sequence[str], at: int) -> tuple[float, int] | None:
    before = words[max(0, at - 4) : at]
    if not {"my", "his", "her", "their"} & set(before) or "when" in before or "since" in before:
        return None
    part = next((cues.numbers("decade_part")[word] for word in before if word in cues.numbers("decade_part")), 5)
    return cues.numbers("decade")[words[at]] + part, at + 1


def _whole(cues: Cues, words: Sequence[str], at: int) -> tuple[float | None, int]:
    """A whole number written in digits or words ("forty five")."""
    word = words[at]
    if word.isdecimal() and len(word) <= 3:
        return float(word), at + 1
    value = cues.numbers("number").get(word)
    if value is None or value < 10:
        return None, at
    ones = cues.numbers("number").get(words[at + 1]) if at + 1 < len(words) else None
    if value >= 20 and ones and 1 <= ones < 10 and words[at + 1] not in ("a", "an", "few", "couple", "several"):
        return value + ones, at + 2
    return value, at + 1


def _is_anothers(cues: Cues, sentence: Sentence, at: int) -> bool:
    before = set(sentence.words[max(0, at - 2) : at])
    after = set(sentence.words[at : at + 6])
    if "was" in before and sentence.first_person:
        return True
    relatives = cues.words("relative") - {sentence.patient}
    if "my" in before or "our" in before:
        theirs = sentence.words[at - 1] in ("my", "our") and sentence.words[at] not in cues.numbers("decade")
        return theirs or not relatives.isdisjoint(after | before)
    start, _ = sentence.clauses.bounds(at)
    earlier = sentence.words[start:at]
    return not relatives.isdisjoint(earlier) and cues.words("self").isdisjoint(sentence.words[max(0, at - 2) : at])


def _sex(cues: Cues, sentences: Sequence[Sentence]) -> Sex | None:
    for sentence in sentences:
        for hit in sentence.clauses.hits:
            if hit.kind == "female_self":
                return "female"
            if hit.kind == "male_self":
                return "male"
        if named := _named_sex(cues, sentence):
            return named
    patient = sentences[0].patient if sentences else ""
    if patient in cues.words("relative_female"):
        return "female"
    if patient in cues.words("relative_male"):
        return "male"
    if sentences and not sentences[0].first_person:
        return _pronoun_sex(sentences)
    return None


def _named_sex(cues: Cues, sentence: Sentence) -> Sex | None:
    """Sex from "45F", "28-year-old male", "a woman presents": near an age, or opening an account in third person."""
    words = sentence.words
    for at, word in enumerate(words):
        if found := _AGE_SEX.match(word):
            return _SEX_LETTER["f" if "f" in found.group(2) else "m"]
        if found := _SEX_AGE.match(word):
            return _SEX_LETTER[found.group(1)]
        sex: Sex | None = "female" if word in cues.words("female") else "male" if word in cues.words("male") else None
        if sex is None or _is_anothers(cues, sentence, at):
            continue
        near = words[max(0, at - 6) : at + 2]
        aged = any(_age_at(cues, sentence, other) for other in range(max(0, at - 6), min(len(words), at + 3)))
        if (aged and len(near) > 1) or (len(word) > 1 and not sentence.first_person and at <= 4):
            return sex
    return None


def _pronoun_sex(sentences: Sequence[Sentence]) -> Sex | None:
    words = [word for sentence in sentences for word in sentence.words]
    she = sum(word in ("she", "her", "she's", "herself") for word in words)
    he = sum(word in ("he", "his", "he's", "him", "himself") for word in words)
    if she == he:
        return None
    return "female" if she > he else "male"


def _scores(cues: Cues, sentence: Sentence, index: int) -> list[Number]:
    found: list[Number] = []
    for at in range(len(sentence.words)):
        value = _points(cues, sentence.words[at])
        if value is None or value > 10:
            continue
        end = _end_of_score(cues, sentence, at)
        if end and not sentence.is_denied((at,)):
            found.append(Number("severity", value, index, at, end))
    return found


def _points(cues: Cues, word: str) -> float | None:
    if word[0].isdecimal() and word.replace(".", "", 1).isdecimal() and word.isascii():
        return float(word) if len(word) <= 4 else None
    value = cues.numbers("number").get(word)
    return (
        value
        if value is not None
        and 1 <= value <= 10
        and word not in ("a", "an", "few", "couple", "several", "some", "many", "single")
        else None
    )


def _end_of_score(cues: Cues, sentence: Sentence, at: int) -> int | None:
    words, tokens = sentence.words, sentence.tokens
    after = at + 1
    if (after < len(words) and words[after] in ("to", "or")) or (
        after < len(words) and tokens[after].gap.strip() in ("-", "–")
    ):
        after += 2
    if after < len(words) and words[after] == "10" and tokens[after].gap.strip() == "/":
        dated = after + 1 < len(words) and "/" in tokens[after + 1].gap
        return None if dated else after + 1
    for hit in sentence.clauses.hits:
        if hit.kind == "out_of_ten" and hit.start == after:
            return hit.end
        if hit.kind == "scale_name" and 0 <= at - hit.end <= 2 and _only_links(words[hit.end : at]):
            unit = words[at + 1] if at + 1 < len(words) else ""
            return None if unit in cues.numbers("unit") else at + 1
    return None


def _only_links(words: Sequence[str]) -> bool:
    return all(
        word in ("is", "a", "an", "of", "at", "about", "as", "was", "score", "level", "the", "it") for word in words
    )
