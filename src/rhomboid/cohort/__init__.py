"""Many people: a batch of accounts in, a file of answers out; and how good the answers are on published cases."""

from rhomboid.cohort.batch import BatchLine, assess_many, decision_weight
from rhomboid.cohort.case import BatchAnswer, Case, FindingRead, RankedCause
from rhomboid.cohort.evaluation import Evaluation, Figure, Group, ReliabilityBin, evaluate
from rhomboid.cohort.score import Score, half_of, score_case

__all__ = [
    "BatchAnswer",
    "BatchLine",
    "Case",
    "Evaluation",
    "Figure",
    "FindingRead",
    "Group",
    "RankedCause",
    "ReliabilityBin",
    "Score",
    "assess_many",
    "decision_weight",
    "evaluate",
    "half_of",
    "score_case",
]
