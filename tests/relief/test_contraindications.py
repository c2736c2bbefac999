"""What speaks against a remedy."""

from __future__ import annotations

import numpy as np

from rhomboid.model import Contraindication, Remedy
from rhomboid.model.expression import Facts
from rhomboid.relief.contraindications import judge_safety
from rhomboid.relief.person import Person

ULCER = Contraindication("an ulcer", "rule_out", "It may bleed.", "judgement", when="ulcer OR (old AND thinner)")
CLOT = Contraindication("a blood thinner", "caution", "It adds to it.", "judgement", when="thinner")
BONE = Contraindication("a broken bone", "rule_out", "It may slip.", "judgement", suspected=("fracture",))


def remedy(*rows: Contraindication) -> Remedy:
    return Remedy(
        "tablet", "Tablet", "A tablet.", 3, "low", "none", "hours", ("Take it.",), "it hurts", contraindications=rows
    )


def person(findings: dict[str, bool], fracture: float = 0.0) -> Person:
    return Person(np.zeros(0), {"fracture": fracture}, Facts(findings, {}, {}), None, {})


def names(cautions: tuple) -> list[str]:
    return [caution.name for caution in cautions]


def test_what_is_known_to_be_so_rules_out() -> None:
    assert names(judge_safety(remedy(ULCER, CLOT), person({"ulcer": True}), 0.05).against) == ["an ulcer"]


def test_what_nobody_asked_is_asked_first_and_not_taken_for_absent() -> None:
    safety = judge_safety(remedy(ULCER, CLOT), person({}), 0.05)
    assert safety.against == ()
    assert names(safety.ask_first) == ["an ulcer", "a blood thinner"]


def test_what_was_answered_no_need_not_be_asked() -> None:
    safety = judge_safety(remedy(ULCER, CLOT), person({"ulcer": False, "thinner": False}), 0.05)
    assert safety.ask_first == ()


def test_half_of_a_combination_is_still_asked() -> None:
    safety = judge_safety(remedy(ULCER), person({"ulcer": False, "old": True}), 0.05)
    assert names(safety.ask_first) == ["an ulcer"]


def test_a_caution_stands_beside_the_remedy_and_does_not_rule_it_out() -> None:
    safety = judge_safety(remedy(CLOT), person({"thinner": True}), 0.05)
    assert safety.against == ()
    assert names(safety.cautions) == ["a blood thinner"]


def test_a_danger_that_is_likely_enough_rules_out_before_anyone_has_confirmed_it() -> None:
    assert names(judge_safety(remedy(BONE), person({}, fracture=0.05), 0.05).against) == ["a broken bone"]
    assert judge_safety(remedy(BONE), person({}, fracture=0.04), 0.05).against == ()
