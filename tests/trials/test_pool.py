"""People's trials learn from each other by Bayes' rule, and no further."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from rhomboid.model.trial import EffectEstimate
from rhomboid.trials import pool
from rhomboid.trials.pool import PRIOR_SD_BETWEEN, PRIOR_SD_MEAN


def trial(effect: float, error: float) -> EffectEstimate:
    half = 1.959963984540054 * error
    return EffectEstimate(effect, effect - half, effect + half, 0.95, 0.5, 0.5, 1.0, 0.4, 100)


trials = st.lists(st.builds(trial, st.floats(-3, 3), st.floats(0.1, 1.5)), min_size=1, max_size=6)


def plane(people: list[EffectEstimate]):
    """Average effect, spread between people and their posterior probability, on a fine plane."""
    mean, between = np.meshgrid(np.linspace(-9, 9, 1201), np.linspace(1e-4, 4, 601), indexing="ij")
    log = -0.5 * (mean / PRIOR_SD_MEAN) ** 2 - 0.5 * (between / PRIOR_SD_BETWEEN) ** 2
    for one in people:
        variance = between**2 + error(one) ** 2
        log += -0.5 * np.log(variance) - 0.5 * (one.effect - mean) ** 2 / variance
    weight = np.exp(log - log.max())
    return mean, between, weight / weight.sum()


def error(one: EffectEstimate) -> float:
    return (one.high - one.low) / (2 * 1.959963984540054)


@settings(max_examples=15, deadline=None)
@given(trials)
def test_the_pool_is_what_adding_up_the_whole_plane_gives(people: list[EffectEstimate]):
    found = pool(people)
    mean, between, weight = plane(people)
    assert found.next_person.mean == pytest.approx((weight * mean).sum(), abs=0.01)
    assert found.between_sd == pytest.approx((weight * between).sum(), abs=0.01)
    variance = (weight * (mean**2 + between**2)).sum() - (weight * mean).sum() ** 2
    assert found.next_person.sd == pytest.approx(np.sqrt(variance), abs=0.01)


def test_each_person_is_drawn_to_the_others_as_far_as_bayes_rule_says():
    people = [trial(-2.0, 0.4), trial(-0.5, 0.5), trial(-0.8, 0.3), trial(-1.1, 0.4)]
    mean, between, weight = plane(people)
    for one, pooled in zip(people, pool(people).people, strict=True):
        own, shared = error(one) ** 2, between**2
        centre = (one.effect * shared + mean * own) / (shared + own)
        width = np.sqrt(shared * own / (shared + own))
        for bound, probability in ((pooled.low, 0.025), (pooled.effect, 0.5), (pooled.high, 0.975)):
            assert (weight * norm.cdf(bound, centre, width)).sum() == pytest.approx(probability, abs=0.003)


@settings(deadline=None)
@given(trials)
def test_swapping_the_arms_names_flips_everyones_sign(people: list[EffectEstimate]):
    one, other = pool(people), pool([trial(-p.effect, error(p)) for p in people])
    assert (other.mean, other.low) == pytest.approx((-one.mean, -one.high), abs=1e-4)
    assert [p.effect for p in other.people] == pytest.approx([-p.effect for p in one.people], abs=1e-4)


def test_the_surer_trial_is_drawn_less():
    found = pool([trial(-2.0, 0.2), trial(-2.0, 1.0), trial(0.0, 0.3), trial(-0.4, 0.3)])
    sure, unsure = found.people[:2]
    assert sure.shrinkage < unsure.shrinkage
    assert sure.effect < unsure.effect < -0.4


def test_more_trials_that_agree_make_the_next_persons_prior_narrower():
    widths = [pool([trial(-1.0, 0.4)] * count).next_person.sd for count in (1, 3, 10, 30)]
    assert widths == sorted(widths, reverse=True)


def test_everyones_interval_is_narrower_than_their_own_trial_gave_when_people_agree():
    people = [trial(-1.0 + 0.1 * number, 0.5) for number in range(6)]
    for before, after in zip(people, pool(people).people, strict=True):
        assert after.high - after.low < before.high - before.low


def test_nobody_cannot_be_pooled():
    with pytest.raises(ValueError, match="at least one"):
        pool([])


def test_intervals_of_another_level_are_refused():
    with pytest.raises(ValueError, match="95%"):
        pool([EffectEstimate(-1.0, -2.0, 0.0, 0.9, 0.9, 0.5, 1.0, 0.4, 50)])
