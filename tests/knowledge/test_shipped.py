"""The knowledge that comes with the program."""

from __future__ import annotations

import pytest

from rhomboid.knowledge import check_knowledge, load_knowledge
from rhomboid.knowledge.citations import mirror_hosts
from rhomboid.model import DISPOSITIONS, SETTINGS, KnowledgeBase


@pytest.fixture(scope="module")
def shipped() -> KnowledgeBase:
    knowledge, problems = load_knowledge()
    assert knowledge is not None, "\n".join(map(str, problems))
    return knowledge


def test_nothing_is_wrong_with_the_shipped_knowledge() -> None:
    problems = check_knowledge()
    assert not problems, "\n".join(map(str, problems))


def test_every_probability_of_a_finding_is_within_its_limits(shipped: KnowledgeBase) -> None:
    rows = [row for cause in shipped.causes.values() for row in cause.findings.values()]
    assert all(0.01 <= row.sensitivity.value <= 0.99 for row in rows if row.sensitivity)


def test_every_number_has_an_interval_around_it_and_a_source_or_an_admission(shipped: KnowledgeBase) -> None:
    for cause in shipped.causes.values():
        rows = [*cause.pretest_probability.values(), *cause.risk_factors.values()]
        rows += [row.estimate for row in cause.findings.values()]
        for estimate in rows:
            assert estimate.low <= estimate.value <= estimate.high
            assert (estimate.source is None) == (estimate.grade == "judged")


def test_every_cause_has_a_base_rate_in_every_setting(shipped: KnowledgeBase) -> None:
    assert all(set(cause.pretest_probability) == set(SETTINGS) for cause in shipped.causes.values())


def test_too_little_urgency_costs_more_than_too_much(shipped: KnowledgeBase) -> None:
    loss = shipped.settings.loss
    for more, given in enumerate(DISPOSITIONS):
        for needed in DISPOSITIONS[more + 1 :]:
            assert loss[needed][given] > loss[given][needed]


def test_the_further_from_the_needed_urgency_the_higher_the_loss(shipped: KnowledgeBase) -> None:
    loss = shipped.settings.loss
    for at, needed in enumerate(DISPOSITIONS):
        costs = [loss[given][needed] for given in DISPOSITIONS]
        assert costs[at] == 0
        assert costs[: at + 1] == sorted(costs[: at + 1], reverse=True)
        assert costs[at:] == sorted(costs[at:])


MIRRORED = {"back": "back", "front": "front", "left": "right", "right": "left"}
OTHER_SIDE = {"left": "right", "right": "left", "middle": "middle"}


def test_left_and_right_places_mirror_each_other(shipped: KnowledgeBase) -> None:
    places = {(place.site, place.view, place.side): place for place in shipped.places}
    for (site, view, side), place in places.items():
        if side != "middle" or view in ("left", "right"):
            other = places[site, MIRRORED[view], OTHER_SIDE[side]]
            assert (place.x + other.x, place.y, place.rx, place.ry) == (200, other.y, other.rx, other.ry)


def test_left_is_the_persons_own(shipped: KnowledgeBase) -> None:
    for place in shipped.places:
        if place.view in ("left", "right"):
            assert place.side in (place.view, "middle")
        elif place.side != "middle":
            assert (place.x < 100) == ((place.side == "left") == (place.view == "back"))


def test_every_place_lies_on_the_map(shipped: KnowledgeBase) -> None:
    for place in shipped.places:
        assert place.rx <= place.x <= 200 - place.rx
        assert place.ry <= place.y <= 300 - place.ry


def test_the_fibromyalgia_scale_has_nineteen_areas_in_five_regions(shipped: KnowledgeBase) -> None:
    scale = shipped.scales["fibromyalgia_2016"]
    areas, severity, _ = scale.subscales
    assert len(areas.items) == 19
    assert len({item.region for item in areas.items} - {None}) == 5
    outside = {item.id for item in areas.items if item.region is None}
    assert outside == {"jaw_left", "jaw_right", "chest", "abdomen"}
    assert sum(item.highest for item in severity.items) == 12


def test_no_source_lies_on_a_mirror(shipped: KnowledgeBase) -> None:
    urls = [source.url for source in shipped.sources.values() if source.url]
    assert not [url for url in urls for host in mirror_hosts() if f"{host}/" in url or f"//{host}." in url]
