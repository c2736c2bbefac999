"""Numbers that carry where they came from."""

from __future__ import annotations

from typing import Literal

import msgspec

Grade = Literal["measured", "derived", "graded", "judged"]


class Estimate(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One clinical number: its value, its 95% interval, and its origin.

    A probability lies in 0..1, a ratio above 0. `source` is a key of the knowledge base's sources and
    `place` says where in it the number stands. `grade` says how far the source carries the number:

    - ``measured``: read in the cited source;
    - ``derived``: arithmetic from measured numbers;
    - ``graded``: the source says "most" or "rare", mapped by the table in ``grades.yaml``;
    - ``judged``: no source, a wide interval.

    The interval is about the number itself, not about how well the study's patients resemble the reader:
    most sources studied clinic patients, many of them with low back or neck pain.
    """

    value: float
    low: float
    high: float
    grade: Grade
    source: str | None = None
    place: str | None = None
    n: int | None = None
    note: str | None = None


class Shares(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A distribution over the options of one category; the shares sum to 1.

    `n` is how many people the shares are worth as evidence: the study's size when measured, a small
    number when judged. Uncertainty is drawn as a Dirichlet with that concentration. `inherited` names the family
    when the row was written for a whole family.
    """

    shares: dict[str, float]
    n: float
    grade: Grade
    source: str | None = None
    place: str | None = None
    note: str | None = None
    inherited: str | None = None
