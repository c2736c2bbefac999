"""The claim that one pain goes out because another got better, answered from the diary."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_series import FIRST, Setting, as_series, diary, made_values, named, rng
from relation_measures import claim_verdicts

from rhomboid.diary import answer_claim, find_relations
from rhomboid.model.diary import DailySeries


def back(days: int, moved: float, seed: int = 0) -> tuple[DailySeries, DailySeries]:
    """Low and upper back pain in which so much of what leaves the low back comes up three days later."""
    random = rng(seed)
    low = 4 + random.standard_normal(days)
    upper = 3 + 0.5 * random.standard_normal(days)
    upper[3:] -= moved * (low[:-3] - 4)
    return named("pain:low_back", low), named("pain:upper_back", upper)


def test_pain_that_moves_up_is_a_yes_with_its_day_and_its_interval() -> None:
    answer = answer_claim(*back(150, 0.6))
    assert (answer.verdict, answer.lag_days) == ("yes", 3)
    effect = next(effect for effect in answer.effects if effect.lag_days == 3)
    assert 0 < effect.adjusted_low < 0.6 < effect.adjusted_high
    assert answer.says == (
        "Yes, in your diary: after a fall of pain in the low back, pain in the upper back tended to be higher three "
        "days later."
    )
    assert answer.caution.startswith("This may be chance")
    assert "does not show that a treatment works" in answer.caution


def test_pain_that_stays_where_it_is_is_a_no_once_there_are_days_enough() -> None:
    answer = answer_claim(*back(400, 0.0))
    assert (answer.verdict, answer.lag_days, answer.why, answer.more_days) == ("no", None, None, None)
    assert all(effect.adjusted_high < answer.worth for effect in answer.effects)
    assert answer.says.startswith("No, not in your diary")


def test_a_rise_too_small_to_speak_of_is_a_no_however_sure() -> None:
    answer = answer_claim(*back(3000, 0.1))
    assert any(effect.adjusted_low > 0 for effect in answer.effects)
    assert answer.verdict == "no"


def test_pains_that_rise_and_fall_together_are_a_no() -> None:
    assert answer_claim(*back(400, -0.6)).verdict == "no"


def test_a_short_diary_cannot_tell_and_says_why() -> None:
    answer = answer_claim(*back(40, 0.6))
    assert (answer.verdict, answer.why, answer.effects, answer.more_days) == ("cannot_tell", "too_few_days", (), None)
    assert answer.says == (
        "Your diary cannot tell yet. There are too few days with pain in the low back and pain in the upper back "
        "written down to compare them."
    )


def test_a_diary_in_which_too_much_varies_cannot_tell_and_says_how_many_more_days_would() -> None:
    later, earlier = diary(1, days=90, series=2)
    answer = answer_claim(earlier, later)
    assert (answer.verdict, answer.why) == ("cannot_tell", None)
    assert answer.more_days is not None
    assert answer.more_days > 0
    whole = as_series(made_values(Setting(series=2), 90 + answer.more_days, rng(1)))
    assert all(
        effect.adjusted_high - effect.adjusted_low < 2 * 1.3 * answer.worth
        for effect in answer_claim(whole[1], whole[0]).effects
    )


def test_a_pain_that_never_changes_cannot_tell() -> None:
    _, upper = back(100, 0.0)
    answer = answer_claim(named("pain:low_back", np.full(100, 4.0)), upper)
    assert (answer.verdict, answer.why) == ("cannot_tell", "earlier_hardly_varies")
    assert "too few days on which pain in the low back was different" in answer.says


def test_nothing_written_cannot_tell() -> None:
    answer = answer_claim(DailySeries("pain:low_back", FIRST), DailySeries("pain:upper_back", FIRST))
    assert (answer.verdict, answer.why) == ("cannot_tell", "too_few_days")


def test_two_slow_changes_that_cross_are_one_event_and_no_yes() -> None:
    random, days = rng(2), np.arange(200)
    low = named("pain:low_back", 8 - 6 * days / 200 + 0.7 * random.standard_normal(200))
    upper = named("pain:upper_back", 2 + 6 * days / 200 + 0.7 * random.standard_normal(200))
    assert np.corrcoef(low.values, upper.values)[0, 1] < -0.7
    assert answer_claim(low, upper).verdict != "yes"


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.floats(0.2, 5))
def test_the_same_unit_for_both_pains_changes_no_answer(seed, scale) -> None:
    low, upper = back(120, 0.3, seed)
    scaled = [
        DailySeries(one.name, one.start, tuple(scale * (value or 0) for value in one.values)) for one in (low, upper)
    ]
    first, second = answer_claim(low, upper), answer_claim(*scaled)
    assert (first.verdict, first.lag_days) == (second.verdict, second.lag_days)


def test_the_rise_is_the_effect_of_the_pain_turned_round() -> None:
    low, upper = back(120, 0.4)
    effects = {look.lag_days: look.effect for look in find_relations([low, upper], ["pain:upper_back"]).looks}
    assert {one.lag_days: -one.effect for one in answer_claim(low, upper).effects} == pytest.approx(effects)


def test_in_unrelated_diaries_a_yes_is_rare() -> None:
    verdicts = claim_verdicts(Setting(), 120, 100)
    assert verdicts["yes"] <= 0.08


@pytest.mark.parametrize("worth", [0.0, -1.0, float("nan")])
def test_a_share_that_is_none_is_refused(worth) -> None:
    with pytest.raises(ValueError, match="above 0"):
        answer_claim(*back(60, 0.0), worth=worth)
