"""
One trial of 120 days in ours, statsmodels and NUTS, side by side, and 100,000 trials at once; writes TRIALS.md here.

    python bench/trials.py [TRIALS]

NUTS needs NumPyro, which the project does not depend on; without it that row says so. The trial is ten pairs of
six-day periods in a random order, standard deviation 1.2, autocorrelation 0.4 to 0.7, 15% missing, effect -0.8.
"""

from __future__ import annotations

import datetime
import importlib.util
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import msgspec
import numpy as np
from timing import Times, machine, measure, peak_megabytes, say, summary

from rhomboid.model import Estimate
from rhomboid.model.trial import AnalysisPlan, DailyOutcome, Protocol, TrialDesign, TrialOutcome
from rhomboid.trials import Scenario, coins, estimates, judge, lay_out, log_wealth, simulate
from rhomboid.trials import regression as ours
from rhomboid.trials.layout import Floats
from rhomboid.trials.simulate import draw_coins

PLAN = AnalysisPlan()
RICH = AnalysisPlan(
    carryover_half_lives_days=(0.0, 0.5, 1.0, 2.0, 4.0), recovery_half_lives_days=(3.5, 7.0, 14.0, 28.0)
)
PAIRS = lay_out(TrialDesign("pair", 10, 6))
DAILY = lay_out(TrialDesign("day", 120))
SCENARIO = Scenario(effect=-0.8, drift_sd=0.05, trend=-0.012)
WORKERS = 2
ONE_THREAD = "--one-thread"

Interval = tuple[float, float, float]
"""The effect, and the ends of its 95% interval."""


@dataclass(frozen=True)
class Row:
    """One engine and ours on the same trials, by turns: times, and how far estimates and widths are apart."""

    engine: str
    times: Times
    our_times: Times
    estimate_apart: str
    width_apart: str


def trials(count: int, seed: int) -> tuple[Floats, Floats]:
    """Outcomes and codes, [count, 120]."""
    random = np.random.default_rng(seed)
    signs = draw_coins(count, PAIRS.units, random)
    return simulate(SCENARIO, PAIRS, signs, random), PAIRS.codes(signs)


def by_us(outcomes: Floats, codes: Floats) -> Interval:
    """The whole of `estimates` for one trial."""
    found = estimates(outcomes[None], codes[None], PLAN, 1.0)[0]
    return found.effect, found.low, found.high


