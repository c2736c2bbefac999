"""What time it is where the person is."""

from __future__ import annotations

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LOCALTIME = Path("/etc/localtime")


def this_moment() -> tuple[datetime, str]:
    """Now on the person's own clock, with its offset, and the clock's IANA name where the system tells it."""
    now = datetime.now().astimezone()
    name = _zone_name()
    if not name or now.astimezone(ZoneInfo(name)).utcoffset() != now.utcoffset():
        return now, ""
    return now, name


def _zone_name() -> str:
    told = os.environ.get("TZ", "").lstrip(":")
    if not told and LOCALTIME.is_symlink():
        told = _zone_at(str(LOCALTIME.readlink()))
    try:
        return ZoneInfo(told).key if told else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


@lru_cache(maxsize=4)
def _zone_at(link: str) -> str:
    """The name in what the system's link leads to, followed to its end once for each place that it points to."""
    return str((LOCALTIME.parent / link).resolve()).rpartition("zoneinfo/")[2]
