"""
Trials on one person: designs and what they could show, the schedule and its proof, estimate, evidence and verdict.

Arithmetic on NumPy arrays; no disk, clock, network or global randomness. `judge` is the verdict on any day; the rest
are the parts it is made of, each for many trials at once where that is cheap.
"""

from rhomboid.trials.assignment import arm_on, canonical, coins, fingerprint, schedule, verify
from rhomboid.trials.design import candidate_designs, offer_designs
from rhomboid.trials.estimate import estimates
from rhomboid.trials.evidence import evidence, log_wealth, reached
from rhomboid.trials.layout import Layout, lay_out
from rhomboid.trials.looks import looks
from rhomboid.trials.own_diary import day_to_day
from rhomboid.trials.pool import pool
from rhomboid.trials.power import power
from rhomboid.trials.randomisation_test import sign_flip_test
from rhomboid.trials.simulate import Scenario, scenario_like, simulate
from rhomboid.trials.verdict import judge

__all__ = [
    "Layout",
    "Scenario",
    "arm_on",
    "candidate_designs",
    "canonical",
    "coins",
    "day_to_day",
    "estimates",
    "evidence",
    "fingerprint",
    "judge",
    "lay_out",
    "log_wealth",
    "looks",
    "offer_designs",
    "pool",
    "power",
    "reached",
    "scenario_like",
    "schedule",
    "sign_flip_test",
    "simulate",
    "verify",
]
