"""What this person usually says, so that it can be tapped instead of typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from rhomboid.model import UNSPECIFIED_SITE, Entry

MOST = 8
RECENT = 200
"""Only the latest entries count: what someone used a year ago is usual no longer."""


class Usual(msgspec.Struct, frozen=True):
    """The commonest first. A place is ``site|side``."""

    places: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


def usual_of(entries: Sequence[Entry]) -> Usual:
    """What the latest entries say most often."""
    recent = entries[-RECENT:]
    pains = [pain for entry in recent for pain in entry.pains if pain.site != UNSPECIFIED_SITE]
    return Usual(
        places=_commonest(f"{pain.site}|{pain.side or ''}" for pain in pains),
        remedies=_commonest(name for entry in recent for name in entry.remedies or ()),
        triggers=_commonest(name for entry in recent for name in entry.triggers or ()),
        measures=_commonest(name for entry in recent for name in entry.measures),
    )


def _commonest(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in Counter(said).most_common(MOST))
