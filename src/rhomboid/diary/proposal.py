"""Which of two series a person could change at will, and the trial that would test their relation."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from rhomboid.diary.relations_words import proposal_says
from rhomboid.model.relation import Change, TrialProposal

_DONE = """
    bending bike biking bus carrying chair climbing commute computer cycling desk driving exercise gaming gym
    hiking kneeling laptop lifting load phone pilates reading riding running screen sit sitting standing steps
    stretches stretching swimming training typing walk walking weights workout writing yoga
"""
DONE_AT_WILL = frozenset(_DONE.split())
"""Words in the names of measures and triggers that a person can do more or less of. No weather, mood or drink."""


def at_will(name: str) -> bool:
    """Whether a person can change a series at will: remedies, load, and what is done (`DONE_AT_WILL`)."""
    kind, _, which = name.partition(":")
    if kind in ("measure", "trigger"):
        return not DONE_AT_WILL.isdisjoint(re.findall(r"[a-z]+", which.lower()))
    return kind in ("remedy", "load")


def propose_trial(
    earlier: str,
    later: str,
    lag_days: int,
    effect: float,
    changeable: Collection[str] | None = None,
    names: Mapping[str, str] | None = None,
) -> TrialProposal | None:
    """
    A trial that changes the earlier series and looks at the later one; None when it cannot be changed at will.

    Of one and the same day either may come first, so either may be changed. Changing the later series would test
    something else. The trial goes where `effect` promises less of the outcome.
    """
    pairs = [(earlier, later), (later, earlier)][: 1 if lag_days else 2]
    for change, outcome in pairs:
        if at_will(change) if changeable is None else change in changeable:
            how: Change = "usual_or_less" if effect > 0 else "usual_or_more"
            if change.startswith(("remedy:", "trigger:")):
                how = "with_or_without"
            says = proposal_says(change, outcome, how, names)
            return TrialProposal(change, outcome, lag_days, how, says)
    return None
