"""How many claims and treatments are recognised in words that strangers type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from rhomboid.answers import appraise_claim, appraise_treatment
from rhomboid.model import Account, KnowledgeBase

TODAY = date(2026, 11, 26)
NONE = "none"
ROUNDS = yaml.safe_load((Path(__file__).parent / "idioms.yaml").read_text(encoding="utf-8"))

Wordings = Mapping[str, Sequence[str]]
Recognise = Callable[[str], str | None]


@pytest.fixture(scope="module")
def claim_of(knowledge: KnowledgeBase) -> Recognise:
    return lambda words: appraise_claim(words, knowledge).claim_id


@pytest.fixture(scope="module")
def treatment_of(knowledge: KnowledgeBase) -> Recognise:
    return lambda words: appraise_treatment(words, Account(), knowledge, TODAY).remedy


def missed(wordings: Wordings, recognise: Recognise) -> list[tuple[str, str]]:
    """What was meant and the words, where something else or nothing was recognised."""
    meant = [(key, words) for key, texts in wordings.items() if key != NONE for words in texts]
    return [(key, words) for key, words in meant if recognise(words) != key]


def taken(wordings: Wordings, recognise: Recognise) -> list[tuple[str, str]]:
    """What was recognised and the words, where nothing was meant."""
    found = [(recognise(words), words) for words in wordings[NONE]]
    return [(key, words) for key, words in found if key]


@pytest.mark.parametrize(
    ("name", "most"), [("round_1", 0), ("round_2", 1), ("round_3", 2), ("round_4", 0), ("round_5", 4)]
)
def test_nearly_every_wording_of_a_claim_is_recognised(name: str, most: int, claim_of: Recognise) -> None:
    misses = missed(ROUNDS["claims"][name], claim_of)
    assert len(misses) <= most, misses


@pytest.mark.parametrize("name", ROUNDS["claims"])
def test_what_is_no_claim_of_the_register_is_taken_for_none(name: str, claim_of: Recognise) -> None:
    assert taken(ROUNDS["claims"][name], claim_of) == []


@pytest.mark.parametrize(("name", "most"), [("round_1", 1), ("round_2", 2), ("round_3", 3)])
def test_nearly_every_wording_of_a_treatment_is_recognised(name: str, most: int, treatment_of: Recognise) -> None:
    misses = missed(ROUNDS["treatments"][name], treatment_of)
    assert len(misses) <= most, misses


@pytest.mark.parametrize("name", ROUNDS["treatments"])
def test_what_is_no_treatment_known_here_is_taken_for_none(name: str, treatment_of: Recognise) -> None:
    assert taken(ROUNDS["treatments"][name], treatment_of) == []


def test_every_claim_and_every_remedy_has_wordings_in_every_round(knowledge: KnowledgeBase) -> None:
    for kind, known in (("claims", knowledge.claims), ("treatments", knowledge.remedies)):
        for wordings in ROUNDS[kind].values():
            assert wordings.keys() == known.keys() | {NONE}
