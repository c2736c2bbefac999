"""What goes before what in a diary: its series by name, relations with every look counted, and a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rhomboid.answers.errors import AccountError
from rhomboid.answers.kept import look_number
from rhomboid.answers.month import PAIN
from rhomboid.diary import answer_claim, daily_series, find_relations, series_names, usual_daily
from rhomboid.language import gettext
from rhomboid.model import ClaimAnswer, DailySeries, Entry, KnowledgeBase, Relations
from rhomboid.store import Store

SAME_DAY = "same day"
LAST_LAG = 7


def every_series(entries: Sequence[Entry]) -> dict[str, DailySeries]:
    """All daily series of a diary by name, each merged as is usual for it."""
    return {name: daily_series(entries, name, usual_daily(name)) for name in series_names(entries)}


def relations_of(
    store: Store, outcomes: Iterable[str], same_day: bool, knowledge: KnowledgeBase
) -> tuple[Relations, int]:
    """
    What goes before the `outcomes` (every pain where none is named), and which look at this diary it is.

    The look is counted in the store, because what was looked for often errs more. Raises AccountError for a series
    that the diary does not have.
    """
    entries = store.entries()
    series = every_series(entries)
    wanted = tuple(sorted(set(outcomes)))
    refuse_unknown(wanted, series)
    look = look_number(store, entries, (*wanted, *((SAME_DAY,) if same_day else ())))
    lags = range(0 if same_day else 1, LAST_LAG + 1)
    return find_relations(series.values(), wanted or None, lags, look, names=called(series, knowledge)), look


def claim_of(entries: Sequence[Entry], earlier: str, later: str, knowledge: KnowledgeBase) -> ClaimAnswer:
    """Whether a fall of one pain goes before a rise of another. Raises AccountError unless they are two places."""
    series = every_series(entries)
    refuse_unknown((earlier, later), series)
    if earlier == later or PAIN in (earlier, later):
        raise AccountError(
            gettext("Two different places are needed, such as pain:low_back and pain:between_shoulder_blades.")
        )
    return answer_claim(series[earlier], series[later], names=called(series, knowledge))


def places(series: Iterable[str]) -> tuple[str, ...]:
    """Those of some series that are pain in one place."""
    return tuple(name for name in series if name.startswith("pain:"))


def called(series: Iterable[str], knowledge: KnowledgeBase) -> dict[str, str]:
    """What the knowledge base calls places and remedies, for the middle of a sentence; own words are left out."""
    known = {f"pain:{name}": finding.name for name, finding in knowledge.findings.items()}
    known |= {f"remedy:{name}": remedy.name for name, remedy in knowledge.remedies.items()}
    return {name: f"{known[name][0].lower()}{known[name][1:]}" for name in series if name in known}


def refuse_unknown(names: Iterable[str], series: Mapping[str, DailySeries]) -> None:
    """Raises AccountError for the first name that the diary has no series for."""
    for name in names:
        if name not in series:
            refused = gettext("The diary has no series {name}. It has: {names}.")
            raise AccountError(refused.format(name=repr(name), names=", ".join(series)))
