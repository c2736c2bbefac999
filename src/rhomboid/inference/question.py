"""
What to ask next: the question whose answer is expected to help the decision and the differential most.

For each candidate and each of its answers the whole posterior is formed at once, as one matrix product of
P(answer | hypothesis) with the current probabilities.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rhomboid.inference.combine import Indices
from rhomboid.inference.evidence import Weighed, weigh
from rhomboid.inference.network import Network
from rhomboid.inference.posterior import posterior
from rhomboid.inference.products import product
from rhomboid.inference.rates import Floats
from rhomboid.model import DISPOSITIONS, Disposition, Observation

LEADERS = 5
"""How many of the likeliest causes count as leading."""
MOVED = 3
"""How many causes a question names as those it bears on."""


@dataclass(frozen=True)
class QuestionValue:
    """
    What asking about one concept is expected to bring.

    `value` = `loss_fall` + entropy_share * `entropy_fall`: the expected fall in decision loss, in the loss table's
    units, and in the causes' summed entropy, in bits. `expected_shift` (0..1) is the expected total move of
    probability between causes, as shares of their sum. `leading_shift` is the largest expected move of any of the
    five likeliest causes. `answers` are the possible answers with their `chances`; `dispositions` is the best
    disposition after each. `moved` are the causes it moves most, most first.
    """

    concept: str
    value: float
    loss_fall: float
    entropy_fall: float
    expected_shift: float
    leading_shift: float
    answers: tuple[str, ...]
    chances: tuple[float, ...]
    dispositions: tuple[Disposition, ...]
    moved: tuple[str, ...]


def rank_questions(
    network: Network, observations: Sequence[Observation], candidates: Iterable[str]
) -> list[QuestionValue]:
    """
    The candidates (finding or category ids not yet observed), most valuable first, ties in the order given.

    Looks one question ahead, and takes a category's options as exclusive. A candidate whose dependence group has
    been asked about counts with its shared weight; what its kin would lose to it is left out. Misleads when two
    questions help only together. Raises ValueError for an unknown concept or one already observed.
    """
    concepts = list(candidates)
    asked = {observation.concept for observation in observations}
    if repeated := [concept for concept in concepts if concept in asked]:
        raise ValueError(f"already observed: {', '.join(repeated)}")
    states = [network.states_of_concept(concept) for concept in concepts]
    if not concepts:
        return []
    totals = _answer_totals(network, observations, concepts, states)
    return _ranked(network, concepts, states, totals)


def should_stop(network: Network, values: Sequence[QuestionValue]) -> bool:
    """
    Whether no question is worth asking any more.

    True when none is expected to move a leading cause by more than `stop_shift`, and none can change the best
    disposition to an advantage greater than that of `stop_shift` bits of certainty. Danger screens of rare causes
    keep it False while their expected saving in loss is above that. Misleads when the candidates were only part of
    what could be asked.
    """
    settings = network.knowledge.settings
    shift = settings.stop_shift.value
    worth = settings.entropy_share.value * shift
    return all(value.leading_shift <= shift and value.loss_fall <= worth for value in values)


def best_disposition(network: Network, mass: Floats) -> Indices:
    """Number of the disposition of least expected loss, given the mass [..., 5] needing each; ties go to the urgent."""
    best: Indices = np.argmin(mass @ _loss(network).T, axis=-1)
    return best


def _loss(network: Network) -> Floats:
    loss = network.knowledge.settings.loss
    return np.array([[loss[given][needed] for needed in DISPOSITIONS] for given in DISPOSITIONS])


def _answer_totals(
    network: Network, observations: Sequence[Observation], concepts: list[str], states: list[tuple[int, ...]]
) -> Floats:
    """
    Joint mass of each answer with each cause, each needed disposition, and alone: [answers, C + 5 + 1].
    """
    now = posterior(network, observations)
    joint = now.hypotheses[:, None].astype(np.float32) * network.outcomes
    findings = len(network.knowledge.findings)
    found = product(network.likelihood, joint)
    crowd, rho = _crowds(network, weigh(network, observations), concepts)
    if (kin := np.flatnonzero(crowd > 0)).size:
        present = np.array([states[index][0] for index in kin.tolist()], dtype=np.intp)
        found[present] = product(network.shared_presence(present, 1 / (1 + rho[kin] * crowd[kin])), joint)
    needed = np.bincount(network.urgency, weights=now.hypotheses, minlength=len(DISPOSITIONS))
    whole = np.concatenate([now.causes, needed, [1.0]])
    totals = np.concatenate([found[:findings], whole - found[:findings], found[findings:]])
    result: Floats = totals[[state for named in states for state in named]]
    return result


def _crowds(network: Network, weighed: Weighed, concepts: list[str]) -> tuple[Floats, Floats]:
    """For each candidate the weight of what its group has been asked already, and the group's rho."""
    by_group = np.zeros(len(network.rho) + 1)
    np.add.at(by_group, weighed.groups, weighed.own)
    by_group[-1] = 0
    groups = np.array([network.group_number.get(concept, -1) for concept in concepts], dtype=np.intp)
    return by_group[groups], np.append(network.rho, 0.0)[groups]


