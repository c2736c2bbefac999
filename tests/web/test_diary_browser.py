"""The diary in a real browser: a week by mouse, by keyboard alone, without JavaScript; every page held against axe."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from browsing import DESKTOP, PHONE, axe_faults, is_wider_than_screen, small_controls
from diaries import GAP, NOW, kept_for
from playwright.sync_api import Locator, Page, expect

from rhomboid.model import Entry, EntryPain
from rhomboid.web import Person

CORD = "my legs are weak since this morning and I wet myself"
MOST_BYTES = 150_000
expect.set_options(timeout=20_000)


def number(page: Page, pain: int) -> None:
    page.get_by_role("button", name=str(pain), exact=True).click()


def done(page: Page) -> Locator:
    """Where a page says what was just done."""
    return page.locator("main .done")


def press_until(page: Page, name: str, role: str = "button") -> None:
    """Go on with the Tab key until a control has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(80):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key does not reach {name!r}.")


def test_the_diary_of_a_week_by_mouse(open_page: Callable[..., Page], person: Person, clock) -> None:
    page = open_page("/diary", PHONE)
    for day, pain in enumerate((6, 5, 7)):
        number(page, pain)
        expect(done(page)).to_have_text("Saved.")
        if day == 0:
            expect(page).to_have_url(re.compile("/diary/entry/.*said=added"))
            page.get_by_label("The place from a list").first.select_option("over_scapula")
            page.get_by_label("A note").fill("desk all day")
            page.get_by_role("button", name="Save", exact=True).click()
            expect(done(page)).to_contain_text("Changed.")
        clock.forward(days=1)
        page.get_by_role("link", name="How is it now?").click()
        expect(page.get_by_role("heading", name="How is it now?")).to_be_visible()
    clock.forward(days=1)
    page.reload()
    page.get_by_role("button", name="Same as last").click()
    expect(done(page)).to_have_text("Saved.")
    number(page, 0)
    expect(done(page)).to_contain_text("Changed.")
    clock.forward(days=1)
    page.get_by_role("link", name="How is it now?").click()
    page.get_by_role("radio", name="pain over a shoulder blade").check()
    number(page, 2)
    expect(page.locator(".entry-said")).to_contain_text("pain over a shoulder blade 2")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("It no longer counts.")).to_be_visible()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("It stands again as before.")).to_be_visible()
    said = [[pain.nrs for pain in entry.pains] for entry in person.diary().entries()]
    assert said == [[6], [5], [7], [0], [2]]
    page.get_by_role("link", name="Calendar").click()
    expect(page.get_by_text("Days with an entry: 5.")).to_be_visible()
    expect(page.get_by_role("link", name="25 no entry")).to_be_visible()
    page.get_by_role("link", name="26 worst pain 0").click()
    expect(page.get_by_role("heading", name="Thursday, 26 November 2026")).to_be_visible()


def test_an_entry_its_change_and_a_look_at_the_trend_by_keyboard_alone(
    open_page: Callable[..., Page], person: Person
) -> None:
    page = open_page("/diary", DESKTOP)
    press_until(page, "6")
    page.keyboard.press("Enter")
    expect(done(page)).to_have_text("Saved.")
    press_until(page, "A note if you like", "textbox")
    page.keyboard.type("desk all day")
    press_until(page, "Save")
    page.keyboard.press("Space")
    expect(done(page)).to_contain_text("Changed.")
    press_until(page, "How it goes", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("How it goes"))
    (entry,) = person.diary().entries()
    assert (entry.pains, entry.note) == ((EntryPain(6),), "desk all day")


def test_enter_in_a_field_saves_the_entry_and_never_a_zero(open_page: Callable[..., Page], person: Person) -> None:
    page = open_page("/diary", PHONE)
    page.get_by_text("What set it off").first.click()
    page.get_by_label("Or in words").last.fill("rain")
    page.keyboard.press("Enter")
    expect(done(page)).to_have_text("Saved.")
    (entry,) = person.diary().entries()
    assert (entry.pains, entry.triggers) == ((), ("rain",))


