"""
What to ask next: the question whose answer is expected to help the decision and the differential most.

For each candidate and each of its answers the whole posterior is formed at once, as one matrix product of
P(answer | hypothesis) with the current probabilities.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rhomboid.inference.answers_ahead import AnswerMasses, answer_masses
from rhomboid.inference.combine import Indices
from rhomboid.inference.network import Network
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
    return _ranked(network, concepts, answer_masses(network, observations, concepts)) if concepts else []


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


def _ranked(network: Network, concepts: list[str], masses: AnswerMasses) -> list[QuestionValue]:
    loss_falls, entropy_falls = masses.loss_falls(_loss(network)), masses.entropy_falls()
    values = loss_falls + network.knowledge.settings.entropy_share.value * entropy_falls
    moves, total_moves = masses.cause_moves(), masses.total_moves()
    leaders = np.argsort(-masses.causes_now[0], kind="stable")[:LEADERS]
    leading = moves[:, leaders].max(axis=1)
    moved = np.argsort(-moves, axis=1, kind="stable")[:, :MOVED]
    needed = [DISPOSITIONS[place] for place in best_disposition(network, masses.needed).tolist()]
    chances, starts = masses.chance.tolist(), masses.starts.tolist()
    ranked = []
    for index in np.argsort(-values, kind="stable").tolist():
        answers = slice(starts[index], starts[index] + int(masses.counts[index]))
        question = QuestionValue(
            concept=concepts[index],
            value=float(values[index]),
            loss_fall=float(loss_falls[index]),
            entropy_fall=float(entropy_falls[index]),
            expected_shift=float(total_moves[index]),
            leading_shift=float(leading[index]),
            answers=network.answers_of_concept(concepts[index]),
            chances=tuple(chances[answers]),
            dispositions=tuple(needed[answers]),
            moved=tuple(network.causes[cause] for cause in moved[index].tolist()),
        )
        ranked.append(question)
    return ranked
