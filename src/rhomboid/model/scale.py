"""Questionnaires with a published score."""

from __future__ import annotations

import msgspec


class ScaleItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One item, scored from 0 to `highest`, in our own words."""

    id: str
    question: str
    highest: int
    region: str | None = None


class Subscale(msgspec.Struct, frozen=True):
    """A sum of items."""

    id: str
    name: str
    items: tuple[ScaleItem, ...]


class Criterion(msgspec.Struct, frozen=True):
    """
    One way to meet the scale: every subscale at or above its `least`, and at least `regions` regions touched.
    """

    least: dict[str, int]
    most: dict[str, int] = {}
    regions: int = 0


class Scale(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A questionnaire whose score answers one finding.

    The finding is present when any criterion is met, and left unasked while items are missing.
    """

    id: str
    name: str
    finding: str
    subscales: tuple[Subscale, ...]
    criteria: tuple[Criterion, ...]
    source: str
    place: str | None = None
