"""
How soon someone should be seen: rules over findings and the mass of dangerous causes.

Urgency never falls when a red flag is added, and absence read from free text never clears one.
"""

from rhomboid.triage.decide import TriageResult, known_facts, triage
from rhomboid.triage.expression import ExpressionError, Facts, alarming_atoms, holds, parse_expression, true_atoms

__all__ = [
    "ExpressionError",
    "Facts",
    "TriageResult",
    "alarming_atoms",
    "holds",
    "known_facts",
    "parse_expression",
    "triage",
    "true_atoms",
]
