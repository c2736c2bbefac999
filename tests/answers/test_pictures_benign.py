"""How benign and nerve causes are ranked on accounts written as people and case reports tell them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml

from rhomboid.answers import rank
from rhomboid.model import Account, Disposition, KnowledgeBase
from rhomboid.model.account import Sex

TODAY = date(2026, 11, 22)
UNHURRIED = ("self_care", "routine")


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One account with its cause, the causes nobody could tell from it on these facts, and its fair urgencies."""

    id: str
    cause: str
    acceptable: tuple[str, ...]
    triage: Disposition
    triage_also_acceptable: tuple[Disposition, ...]
    age: int
    sex: Sex
    text: str
    held: bool = False


class Answered(msgspec.Struct, frozen=True):
    """Places (0 first) of the cause and of the best placed acceptable one, and the urgency answered."""

    picture: Picture
    strict: int
    lenient: int
    disposition: Disposition


Answers = dict[bool, list[Answered]]


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    path = Path(__file__).parent / "pictures_benign.yaml"
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), list[Picture])


@pytest.fixture(scope="module")
def answers(pictures: list[Picture], knowledge: KnowledgeBase) -> Answers:
    """All accounts answered once, from words, age and sex alone; by `held`."""
    halves: Answers = {False: [], True: []}
    for picture in pictures:
        halves[picture.held].append(answer(picture, knowledge))
    return halves


def answer(picture: Picture, knowledge: KnowledgeBase) -> Answered:
    ranking = rank(Account(text=picture.text, age=picture.age, sex=picture.sex), knowledge, TODAY)
    places = {cause.id: place for place, cause in enumerate(ranking.causes)}
    return Answered(
        picture=picture,
        strict=places[picture.cause],
        lenient=min(places[cause] for cause in (picture.cause, *picture.acceptable)),
        disposition=ranking.disposition,
    )


def share(values: Sequence[bool]) -> float:
    return sum(values) / len(values)


def test_accounts_name_causes_that_exist(pictures: list[Picture], knowledge: KnowledgeBase) -> None:
    named = {cause for picture in pictures for cause in (picture.cause, *picture.acceptable)}
    assert named <= set(knowledge.causes)
    assert len({picture.id for picture in pictures}) == len(pictures)


@pytest.mark.parametrize("held", [False, True])
def test_a_cause_that_fits_is_among_the_first_three(answers: Answers, held: bool) -> None:
    assert share([answered.lenient < 3 for answered in answers[held]]) >= 0.85


@pytest.mark.parametrize("held", [False, True])
def test_a_cause_that_fits_comes_first(answers: Answers, held: bool) -> None:
    assert share([answered.lenient < 1 for answered in answers[held]]) >= 0.6


@pytest.mark.parametrize("held", [False, True])
def test_the_cause_itself_is_among_the_first_three(answers: Answers, held: bool) -> None:
    assert share([answered.strict < 3 for answered in answers[held]]) >= 0.7


@pytest.mark.parametrize("held", [False, True])
def test_harmless_pain_is_seldom_called_urgent(answers: Answers, held: bool) -> None:
    unhurried = [a.disposition for a in answers[held] if a.picture.triage in UNHURRIED]
    assert share([disposition == "emergency" for disposition in unhurried]) <= 0.05
    assert share([disposition in ("emergency", "same_day") for disposition in unhurried]) <= 0.1