def by_statsmodels(outcomes: Floats, codes: Floats) -> Interval:
    """SARIMAX(1, 0, 0) with level, trend and arm as regressors."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    day = np.arange(len(outcomes))
    exog = np.stack([np.ones(len(day)), (day - day.mean()) / ours.TREND_DAYS, codes], axis=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = SARIMAX(outcomes, exog=exog, order=(1, 0, 0)).fit(disp=False)
    low, high = fitted.conf_int()[2]
    return float(fitted.params[2]), float(low), float(high)


def nuts() -> Callable[[Floats, Floats], Interval] | None:
    """NumPyro's NUTS on the same model with the same priors, 4 chains of 1,000 after 1,000; None if not installed."""
    if importlib.util.find_spec("numpyro") is None:
        return None
    import jax
    import jax.numpy as jnp
    import numpyro
    import numpyro.distributions as dist
    from numpyro.infer import MCMC, NUTS

    prior = jnp.array([ours.PRIOR_SD_LEVEL, ours.PRIOR_SD_TREND, ours.PRIOR_SD_EFFECT])

    def model(rows: jax.Array, gaps: jax.Array, used: jax.Array) -> None:
        phi = numpyro.sample("phi", dist.Uniform(float(ours.PHI[0]), float(ours.PHI[-1])))
        variance = numpyro.sample("variance", dist.InverseGamma(ours.PRIOR_SHAPE, ours.PRIOR_RATE))
        scaled = numpyro.sample("scaled", dist.Normal(jnp.zeros(3), prior).to_event(1))
        beta = numpyro.deterministic("beta", scaled * jnp.sqrt(variance))
        left = rows[:, 3] - rows[:, :3] @ beta
        linked = jnp.where(gaps > 0, phi ** jnp.maximum(gaps, 1), 0.0)
        linked = jnp.where((phi < 0) & (gaps > 0), jnp.sign(phi) ** gaps * jnp.abs(phi) ** gaps, linked)
        spread = jnp.sqrt(variance * (1 - linked**2))
        step = left - linked * jnp.concatenate([jnp.zeros(1), left[:-1]])
        numpyro.factor("days", (dist.Normal(0.0, spread).log_prob(step) * used).sum())

    kernel = NUTS(model)
    chains = MCMC(
        kernel,
        num_warmup=1000,
        num_samples=1000,
        num_chains=4,
        chain_method="vectorized",
        progress_bar=False,
        jit_model_args=True,
    )

    def run(outcomes: Floats, codes: Floats) -> Interval:
        days = np.flatnonzero(~np.isnan(outcomes))
        centred = (days - (len(outcomes) - 1) / 2) / ours.TREND_DAYS
        rows, gaps, used = np.zeros((len(outcomes), 4)), np.ones(len(outcomes)), np.zeros(len(outcomes))
        rows[: len(days)] = np.stack([np.ones(len(days)), centred, codes[days], outcomes[days]], axis=1)
        gaps[: len(days)] = np.append(0, np.diff(days))
        used[: len(days)] = 1
        chains.run(jax.random.PRNGKey(1), jnp.array(rows), jnp.array(gaps), jnp.array(used))
        effect = np.asarray(chains.get_samples()["beta"])[:, 2]
        return float(np.median(effect)), *map(float, np.quantile(effect, [0.025, 0.975]))

    return run


def side_by_side() -> list[Row]:
    """Every engine by turns with ours on the same trials, in one process, so that both meet the same machine."""
    rows = [beside_statsmodels("as installed"), _in_one_thread()]
    if (engine := nuts()) is None:
        sys.stderr.write("NumPyro is not installed: left out\n")
        return rows
    outcomes, codes = trials(12, 17)
    engine(outcomes[-1], codes[-1])
    return [*rows, _by_turns("NumPyro NUTS, same priors, 4 x 1,000, compiled once", engine, outcomes, codes)]


def beside_statsmodels(how: str) -> Row:
    """SARIMAX and ours, with as many threads as this process has."""
    outcomes, codes = trials(100, 17)
    by_statsmodels(outcomes[-1], codes[-1])
    return _by_turns(f"statsmodels SARIMAX(1, 0, 0) with regressors, {how}", by_statsmodels, outcomes, codes)


