"""
How soon someone should be seen: rules over findings and the mass of dangerous causes.

Urgency never falls when a red flag is added, and absence read from free text never clears one.
"""

from rhomboid.triage.decide import TriageResult, known_facts, triage, triage_by_rules

__all__ = ["TriageResult", "known_facts", "triage", "triage_by_rules"]
