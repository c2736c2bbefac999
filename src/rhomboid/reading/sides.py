"""Which side a mention is on, from the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from rhomboid.model.account import Side
from rhomboid.reading.matcher import Match
from rhomboid.reading.sentence import Sentence

REACH = 6
"""Words within which "left" or "right" still belongs to a place."""


def side_of(sentence: Sentence, match: Match, others: Sequence[Match]) -> Side | None:
    """The nearest side word in the clause that does not belong to one of the `others`, the further places named."""
    start, end = sentence.clauses.bounds(match.at[0])
    found: list[tuple[int, Side]] = []
    for side, first, last in _sides(sentence):
        if first < start or last > end:
            continue
        before = last <= match.at[-1] + 1
        distance = max(0, match.at[0] - last) if before else 1 + first - match.at[-1]
        if distance <= REACH and not _belongs_elsewhere(sentence, match, others, first, last):
            found.append((distance, side))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _belongs_elsewhere(sentence: Sentence, match: Match, others: Sequence[Match], first: int, last: int) -> bool:
    """Whether another place stands between the side word and this one, or follows it at once."""
    for other in others:
        if set(other.at) & set(match.at):
            continue
        if last <= other.at[0] < match.at[0]:
            return not _is_shared(sentence, last, match.at[0])
        if match.at[-1] < first and (other.at[0] == last or match.at[-1] < other.at[0] < first):
            return True
    return False


def _is_shared(sentence: Sentence, last: int, place: int) -> bool:
    """ "Left neck and shoulder": one side for a short list without commas."""
    between = sentence.words[last:place]
    return "and" in between and not any("," in token.gap for token in sentence.tokens[last : place + 1])


def _sides(sentence: Sentence) -> list[tuple[Side, int, int]]:
    cues, words = sentence.cues, sentence.words
    found: list[tuple[Side, int, int]] = []
    for kind, first, last in sentence.clauses.hits:
        after = words[last] if last < len(words) else ""
        before = words[first - 1] if first else ""
        if kind == "left" or kind == "right":
            if after in cues.words("not_a_side") and not _ends_phrase(sentence, last):
                continue
            if before in cues.words("not_a_side_before"):
                continue
            found.append(("left" if kind == "left" else "right", first, last))
        elif kind == "both" and not (last == first + 1 and _joins_two(words, last)):
            found.append(("both", first, last))
        elif kind == "middle":
            found.append(("middle", first, last))
    both = [(first, last) for side, first, last in found if side == "both"]
    return [hit for hit in found if hit[0] == "both" or not any(a <= hit[1] and hit[2] <= b for a, b in both)]


def _ends_phrase(sentence: Sentence, last: int) -> bool:
    return last < len(sentence.tokens) and sentence.tokens[last].gap.strip() != ""


def _joins_two(words: Sequence[str], last: int) -> bool:
    """Whether "both" means "both X and Y" rather than both sides."""
    following = words[last : last + 5]
    return "and" in following and not (following and following[0].endswith("s"))
