"""Plain words."""

import pytest

from rhomboid.answers import wording
from rhomboid.model import CauseResult, Mention, Reason, Span


def cause(**more) -> CauseResult:
    base = {"id": "a", "name": "A", "plain": "It is A.", "probability": 0.3, "low": 0.1, "high": 0.5}
    return CauseResult(disposition="routine", **{**base, **more})


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.2, "20%"), (0.999, "over 99%"), (1.0, "over 99%")],
)
def test_nothing_is_said_to_be_certain(probability: float, said: str) -> None:
    assert wording.percent(probability) == said


def test_an_interval_whose_ends_sound_the_same_is_said_once() -> None:
    assert wording.interval(cause(low=0.0001, high=0.003)) == "under 1%"
    assert wording.interval(cause()) == "between 10% and 50%"
    assert wording.interval(cause(low=0.001)) == "up to 50%"


@pytest.mark.parametrize(
    ("decibans", "said"),
    [
        (10, "about 10 times likelier"),
        (-3, "about 2.0 times less likely"),
        (0.1, "slightly likelier"),
        (30, "over 100 times likelier"),
    ],
)
def test_decibans_are_told_as_times(decibans: float, said: str) -> None:
    assert wording.times(decibans) == said


def test_a_reason_says_its_answer_and_its_source() -> None:
    reason = Reason(concept="fever", name="fever", answer="absent", decibans=-10, grade="measured", source="a-2020")
    assert wording.reason_sentence(reason, {"a-2020": 3}) == "Fever: no. This makes it about 10 times less likely [3]"
    judged = Reason(concept="fever", name="fever", answer="present", decibans=5, grade="judged")
    assert wording.reason_sentence(judged, {}).endswith("(our judgement)")


def test_why_something_was_not_counted_is_said() -> None:
    mention = Mention(concept="fever", presence="present", span=Span(0, 1), words="x")
    assert "overrules" in wording.why_not_counted(mention)
    assert "someone else" in wording.why_not_counted(Mention("fever", "present", Span(0, 1), "x", experiencer="other"))
    assert "past" in wording.why_not_counted(Mention("fever", "present", Span(0, 1), "x", time="past"))
