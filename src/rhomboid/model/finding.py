"""What a person can report: findings, and the categories with more than two answers."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.quantities import Estimate, Shares

Presence = Literal["present", "absent", "not_asked"]
FindingKind = Literal["symptom", "site", "history"]


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Something a person can say yes or no to.

    `background` is the share of adults seeking help for upper back pain who would say yes, whatever the
    cause. `group` names the dependence group whose members share evidence. `red_flag` findings are never
    cleared by absence read from text, and adding one never lowers the urgency. A `site` may be `sided`. What is
    `volunteered` is nearly always told unasked by those who have it, so that silence about it says a little.
    """

    id: str
    name: str
    question: str
    kind: FindingKind
    background: Estimate
    group: str | None = None
    red_flag: bool = False
    sided: bool = False
    volunteered: bool = False


class Option(msgspec.Struct, frozen=True):
    """One answer to a category, e.g. ``burning`` of ``quality``."""

    id: str
    name: str


class Category(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A question with several answers (onset, duration, quality, age, sex).

    `background` is the distribution among adults seeking help for upper back pain. `role` is ``prior`` for
    age and sex, which multiply the odds of each cause, and ``evidence`` for the rest. `edges` gives the
    upper ends, exclusive, of the bands of a category made from a number (age in years, duration in days,
    pain 0 to 10); the last band is open.
    """

    id: str
    name: str
    question: str
    options: tuple[Option, ...]
    background: Shares
    role: Literal["prior", "evidence"] = "evidence"
    edges: tuple[float, ...] = ()


class DependenceGroup(msgspec.Struct, frozen=True):
    """
    Findings that say much the same thing.

    Each of n answered members gets weight 1 / (1 + (n - 1) * rho): rho 0 counts all in full, rho 1 counts
    them as one.
    """

    id: str
    name: str
    rho: Estimate
