"""Questionnaire items into the findings they answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rhomboid.model import Criterion, Presence, Scale


def score_scales(scores: Mapping[str, Mapping[str, int]], scales: Iterable[Scale]) -> dict[str, Presence]:
    """
    The presence of each scale's finding; scales that nobody began are left out.

    `scores` holds raw items by scale and item id. An unfinished questionnaire is ``not_asked``: a missing item
    is not a zero. An item outside 0 to its highest raises ValueError.
    """
    return {scale.finding: score_scale(scores[scale.id], scale) for scale in scales if scores.get(scale.id)}


def score_scale(items: Mapping[str, int], scale: Scale) -> Presence:
    """Whether one questionnaire meets any of its criteria."""
    wanted = {item.id: item for subscale in scale.subscales for item in subscale.items}
    for item_id, points in items.items():
        if item_id not in wanted:
            raise ValueError(f"scale {scale.id} has no item {item_id!r}")
        if not 0 <= points <= wanted[item_id].highest:
            raise ValueError(f"{scale.id}.{item_id} is {points}, outside 0 to {wanted[item_id].highest}")
    if any(item_id not in items for item_id in wanted):
        return "not_asked"
    return "present" if any(_meets(items, scale, criterion) for criterion in scale.criteria) else "absent"


def _meets(items: Mapping[str, int], scale: Scale, criterion: Criterion) -> bool:
    sums = {subscale.id: sum(items[item.id] for item in subscale.items) for subscale in scale.subscales}
    touched = {item.region for sub in scale.subscales for item in sub.items if item.region and items[item.id] > 0}
    return (
        all(sums.get(name, 0) >= least for name, least in criterion.least.items())
        and all(sums.get(name, 0) <= most for name, most in criterion.most.items())
        and len(touched) >= criterion.regions
    )
