"""Every look agrees with statsmodels, given the same days found in another way."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
import statsmodels.api as sm
from made_series import diary, named, rng
from statsmodels.stats.multitest import multipletests

from rhomboid.diary import find_relations
from rhomboid.model.diary import DailySeries


def by_statsmodels(later: DailySeries, earlier: DailySeries, lag: int):
    """The regression as its docstring states it, day by day from dictionaries of dates."""
    y = {day: value for day, value in zip(later.days, later.values, strict=True) if value is not None}
    x = {day: value for day, value in zip(earlier.days, earlier.values, strict=True) if value is not None}

    def before(known: dict[date, float], day: date) -> list[float]:
        days = [day - timedelta(days=n) for n in range(1, 8)]
        return [known[one] for one in days if one in known]

    rows = []
    for day in sorted(y):
        cause = day - timedelta(days=lag)
        if day - timedelta(days=1) in y and cause in x and before(x, cause):
            past = [y[day - timedelta(days=1)], float(np.mean(before(y, day))), before(x, cause)[0]]
            rows.append((day, y[day], x[cause], past))
    days = np.array([(row[0] - rows[0][0]).days for row in rows])
    trend = [(days / days[-1]) ** power for power in range(2 + (days[-1] + 1) // 60)]
    weekday = [np.array([row[0].weekday() == one for row in rows], dtype=float) for one in range(1, 7)]
    columns = np.column_stack([[row[2] for row in rows], [row[3] for row in rows], *trend, *weekday])
    return sm.OLS(np.array([row[1] for row in rows]), columns).fit(cov_type="HC3", use_t=True)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("scale", ["points", "whole", "triggers"])
def test_every_look_is_the_one_statsmodels_takes(seed, scale) -> None:
    made = diary(seed, days=130, series=3, scale=scale)
    by_name = {one.name: one for one in made}
    looks = find_relations(made, lags=range(8)).looks
    assert len(looks) == 3 * 2 * 8
    for look in looks:
        fit = by_statsmodels(by_name[look.later], by_name[look.earlier], look.lag_days)
        assert look.days == fit.nobs
        assert look.effect == pytest.approx(fit.params[0], rel=1e-6, abs=1e-9)
        assert (look.low, look.high) == pytest.approx(tuple(fit.conf_int()[0]), rel=1e-6, abs=1e-9)
        assert look.p_value == pytest.approx(fit.pvalues[0], rel=1e-5)


def test_series_that_begin_and_end_on_different_days_are_compared_on_their_own_dates() -> None:
    first, second = diary(7, days=160, series=2)
    late = DailySeries("pain:1", second.start + timedelta(days=31), second.values[31:150])
    for look in find_relations([first, late]).looks:
        series = {"pain:0": first, "pain:1": late}
        fit = by_statsmodels(series[look.later], series[look.earlier], look.lag_days)
        assert (look.days, look.effect) == (fit.nobs, pytest.approx(fit.params[0], rel=1e-6, abs=1e-9))


def test_the_correction_is_the_one_statsmodels_makes() -> None:
    moved = diary(3, days=200, series=4, effect=0.8)
    looks = find_relations(moved).looks
    keeps, q_values, *_ = multipletests([look.p_value for look in looks], alpha=0.025, method="fdr_bh")
    assert [look.false_discovery for look in looks] == pytest.approx(list(q_values))
    assert [look.survives for look in looks] == list(keeps)
    assert any(keeps)


def test_a_trend_that_no_straight_line_follows_is_taken_away() -> None:
    random, days = rng(1), np.arange(300)
    slow = 3 * np.sin(2 * np.pi * days / 200)
    made = [named(f"pain:{n}", slow + random.standard_normal(300)) for n in range(2)]
    assert np.corrcoef(made[0].values, made[1].values)[0, 1] > 0.7
    assert not find_relations(made).surviving
