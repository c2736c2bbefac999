"""Where it hurts, as shapes on a drawing of the back and the front, each with its name in words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rhomboid.answers.wording import side_named
from rhomboid.language import gettext as _
from rhomboid.model import Account, Assessment, KnowledgeBase, Place
from rhomboid.model.account import Side

VIEWS = ("back", "front")
"""What a report draws. The views from the sides are for showing where it hurts: they repeat what these two hold."""
BOTH_SIDES: tuple[Side, ...] = ("left", "right")


class Shape(msgspec.Struct, frozen=True):
    """One place that hurts: an ellipse in the map's units (0..200 across, 0..300 down) and its name."""

    view: str
    name: str
    x: float
    y: float
    rx: float
    ry: float


def painful_shapes(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> tuple[Shape, ...]:
    """The places that hurt, as shapes. A sided place whose side is unknown is drawn on both sides."""
    sides = painful_sites(assessment, account, knowledge)
    return tuple(
        shape
        for place in knowledge.places
        if place.site in sides and place.view in VIEWS
        for shape in _shapes(place, sides[place.site], knowledge)
    )


def painful_sites(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """The sites that hurt with their sides, in the order of the knowledge base; no side where it is not known."""
    sides: dict[str, set[str]] = {}
    for entry in assessment.understood:
        finding = knowledge.findings.get(entry.concept)
        if finding is not None and finding.kind == "site" and entry.answer == "present":
            sides.setdefault(entry.concept, set()).update(_split(entry.side))
    for pain in account.pains:
        if pain.site in sides:
            sides[pain.site].update(_split(pain.side))
    return {site: tuple(sorted(sides[site])) for site in knowledge.findings if site in sides}


def site_sentence(site: str, sides: Iterable[str], knowledge: KnowledgeBase) -> str:
    """The text twin of one shape."""
    name = knowledge.findings[site].name
    name = f"{name[:1].upper()}{name[1:]}"
    said = _(" and ").join(side_named(side) for side in sides)
    return f"{name}, {said}" if said else name


def _split(side: str | None) -> tuple[str, ...]:
    if side is None:
        return ()
    return BOTH_SIDES if side == "both" else (side,)


def _shapes(place: Place, sides: tuple[str, ...], knowledge: KnowledgeBase) -> Iterable[Shape]:
    """The shape of one place, unless it lies on a side that does not hurt."""
    known = [side for side in sides if side in BOTH_SIDES]
    if place.side in BOTH_SIDES and known and place.side not in known:
        return
    named = (place.side,) if place.side in known else ()
    yield Shape(
        view=place.view,
        name=site_sentence(place.site, named, knowledge),
        x=place.x,
        y=place.y,
        rx=place.rx,
        ry=place.ry,
    )
