"""What is measured: errors under daily looks, cover of the intervals, power and days to a verdict."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student
from settings import CHANGE, DAYS, SEED

from rhomboid.model.trial import AnalysisPlan, TrialDesign
from rhomboid.trials.estimate import density
from rhomboid.trials.evidence import EFFECTS_TRIED, kept_bounds, log_wealth, reached
from rhomboid.trials.layout import Floats, Layout, Signs, lay_out
from rhomboid.trials.regression import regress
from rhomboid.trials.simulate import Scenario, draw_coins, simulate

PLAN = AnalysisPlan()
FIRST_LOOK = 7
ALPHA = 0.05
EFFECT = -0.8
"""The true effect behind the confidence sequence's misses, for the days' own arm."""


def diaries(scenario: Scenario, layout: Layout, people: int, name: str) -> tuple[Floats, Signs]:
    """Outcomes and coins, the same for the same name: with a look ahead and without, the same diaries."""
    random = np.random.default_rng([SEED, *name.replace(", no look ahead", "").encode()])
    signs = draw_coins(people, layout.units, random)
    return simulate(scenario, layout, signs, random), signs


def null_errors(name: str, scenario: Scenario, design: TrialDesign, people: int) -> dict[str, float]:
    """Share of null diaries in which each way of looking cries out at least once within the design's days."""
    layout = lay_out(design)
    plain = replace_look(layout, 0)
    outcomes, signs = diaries(scenario, layout, people, name)
    outcomes = np.where(layout.scored, outcomes, np.nan)
    codes = layout.codes(signs)
    shifted = outcomes + EFFECT * codes
    truth = np.array([EFFECT])
    t_cries, interval_cries = t_test_cries(outcomes, codes), interval_cries_by_day(outcomes, codes)
    return {
        "e_process": share(reached(log_wealth(outcomes, signs, layout)[:, 0], layout) > 0),
        "e_process_no_look_ahead": share(reached(log_wealth(outcomes, signs, plain)[:, 0], plain) > 0),
        "sequence_misses": share(reached(log_wealth(shifted, signs, layout, truth)[:, 0], layout) > 0),
        "sequence_misses_no_look_ahead": share(reached(log_wealth(shifted, signs, plain, truth)[:, 0], plain) > 0),
        "t_test_daily": share(t_cries.any(axis=1)),
        "t_test_last": share(t_cries[:, -1]),
        "interval_daily": share(interval_cries.any(axis=1)),
        "interval_last": share(interval_cries[:, -1]),
    }


def design_errors(name: str, design: TrialDesign, scenario: Scenario, people: int) -> dict[str, float]:
    """Errors under no effect, and misses of the confidence sequence at `EFFECT`, over the whole of a design."""
    layout = lay_out(design)
    outcomes, signs = diaries(replace(scenario, effect=0.0), layout, people, f"null {name}")
    shifted = outcomes + EFFECT * layout.codes(signs)
    misses = reached(log_wealth(shifted, signs, layout, np.array([EFFECT]))[:, 0], layout) > 0
    return {
        "e_process": share(reached(log_wealth(outcomes, signs, layout)[:, 0], layout) > 0),
        "sequence_misses": share(misses),
    }


def replace_look(layout: Layout, look_ahead: int) -> Layout:
    """The same days with another look ahead."""
    return replace(layout, look_ahead=look_ahead)


def share(cried: NDArray[np.bool_]) -> float:
    """As a share of all."""
    return float(cried.mean())


def t_test_cries(outcomes: Floats, codes: Floats) -> NDArray[np.bool_]:
    """Whether Student's t-test on the days so far gives p < 0.05, on each day from `FIRST_LOOK`, [N, looks]."""
    seen = ~np.isnan(outcomes)
    values = np.where(seen, outcomes, 0.0)
    number, mean, squares = [], [], []
    for arm in (codes > 0, codes < 0):
        here = seen & arm
        count = here.cumsum(axis=1)
        total = (values * here).cumsum(axis=1)
        number.append(count)
        mean.append(total / np.maximum(count, 1))
        squares.append((values**2 * here).cumsum(axis=1) - total**2 / np.maximum(count, 1))
    freedom = number[0] + number[1] - 2
    enough = (np.minimum(*number) >= 2) & (freedom > 0)
    freedom = np.maximum(freedom, 1)
    variance = np.maximum((squares[0] + squares[1]) / freedom, 1e-12)
    error = np.sqrt(variance * sum(1 / np.maximum(count, 1) for count in number))
    cries = enough & (np.abs(mean[0] - mean[1]) / error > student.ppf(0.975, freedom))
    return cries[:, FIRST_LOOK - 1 :]


