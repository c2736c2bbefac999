"""How probable it is that someone needs each urgency, taken so that no further alarm sign can lower it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, combinations, islice

import numpy as np
from numpy.typing import NDArray

from rhomboid.inference import Network, posterior
from rhomboid.inference.evidence import evidence_rows, shared, weigh
from rhomboid.inference.posterior import softmax
from rhomboid.inference.products import product
from rhomboid.model import DISPOSITIONS, Disposition, Observation

MOST_FLAGS_AT_ONCE = 4
"""How many red flags are weighed together; a fixed number, so that one more flag only adds to what is compared."""
BLOCK = 512


def danger_mass(network: Network, observations: Sequence[Observation]) -> dict[Disposition, float]:
    """For each disposition, the probability (0..1) that the person needs it or a more urgent one."""
    return _by_disposition(network, posterior(network, observations).hypotheses[None, :])


def largest_danger_mass(
    network: Network, observations: Sequence[Observation], red_flags: Collection[str]
) -> dict[Disposition, float]:
    """
    The largest mass that any set of at most four of the present red flags gives, beside all other observations.

    A red flag of a lesser danger takes probability from a greater one, so plain mass can fall when a flag is
    added. This cannot: every set that was compared before is compared again. It overstates danger when red flags
    contradict each other.
    """
    if not observations:
        return danger_mass(network, observations)
    flags = [i for i, seen in enumerate(observations) if seen.concept in red_flags and seen.presence == "present"]
    weighed = weigh(network, observations)
    rows = evidence_rows(network, weighed)
    largest = dict.fromkeys(DISPOSITIONS, 0.0)
    for kept in _kept(len(observations), flags):
        own = kept * weighed.own
        weights = shared(own, own @ weighed.kin, network.rho, weighed.groups)
        mass = _by_disposition(network, softmax(network.log_prior + product(weights, rows)))
        largest = {disposition: max(largest[disposition], mass[disposition]) for disposition in DISPOSITIONS}
    return largest


def _kept(count: int, flags: list[int]) -> Iterator[NDArray[np.float64]]:
    """
    One row for each set of red flags: 1 where an observation is kept, 0 where a flag is left out.

    In blocks, so that memory stays bounded however many flags there are.
    """
    sets = chain.from_iterable(combinations(flags, size) for size in range(MOST_FLAGS_AT_ONCE + 1))
    while block := list(islice(sets, BLOCK)):
        kept = np.ones((len(block), count))
        kept[:, flags] = 0
        for row, chosen in enumerate(block):
            kept[row, list(chosen)] = 1
        yield kept


def _by_disposition(network: Network, hypotheses: NDArray[np.float64]) -> dict[Disposition, float]:
    """Largest mass over the rows [N, H] of posteriors."""
    return {
        disposition: float(hypotheses[:, network.urgency <= place].sum(axis=1).max())
        for place, disposition in enumerate(DISPOSITIONS)
    }
