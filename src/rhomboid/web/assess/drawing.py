"""The body to be tapped on: its places as shapes, those near a finger, and the pains as they are named and sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from rhomboid.language import gettext_noop
from rhomboid.model import KnowledgeBase, Pain, Place
from rhomboid.model.account import Side
from rhomboid.model.knowledge_base import BodyView
from rhomboid.report.body_map import BOTH_SIDES, site_sentence

VIEWS: dict[BodyView, str] = {
    "back": gettext_noop("Back"),
    "front": gettext_noop("Front"),
    "left": gettext_noop("Left side"),
    "right": gettext_noop("Right side"),
}
BANDS = (
    (78, gettext_noop("Head and neck")),
    (146, gettext_noop("Shoulders, upper back, chest and upper arms")),
    (235, gettext_noop("Ribs, middle and low back, belly and forearms")),
    (301, gettext_noop("Hips and legs")),
)
"""The parts of the body from the top down, each by the height on the map at which it ends."""
WHOLE = (0.0, 0.0, 200.0, 300.0)
NEAR_WIDTH, NEAR_HEIGHT = 70.0, 70.0
"""What is drawn round a tap, in the map's units: a fingertip on a telephone covers about a third of it."""
FINGER = 14.0
"""How far from a tapped place another may lie and still be the one that was meant."""


class Shape(msgspec.Struct, frozen=True):
    """One place that can be tapped: its ellipse, its name in words, and how it is sent."""

    token: str
    name: str
    x: float
    y: float
    rx: float
    ry: float
    hurts: bool


class Choice(msgspec.Struct, frozen=True):
    """A site and its side to be ticked."""

    token: str
    name: str
    ticked: bool


def token_of(pain: Pain) -> str:
    """How a pain is sent: ``over_scapula.left``, ``breastbone``."""
    return f"{pain.site}.{pain.side}" if pain.side else pain.site


def pain_of(token: str, knowledge: KnowledgeBase) -> Pain | None:
    """The pain that was sent; None where there is no such place."""
    site, _, side = token.partition(".")
    finding = knowledge.findings.get(site)
    if finding is None or finding.kind != "site" or side not in ("", *get_args(Side)):
        return None
    return Pain(site, side or None)  # type: ignore[arg-type]


def pain_words(pain: Pain, knowledge: KnowledgeBase) -> str:
    """A pain as it is confirmed."""
    return site_sentence(pain.site, _split(pain), knowledge)


def single_pains(pains: Iterable[Pain]) -> tuple[Pain, ...]:
    """The pains without repetition, each on one side: "both" stands as left and right."""
    split = (Pain(pain.site, side) for pain in pains for side in (_split(pain) or (None,)))
    return tuple(dict.fromkeys(split))


def shapes_of(view: str, hurting: Iterable[Pain], knowledge: KnowledgeBase) -> tuple[Shape, ...]:
    """The places of one view, larger ones first so that a small one on top can be tapped."""
    sore = {(pain.site, side) for pain in hurting for side in (_split(pain) or BOTH_SIDES)}
    return tuple(
        Shape(
            token=token_of(_pain_at(place)),
            name=pain_words(_pain_at(place), knowledge),
            x=place.x,
            y=place.y,
            rx=place.rx,
            ry=place.ry,
            hurts=any(site == place.site and place.side in (side, "middle") for site, side in sore),
        )
        for place in knowledge.places
        if place.view == view
    )


def near(token: str, view: str, knowledge: KnowledgeBase) -> tuple[Pain, ...]:
    """The tapped place and those that the same finger may have meant, nearest first; none where it is not drawn."""
    drawn = [place for place in knowledge.places if place.view == view]
    tapped = next((place for place in drawn if token_of(_pain_at(place)) == token), None)
    if tapped is None:
        return ()
    others = [place for place in drawn if place is not tapped and _gap(tapped, place) <= FINGER]
    nearest = sorted(others, key=lambda place: (_gap(tapped, place), _between(tapped, place)))
    return tuple(dict.fromkeys(_pain_at(place) for place in (tapped, *nearest)))


def frame_round(token: str, view: str, knowledge: KnowledgeBase) -> tuple[float, float, float, float]:
    """What to draw of a view round a tapped place: left, top, width, height; all of it where there is none."""
    for place in knowledge.places:
        if place.view == view and token_of(_pain_at(place)) == token:
            left = min(max(place.x - NEAR_WIDTH / 2, 0), WHOLE[2] - NEAR_WIDTH)
            top = min(max(place.y - NEAR_HEIGHT / 2, 0), WHOLE[3] - NEAR_HEIGHT)
            return left, top, NEAR_WIDTH, NEAR_HEIGHT
    return WHOLE


def whole_list(pains: Iterable[Pain], knowledge: KnowledgeBase) -> Iterator[tuple[str, list[tuple[str, list[Choice]]]]]:
    """The map as a list: each part of the body with its sites from the top down, and each site's sides."""
    given = set(pains)
    heights = {place.site: place.y for place in reversed(knowledge.places)}
    sites = sorted(heights, key=lambda site: (heights[site], site))
    begins = 0
    for ends, name in BANDS:
        held = [site for site in sites if begins <= heights[site] < ends]
        yield name, [(site_sentence(site, (), knowledge), _choices(site, given, knowledge)) for site in held]
        begins = ends


def _choices(site: str, given: set[Pain], knowledge: KnowledgeBase) -> list[Choice]:
    sides: tuple[Side | None, ...] = BOTH_SIDES if knowledge.findings[site].sided else (None,)
    # A side that the map does not know, from a file: it is offered where it was given, so that nothing is lost.
    sides += tuple(pain.side for pain in given if pain.site == site and pain.side not in sides)
    pains = [Pain(site, side) for side in sides]
    return [Choice(token_of(pain), pain.side or "", pain in given) for pain in pains]


def _pain_at(place: Place) -> Pain:
    return Pain(place.site, None if place.side == "middle" else place.side)


def _split(pain: Pain) -> tuple[Side, ...]:
    if pain.side is None:
        return ()
    return BOTH_SIDES if pain.side == "both" else (pain.side,)


def _gap(one: Place, other: Place) -> float:
    """How far two shapes lie apart, taken as boxes; none where they overlap."""
    across = max(abs(one.x - other.x) - one.rx - other.rx, 0)
    down = max(abs(one.y - other.y) - one.ry - other.ry, 0)
    return float(across + down)


def _between(one: Place, other: Place) -> float:
    return float(abs(one.x - other.x) + abs(one.y - other.y))
