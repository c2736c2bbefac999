"""Questionnaire scores into findings."""

from __future__ import annotations

import pytest

from rhomboid.model import Criterion, Scale, ScaleItem, Subscale
from rhomboid.reading import score_scales

AREAS = Subscale("areas", "areas", (ScaleItem("neck", "Neck?", 1, "axial"), ScaleItem("arm", "Arm?", 1, "left")))
SYMPTOMS = Subscale("symptoms", "symptoms", (ScaleItem("tired", "Tired?", 3),))
SCALE = Scale(
    "wide",
    "wide",
    "widespread_pain",
    (AREAS, SYMPTOMS),
    (Criterion({"areas": 2, "symptoms": 1}, regions=2), Criterion({"symptoms": 3}, {"areas": 1})),
    "someone-2016",
)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ({"neck": 1, "arm": 1, "tired": 1}, "present"),
        ({"neck": 1, "arm": 0, "tired": 3}, "present"),
        ({"neck": 1, "arm": 0, "tired": 2}, "absent"),
        ({"neck": 1, "arm": 1}, "not_asked"),
    ],
)
def test_a_scale_is_met_by_any_of_its_criteria_once_complete(items: dict[str, int], expected: str) -> None:
    assert score_scales({"wide": items}, [SCALE]) == {"widespread_pain": expected}


def test_a_scale_nobody_began_is_left_out() -> None:
    assert score_scales({}, [SCALE]) == {}


@pytest.mark.parametrize("items", [{"neck": 2}, {"neck": -1}, {"unknown": 1}])
def test_an_impossible_item_is_refused(items: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="wide"):
        score_scales({"wide": items}, [SCALE])
