"""The estimate is the exact posterior, agrees with statsmodels, and keeps its laws."""

from __future__ import annotations

import dense
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student
from statsmodels.tsa.statespace.sarimax import SARIMAX

from rhomboid.model.trial import AnalysisPlan, NormalPrior, TrialDesign
from rhomboid.trials import Scenario, estimates, lay_out, simulate
from rhomboid.trials import regression as ours
from rhomboid.trials.estimate import density
from rhomboid.trials.regression import exposure, regress
from rhomboid.trials.simulate import draw_coins

PLAN = AnalysisPlan()
RICH = AnalysisPlan(carryover_half_lives_days=(0.0, 1.0, 3.0), recovery_half_lives_days=(5.0, 20.0))
LAYOUT = lay_out(TrialDesign("pair", 5, 4))
seeds = st.integers(0, 10**6)


def a_trial(seed: int, layout=LAYOUT, scenario: Scenario | None = None) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    signs = draw_coins(1, layout.units, random)
    scenario = scenario or Scenario(effect=-1.0, missing=(0.2, 0.2))
    return simulate(scenario, layout, signs, random), layout.codes(signs)


def plain_cells(outcomes, codes, plan):
    """Every cell's weight and Student's t, from whole covariance matrices."""
    day = np.arange(len(outcomes))
    cells = []
    for phi, weight in zip(ours.PHI, ours.PHI_WEIGHTS, strict=True):
        for recovery in plan.recovery_half_lives_days or (None,):
            for carryover in plan.carryover_half_lives_days:
                shared = [np.ones(len(day)), (day - (len(day) - 1) / 2) / ours.TREND_DAYS]
                shared += [] if recovery is None else [0.5 ** (day / recovery)]
                columns = np.stack([*shared, exposure(codes, carryover)], axis=1)
                sds = [ours.PRIOR_SD_LEVEL, ours.PRIOR_SD_TREND]
                sds += [] if recovery is None else [ours.PRIOR_SD_RECOVERY]
                prior = np.array([*sds, ours.PRIOR_SD_EFFECT]) ** 2
                mean, spread, shape, rate, log = dense.conjugate(
                    outcomes, columns, phi, np.zeros(len(prior)), prior, ours.PRIOR_SHAPE, ours.PRIOR_RATE
                )
                cells.append((np.log(weight) + log, mean[-1], np.sqrt(rate / shape * spread[-1, -1]), 2 * shape))
    logs, means, scales, freedom = np.array(cells).T
    weights = np.exp(logs - logs.max())
    return weights / weights.sum(), means, scales, freedom[0]


@pytest.mark.parametrize("plan", [PLAN, RICH])
@pytest.mark.parametrize("seed", range(4))
def test_the_cells_are_the_exact_posterior(plan: AnalysisPlan, seed: int):
    outcomes, codes = a_trial(seed)
    cells = regress(outcomes, codes, plan)
    weights, means, scales, freedom = plain_cells(outcomes[0], codes[0], plan)
    np.testing.assert_allclose(cells.weights[0], weights, atol=1e-8)
    np.testing.assert_allclose(cells.means[0], means, atol=1e-7)
    np.testing.assert_allclose(cells.scales[0], scales, rtol=1e-7)
    assert cells.freedom[0] == freedom


@pytest.mark.parametrize("days", [3, 8, 40])
def test_the_interval_is_the_mixtures_to_a_thousandth_of_its_width(days: int):
    layout = lay_out(TrialDesign("day", days))
    for seed in range(3):
        outcomes, codes = a_trial(seed, layout, Scenario(missing=(0, 0)))
        weights, means, scales, freedom = plain_cells(outcomes[0], codes[0], PLAN)
        found = estimates(outcomes, codes, PLAN, 1.0)[0]
        expected = [dense.mixture_quantile(p, weights, means, scales, freedom) for p in (0.025, 0.5, 0.975)]
        width = expected[2] - expected[0]
        assert [found.low, found.effect, found.high] == pytest.approx(expected, abs=1e-3 * width)


@pytest.mark.parametrize("seed", range(6))
def test_statsmodels_finds_the_same_effect_and_the_same_width(seed: int):
    layout = lay_out(TrialDesign("pair", 10, 6))
    outcomes, codes = a_trial(seed, layout)
    day = np.arange(layout.days)
    exog = np.stack([np.ones(layout.days), (day - day.mean()) / 28, codes[0]], axis=1)
    fitted = SARIMAX(outcomes[0], exog=exog, order=(1, 0, 0)).fit(disp=False)
    found = estimates(outcomes, codes, PLAN, 1.0)[0]
    assert found.effect == pytest.approx(fitted.params[2], abs=0.05)
    assert found.high - found.low == pytest.approx(2 * 1.96 * fitted.bse[2], rel=0.12)


