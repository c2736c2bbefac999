"""
From observations to probabilities: the network, its posterior, intervals, reasons and the next question.

Arithmetic on NumPy arrays; no disk, clock, network or global randomness. Build a `Network` once with
`build_network` and pass it to the rest.
"""

from rhomboid.inference.batch import Rows, batch_posteriors, encode, posterior_blocks
from rhomboid.inference.network import Network, build_network
from rhomboid.inference.posterior import Posterior, posterior
from rhomboid.inference.question import QuestionValue, best_disposition, rank_questions, should_stop
from rhomboid.inference.reasons import reasons
from rhomboid.inference.uncertainty import intervals

__all__ = [
    "Network",
    "Posterior",
    "QuestionValue",
    "Rows",
    "batch_posteriors",
    "best_disposition",
    "build_network",
    "encode",
    "intervals",
    "posterior",
    "posterior_blocks",
    "rank_questions",
    "reasons",
    "should_stop",
]
