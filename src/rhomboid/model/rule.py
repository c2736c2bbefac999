"""Triage rules as data."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.cause import Disposition
from rhomboid.model.quantities import Estimate

RuleBasis = Literal["guideline", "evidence", "judgement"]


class Rule(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A combination of findings that asks for a given urgency.

    `when` is an expression of finding ids and ``category=option`` atoms with AND, OR, NOT, parentheses and
    ``count(a, b, c) >= n``. Three-valued: an atom nobody asked about is unknown, not false. Under NOT stand
    only findings that would excuse the alarm; not knowing them does not excuse it.
    `reason` says in plain words why the combination matters; `causes` which causes it is about: none when it is
    about the person, and then it is never asked for.
    """

    id: str
    when: str
    disposition: Disposition
    reason: str
    causes: tuple[str, ...]
    basis: RuleBasis
    sources: tuple[str, ...]
    note: str | None = None


class Threshold(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    How much posterior mass of causes needing `disposition` (or sooner) asks for that disposition.
    """

    disposition: Disposition
    mass: Estimate
    reason: str


class Screen(msgspec.Struct, frozen=True):
    """
    Danger signs asked together on one card, before anything else.

    "None of these" is an answer: it makes every finding on the card absent. `reason` says why they are asked.
    """

    id: str
    question: str
    reason: str
    findings: tuple[str, ...]


UNREAD = "unread"
"""The advice for an account of which nothing was understood."""


class Advice(msgspec.Struct, frozen=True):
    """What to do at one disposition, in plain words, and how soon. ``{emergency_number}`` is filled in by locale."""

    disposition: Disposition
    title: str
    what_to_do: str
    come_back_if: str