def _ranked(
    network: Network, concepts: list[str], states: list[tuple[int, ...]], totals: Floats
) -> list[QuestionValue]:
    causes = len(network.causes)
    starts = np.cumsum([0, *map(len, states)])[:-1]
    counts = np.array([len(named) for named in states])
    mass = totals[:, -1:] / np.repeat(np.add.reduceat(totals[:, -1:], starts), counts, axis=0)
    totals = totals * (mass / totals[:, -1:])
    before = np.add.reduceat(totals, starts)
    loss_falls, best = _loss_falls(network, totals[:, causes:-1], before[:, causes:-1], starts)
    joint, now = totals[:, :causes], before[:, :causes]
    entropy_falls = _entropy(now).sum(axis=1) - np.add.reduceat(mass[:, 0] * _entropy(joint / mass).sum(axis=1), starts)
    now_each = np.repeat(now, counts, axis=0)
    moves = np.add.reduceat(np.abs(joint - mass * now_each), starts)
    share_moves = joint / joint.sum(axis=1, keepdims=True) - now_each / now_each.sum(axis=1, keepdims=True)
    shifts = np.add.reduceat(mass[:, 0] * np.abs(share_moves).sum(axis=1), starts) / 2
    leading = moves[:, np.argsort(-now[0], kind="stable")[:LEADERS]].max(axis=1)
    moved = np.argsort(-moves, axis=1, kind="stable")[:, :MOVED]
    values = loss_falls + network.knowledge.settings.entropy_share.value * entropy_falls
    chances, needed = mass[:, 0].tolist(), [DISPOSITIONS[place] for place in best.tolist()]
    ranked = []
    for index in np.argsort(-values, kind="stable").tolist():
        answers = slice(int(starts[index]), int(starts[index] + counts[index]))
        question = QuestionValue(
            concept=concepts[index],
            value=float(values[index]),
            loss_fall=float(loss_falls[index]),
            entropy_fall=float(entropy_falls[index]),
            expected_shift=float(shifts[index]),
            leading_shift=float(leading[index]),
            answers=network.answers_of_concept(concepts[index]),
            chances=tuple(chances[answers]),
            dispositions=tuple(needed[answers]),
            moved=tuple(network.causes[cause] for cause in moved[index].tolist()),
        )
        ranked.append(question)
    return ranked


def _loss_falls(network: Network, joint: Floats, before: Floats, starts: Indices) -> tuple[Floats, Indices]:
    """Expected fall in loss of each question, and the best disposition's number after each answer."""
    loss = _loss(network).T
    after = np.add.reduceat((joint @ loss).min(axis=1), starts)
    falls = (before @ loss).min(axis=1) - after
    return np.maximum(falls, 0.0), best_disposition(network, joint)


def _entropy(probability: Floats) -> Floats:
    """Entropy of yes-or-no in bits, elementwise; 0 at 0 and 1."""
    tiny = np.finfo(np.float64).tiny
    rest = np.maximum(1 - probability, 0.0)
    result: Floats = -(probability * np.log2(probability + tiny) + rest * np.log2(rest + tiny))
    return result
