"""RESULTS.md: measurements into Markdown."""

from __future__ import annotations

from peer import PeerResult
from timing import Times, say
from triples import TripleCost

PEER_NOTE = """\
The people have at most one answer a dependence group, and no risk factor, age or sex: what a Bayesian network can
weigh as we do. A noisy-OR network (`addNoisyORNet`) cannot hold this model: its causes are independent a priori,
without a largest number of causes, and it has no finding that speaks against a cause and no category. pyAgrum gives
the posterior; shared weights, intervals, reasons and questions would be built on top."""


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def times_table(times: dict[str, Times]) -> str:
    """One row a measurement."""
    rows = [[name, say(t.median), f"{say(t.low)} to {say(t.high)}", str(t.n)] for name, t in times.items()]
    return table(["what", "median", "quartiles", "runs"], rows)


def peer_section(results: list[PeerResult]) -> str:
    """Ours beside each recipe, and who won."""
    ours, *others = results
    best = min(others, key=lambda result: result.times.median)
    rows = [
        [r.recipe, say(r.times.median), f"{say(r.times.low)} to {say(r.times.high)}", f"{r.largest_difference:.1e}"]
        for r in results
    ]
    times = best.times.median / ours.times.median
    worst = max(result.largest_difference for result in others)
    verdict = (
        f"Best recipe: {best.recipe}, {times:.1f} times our median. All give the same posterior, within {worst:.0e}."
    )
    head = ["engine", "median", "quartiles", "largest difference of a probability"]
    return f"{table(head, rows)}\n\n{verdict}\n\n{PEER_NOTE}"


def batch_section(found: dict[str, float]) -> str:
    """The batch in words and numbers."""
    share = found["product_gflops"] / found["peak_gflops"]
    rows = [
        ["accounts, answers each", f"{found['accounts']:,}, {found['answers']}"],
        ["hypotheses, states", f"{found['hypotheses']:,}, {found['states']}"],
        ["posteriors, encoded rows to cause probabilities", f"{found['seconds']:.1f} s"],
        ["accounts per second", f"{found['accounts'] / found['seconds']:,.0f}"],
        ["encoding from `Observation` objects", f"{found['encode_per_second']:,.0f} accounts per second, one core"],
        ["matrix products", f"{found['product_gflops']:.0f} GFLOP/s"],
        ["measured SGEMM peak, same process", f"{found['peak_gflops']:.0f} GFLOP/s"],
        ["share of peak in the products (best of 3, as the peak is the best of several)", f"{share:.0%}"],
        [
            "time in likelihood product, exp, marginal product, rows",
            ", ".join(f"{found[f'{part}_share']:.0%}" for part in ("likelihoods", "exp", "marginals", "encode")),
        ],
        [
            "peak memory of the process",
            f"{found['peak_megabytes']:,.0f} MB, of which encoded rows {found['rows_megabytes']:,.0f}",
        ],
        ["largest difference from one at a time (500 people)", f"{found['largest_difference']:.1e}"],
    ]
    return table(["what", "measured"], rows)


def triples_section(costs: list[TripleCost]) -> str:
    """Pairs against triples."""
    rows = [
        [
            cost.people,
            str(cost.count),
            f"{cost.triple_mass:.3f}",
            f"{cost.mean_change:.4f}",
            f"{cost.median_largest:.3f}",
            f"{cost.high_largest:.3f}",
            f"{cost.largest:.3f}",
            f"{cost.top_1:.1%}",
            f"{cost.top_3:.1%}",
        ]
        for cost in costs
    ]
    head = [
        "people",
        "n",
        "mean posterior of exactly three causes",
        "mean change of a cause",
        "largest change in a person: median",
        "95%",
        "maximum",
        "same first cause",
        "same first three",
    ]
    return table(head, rows)
