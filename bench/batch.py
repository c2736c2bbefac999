"""
A million accounts, in a process of its own so that its peak memory is its own. Prints one JSON object.

    python bench/batch.py [ACCOUNTS]
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from patients import draw_people, draw_rows
from timing import measure, peak_megabytes

from rhomboid.inference import Network, Rows, build_network, encode, posterior, posterior_blocks
from rhomboid.inference.batch import CHUNK, dense_chunk, full_table, marginal_columns
from rhomboid.knowledge import load_knowledge

ANSWERS = 15
PARTS = 60_000


def sgemm_peak(size: int = 4096, runs: int = 5) -> float:
    """GFLOP/s of a large square single-precision product on this machine's BLAS, the best of a few."""
    a, b = (np.random.default_rng(seed).random((size, size), dtype=np.float32) for seed in (0, 1))
    out = np.empty((size, size), dtype=np.float32)
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        np.matmul(a, b, out=out)
        taken.append(time.perf_counter() - start)
    return 2 * size**3 / min(taken) / 1e9


def parts(network: Network, rows: Rows) -> dict[str, float]:
    """Seconds in each part of the batch, and the floating-point operations of its products."""
    table, outcomes = full_table(network, rows), marginal_columns(network)
    seconds = dict.fromkeys(("encode", "likelihoods", "exp", "marginals"), 0.0)
    operations = {"likelihoods": 0.0, "marginals": 0.0}
    logits = np.empty((CHUNK, table.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), CHUNK):
        begun = time.perf_counter()
        dense, used = dense_chunk(rows, start, min(start + CHUNK, len(rows)), len(table))
        chosen, block = table[used], logits[: len(dense)]
        encoded = time.perf_counter()
        np.matmul(dense, chosen, out=block)
        multiplied = time.perf_counter()
        block -= block.max(axis=1, keepdims=True)
        np.exp(block, out=block)
        raised = time.perf_counter()
        sums = block @ outcomes
        done = time.perf_counter()
        for part, spent in zip(
            seconds, (encoded - begun, multiplied - encoded, raised - multiplied, done - raised), strict=True
        ):
            seconds[part] += spent
        operations["likelihoods"] += 2.0 * dense.size * table.shape[1]
        operations["marginals"] += 2.0 * block.size * sums.shape[1]
    products = seconds["likelihoods"] + seconds["marginals"]
    return {
        **{f"{part}_share": spent / sum(seconds.values()) for part, spent in seconds.items()},
        "likelihood_gflops": operations["likelihoods"] / seconds["likelihoods"] / 1e9,
        "marginal_gflops": operations["marginals"] / seconds["marginals"] / 1e9,
        "product_gflops": sum(operations.values()) / products / 1e9,
    }


def main(accounts: int) -> None:
    """Run and print."""
    knowledge, _ = load_knowledge()
    if knowledge is None:
        raise SystemExit("the knowledge base cannot be loaded")
    network = build_network(knowledge, "home")
    people = draw_people(network, 2000, ANSWERS, seed=3)
    encoding = measure(lambda _: encode(network, people), 3, warm=0)
    encoded = encode(network, people[:500])
    single = np.array([posterior(network, seen).causes for seen in people[:500]])
    batched = np.concatenate([block for _, block in posterior_blocks(network, encoded)])
    rows = draw_rows(network, accounts, ANSWERS, seed=4)
    peak_before = sgemm_peak()
    start = time.perf_counter()
    total = sum(float(block[:, 0].sum()) for _, block in posterior_blocks(network, rows))
    seconds = time.perf_counter() - start
    sample = draw_rows(network, min(PARTS, accounts), ANSWERS, seed=5)
    measured = max((parts(network, sample) for _ in range(3)), key=lambda found: found["product_gflops"])
    result = {
        "accounts": accounts,
        "answers": ANSWERS,
        "seconds": seconds,
        "mean_first_cause": total / accounts,
        "encode_per_second": len(people) / encoding.median,
        "largest_difference": float(np.abs(batched - single).max()),
        "peak_gflops": max(peak_before, sgemm_peak()),
        "peak_megabytes": peak_megabytes(),
        "rows_megabytes": (rows.states.nbytes + rows.weights.nbytes + rows.starts.nbytes) / 1e6,
        "hypotheses": len(network.members),
        "states": len(network.table),
        **measured,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
