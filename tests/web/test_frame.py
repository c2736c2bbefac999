"""The frame around every page, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import DESKTOP, axe_faults, is_wider_than_screen, small_controls
from playwright.sync_api import Browser, Page, expect

Open = Callable[..., Page]


def test_a_link_exchanges_the_page_and_gives_it_the_focus_and_its_own_look(open_page: Open) -> None:
    page = open_page("/")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="Diary", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How is it now?")
    assert page.evaluate("window.stays"), "the page was loaded anew"
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.locator("link[href*='diary.css']").count() == 1
    expect(page.get_by_role("link", name="Diary", exact=True)).to_have_attribute("aria-current", "page")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your upper back hurts")


def test_whoever_uses_the_keyboard_can_skip_the_frame(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page itself")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_nothing_moves_for_whoever_does_not_want_it(browser: Browser, live: str) -> None:
    for wish, lasting in (("reduce", "0s"), ("no-preference", "0.15s")):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(live)
        duration = page.locator(".button").first.evaluate("it => getComputedStyle(it).transitionDuration")
        assert duration == lasting
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_colours_overrule_those_of_the_machine(open_page: Open, person, theme: str) -> None:
    import msgspec

    person.wish(msgspec.structs.replace(person.preferences, theme=theme))
    page = open_page("/", scheme="dark" if theme == "light" else "light")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 22, 27)"}[theme]


def test_the_first_page_and_a_fault_hold_at_twice_the_size(open_page: Open) -> None:
    for path in ("/", "/no-such-page"):
        page = open_page(path, width=DESKTOP // 2)
        assert axe_faults(page) + small_controls(page) == []
        assert not is_wider_than_screen(page)
