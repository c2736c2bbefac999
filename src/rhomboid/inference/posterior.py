"""Bayes' rule over all hypotheses at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rhomboid.inference.evidence import evidence_rows, weigh
from rhomboid.inference.network import Network
from rhomboid.inference.products import weighted_sum
from rhomboid.inference.rates import Floats
from rhomboid.model import Observation


@dataclass(frozen=True, eq=False)
class Posterior:
    """
    Probabilities after the observations.

    `causes` [C]: that the cause is at work, alone or in a set; they can sum to more than 1. `hypotheses` [H]:
    of exactly each set; they sum to 1. `logits` [H]: their logarithms up to a constant.
    """

    causes: Floats
    hypotheses: Floats
    logits: Floats


def posterior(network: Network, observations: Sequence[Observation]) -> Posterior:
    """
    Exact posterior on the network's hypotheses; without observations, the prior.

    Misleads when the pain comes from more causes at once than the network's sets hold, and where findings outside
    a common dependence group say the same thing. Raises ValueError as `weigh` does.
    """
    weighed = weigh(network, observations)
    logits = network.log_prior
    if observations:
        logits = logits + weighted_sum(weighed.weights(network.rho), evidence_rows(network, weighed))
    hypotheses = softmax(logits)
    return Posterior(cause_probabilities(network, hypotheses), hypotheses, logits)


def softmax(logits: Floats) -> Floats:
    """exp of the logits, scaled to sum to 1 over the last axis."""
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = odds / odds.sum(axis=-1, keepdims=True)
    return result


def cause_probabilities(network: Network, hypotheses: Floats) -> Floats:
    """Each cause's total over the hypotheses [H] that contain it, shape [C]."""
    count = len(network.causes)
    weights = np.repeat(hypotheses, network.members.shape[1])
    totals = np.bincount(network.members.ravel(), weights=weights, minlength=count + 1)
    return totals[:count].astype(np.float64, copy=False)
