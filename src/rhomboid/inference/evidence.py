"""
From observations to weighed evidence.

Findings of one dependence group share evidence. An observed member of weight w gets w / (1 + rho * others), where
`others` is the sum of the weights of the group's other observed members, present and absent alike. When all are
answers (weight 1), that is 1 / (1 + (n - 1) * rho) each. Members that are silent for every cause are not counted:
what says nothing shares nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rhomboid.inference.network import Network
from rhomboid.inference.rates import Floats
from rhomboid.model import Observation


@dataclass(frozen=True, eq=False)
class Weighed:
    """
    K observations ready for arithmetic.

    `states` are the table rows each names. `own` [K] is each one's own weight, 0 where it is silent for all
    causes. `groups` [K] is its dependence group, -1 for none. `kin` [K, K] is 1 where two share a group.
    """

    states: tuple[tuple[int, ...], ...]
    own: Floats
    groups: NDArray[np.intp]
    kin: Floats

    def weights(self, rho: Floats) -> Floats:
        """The weight of each observation's log-likelihood ratio, shape [K], given each group's rho."""
        return shared(self.own, self.kin @ self.own, rho, self.groups)

    def weights_of_first(self, count: int, rho: Floats) -> Floats:
        """The weights when only the first `count` observations had been made, 0 for the others, shape [K]."""
        own = self.own * (np.arange(len(self.own)) < count)
        return shared(own, self.kin @ own, rho, self.groups)

    def weights_without_each(self, rho: Floats) -> Floats:
        """Row i holds the weights when observation i had not been made, shape [K, K]."""
        crowd = self.kin @ self.own - self.kin * self.own[:, None]
        weights = np.broadcast_to(self.own, crowd.shape) * (1 - np.eye(len(self.own)))
        return shared(weights, crowd, rho, self.groups)


def shared(own: Floats, crowd: Floats, rho: Floats, groups: NDArray[np.intp]) -> Floats:
    """own / (1 + rho * crowd), where `groups` picks from `rho` and -1 means no group."""
    padded = np.append(rho, 0.0)
    result: Floats = own / (1 + padded[groups] * crowd)
    return result


def weigh(network: Network, observations: Sequence[Observation]) -> Weighed:
    """
    Look the observations up in the network.

    Raises ValueError for an unknown concept or option, a weight outside 0..1, or a concept observed twice, which
    would count it twice.
    """
    states = tuple(network.states_of(observation) for observation in observations)
    _refuse_repeats(observations)
    speaks = network.speaks
    own = [
        observation.weight if any(speaks[state] for state in named) else 0.0
        for observation, named in zip(observations, states, strict=True)
    ]
    group_of = network.group_number
    groups = np.array([group_of.get(observation.concept, -1) for observation in observations], dtype=np.intp)
    kin = (groups[:, None] == groups) & (groups >= 0)
    np.fill_diagonal(kin, False)
    return Weighed(states, np.array(own, dtype=np.float64), groups, kin.astype(np.float64))


def evidence_rows(network: Network, weighed: Weighed) -> Floats:
    """The log-likelihood ratios of each observation, unweighted, shape [K, H]."""
    rows: Floats = network.table[[named[0] for named in weighed.states]]
    for index, named in enumerate(weighed.states):
        if len(named) > 1:
            rows[index] = network.row_of(named)
    return rows


def _refuse_repeats(observations: Sequence[Observation]) -> None:
    seen: set[str] = set()
    for observation in observations:
        if observation.concept in seen:
            raise ValueError(f"{observation.concept!r} is observed twice")
        seen.add(observation.concept)
        if not 0 <= observation.weight <= 1:
            raise ValueError(f"the weight of {observation.concept!r} is {observation.weight}, not within 0..1")