def test_the_diary_works_without_javascript(open_page: Callable[..., Page], person: Person) -> None:
    person.diary().add_many(kept_for(40))
    page = open_page("/diary", PHONE, javascript=False)
    page.get_by_label("A note").fill("desk all day")
    page.get_by_text("pain over a shoulder blade, right").click()
    number(page, 6)
    expect(page.locator(".entry-said")).to_contain_text("pain over a shoulder blade 6, right")
    page.goto(page.url.partition("/diary")[0] + "/diary/trend")
    expect(page.locator("svg.drawn")).to_be_visible()
    expect(page.locator(".plot")).to_be_hidden()
    page.get_by_label("How long").select_option("quarter")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("How long")).to_have_value("quarter")
    page.get_by_role("link", name="Flares and calm", exact=True).click()
    page.get_by_role("button", name="Yes, it was so").first.click()
    expect(page.get_by_text("Saved: it was so.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_danger_in_a_note_comes_before_everything_and_the_entry_is_kept(
    open_page: Callable[..., Page], person: Person, javascript: bool
) -> None:
    page = open_page("/diary", PHONE, javascript=javascript)
    page.get_by_label("A note").fill(CORD)
    number(page, 7)
    expect(page.get_by_role("heading", level=1)).to_have_text("Get emergency help now")
    expect(page.get_by_role("link", name="Call 112")).to_be_in_viewport()
    (entry,) = person.diary().entries()
    assert entry.note == CORD


def test_a_refused_entry_keeps_what_was_typed_in_the_browser_too(open_page: Callable[..., Page]) -> None:
    page = open_page("/diary", PHONE)
    page.get_by_label("A note").fill("desk all day")
    page.get_by_text("It was at another time").click()
    page.get_by_label("Part of the day").select_option("evening")
    number(page, 6)
    expect(page.get_by_text("still to come")).to_be_visible()
    expect(page.get_by_label("A note")).to_have_value("desk all day")
    expect(page.get_by_label("Part of the day")).to_have_value("evening")
    expect(page.get_by_label("Day", exact=True)).to_have_attribute("aria-invalid", "true")


def test_the_chart_takes_the_place_of_the_drawing_and_tells_the_day_pointed_at(
    open_page: Callable[..., Page], person: Person
) -> None:
    person.diary().add_many(kept_for(40))
    page = open_page("/diary", DESKTOP)
    page.get_by_role("link", name="How it goes").click()
    expect(page.locator(".plot canvas")).to_be_visible()
    expect(page.locator("svg.drawn")).to_have_count(0)
    over = page.locator(".u-over").bounding_box()
    page.mouse.move(over["x"] + over["width"] * (30 - GAP[0]) / 30, over["y"] + over["height"] / 2)
    expect(page.locator(".readout")).to_have_text("15 November 2026: ·")
    page.get_by_role("link", name="Calendar").click()
    expect(page.locator("table.month")).to_be_visible()
    page.go_back()
    expect(page.locator(".plot canvas")).to_be_visible()


def test_a_page_weighs_little(open_page: Callable[..., Page], person: Person) -> None:
    person.diary().add_many(kept_for(90))
    page = open_page("/diary", PHONE)
    weights: dict[str, int] = {}
    page.on("response", lambda answer: weights.setdefault(answer.url, len(answer.body())))
    for path in ("/diary/trend?span=quarter", "/diary/entry/day1"):
        weights.clear()
        page.goto(page.url.partition("/diary")[0] + path)
        page.wait_for_load_state("networkidle")
        assert 30_000 < sum(weights.values()) < MOST_BYTES


PATHS = (
    "/diary",
    "/diary?on=2026-11-15&gone=day1",
    "/diary/entry/day1?said=added",
    "/diary/entry/gone",
    "/diary/entry/danger/danger",
    "/diary/calendar",
    "/diary/day/2026-11-21",
    f"/diary/day/{(NOW - timedelta(days=GAP[0])).date()}",
    "/diary/trend",
    "/diary/trend?series=sleep_quality&span=all",
    "/diary/episodes?said=confirmed",
    "/diary/episodes?series=pain:low_back",
    "/diary/relations?look=1",
    "/diary/claim?earlier=pain:low_back&later=pain:over_scapula",
)


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_every_page_of_the_diary_holds_against_axe_and_a_finger(
    open_page: Callable[..., Page], person: Person, width: int, scheme: str
) -> None:
    page = open_page("/diary", width, scheme)
    store = person.diary()
    home = page.url.partition("/diary")[0]
    assert _faults(page, width) == []
    store.add_many(kept_for(70))
    store.edit(msgspec.structs.replace(store.entry("day1"), note="changed"))
    store.add(Entry("danger", NOW, note=CORD))
    store.add(Entry("gone", NOW, pains=(EntryPain(3),)))
    store.delete("gone")
    for path in PATHS:
        page.goto(home + path)
        assert _faults(page, width) == [], path
    page.goto(f"{home}/diary")
    page.get_by_label("A note").fill(CORD)
    page.get_by_text("What it kept you from").click()
    page.get_by_label("Hours you slept").fill("many")
    number(page, 5)
    expect(page.get_by_text("from 0 to 24")).to_be_visible()
    assert _faults(page, width) == []


def _faults(page: Page, width: int) -> list[str]:
    """What is wrong with a page with everything on it opened; and with its width on a phone, whatever its own is."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = axe_faults(page) + small_controls(page)
    page.set_viewport_size({"width": PHONE, "height": 800})
    found += ["wider than the screen"] if is_wider_than_screen(page) else []
    page.set_viewport_size({"width": width, "height": 800})
    assert page.locator("h1").count() == 1
    return found
