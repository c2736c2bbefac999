"""What a scan finding can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.knowledge import load_knowledge
from rhomboid.model import Estimate, ScanMention, ScanRegion, Span
from rhomboid.relief import appraise_findings, most_urgent
from rhomboid.relief.scans import prevalence_at

KNOWLEDGE = load_knowledge()[0]
BY_AGE = ScanRegion(by_age={20: Estimate(0.3, 0.2, 0.4, "measured", "a"), 80: Estimate(0.9, 0.8, 1.0, "measured", "a")})
FINDINGS = sorted(KNOWLEDGE.scans)
REGIONS = ["cervical", "thoracic", "lumbar", None]


def mention(finding: str, region: str | None = "thoracic", presence: str = "present") -> ScanMention:
    return ScanMention(finding, presence, finding, Span(0, 1), region)


def test_between_two_counted_ages_the_share_lies_on_the_line_and_says_so() -> None:
    share, interpolated = prevalence_at(BY_AGE, 50)
    assert (share.value, share.grade, interpolated) == (0.6, "derived", True)


@pytest.mark.parametrize(("age", "value"), [(20, 0.3), (12, 0.3), (80, 0.9), (97, 0.9)])
def test_at_a_counted_age_and_beyond_the_last_the_count_stands_as_it_is(age: float, value: float) -> None:
    share, interpolated = prevalence_at(BY_AGE, age)
    assert (share.value, share.grade, interpolated) == (value, "measured", False)


def test_without_an_age_a_share_by_age_says_nothing() -> None:
    assert prevalence_at(BY_AGE, None) is None


@given(st.sampled_from(FINDINGS), st.sampled_from(REGIONS), st.none() | st.integers(1, 110), st.floats(0, 1))
def test_no_finding_moves_a_cause_by_more_than_one_over_its_share_in_people_without_pain(
    finding: str, region: str | None, age: int | None, before: float
) -> None:
    (item,) = appraise_findings([mention(finding, region)], KNOWLEDGE, age, dict.fromkeys(KNOWLEDGE.causes, before))
    if item.prevalence is None:
        assert (item.ceiling, item.shifts) == (None, ())
        return
    assert item.ceiling == pytest.approx(1 / item.prevalence.value, abs=0.006)
    for shift in item.shifts:
        assert shift.before - 1e-4 <= shift.at_most <= 1
        if 0.001 < before < 0.999:
            # Told to four places: the odds of what was rounded may lie half of the last place lower.
            told = shift.at_most - 5e-5
            assert told / (1 - told) <= before / (1 - before) * item.ceiling * 1.02 + 1e-3


@given(st.sampled_from(FINDINGS), st.sampled_from(REGIONS))
def test_what_is_said_not_to_be_there_moves_nothing_and_alarms_nobody(finding: str, region: str | None) -> None:
    items = appraise_findings([mention(finding, region, "absent")], KNOWLEDGE, 50, {})
    assert items[0].shifts == ()
    assert most_urgent(items) is None


@pytest.mark.parametrize("finding", ["fracture", "tumour", "infection", "cord_compression", "aneurysm"])
def test_what_is_no_wear_asks_for_someone(finding: str) -> None:
    items = appraise_findings([mention(finding)], KNOWLEDGE, 50, {})
    assert most_urgent(items) in ("emergency", "same_day", "days")


def test_the_most_urgent_of_several_findings_counts() -> None:
    items = appraise_findings([mention("disc_bulge"), mention("fracture"), mention("aneurysm")], KNOWLEDGE, 50, {})
    serious = {item.finding: item.serious for item in items}
    order = ["emergency", "same_day", "days", "routine", "self_care"]
    assert most_urgent(items) == min(filter(None, serious.values()), key=order.index)


def test_a_finding_without_a_level_is_taken_for_the_upper_back_and_says_so() -> None:
    (item,) = appraise_findings([mention("disc_herniation", None)], KNOWLEDGE, 50, {})
    assert item.region == "thoracic"
    assert "No level" in item.note
