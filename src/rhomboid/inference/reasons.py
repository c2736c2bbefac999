"""Weight of evidence: how much each answer speaks for or against each cause."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rhomboid.inference.evidence import evidence_rows, weigh
from rhomboid.inference.network import Network
from rhomboid.inference.products import product
from rhomboid.inference.rates import Floats
from rhomboid.model import Observation

DECIBANS_PER_NAT = 10 / np.log(10)
NEARLY_ALL = 1e-3
"""Share of the whole below which what is left without a cause is added up afresh."""


def reasons(network: Network, observations: Sequence[Observation], together: Sequence[Observation] = ()) -> Floats:
    """
    Leave-one-out change of each cause's log-odds in decibans, shape [K, C], exact.

    `together` are further observations that count as one: they add a last row, for leaving all of them out.

    Entry (i, c) is the log-odds of cause c with all observations less those without observation i, its
    dependence group weighed anew. Misleads when read as a sum: the entries of related findings do not add up to
    the whole, and one can be small only because its kin say the same.
    """
    everything = (*observations, *together)
    if not everything:
        return np.zeros((0, len(network.causes)))
    weighed = weigh(network, everything)
    rows = evidence_rows(network, weighed)
    left_out = [weighed.weights_without_each(network.rho)[: len(observations)]]
    if together:
        left_out.append(weighed.weights_of_first(len(observations), network.rho)[None])
    weights = np.vstack([weighed.weights(network.rho), *left_out])
    logits = product(weights, rows) + network.log_prior
    log_odds = cause_log_odds(network, logits)
    result: Floats = DECIBANS_PER_NAT * (log_odds[0] - log_odds[1:])
    return result


def cause_log_odds(network: Network, logits: Floats) -> Floats:
    """
    Log-odds of each cause from hypothesis logits [N, H], shape [N, C].

    Both sides are sums of positive terms where it matters: what is left without a cause is taken from the whole, but
    added up afresh for causes so likely that the difference would lose digits.
    """
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    tiny = np.finfo(np.float64).tiny
    with_cause = product(odds, network.incidence)
    whole = odds.sum(axis=1, keepdims=True)
    without = whole - with_cause
    if (sure := np.flatnonzero((without < NEARLY_ALL * whole).any(axis=0))).size:
        without[:, sure] = product(odds, 1 - network.incidence[:, sure])
    result: Floats = np.log(with_cause + tiny) - np.log(without + tiny)
    return result
