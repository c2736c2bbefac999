"""Whether a place that is named is a place that hurts."""

from __future__ import annotations

from typing import Literal

from rhomboid.reading.clauses import Scope
from rhomboid.reading.matcher import Match
from rhomboid.reading.sentence import Sentence

FRAGMENT = 8
"""Words up to which a sentence without a verb is a list of sore places."""

Verdict = Literal["present", "absent", "neither"]


def judge_site(sentence: Sentence, match: Match, pain_before: bool) -> Verdict:
    """
    A site counts when pain is what is there.

    "I touched my shoulder", "neck surgery", "numb arm" name places that do not hurt. `pain_before` says
    whether an earlier sentence spoke of pain, so that "it is between the shoulder blades" can be read.
    """
    if _is_handled(sentence, match) or _is_in_trigger(sentence, match) or _is_of_another_symptom(sentence, match):
        return "neither"
    denials = sentence.clauses.covering("negation", match.at)
    start, end = sentence.clauses.bounds(match.at[0])
    if sentence.is_denied(match.at):
        tested = not sentence.cues.words("test").isdisjoint(sentence.words[start:end])
        by_verdict = all(scope.hit.kind == "negation_after" for scope in denials)
        return "neither" if tested and by_verdict else _denied(sentence, match, denials)
    if any(start <= at < end for at in sentence.pain):
        return "present"
    if any(start <= at < end for at in sentence.denied_pain):
        return "absent"
    return "present" if _is_listed(sentence, match, start, end, pain_before) else "neither"


def _is_handled(sentence: Sentence, match: Match) -> bool:
    words, cues = sentence.words, sentence.cues
    after = match.at[-1] + 1
    if after < len(words) and words[after] in cues.words("handled_after") and "," not in sentence.tokens[after].gap:
        return True
    at = match.at[0]
    while at > 0 and "," not in sentence.tokens[at].gap and words[at - 1] in cues.words("between_handled"):
        at -= 1
    if at == 0 or "," in sentence.tokens[at].gap:
        return False
    by_hand = words[at - 1] == "with" and not cues.words("handled_with").isdisjoint(words[max(0, at - 4) : at - 1])
    return by_hand or words[at - 1] in cues.words("handled")


def _is_in_trigger(sentence: Sentence, match: Match) -> bool:
    """ "It hurts when my neck is bent": the place belongs to the trigger."""
    start, end = sentence.clauses.bounds(match.at[0])
    triggers = [at for at in range(start, match.at[0]) if sentence.words[at] in sentence.cues.words("trigger")]
    if not triggers:
        return False
    trigger = triggers[-1]
    if any("," in token.gap for token in sentence.tokens[trigger : match.at[0] + 1]):
        return False
    return not any(trigger < at < end for at in sentence.pain) and not any(
        word in sentence.cues.words("spreads") for word in sentence.words[trigger : match.at[0]]
    )


def _is_of_another_symptom(sentence: Sentence, match: Match) -> bool:
    """ "My arm is weak": the place belongs to a symptom that is not pain, and no pain stands next to it."""
    near = range(match.at[0] - 5, match.at[-1] + 4)
    if any(at in near and not _has_own_place(sentence, at, match) for at in sentence.pain + sentence.denied_pain):
        return False
    place = set(match.at)
    pains = {*sentence.pain, *sentence.denied_pain}
    if any(place.issubset(kept) and not pains.isdisjoint(kept) for kept in sentence.listed):
        return False
    return any(
        "=" not in other.concept
        and other.concept not in sentence.cues.words("tells_of_pain")
        and other.concept != match.concept
        and not place.isdisjoint(other.at)
        and other.at[0] <= match.at[0]
        and match.at[-1] <= other.at[-1]
        and len(other.at) > 1
        for other in sentence.matches
    )


def _has_own_place(sentence: Sentence, pain: int, match: Match) -> bool:
    """ "Neck pain, tingling in the hand": the pain is in the neck, a comma or "and" before the hand."""
    first, last = sorted((pain, match.at[0]))
    cuts = [
        at for at in range(first + 1, last + 1) if "," in sentence.tokens[at].gap or sentence.words[at - 1] == "and"
    ]
    if not cuts or pain > match.at[0]:
        return False
    named = {at for other in sentence.sites if other.concept != match.concept for at in other.at}
    return any(pain - 3 <= at < cuts[0] for at in named)


def _denied(sentence: Sentence, match: Match, denials: list[Scope]) -> Verdict:
    spreads = sentence.cues.words("spreads")
    after = sentence.words[match.at[-1] + 1] if match.at[-1] + 1 < len(sentence.words) else ""
    if after in sentence.cues.words("harm"):
        return "neither"
    for scope in denials:
        within = range(scope.start, scope.end)
        if any(at in within for at in sentence.denied_pain) or any(sentence.words[at] in spreads for at in within):
            return "absent"
        between = sentence.words[scope.hit.end : match.at[0]]
        if all(word in sentence.cues.words("place_word") for word in between):
            return "absent"
    return "neither" if denials else "absent"


def _is_listed(sentence: Sentence, match: Match, start: int, end: int, pain_before: bool) -> bool:
    cues = sentence.cues
    clause = sentence.words[start:end]
    place = set(match.at)
    other_symptom = any(
        "=" not in other.concept
        and other.concept not in cues.words("tells_of_pain")
        and start <= other.at[0] < end
        and set(other.at) > place
        for other in sentence.matches
    )
    if other_symptom:
        return False
    verbless = cues.words("verb").isdisjoint(clause) and cues.words("verb_past").isdisjoint(clause)
    if verbless and (sentence.pain or len(sentence.words) <= FRAGMENT) and cues.words("self").isdisjoint(clause):
        return True
    told = bool(sentence.pain) or pain_before
    return told and not (cues.words("locates").isdisjoint(clause) and cues.words("spreads").isdisjoint(clause))
