"""Which designs a trial may have, and what each could show: from the person's own diary where there is enough of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rhomboid.answers.relief_wording import number
from rhomboid.answers.trial_safety import trial_knowledge
from rhomboid.diary import daily_series, to_array
from rhomboid.language import ngettext, whole_percent
from rhomboid.model import KnowledgeBase, Remedy
from rhomboid.model.diary import Entry
from rhomboid.model.trial import DayToDay, Power, TrialOutcome
from rhomboid.model.trial_record import TrialOffers, TrialRecord
from rhomboid.trials import candidate_designs, day_to_day, offer_designs, power, scenario_like

RECENT_DAYS = 120
"""How far back the person's own diary tells how their days differ now."""
MOST_DAYS = 180
"""Half a year: a trial that needs longer is not for one person at home."""


def offer_trial(
    arms: Sequence[Remedy],
    outcome: TrialOutcome,
    days: int,
    knowledge: KnowledgeBase,
    own: DayToDay | None = None,
    period_days: int | None = None,
) -> TrialOffers:
    """
    The designs of at most `days` for one remedy, or two against each other, the one that tells soonest first.

    `own` is how the person's own days differ (see `own_days`); published figures stand in for it. The slower of two
    remedies sets how long the blocks are.
    """
    known = trial_knowledge(knowledge)
    lingering = [remedy.carryover_days or known.carryover_days for remedy in arms]
    carryover, longest = max(each.value for each in lingering), max(each.high for each in lingering)
    seed = knowledge.settings.seed
    change = outcome.better_sign * known.minimal_important_change.value
    usual = scenario_like(own or known.day_to_day, change)
    offers = offer_designs(carryover, usual, days, seed, period_days, longest_days=longest)
    large = scenario_like(own or known.day_to_day, outcome.better_sign * known.much_better.value)
    return TrialOffers(
        power_from="own_diary" if own else "published",
        diary_days=own.sd.n if own else None,
        carryover_days=carryover,
        offers=offers,
        much_better=power(offers[0].design, large, seed) if offers else None,
        least_days=None if offers else _least_days(carryover, period_days),
    )


def own_days(
    entries: Iterable[Entry], records: Iterable[TrialRecord], series: str, today: date, seed: int
) -> DayToDay | None:
    """
    How the person's days differ, from the days before `today` that no trial was part of; None where they are too few.
    """
    last = today - timedelta(days=1)
    first = today - timedelta(days=RECENT_DAYS)
    for record in records:
        ended = record.stop.on if record.stop else record.last_day
        if record.protocol.start <= last:
            first = max(first, ended + timedelta(days=1))
    written = [entry for entry in entries if first <= entry.day <= last]
    if not written:
        return None
    found = daily_series(written, series, first=min(entry.day for entry in written), last=last)
    return day_to_day(to_array(found), seed)


def power_words(shown: Power) -> str:
    """What a design could show, as "28 days give an 80% chance to see a difference of 1 point"."""
    days = shown.days_for_most or len(shown.by_day)
    share = round(100 * (shown.most if shown.days_for_most else shown.decided))
    size, one = number(abs(shown.effect)), 1 if abs(shown.effect) == 1 else 2
    # English alone has an article that depends on how the number is spoken.
    if share in (8, 11, 18) or 80 <= share < 90:
        words = ngettext(
            "{days} days give an {share} chance to see a difference of {size} point.",
            "{days} days give an {share} chance to see a difference of {size} points.",
            one,
        )
    else:
        words = ngettext(
            "{days} days give a {share} chance to see a difference of {size} point.",
            "{days} days give a {share} chance to see a difference of {size} points.",
            one,
        )
    return words.format(days=days, share=whole_percent(share / 100), size=size)


def _least_days(carryover_days: float, period_days: int | None) -> int | None:
    """How many days the first design needs; None where that is more than `MOST_DAYS`."""
    return next((d for d in range(1, MOST_DAYS + 1) if candidate_designs(carryover_days, d, period_days)), None)
