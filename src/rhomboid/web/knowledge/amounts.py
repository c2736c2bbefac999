"""Numbers of the knowledge in words: how much, between what, how sure, and from where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec.structs import replace

from rhomboid.answers import relief_wording as words
from rhomboid.language import gettext as _
from rhomboid.language import ngettext
from rhomboid.model import Effect, Estimate, Evidence, Figure, Shares
from rhomboid.web.knowledge.article import Row

Unit = Literal["share", "times", "points", "days", "plain"]
SMALL = 0.001
"""A share below this is told in people, because a percentage of it has too many zeros."""
WHOLE_FROM = 10.0


def estimate_row(label: str, estimate: Estimate, unit: Unit, href: str = "", details: tuple[str, ...] = ()) -> Row:
    """One number of the knowledge base."""
    say = _SAID[unit]
    exact = estimate.grade in ("measured", "derived")
    low, high = say(estimate.low, exact), say(estimate.high, exact)
    counted = (_people(estimate.n),) if estimate.n else ()
    return Row(
        label=words.capital(label),
        amount=say(estimate.value, exact),
        interval="" if estimate.low == estimate.high else _("between {low} and {high}").format(low=low, high=high),
        grade=estimate.grade,
        source=estimate.source,
        place=estimate.place,
        note=estimate.note,
        href=href,
        details=(*details, *counted),
    )


def evidence_row(label: str, evidence: Evidence, background: Estimate, href: str = "") -> Row:
    """How often a finding shows with a cause, beside how often it shows in everyone."""
    if evidence.lr_positive:
        details = (_("Times as often as without this cause, where the finding is there (likelihood ratio)."),)
        return estimate_row(label, evidence.lr_positive, "times", href, details)
    if evidence.lr_negative:
        details = (_("Times as often as without this cause, where the finding is missing (likelihood ratio)."),)
        return estimate_row(label, evidence.lr_negative, "times", href, details)
    everyone = _("In all with upper back pain: {share}").format(share=share_words(background.value, exact=False))
    return estimate_row(label, evidence.estimate, "share", href, (everyone,))


def leaning(evidence: Evidence, background: Estimate) -> float:
    """How many times more (or less) often a finding shows with a cause than in everyone; below 1 it speaks against."""
    if evidence.lr_positive:
        return evidence.lr_positive.value
    if evidence.lr_negative:
        return 1 / evidence.lr_negative.value
    return evidence.estimate.value / background.value


def shares_row(label: str, shares: Shares, names: Mapping[str, str], href: str = "") -> Row:
    """A distribution over the answers to one question."""
    exact = shares.grade in ("measured", "derived")
    told = "; ".join(f"{names.get(key, key)} {share_words(value, exact)}" for key, value in shares.shares.items())
    weight = ngettext(
        "It counts as much as one person would",
        "It counts as much as {n} people would",
        round(shares.n),
    ).format(n=round(shares.n))
    return Row(
        label=words.capital(label),
        amount=told,
        grade=shares.grade,
        source=shares.source,
        place=shares.place,
        note=shares.note,
        href=href,
        details=(weight,),
    )


def figure_rows(figure: Figure, label: str = "", href: str = "") -> tuple[Row, ...]:
    """A published figure in words; where each arm has its own number, the other arm's origin stands below it."""
    details: tuple[str, ...] = ()
    if isinstance(figure, Effect):
        certainty, whose = words.CERTAINTY[figure.certainty], words.WHOSE[figure.directness]
        details = (
            words.capital(certainty),
            _("Studied in {whose}").format(whose=whose),
        )
    told = words.figure_words(figure)
    first = _of_figure(f"{label}: {told}" if label else told, figure.estimate, href, details)
    if figure.compared is None:
        return (first,)
    other = _("The number it is compared with ({versus})").format(versus=figure.versus or _("none"))
    return first, estimate_row(other, figure.compared, _UNITS.get(figure.measure, "plain"))


def _of_figure(told: str, estimate: Estimate, href: str, details: tuple[str, ...]) -> Row:
    """The words of a figure hold its interval already."""
    return replace(estimate_row(told, estimate, "plain", href, details), amount="", interval="")


def share_words(share: float, exact: bool) -> str:
    """A share in percent; to the tenth only where it was measured. A tiny one is told in people."""
    if 0 < share < SMALL:
        return words.in_hundred(share)
    if share > 1 - SMALL and share < 1:
        return _("over 99.9%")
    percent = share * 100
    return _("{number}%").format(number=words.number(percent if exact else round(percent, _decimals(percent))))


def _decimals(percent: float) -> int:
    """Digits after the point that do not pretend to more than a judgement knows; the ends of the scale need more."""
    if percent < 1:
        return 2
    return 1 if percent < WHOLE_FROM or percent > 99 else 0


def _times(ratio: float, exact: bool) -> str:
    del exact
    return _("{number} times").format(number=words.number(ratio))


def _points(points: float, exact: bool) -> str:
    del exact
    return _("{number} points of 10").format(number=words.number(points))


def _days(days: float, exact: bool) -> str:
    del exact
    return ngettext("{number} day", "{number} days", round(days)).format(number=words.number(days))


def _plain(value: float, exact: bool) -> str:
    del exact
    return words.number(value)


def _people(n: int) -> str:
    return ngettext("{n} person was counted", "{n} people were counted", n).format(n=n)


_SAID: dict[Unit, Callable[[float, bool], str]] = {
    "share": share_words,
    "times": _times,
    "points": _points,
    "days": _days,
    "plain": _plain,
}
_UNITS: dict[str, Unit] = {
    "share": "share",
    "risk_ratio": "times",
    "hazard_ratio": "times",
    "odds_ratio": "times",
    "days": "days",
}
