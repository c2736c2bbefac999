"""What an assessment does not know, said in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rhomboid.answers.weighing import Weighed
from rhomboid.answers.wording import percent
from rhomboid.model import CauseResult, Reason, Source

LEADING = 5
ELSEWHERE = ("low back", "lumbar", "low-back", "neck pain", "cervical")
HERE = ("upper back", "thoracic", "interscapular", "mid back", "midback")
CLINIC = ("emergency department", "hospital", "clinic", "patients", "referred", "admitted", "primary care", "practice")


def write_notes(weighed: Weighed, causes: Sequence[CauseResult], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The notes of one assessment, each true of it."""
    return tuple(
        note
        for note in (
            *_about_words(weighed),
            *_about_person(weighed),
            *_about_judged(causes[:LEADING]),
            *_about_people_studied(sources.values()),
        )
        if note
    )


def weight_by_grade(found: Iterable[Reason]) -> dict[str, float]:
    """Summed |decibans| of reasons by the grade of the number behind each."""
    weights: dict[str, float] = {}
    for reason in found:
        weights[reason.grade] = weights.get(reason.grade, 0.0) + abs(reason.decibans)
    return weights


def _about_words(weighed: Weighed) -> Iterator[str]:
    text = weighed.account.text.strip()
    if text and not weighed.readable:
        yield f"Words in the language of {weighed.account.locale!r} cannot be read yet; only the answers were used."
    elif text and not weighed.reading.mentions:
        yield "Nothing in the words could be understood. Answering questions, or other words, will help."
    if not text and not weighed.gathered.observations:
        yield "Nothing was told, so this is only how common each cause is."


def _about_person(weighed: Weighed) -> Iterator[str]:
    known = {seen.concept for seen in weighed.gathered.observations}
    missing = [name for name in ("age", "sex") if name in weighed.knowledge.categories and name not in known]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        yield f"{' and '.join(missing).capitalize()} {verb} not known, and would make this more exact."


def _about_judged(causes: Sequence[CauseResult]) -> Iterator[str]:
    weights = weight_by_grade(reason for cause in causes for reason in (*cause.reasons_for, *cause.reasons_against))
    total = sum(weights.values())
    if total:
        share = weights.get("judged", 0.0) / total
        told = _capital(percent(share))
        yield f"{told} of the weight of these reasons rests on our judgement, not on a published number."


def _about_people_studied(sources: Iterable[Source]) -> Iterator[str]:
    told = [source.population.lower() for source in sources if source.population]
    if not told:
        return
    clinic = sum(_speaks_of(population, CLINIC) for population in told)
    elsewhere = sum(_speaks_of(population, ELSEWHERE) and not _speaks_of(population, HERE) for population in told)
    if 2 * max(clinic, elsewhere) > len(told):
        who = "people with low back or neck pain" if elsewhere >= clinic else "people who came to a clinic or hospital"
        yield f"Most of the sources used studied {who}, so their numbers may not fit you well."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _speaks_of(population: str, words: Collection[str]) -> bool:
    return any(word in population for word in words)
