"""What a scan finding can mean: how many people without pain have it, and how far it can move a cause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import (
    DISPOSITIONS,
    CauseShift,
    Disposition,
    Estimate,
    KnowledgeBase,
    ScanFinding,
    ScanItem,
    ScanMention,
    ScanRegion,
)
from rhomboid.model.register import Region

HERE: Region = "thoracic"
PLACES = 4
NO_LEVEL = gettext_noop("No level of the spine was named, so the upper back is assumed.")


def appraise_findings(
    mentions: Iterable[ScanMention], knowledge: KnowledgeBase, age: float | None, probabilities: Mapping[str, float]
) -> tuple[ScanItem, ...]:
    """
    Each finding of a report with its share among people without pain, and how far it can move the causes.

    `age` is in years; `probabilities` are those of the causes before the scan. If a share p of people without pain
    have a finding, no likelihood ratio for it can be above 1/p, which would need everyone in pain to have it: a
    ceiling, not an estimate. Each finding is taken alone.
    """
    return tuple(_item(mention, knowledge, age, probabilities) for mention in mentions)


def most_urgent(items: Iterable[ScanItem]) -> Disposition | None:
    """The most urgent disposition among what a report says is there; None when nothing serious is."""
    serious = [item.serious for item in items if item.serious and item.presence == "present"]
    return min(serious, key=DISPOSITIONS.index, default=None)


def prevalence_at(row: ScanRegion, age: float | None) -> tuple[Estimate, bool] | None:
    """
    The share of people without pain who have a finding, and whether it lies between two counted ages.

    By age where it was counted by age and the age is known; beyond the ages counted, that of the nearest.
    """
    if row.by_age and age is not None:
        return _between_ages(row.by_age, age)
    return (row.prevalence.estimate, False) if row.prevalence else None


def _between_ages(by_age: Mapping[int, Estimate], age: float) -> tuple[Estimate, bool]:
    ages = sorted(by_age)
    at = min(max(age, ages[0]), ages[-1])
    upper = bisect_left(ages, at)
    if ages[upper] == at:
        return by_age[ages[upper]], False
    young, old = ages[upper - 1], ages[upper]
    part = (at - young) / (old - young)
    first, second = by_age[young], by_age[old]
    value, low, high = (
        round(a + part * (b - a), PLACES)
        for a, b in ((first.value, second.value), (first.low, second.low), (first.high, second.high))
    )
    note = _("between the counts at {young} and {old} years").format(young=young, old=old)
    return Estimate(value, low, high, "derived", first.source, first.place, note=note), True


def _item(
    mention: ScanMention, knowledge: KnowledgeBase, age: float | None, probabilities: Mapping[str, float]
) -> ScanItem:
    finding = knowledge.scans[mention.finding]
    region = _region(mention, finding)
    row = finding.regions.get(region, ScanRegion()) if region else ScanRegion()
    known = prevalence_at(row, age)
    prevalence = known[0] if known else None
    ceiling = round(1 / prevalence.value, 2) if prevalence and prevalence.value else None
    present = mention.presence == "present"
    return ScanItem(
        finding=finding.id,
        name=finding.name,
        plain=finding.plain,
        presence=mention.presence,
        words=mention.words,
        span=mention.span,
        region=region,
        levels=mention.levels,
        prevalence=prevalence,
        at_age=age if known and row.by_age else None,
        interpolated=known is not None and known[1],
        who=row.who,
        ceiling=ceiling,
        shifts=tuple(_shifts(row, knowledge, probabilities, ceiling)) if present and ceiling else (),
        serious=row.serious or finding.serious,
        note=" ".join(_notes(mention, finding, row)) or None,
    )


def _region(mention: ScanMention, finding: ScanFinding) -> Region | None:
    """The region told; else the only one known for the finding; else the upper back, where that is known."""
    if mention.region is not None:
        return mention.region
    if len(finding.regions) == 1:
        return next(iter(finding.regions))
    return HERE if HERE in finding.regions else None


def _notes(mention: ScanMention, finding: ScanFinding, row: ScanRegion) -> Iterator[str]:
    if mention.region is None and len(finding.regions) > 1 and HERE in finding.regions:
        yield _(NO_LEVEL)
    yield from filter(None, (finding.note, row.note))


def _shifts(
    row: ScanRegion, knowledge: KnowledgeBase, probabilities: Mapping[str, float], ceiling: float
) -> Iterator[CauseShift]:
    for cause in row.bears_on:
        before = probabilities.get(cause, 0.0)
        raised = before * ceiling
        at_most = raised / (1 - before + raised) if raised else 0.0
        yield CauseShift(cause, knowledge.causes[cause].name, round(before, PLACES), round(at_most, PLACES))
