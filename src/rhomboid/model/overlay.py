"""A person's own pain beside the usual course of pain like theirs, day by day."""

from __future__ import annotations

from datetime import date

import msgspec

from rhomboid.model.episode import SmoothedDay
from rhomboid.model.plan import Band


class OverlayDay(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One day: the person's `own` pain (0-10), None outside their diary, and what was `expected` by then, None outside
    the forecast's weeks.
    """

    day: date
    own: SmoothedDay | None = None
    expected: Band | None = None