def _in_one_thread() -> Row:
    """The same in a process whose linear algebra has one thread, which suits statsmodels better."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, __file__, ONE_THREAD]
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    return msgspec.json.decode(done.stdout, type=Row)


def _by_turns(name: str, engine: Callable[[Floats, Floats], Interval], outcomes: Floats, codes: Floats) -> Row:
    taken: dict[str, list[float]] = {"ours": [], "theirs": []}
    found: dict[str, list[Interval]] = {"ours": [], "theirs": []}
    for pair in zip(outcomes, codes, strict=True):
        for whose, run, repeats in (("theirs", engine, 1), ("ours", by_us, 5)):
            for _ in range(repeats):
                start = time.perf_counter()
                interval = run(*pair)
                taken[whose].append(time.perf_counter() - start)
            found[whose].append(interval)
    return Row(name, summary(taken["theirs"]), summary(taken["ours"]), *_apart(found["ours"], found["theirs"]))


def _apart(first: list[Interval], other: list[Interval]) -> tuple[str, str]:
    one, two = np.array(first), np.array(other)
    centre = np.abs(one[:, 0] - two[:, 0])
    ratio = (two[:, 2] - two[:, 1]) / (one[:, 2] - one[:, 1]) - 1
    return (
        f"{np.median(centre):.3f}, at most {centre.max():.3f}",
        f"{np.median(ratio):+.1%}, at most {abs(ratio).max():.1%}",
    )


def analyse_many(task: tuple[int, int]) -> tuple[float, float]:
    """Seconds for the estimates and for the evidence of many trials, drawing them not counted."""
    count, seed = task
    estimate_seconds = evidence_seconds = 0.0
    for start in range(0, count, 2_500):
        random = np.random.default_rng([seed, start])
        signs = draw_coins(min(2_500, count - start), DAILY.units, random)
        outcomes, codes = simulate(SCENARIO, DAILY, signs, random), DAILY.codes(signs)
        begun = time.perf_counter()
        estimates(outcomes, codes, PLAN, 1.0)
        estimated = time.perf_counter()
        log_wealth(outcomes, signs, DAILY)
        evidence_seconds += time.perf_counter() - estimated
        estimate_seconds += estimated - begun
    return estimate_seconds, evidence_seconds


def many(count: int) -> tuple[float, float]:
    """The slower worker's seconds for the estimates and for the evidence."""
    os.environ["OMP_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        shares = [(count // WORKERS, number) for number in range(WORKERS)]
        results = list(pool.map(analyse_many, shares))
    return max(one for one, _ in results), max(two for _, two in results)


def one_verdict() -> dict[str, Times]:
    """What a person waits for: the verdict with its forecast, and the estimate on its largest grid."""
    change = Estimate(1.0, 0.5, 2.0, "judged")
    protocol = Protocol(
        "t", "heat", "usual care", TrialOutcome("pain"), TrialDesign("day", 120), datetime.date(2026, 1, 1), 5, change
    )
    signs = coins(5, 120)
    values = simulate(Scenario(effect=-0.4), DAILY, signs[None], np.random.default_rng(3))[0].clip(0, 10)
    daily = [DailyOutcome(day + 1, float(value)) for day, value in enumerate(values) if np.isfinite(value)]
    outcomes, codes = trials(20, 3)
    return {
        "verdict on day 30 of 120, with forecast": measure(lambda _: judge(protocol, daily, 30), 9),
        "verdict on day 120": measure(lambda _: judge(protocol, daily, 120), 9),
        "estimate summed over 5 half-lives of carry-over and 4 of recovery": measure(
            lambda i: estimates(outcomes[i : i + 1], codes[i : i + 1], RICH, 1.0), 20
        ),
    }


def render(count: int) -> str:
    """The whole page."""
    rows = side_by_side()
    verdict = one_verdict()
    estimate_seconds, evidence_seconds = many(count)
    lines = ["| engine | a trial | ours | ratio | estimate differs | width differs |", "|" + " --- |" * 6]
    lines += [
        f"| {r.engine} | {r.times} | {r.our_times} | {r.times.median / r.our_times.median:,.0f} "
        f"| {r.estimate_apart} | {r.width_apart} |"
        for r in rows
    ]
    parts = [
        "# Benchmarks of trials",
        f"Written by `python bench/trials.py`; compare within one run only. {machine()}.",
        "## One trial of 120 days",
        "\n".join(lines),
        f"## {count:,} trials of 120 days with a coin a day, {WORKERS} processes",
        f"Estimates with interval and probabilities: {say(estimate_seconds)}. Evidence after every day: "
        f"{say(evidence_seconds)}.\nBoth: {say(estimate_seconds + evidence_seconds)}.",
        "## What a person waits for",
        "\n".join(f"- {name}: {times}" for name, times in verdict.items()),
        f"Peak memory of this process: {peak_megabytes():.0f} MB.",
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__" and sys.argv[1:] == [ONE_THREAD]:
    sys.stdout.buffer.write(msgspec.json.encode(beside_statsmodels("one thread")))
elif __name__ == "__main__":
    page = render(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    (Path(__file__).parent / "TRIALS.md").write_text(page, encoding="utf-8")
    print(page)