@settings(deadline=None)
@given(seeds, st.sampled_from([PLAN, RICH]))
def test_relabelling_the_arms_flips_the_sign(seed: int, plan: AnalysisPlan):
    outcomes, codes = a_trial(seed)
    one, other = estimates(outcomes, codes, plan, 1.0)[0], estimates(outcomes, -codes, plan, 1.0)[0]
    assert (other.effect, other.low, other.high) == pytest.approx((-one.effect, -one.high, -one.low), abs=1e-6)
    assert other.p_better == pytest.approx(1 - one.p_better, abs=1e-6)


@settings(deadline=None)
@given(seeds, st.floats(-5, 5))
def test_a_missing_day_is_not_a_zero_so_that_raising_all_that_was_written_changes_no_effect(seed: int, raised: float):
    outcomes, codes = a_trial(seed)
    one, other = estimates(outcomes, codes, PLAN, 1.0)[0], estimates(outcomes + raised, codes, PLAN, 1.0)[0]
    assert (other.effect, other.low, other.high) == pytest.approx((one.effect, one.low, one.high), abs=0.01)
    assert one.days == int(np.isfinite(outcomes).sum())


@settings(deadline=None)
@given(seeds)
def test_many_trials_at_once_give_what_each_gives_alone(seed: int):
    pairs = [a_trial(seed + number) for number in range(4)]
    outcomes, codes = (np.concatenate(part) for part in zip(*pairs, strict=True))
    together = estimates(outcomes, codes, RICH, 1.0)
    for number, alone in enumerate(estimates(*pair, RICH, 1.0)[0] for pair in pairs):
        for name in ("effect", "low", "high", "p_important", "autocorrelation", "sd"):
            assert getattr(together[number], name) == pytest.approx(getattr(alone, name), abs=1e-6)


@pytest.mark.parametrize("prior", [NormalPrior(-0.3, 0.4), NormalPrior(0.5, 0.05), NormalPrior(-3.0, 5.0)])
def test_a_prior_in_points_is_weighed_in_as_bayes_rule_says(prior: NormalPrior):
    outcomes, codes = a_trial(1)
    cells = regress(outcomes, codes, PLAN)
    points = np.linspace(-6, 6, 24_001)
    heights = student.pdf((points[:, None] - cells.means[0]) / cells.scales[0], cells.freedom[0]) / cells.scales[0]
    heights = heights @ cells.weights[0] * np.exp(-0.5 * ((points - prior.mean) / prior.sd) ** 2)
    cumulative = heights.cumsum() / heights.sum()
    found = density(cells, prior)
    for probability in (0.025, 0.5, 0.975):
        expected = points[np.searchsorted(cumulative, probability)]
        assert found.quantiles([probability])[0, 0] == pytest.approx(expected, abs=1e-3)


def test_the_more_days_the_narrower_the_interval():
    widths = []
    for days in (14, 28, 56, 112):
        outcomes, codes = a_trial(3, lay_out(TrialDesign("day", days)), Scenario(missing=(0, 0)))
        found = estimates(outcomes, codes, PLAN, 1.0)[0]
        widths.append(found.high - found.low)
    assert widths == sorted(widths, reverse=True)


def test_an_important_change_is_never_likelier_than_any_change():
    for seed in range(10):
        found = estimates(*a_trial(seed), PLAN, 1.0)[0]
        assert 0 <= found.p_important <= found.p_better <= 1


def test_where_more_is_better_a_rise_is_an_improvement():
    outcomes, codes = a_trial(2, scenario=Scenario(effect=2.0, sd=(0.5, 0.5)))
    found = estimates(outcomes, codes, PLAN, 1.0, better_sign=1.0)[0]
    assert found.p_better > 0.99
    assert found.p_important > 0.9


def test_carry_over_builds_up_and_fades_by_half_in_its_half_life():
    codes = np.array([[0.5] * 20 + [-0.5] * 2])
    built = exposure(codes, 1.0)[0]
    assert built[:2] == pytest.approx([0.25, 0.375])
    assert built[19] == pytest.approx(0.5, abs=1e-5)
    assert built[20:] == pytest.approx([0.0, -0.25], abs=1e-5)


def test_carry_over_that_is_reckoned_with_gives_the_whole_effect_back():
    layout = lay_out(TrialDesign("period", 40, 4))
    scenario = Scenario(effect=-2.0, sd=(0.5, 0.5), carryover_half_life_days=1.0, missing=(0, 0))
    outcomes, codes = a_trial(7, layout, scenario)
    plan = AnalysisPlan(carryover_half_lives_days=(0.0, 0.5, 1.0, 2.0))
    without, reckoned = (estimates(outcomes, codes, one, 1.0)[0] for one in (PLAN, plan))
    assert without.low > -2.0
    assert reckoned.low < -2.0 < reckoned.high
