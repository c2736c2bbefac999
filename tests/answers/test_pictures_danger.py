"""How serious causes, and harmless people who look like them, are answered when told the way case reports tell them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
import pytest
import yaml

from rhomboid.answers import rank
from rhomboid.model import Account, Disposition, KnowledgeBase
from rhomboid.model.account import Sex

TODAY = date(2026, 11, 22)
HURRIED = ("emergency", "same_day")
UNHURRIED = ("routine", "self_care")


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One account, its cause, the causes nobody could tell from it on these facts, and its fair urgencies."""

    id: str
    kind: Literal["dangerous", "look_alike"]
    held: bool
    age: int
    sex: Sex
    cause: str
    acceptable_causes: tuple[str, ...]
    triage: Disposition
    triage_also_acceptable: tuple[Disposition, ...]
    text: str


class Answered(msgspec.Struct, frozen=True):
    """The best place (0 first) of the cause or an acceptable one, and the urgency answered."""

    picture: Picture
    place: int
    disposition: Disposition


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    path = Path(__file__).parent / "pictures_danger.yaml"
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), list[Picture])


@pytest.fixture(scope="module")
def answers(pictures: list[Picture], knowledge: KnowledgeBase) -> list[Answered]:
    """All accounts answered once, from words, age and sex alone."""
    return [answer(picture, knowledge) for picture in pictures]


def answer(picture: Picture, knowledge: KnowledgeBase) -> Answered:
    ranking = rank(Account(text=picture.text, age=picture.age, sex=picture.sex), knowledge, TODAY)
    places = {cause.id: place for place, cause in enumerate(ranking.causes)}
    place = min(places[cause] for cause in (picture.cause, *picture.acceptable_causes))
    return Answered(picture=picture, place=place, disposition=ranking.disposition)


def share(answers: list[Answered], holds: Callable[[Answered], bool], *among: Disposition) -> float:
    """The share of the answers for which `holds`, among those that need one of the urgencies, or all."""
    chosen = [answered for answered in answers if not among or answered.picture.triage in among]
    return sum(map(holds, chosen)) / len(chosen)


def test_accounts_name_causes_that_exist(pictures: list[Picture], knowledge: KnowledgeBase) -> None:
    named = {cause for picture in pictures for cause in (picture.cause, *picture.acceptable_causes)}
    assert named <= set(knowledge.causes)
    assert len({picture.id for picture in pictures}) == len(pictures)


@pytest.mark.parametrize("held", [False, True])
def test_the_cause_or_one_like_it_is_mostly_among_the_first_three(answers: list[Answered], held: bool) -> None:
    half = [answered for answered in answers if answered.picture.held == held]
    assert share(half, lambda answered: answered.place < 3) >= 0.85
    assert share(half, lambda answered: answered.place < 1) >= 0.6


def test_nine_of_ten_emergencies_are_called_so(answers: list[Answered]) -> None:
    assert share(answers, lambda answered: answered.disposition == "emergency", "emergency") >= 0.9


def test_hardly_an_emergency_is_told_to_wait_a_day(answers: list[Answered]) -> None:
    assert share(answers, lambda answered: answered.disposition in HURRIED, "emergency") >= 0.95


def test_harmless_people_with_risks_are_not_alarmed(answers: list[Answered]) -> None:
    assert share(answers, lambda answered: answered.disposition == "emergency", *UNHURRIED) <= 0.08
    assert share(answers, lambda answered: answered.disposition in HURRIED, *UNHURRIED) <= 0.15
