"""
Who gets what when: the schedule, drawn from the protocol's seed, and its proof.

Coin k of seed s is heads when the first byte of SHA-256("rhomboid trial 1 s k") is odd; k counts from 1. Anyone with
a hash program can draw the schedule again, in any language.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec
import numpy as np

from rhomboid.language import gettext as _
from rhomboid.model import Problem
from rhomboid.model.trial import Arm, Period, Protocol
from rhomboid.trials.layout import Signs, check_design

RULES = 1
"""The edition of the rules above that this code follows."""


def coins(seed: int, units: int) -> Signs:
    """
    The coins, +1 for heads (remedy, or remedy first) and -1 for tails, [units].

    Raises ValueError for a seed below 0.
    """
    if seed < 0:
        raise ValueError("a seed is 0 or more")
    first = [sha256(f"rhomboid trial {RULES} {seed} {unit}".encode()).digest()[0] for unit in range(1, units + 1)]
    return np.where(np.array(first) % 2 == 1, 1, -1).astype(np.int8)


def schedule(protocol: Protocol) -> tuple[Period, ...]:
    """
    Every period of the trial in order.

    Raises ValueError when the design cannot be or was drawn under other rules.
    """
    design = protocol.design
    check_design(design)
    if protocol.rules != RULES:
        raise ValueError(f"the schedule was drawn under rules {protocol.rules}, this draws under rules {RULES}")
    each = design.unit_days // design.period_days
    periods = []
    for unit, sign in enumerate(coins(protocol.seed, design.units).tolist(), start=1):
        for part in range(each):
            number = (unit - 1) * each + part + 1
            arm: Arm = "remedy" if (sign > 0) == (part == 0) else "comparator"
            first_day = (number - 1) * design.period_days + 1
            periods.append(Period(number, unit, arm, first_day, design.period_days, design.washout_days))
    return tuple(periods)


def arm_on(periods: Sequence[Period], day: int) -> Arm | None:
    """The arm of a day (1 is the first); None when the day is not in the trial."""
    return next((one.arm for one in periods if one.first_day <= day < one.first_day + one.days), None)


def canonical(protocol: Protocol) -> bytes:
    """The protocol as JSON, keys sorted, nothing between them: the same bytes everywhere."""
    return msgspec.json.encode(protocol, order="sorted")


def fingerprint(protocol: Protocol) -> str:
    """SHA-256 of the canonical protocol, in hexadecimal. Kept, or given to someone, before day one."""
    return sha256(canonical(protocol)).hexdigest()


def verify(protocol: Protocol, kept: str, periods: Sequence[Period], path: str = "protocol") -> tuple[Problem, ...]:
    """What does not fit: the protocol and the fingerprint kept before day one, the seed and the schedule followed."""
    problems = []
    if fingerprint(protocol) != kept:
        message = _("The protocol is not the one that was sealed before day one.")
        remedy = _("Go back to the sealed protocol, or read the result as that of a trial whose plan was changed.")
        problems.append(Problem(path, 0, "protocol_changed", message, remedy))
    if tuple(periods) != schedule(protocol):
        message = _("The schedule is not the one that the seed gives.")
        remedy = _("Draw the schedule again from the protocol, and count the days that were not as drawn.")
        problems.append(Problem(path, 0, "schedule_changed", message, remedy))
    return tuple(problems)
