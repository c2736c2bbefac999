"""Trials in a browser: from choosing a remedy to its verdict, by mouse, by keyboard, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

from browsing import DESKTOP, PHONE, axe_faults, is_wider_than_screen, small_controls
from playwright.sync_api import Page, expect
from trial_person import DANGER, begin, live

from rhomboid.answers.trial_records import trials_in
from rhomboid.answers.trials import stop_trial
from rhomboid.web import Person

Open = Callable[..., Page]


def test_a_trial_goes_from_set_up_to_its_verdict(open_page: Open, person: Person, clock) -> None:
    page = open_page("/trials")
    page.get_by_role("link", name="Begin a trial").click()
    page.get_by_text("A warm pack, a heat wrap").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("None of these is so").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How shall it be done?")
    expect(page.locator(".design").first).to_contain_text("chance to see a difference of 1 point")
    page.get_by_role("button", name="Seal it").click()
    expect(page.locator("main")).to_contain_text("The trial is sealed")
    (record,) = trials_in(person.diary())
    expect(page.locator("main")).to_contain_text(record.sealed.sha256)
    assert "diabetes" in record.sealed.not_so

    clock.forward(days=1)
    page.goto(page.url.partition("?")[0])
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Today with"))
    page.locator("label.number", has_text=re.compile("^5$")).click()
    page.get_by_text(re.compile("^I did not use heat$")).click()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("status")).to_contain_text("Saved day 1, 2026-11-23: pain 5, heat not used.")

    live(person, record, effect=-2.5, days=27)
    page.get_by_role("link", name="How it goes so far").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("It helped: days with heat were better")
    expect(page.locator("svg.trial-picture .kept")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("Better by 1 or more")


def test_a_trial_is_set_up_and_written_down_by_keyboard_alone(open_page: Open, person: Person, clock) -> None:
    page = open_page("/trials/new?remedy=heat", DESKTOP)
    press_on(page, "button", "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it safe for you?")
    tab_to(page, "input[name=none_so]")
    page.keyboard.press("Space")
    press_on(page, "button", "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("How shall it be done?")
    press_on(page, "button", "Seal it")
    expect(page.locator("main")).to_contain_text("The trial is sealed")
    clock.forward(days=1)
    page.goto(page.url.partition("?")[0])
    tab_to(page, "input[name=pain]")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    tab_to(page, "input[name=used]")
    page.keyboard.press("Space")
    press_on(page, "button", "Write it down")
    expect(page.get_by_role("status")).to_contain_text("pain 4, heat used")


def test_without_scripts_a_trial_is_set_up_written_down_and_looked_at(open_page: Open, person: Person, clock) -> None:
    page = open_page("/trials/new", javascript=False)
    page.get_by_label("Or say it in your own words").fill("hot water bottle")
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("None of these is so").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Seal it").click()
    clock.forward(days=1)
    page.goto(page.url.partition("?")[0])
    page.locator("label.number", has_text=re.compile("^3$")).click()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("status")).to_contain_text("pain 3")
    page.get_by_role("link", name="How it goes so far").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We cannot tell yet whether heat helps.")


def tab_to(page: Page, control: str) -> None:
    """Move through the page with Tab until a control is reached."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted)", control):
            return
    raise AssertionError(f"{control} cannot be reached by keyboard")


def press_on(page: Page, control: str, words: str) -> None:
    """Move to the button of some words and press it."""
    for _ in range(80):
        tab_to(page, control)
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{words} cannot be reached by keyboard")


# Every page, for everybody


def test_every_page_of_the_set_up_is_for_everybody(open_page: Open) -> None:
    page = open_page("/trials")
    sound(page, "/trials/new?remedy=heat", "/trials/new/check?words=bananas", "/trials/new/check?remedy=heat")
    sound(page, "/trials/new/check?remedy=massage", "/trials/new/design?remedy=heat&none_so=yes")
    sound(page, "/trials/new/design?remedy=capsicum_plaster&none_so=yes&days=28")


def test_every_page_of_a_trial_is_for_everybody(open_page: Open, person: Person, clock) -> None:
    record = begin(person)
    page = open_page("/trials/heat-1?sealed=yes")
    everywhere(page)
    sound(page, "/trials/heat-1/result")
    live(person, record, -2.5, 12)
    clock.forward(days=2)
    sound(page, "/trials", "/trials/heat-1?day=2026-12-05", "/trials/heat-1/result", "/trials/heat-1/proof?kept=00")
    page.goto(f"{root(page)}/trials/heat-1")
    page.locator("summary", has_text="harm").click()
    page.locator("#note").fill(DANGER)
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".disposition.emergency")).to_be_visible()
    everywhere(page)
    stop_trial(person.diary(), record, person.diary_today, "adverse_event", "blisters")
    sound(page, "/trials", "/trials/heat-1", "/trials/heat-1/result")


def root(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def sound(page: Page, *paths: str) -> None:
    for path in paths:
        page.goto(f"{root(page)}{path}")
        everywhere(page)


def everywhere(page: Page) -> None:
    """Nothing is wrong with the page on a phone or a desktop, light or dark, everything unfolded.

    What a width can break does not depend on the colours, nor the other way round, so that two of the four do.
    """
    assert page.locator("h1").count() == 1
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width, scheme in ((PHONE, "dark"), (DESKTOP, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert axe_faults(page) == [], page.url
        assert not is_wider_than_screen(page), page.url
    assert small_controls(page) == [], page.url
