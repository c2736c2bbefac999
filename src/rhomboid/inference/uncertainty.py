"""
Intervals: how far each probability could move if the knowledge base's numbers are off.

Each draw is a whole knowledge base: priors, background rates, sensitivities, ratios, distributions and rho, drawn
from their own intervals. To be fast, only the leading hypotheses move: every cause alone, and the likeliest sets
until 99.9% of the probability is covered or their number reaches `leading`. The log-odds of every other pair move by
the sum of its two causes' own moves, which is exact but for present findings that both causes speak on, and for the
means of categories; where it is not exact, intervals come out wider. Larger sets that are not leading keep their
nominal weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rhomboid.inference.combine import (
    Array,
    Indices,
    clamp_quiet,
    log_absent,
    log_present,
    mean_over_members,
    product_over_members,
    sum_over_members,
)
from rhomboid.inference.draws import Singles, category_draws, finding_draws, prior_draws, rho_draws
from rhomboid.inference.evidence import Weighed, evidence_rows, weigh
from rhomboid.inference.network import Network
from rhomboid.inference.posterior import Posterior, posterior
from rhomboid.inference.products import product
from rhomboid.inference.rates import Floats
from rhomboid.model import Observation

LEADING = 384
COVERED = 0.999
LOW_END, HIGH_END = 0.05, 0.95


def intervals(
    network: Network, observations: Sequence[Observation], leading: int = LEADING, steady: Sequence[Observation] = ()
) -> tuple[Floats, Floats]:
    """
    The 90% interval of each cause's probability: (low [C], high [C]), stretched to hold the nominal value.

    `steady` are further observations whose numbers are not drawn: many faint ones, each of which hardly widens it.

    Deterministic: the same knowledge base and observations give the same interval, and a further observation
    leaves the draws of the others as they were. It is about the numbers in the knowledge base only. Misleads when
    read as covering what the model leaves out, such as causes not listed or findings that depend on each other
    across groups. Raises ValueError as `weigh` does.
    """
    everything = (*observations, *steady)
    nominal = posterior(network, everything)
    weighed = weigh(network, everything)
    chosen = leading_hypotheses(nominal, len(network.causes), leading)
    logits = _drawn_logits(network, observations, weighed, chosen)
    causes = _drawn_causes(network, nominal, chosen, logits)
    causes.sort(axis=1)
    low, high = (_quantile(causes, share) for share in (LOW_END, HIGH_END))
    return np.minimum(low, nominal.causes), np.maximum(high, nominal.causes)


def leading_hypotheses(nominal: Posterior, causes: int, most: int) -> Indices:
    """Numbers of the hypotheses that are drawn: all single causes, then the likeliest sets, `most` in all."""
    sets = nominal.hypotheses[causes:]
    order = np.argsort(-sets, kind="stable")[: max(most - causes, 0)]
    covered = nominal.hypotheses[:causes].sum() + np.cumsum(sets[order])
    needed = int(np.searchsorted(covered, COVERED)) + 1 if most < len(nominal.hypotheses) else len(order)
    return np.concatenate([np.arange(causes, dtype=np.intp), causes + order[:needed]])


def _drawn_logits(network: Network, observations: Sequence[Observation], weighed: Weighed, chosen: Indices) -> Singles:
    members = network.members[chosen]
    logits = sum_over_members(prior_draws(network), members)
    logits += network.log_prior[chosen].astype(np.float32)[:, None]
    weights = _drawn_weights(network, weighed)
    still = evidence_rows(network, weighed)[len(observations) :, chosen]
    logits += (weighed.weights(network.rho)[len(observations) :] @ still).astype(np.float32)[:, None]
    for observation, states, weight in zip(observations, weighed.states, weights, strict=False):
        if weight.any():
            row = _drawn_row(network, observation, states, members)
            row *= weight
            logits += row
    return logits.astype(np.float32, copy=False)


def _drawn_weights(network: Network, weighed: Weighed) -> Singles:
    rho = rho_draws(network)
    padded = np.vstack([rho, np.zeros((1, network.knowledge.settings.draws))])
    crowd = (weighed.kin @ weighed.own)[:, None]
    return (weighed.own[:, None] / (1 + padded[weighed.groups] * crowd)).astype(np.float32)


def _drawn_row(network: Network, observation: Observation, states: tuple[int, ...], members: Indices) -> Array:
    if observation.presence is None:
        return _category_row(network, observation.concept, states, members)
    draws = finding_draws(network, observation.concept)
    quiet = clamp_quiet(product_over_members(draws.quiet, members), draws.background)
    present = observation.presence == "present"
    row = log_present(quiet, draws.background) if present else log_absent(quiet)
    multipliers = draws.log_present if present else draws.log_absent
    if multipliers is not None:
        row += sum_over_members(multipliers, members)
    return row


def _category_row(network: Network, category: str, states: tuple[int, ...], members: Indices) -> Array:
    draws = category_draws(network, category)
    first = network.states_of_concept(category)[0]
    chosen = [state - first for state in states]
    shares = draws.shares[chosen]
    ratio = np.einsum("od,ocd->cd", shares, draws.ratios[chosen]) / shares.sum(axis=0)
    if network.knowledge.categories[category].role == "prior":
        return sum_over_members(np.log(ratio), members)
    return np.log(mean_over_members(ratio, members))


def _drawn_causes(network: Network, nominal: Posterior, chosen: Indices, logits: Singles) -> Floats:
    """Cause probabilities under each draw, shape [C, D], from the drawn logits [L, D] and what was not drawn."""
    count = len(network.causes)
    nominal_logits = nominal.logits - nominal.logits.max()
    logits = logits - np.float32(nominal.logits.max())
    moves = logits[:count] - nominal_logits[:count, None]
    top = np.maximum(logits.max(axis=0), 0)
    odds = np.exp(logits - top)
    with_cause = product(network.incidence[chosen].T.astype(np.float32), odds).astype(np.float64)
    total = odds.sum(axis=0, dtype=np.float64)
    held = np.exp(nominal_logits)
    held[chosen] = 0
    for add_causes, add_total in _held(network, held, moves, top.astype(np.float64)):
        with_cause += add_causes
        total += add_total
    result: Floats = with_cause / total
    return result


def _held(network: Network, held: Floats, moves: Floats, top: Floats) -> Iterator[tuple[Floats, Floats]]:
    """
    What the hypotheses not drawn add to each cause [C, D] and to the whole [D], in units of exp(top).

    `held` [H] is their nominal odds, 0 where drawn; `moves` [C, D] each cause's own move.
    """
    count = len(network.causes)
    sizes = (network.members < count).sum(axis=1)
    if (pairs := np.flatnonzero((sizes == 2) & (held > 0))).size:
        odds = np.zeros((count, count))
        first, second = network.members[pairs, 0], network.members[pairs, 1]
        odds[first, second] = odds[second, first] = held[pairs]
        moved = np.exp(moves - top / 2)
        by_cause = moved * product(odds, moved)
        yield by_cause, by_cause.sum(axis=0) / 2
    if (larger := np.flatnonzero((sizes > 2) & (held > 0))).size:
        scale = np.exp(-top)
        yield (held[larger] @ network.incidence[larger])[:, None] * scale, held[larger].sum() * scale


def _quantile(ordered: Floats, share: float) -> Floats:
    """The share-quantile of each row of an array sorted along its last axis, interpolated."""
    place = share * (ordered.shape[1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[1] - 1)
    result: Floats = ordered[:, below] * (1 - (place - below)) + ordered[:, above] * (place - below)
    return result