def interval_cries_by_day(outcomes: Floats, codes: Floats) -> NDArray[np.bool_]:
    """Whether the 95% interval of the estimate leaves zero out, on each day from `FIRST_LOOK`, [N, looks]."""
    looks = []
    for day in range(FIRST_LOOK, outcomes.shape[1] + 1):
        low, high = intervals(outcomes[:, :day], codes[:, :day], PLAN)
        looks.append((low > 0) | (high < 0))
    return np.stack(looks, axis=1)


def intervals(outcomes: Floats, codes: Floats, plan: AnalysisPlan) -> tuple[Floats, Floats]:
    """Ends of the 95% interval, [N] each."""
    low, high = quantiles(outcomes, codes, plan, (0.025, 0.975))
    return low, high


def quantiles(outcomes: Floats, codes: Floats, plan: AnalysisPlan, wanted: tuple[float, ...]) -> Floats:
    """Quantiles of each trial's effect, [wanted, N]."""
    parts = [
        density(regress(outcomes[start : start + 250], codes[start : start + 250], plan)).quantiles(wanted)
        for start in range(0, len(outcomes), 250)
    ]
    return np.concatenate(parts).T


def cover(name: str, scenario: Scenario, design: TrialDesign, plan: AnalysisPlan, people: int) -> dict[str, float]:
    """How often the 95% interval holds the true effect at the end of the trial, its median width and the bias."""
    layout = lay_out(design)
    outcomes, signs = diaries(scenario, layout, people, f"cover {name}")
    low, middle, high = quantiles(outcomes, layout.codes(signs), plan, (0.025, 0.5, 0.975))
    return {
        "covered": share((low <= scenario.effect) & (scenario.effect <= high)),
        "width": float(np.median(high - low)),
        "bias": float(middle.mean()) - scenario.effect,
    }


def decided_by_day(name: str, design: TrialDesign, scenario: Scenario, people: int) -> dict[str, object]:
    """Share of trials in which the evidence has spoken by each day, and the median days."""
    layout = lay_out(design)
    outcomes, signs = diaries(scenario, layout, people, f"power {name}")
    days = reached(log_wealth(outcomes, signs, layout)[:, 0], layout)
    spoken = days > 0
    every = np.where(spoken, days, np.inf)
    middle = float(np.median(every))
    return {
        "by_day": (np.bincount(days, minlength=layout.days + 1)[1:].cumsum() / people).round(4).tolist(),
        "decided": share(spoken),
        "median_of_all": middle if np.isfinite(middle) else None,
        "median_of_decided": float(np.median(days[spoken])) if spoken.any() else None,
    }


def verdicts(name: str, scenario: Scenario, people: int) -> dict[str, object]:
    """Verdicts by the last day, a coin a day: helped, no change as large as `CHANGE`, made worse, or open."""
    layout = lay_out(TrialDesign("day", DAYS))
    outcomes, signs = diaries(scenario, layout, people, f"verdict {name}")
    wealth = log_wealth(outcomes, signs, layout, np.array([0.0, -CHANGE]))
    any_effect, not_so_large = (reached(wealth[:, number], layout) for number in (0, 1))
    low, high = intervals(outcomes, layout.codes(signs), PLAN)
    better = low + high < 0
    settled = any_effect > 0
    no_help = ~settled & (not_so_large > 0) & ((low + high) / 2 > -CHANGE)
    first = np.where(settled, any_effect, np.where(no_help, not_so_large, np.inf))
    middle = float(np.median(first))
    return {
        "helped": share(settled & better),
        "made_worse": share(settled & ~better),
        "did_not_help": share(no_help),
        "cannot_tell": share(~settled & ~no_help),
        "median_day": middle if np.isfinite(middle) else None,
    }


def sequence_widths(scenario: Scenario, people: int) -> dict[str, float]:
    """Median width of the confidence sequence at the end beside that of the fixed interval, a coin a day."""
    layout = lay_out(TrialDesign("day", DAYS))
    outcomes, signs = diaries(scenario, layout, people, "widths")
    highest = log_wealth(outcomes, signs, layout, EFFECTS_TRIED).max(axis=0)
    bounds = [kept_bounds(highest[:, number], np.log(1 / ALPHA)) for number in range(people)]
    widths = [high - low for low, high in bounds if low is not None and high is not None]
    low, high = intervals(outcomes, layout.codes(signs), PLAN)
    return {"sequence": float(np.median(widths)), "interval": float(np.median(high - low)), "people": len(widths)}
