"""The level under a series: against dense matrices and statsmodels, and its laws."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rhomboid.diary.smoother import RATIOS, ROUNDING_VARIANCE, level_paths, smooth, t_quantile
from rhomboid.model.diary import DailySeries
from rhomboid.model.episode import Smoothed

START = date(2026, 1, 1)
GAPPY = (None, 4.0, 5.0, None, None, 7.0, 6.5, None, 3.0, 2.0, 2.5, None)

scores = st.integers(0, 100).map(lambda tenths: tenths / 10)
series_values = st.lists(st.none() | scores, min_size=1, max_size=40).filter(
    lambda days: any(d is not None for d in days)
)


def series(values) -> DailySeries:
    return DailySeries(
        "pain", START, tuple(None if value is None or np.isnan(value) else float(value) for value in values)
    )


def levels(smoothed: Smoothed) -> np.ndarray:
    return np.array([(day.level, day.low, day.high) for day in smoothed.days])


def walk(days: int, ratio: float, missing: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """A level that walks from 4, and what was written of it with a noise of 1, NaN on missing days."""
    random = np.random.default_rng(seed)
    level = 4 + np.concatenate(([0.0], np.cumsum(random.normal(0, math.sqrt(ratio), days - 1))))
    values = level + random.normal(0, 1, days)
    values[random.random(days) < missing] = np.nan
    return level, values


def dense(values: np.ndarray, ratio: float) -> tuple[np.ndarray, np.ndarray, float]:
    """
    Means and variances of the level, and the log density of the values, up to a constant, with the noise's variance
    integrated over: by whole covariance matrices of the differences from the first value seen.
    """
    days = np.arange(len(values))
    seen = np.flatnonzero(np.isfinite(values))
    walked = ratio * np.minimum(days[:, None], days)
    contrast = np.eye(len(seen))[1:] - np.eye(len(seen))[0]
    told = contrast @ values[seen]
    covariance = contrast @ (walked[np.ix_(seen, seen)] + np.eye(len(seen))) @ contrast.T
    squares = ROUNDING_VARIANCE + told @ np.linalg.solve(covariance, told)
    log_density = -0.5 * (np.linalg.slogdet(covariance)[1] + len(seen) * math.log(squares))
    wide = walked + 1e6
    gain = np.linalg.solve(wide[np.ix_(seen, seen)] + np.eye(len(seen)), wide[seen]).T
    means = gain @ (values[seen] - values[seen].mean()) + values[seen].mean()
    return means, np.diag(wide - gain @ wide[seen]), log_density


@pytest.mark.parametrize("ratio", [1e-3, 0.1, 2.0])
def test_the_level_is_that_of_whole_covariance_matrices(ratio) -> None:
    values = np.array([np.nan if value is None else value for value in GAPPY])
    paths = level_paths(values, np.array([ratio]))
    means, variances, _ = dense(values, ratio)
    assert np.allclose(paths.means[:, 0], means, atol=1e-4)
    assert np.allclose(paths.variances[:, 0], variances, atol=1e-4)


def test_the_ratio_is_integrated_over_as_whole_covariance_matrices_give_it() -> None:
    _, values = walk(40, 0.1, 0.3, seed=5)
    found = [dense(values, ratio) for ratio in RATIOS]
    weights = np.exp([log_density - max(one[2] for one in found) for _, _, log_density in found])
    weights /= weights.sum()
    expected = sum(weight * means for weight, (means, _, _) in zip(weights, found, strict=True))
    assert np.allclose(levels(smooth(series(values)))[:, 0], expected, atol=1e-4)


@pytest.mark.parametrize("ratio", [1e-3, 0.1, 1.0])
def test_statsmodels_gives_the_same_level_variance_and_likelihood(ratio) -> None:
    """UnobservedComponents(values, 'llevel') of statsmodels 0.15, started diffuse, smoothed at these variances."""
    structural = pytest.importorskip("statsmodels.tsa.statespace.structural")
    _, values = walk(120, 0.1, 0.2, seed=1)
    values[40:60] = np.nan
    model = structural.UnobservedComponents(values, "llevel", use_exact_diffuse=True)
    paths = level_paths(values, np.array([ratio]))
    count = int(np.isfinite(values).sum())
    for noise in (0.7, 1.3):
        reference = model.ssm
        model.update([noise, ratio * noise])
        smoothed = reference.smooth()
        assert np.allclose(paths.means[:, 0], smoothed.smoothed_state[0], atol=1e-8)
        assert np.allclose(noise * paths.variances[:, 0], smoothed.smoothed_state_cov[0, 0], atol=1e-8)
        ours = -0.5 * (paths.log_determinant[0] + (count - 1) * math.log(noise) + paths.residual[0] / noise)
        constant = -0.5 * count * math.log(2 * math.pi)
        assert smoothed.llf - ours == pytest.approx(constant, abs=1e-6)


def test_over_a_long_diary_the_level_is_close_to_that_of_maximum_likelihood() -> None:
    structural = pytest.importorskip("statsmodels.tsa.statespace.structural")
    _, values = walk(300, 0.1, 0.15, seed=2)
    fitted = structural.UnobservedComponents(values, "llevel", use_exact_diffuse=True).fit(disp=False)
    ours = smooth(series(values))
    assert np.abs(levels(ours)[:, 0] - fitted.smoothed_state[0]).max() < 0.1
    assert ours.noise_sd == pytest.approx(math.sqrt(fitted.params[0]), rel=0.05)


@pytest.mark.parametrize(("freedom", "quantile"), [(1, 12.7062), (2, 4.3027), (5, 2.5706), (30, 2.0423), (365, 1.9665)])
def test_quantiles_of_student_t_are_those_of_the_tables(freedom, quantile) -> None:
    assert t_quantile(0.975, freedom) == pytest.approx(quantile, rel=1e-4)


@given(series_values, st.floats(-100, 100))
def test_shifting_every_value_shifts_every_level_and_nothing_else(values, shift) -> None:
    here, there = smooth(series(values)), smooth(series([None if v is None else v + shift for v in values]))
    assert np.allclose(levels(there), levels(here) + shift, atol=1e-6)
    assert there.noise_sd == pytest.approx(here.noise_sd, abs=1e-6)


@given(series_values)
def test_time_read_backwards_gives_the_levels_backwards(values) -> None:
    assert np.allclose(levels(smooth(series(values[::-1])))[::-1], levels(smooth(series(values))), atol=1e-6)


@given(series_values)
def test_a_level_never_leaves_the_range_of_what_was_written_so_no_gap_is_a_zero(values) -> None:
    told = [value for value in values if value is not None]
    found = levels(smooth(series(values)))
    assert np.all((found[:, 0] >= min(told) - 1e-9) & (found[:, 0] <= max(told) + 1e-9))
    assert np.all((found[:, 1] < found[:, 0]) & (found[:, 0] < found[:, 2]))


@given(series_values, st.integers(1, 30))
def test_days_without_an_entry_at_the_end_change_nothing_before_and_are_less_and_less_sure(values, days) -> None:
    here, more = levels(smooth(series(values))), levels(smooth(series([*values, *[None] * days])))
    assert np.allclose(more[: len(values)], here, atol=1e-7)
    widths = more[len(values) - 1 :, 2] - more[len(values) - 1 :, 1]
    assert np.all(np.diff(widths) > 0)


@given(series_values, st.data())
def test_a_value_less_makes_no_day_surer(values, data) -> None:
    told = [day for day, value in enumerate(values) if value is not None]
    assume(len(told) > 1)
    gone = data.draw(st.sampled_from(told))
    whole = np.array([np.nan if value is None else value for value in values])
    fewer = np.where(np.arange(len(values)) == gone, np.nan, whole)
    assert np.all(level_paths(fewer, RATIOS).variances >= level_paths(whole, RATIOS).variances * (1 - 1e-9))
    assert np.all(level_paths(fewer, RATIOS).variances[gone] > level_paths(whole, RATIOS).variances[gone])


def test_the_interval_holds_the_level_on_95_days_in_100() -> None:
    inside = []
    for seed in range(120):
        ratio = 10 ** np.random.default_rng(1000 + seed).uniform(-3.5, 0)
        level, values = walk(60, ratio, 0.2, seed)
        found = levels(smooth(series(values)))
        inside.append(np.mean((found[:, 1] <= level) & (level <= found[:, 2])))
    assert 0.93 <= np.mean(inside) <= 0.97


def test_a_person_who_always_writes_the_same_has_told_it_to_a_part_of_a_point() -> None:
    found = smooth(series([5] * 30))
    assert all(day.level == pytest.approx(5) and 0.01 < day.high - day.low < 1 for day in found.days)


def test_one_entry_says_little_and_none_says_nothing() -> None:
    one = smooth(series([None, 6, None]))
    assert one.days[1].level == pytest.approx(6)
    assert one.days[1].high - one.days[1].low > 5
    assert (one.entries, one.days[0].value, one.days[1].value) == (1, None, 6)
    assert smooth(series([None, None])) == Smoothed("pain")
    assert smooth(DailySeries("pain", START)) == Smoothed("pain")


@settings(max_examples=20)
@given(series_values)
def test_the_same_diary_gives_the_same_levels(values) -> None:
    assert smooth(series(values)) == smooth(series(values))
