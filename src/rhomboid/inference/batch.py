"""
Many people at once: the same posterior as matrix products, in single precision, with bounded memory.

Accounts are encoded as compressed rows of table states and weights. Each chunk is written out as a dense
[accounts, states] matrix over the states that occur in it, and multiplied with the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.inference.evidence import weigh
from rhomboid.inference.network import Network
from rhomboid.model import Observation

Singles = NDArray[np.float32]
CHUNK = 2048


@dataclass(frozen=True, eq=False)
class Rows:
    """
    N accounts in compressed rows: account i holds entries `starts[i]` to `starts[i + 1]`.

    `states` are table rows, or S + j for the j-th of `several`: a tuple of options meaning "one of these".
    `weights` are final, with dependence groups already shared out.
    """

    starts: NDArray[np.int64]
    states: NDArray[np.int32]
    weights: Singles
    several: tuple[tuple[int, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.starts) - 1


def encode(network: Network, accounts: Iterable[Sequence[Observation]]) -> Rows:
    """Encode each account's observations. Raises ValueError as `weigh` does."""
    number: dict[tuple[int, ...], int] = {}
    starts, states, weights = [0], [], []
    single = len(network.table)
    for observations in accounts:
        weighed = weigh(network, observations)
        states += [
            named[0] if len(named) == 1 else single + number.setdefault(named, len(number)) for named in weighed.states
        ]
        weights.append(weighed.weights(network.rho))
        starts.append(len(states))
    flat = np.concatenate(weights) if weights else np.zeros(0)
    return Rows(
        np.array(starts, dtype=np.int64), np.array(states, dtype=np.int32), flat.astype(np.float32), tuple(number)
    )


def batch_posteriors(network: Network, rows: Rows, chunk: int = CHUNK) -> Singles:
    """
    Cause probabilities of every account, shape [N, C], within 1e-5 of `posterior`.

    Working memory grows with `chunk`, not with N. An account without observations gets the prior.
    """
    result = np.empty((len(rows), len(network.causes)), dtype=np.float32)
    for start, block in posterior_blocks(network, rows, chunk):
        result[start : start + len(block)] = block
    return result


def posterior_blocks(network: Network, rows: Rows, chunk: int = CHUNK) -> Iterator[tuple[int, Singles]]:
    """
    Cause probabilities by chunk, for more people than fit in memory: (number of the first account, [accounts, C]).

    Raises ValueError when `chunk` is below 1.
    """
    if chunk < 1:
        raise ValueError("chunk must be at least 1")
    table = full_table(network, rows)
    outcomes = marginal_columns(network)
    logits = np.empty((min(chunk, len(rows)), table.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), chunk):
        dense, used = dense_chunk(rows, start, min(start + chunk, len(rows)), len(table))
        block = logits[: len(dense)]
        np.matmul(dense, table[used], out=block)
        block -= block.max(axis=1, keepdims=True)
        np.exp(block, out=block)
        sums = block @ outcomes
        yield start, sums[:, :-1] / sums[:, -1:]


def full_table(network: Network, rows: Rows) -> Singles:
    """The table in single precision with the rows' own "one of these" answers, then the log prior as the last row."""
    extra = [network.row_of(named) for named in rows.several]
    added = np.vstack([*extra, network.log_prior - network.log_prior.max()]).astype(np.float32)
    return np.concatenate([network.table_single, added])


def marginal_columns(network: Network) -> Singles:
    """Which causes each hypothesis holds, and a column of ones for the sum, shape [H, C + 1]."""
    return np.hstack([network.incidence, np.ones((len(network.members), 1))]).astype(np.float32)


def dense_chunk(rows: Rows, start: int, stop: int, size: int) -> tuple[Singles, NDArray[np.intp]]:
    """
    Accounts `start` to `stop` as a dense matrix over the states that occur among them, and those states' numbers.

    The last of `size` states is the prior, which every account holds with weight 1.
    """
    first, last = rows.starts[start], rows.starts[stop]
    states = rows.states[first:last]
    occurs = np.zeros(size, dtype=bool)
    occurs[states] = True
    occurs[-1] = True
    used = np.flatnonzero(occurs)
    place = np.cumsum(occurs) - 1
    lengths = np.diff(rows.starts[start : stop + 1])
    dense = np.zeros((stop - start, len(used)), dtype=np.float32)
    dense[np.repeat(np.arange(stop - start), lengths), place[states]] = rows.weights[first:last]
    dense[:, -1] = 1
    return dense, used
