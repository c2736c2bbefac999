"""What an assessment does not know, said in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rhomboid.answers.weighing import Weighed
from rhomboid.answers.wording import percent
from rhomboid.language import gettext as _
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
        words = _("Words in the language of {locale} cannot be read yet; only the answers were used.")
        yield words.format(locale=repr(weighed.account.locale))
    elif text and not weighed.reading.mentions:
        yield _("Nothing in the words could be understood. Answering questions, or other words, will help.")
    if not text and not weighed.gathered.observations:
        yield _("Nothing was told, so this is only how common each cause is.")


def _about_person(weighed: Weighed) -> Iterator[str]:
    known = {seen.concept for seen in weighed.gathered.observations}
    missing = [name for name in ("age", "sex") if name in weighed.knowledge.categories and name not in known]
    if len(missing) == 2:
        yield _("Age and sex are not known, and would make this more exact.")
    elif missing:
        age, sex = (
            _("Age is not known, and would make this more exact."),
            _("Sex is not known, and would make this more exact."),
        )
        yield age if missing == ["age"] else sex


def _about_judged(causes: Sequence[CauseResult]) -> Iterator[str]:
    weights = weight_by_grade(reason for cause in causes for reason in (*cause.reasons_for, *cause.reasons_against))
    total = sum(weights.values())
    if total:
        share = weights.get("judged", 0.0) / total
        words = _("{share} of the weight of these reasons rests on our judgement, not on a published number.")
        yield words.format(share=_capital(percent(share)))


def _about_people_studied(sources: Iterable[Source]) -> Iterator[str]:
    told = [source.population.lower() for source in sources if source.population]
    if not told:
        return
    clinic = sum(_speaks_of(population, CLINIC) for population in told)
    elsewhere = sum(_speaks_of(population, ELSEWHERE) and not _speaks_of(population, HERE) for population in told)
    if 2 * max(clinic, elsewhere) > len(told):
        if elsewhere >= clinic:
            yield _(
                "Most of the sources used studied people with low back or neck pain, so their numbers may not fit you "
                "well."
            )
        else:
            yield _(
                "Most of the sources used studied people who came to a clinic or hospital, so their numbers may not"
                " fit "
                "you well."
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _speaks_of(population: str, words: Collection[str]) -> bool:
    return any(word in population for word in words)
