"""Result, plan, course and appraisal in a browser: by mouse, by keyboard, without scripts, and looked at closely."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import DESKTOP, PHONE, axe_faults, is_wider_than_screen, small_controls
from playwright.sync_api import Page, expect
from told import CALM, DANGER

from rhomboid.answers import Interview
from rhomboid.web import Person

OpenPage = Callable[..., Page]
MOST_BYTES = 150_000
STATES: dict[str, tuple[Interview | None, tuple[str, ...]]] = {
    "nothing": (None, ("/result", "/plan", "/appraise")),
    "calm": (
        CALM,
        (
            "/result",
            "/result/what-if?worse_neck_movement=present",
            "/result/cause/myofascial_pain",
            "/plan",
            "/plan/option/oral_nsaid",
            "/plan/check?remedy=heat",
            "/plan/leave-alone",
            "/course",
            "/appraise/claim/from_neck",
            "/appraise/treatment/chosen?remedy=massage",
        ),
    ),
    "danger": (
        DANGER,
        ("/result", "/plan", "/result/what-if?sweating=absent", "/appraise/treatment/chosen?remedy=massage"),
    ),
}


def go(page: Page, path: str) -> None:
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}{path}")


def press_to(page: Page, name: str) -> None:
    """Move by the Tab key alone until what has this name is under the keyboard."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def first_cause(page: Page) -> str:
    return page.locator(".causes h3").first.inner_text()


@pytest.mark.parametrize("state", STATES)
def test_no_page_has_a_fault_at_any_width_or_in_any_colours(open_page: OpenPage, person: Person, state: str) -> None:
    interview, paths = STATES[state]
    if interview:
        person.remember(interview)
    page = open_page("/")
    for path in paths:
        go(page, path)
        page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
        for width, scheme in ((PHONE, "light"), (DESKTOP, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            assert axe_faults(page) == [], f"{path} {width} {scheme}"
            assert small_controls(page) == [], f"{path} {width}"
            assert not is_wider_than_screen(page), f"{path} {width}"


@pytest.mark.parametrize("kind", ["scan", "treatment", "claim"])
def test_a_refused_appraisal_has_no_fault_and_keeps_the_words(open_page: OpenPage, kind: str) -> None:
    page = open_page("/appraise")
    page.locator(f"#{kind}-words").fill("   ")
    page.locator(f'form[action="/appraise/{kind}"] button').click()
    expect(page.locator(".fault")).to_have_text("Write or paste something first.")
    expect(page.locator(f"#{kind}-words")).to_be_focused()
    assert axe_faults(page) == []


def test_from_the_answer_by_what_if_to_the_plan_by_mouse(open_page: OpenPage, person: Person) -> None:
    person.remember(CALM)
    page = open_page("/result")
    page.get_by_role("link", name="What if an answer were another?").click()
    expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()
    page.get_by_label("Fever").select_option("present")
    expect(page.get_by_text("With your change", exact=True)).to_be_visible()
    expect(page.get_by_label("Fever")).to_have_value("present")
    assert person.interview == CALM
    page.get_by_role("link", name="Set all back").click()
    page.get_by_label("Does turning or tilting your head").select_option("present")
    page.get_by_role("button", name="keep this change").click()
    expect(page.get_by_text("Your change is kept as an answer")).to_be_visible()
    assert person.interview.account.answers["worse_neck_movement"] == "present"
    page.get_by_role("link", name="What to try first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What to try first")
    option = page.locator("#option-heat")
    option.get_by_text("Check it, try it on yourself").click()
    option.get_by_role("button", name="It made it worse").click()
    expect(page.get_by_text("What you said is taken in")).to_be_visible()
    expect(page.locator("#option-heat")).to_have_count(0)
    page.get_by_role("button", name="Keep this in my diary").click()
    expect(page.get_by_text("Kept in your diary.", exact=True)).to_be_visible()
    page.get_by_role("link", name="How it usually goes, and how mine goes").click()
    expect(page.get_by_role("heading", name="How pain like this usually goes")).to_be_visible()


def test_the_same_by_keyboard_alone(open_page: OpenPage, person: Person) -> None:
    person.remember(CALM)
    page = open_page("/result")
    press_to(page, "What if an answer were another?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What if?")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "worse_neck_movement":
            break
    page.keyboard.press("y")
    expect(page.get_by_text("With your change", exact=True)).to_be_visible()
    press_to(page, "It is so")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your change is kept as an answer")).to_be_visible()
    press_to(page, "What to try first")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What to try first")
    press_to(page, "Check it, try it on yourself")
    page.keyboard.press("Enter")
    press_to(page, "Check whether it is safe for me")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check first")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    press_to(page, "Make the plan with these answers")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What you said is taken in")).to_be_visible()
    assert len(person.interview.account.answers) == 3


def test_the_same_without_scripts(open_page: OpenPage, person: Person) -> None:
    person.remember(CALM)
    page = open_page("/result", javascript=False)
    first = first_cause(page)
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    page.get_by_role("link", name="What if an answer were another?").click()
    page.get_by_label("Does turning or tilting your head").select_option("present")
    page.get_by_label("Long hours at a desk").select_option("absent")
    page.get_by_label("What it feels like").select_option("shooting")
    page.get_by_role("button", name="See what would come out").click()
    expect(page.get_by_text("With your change", exact=True)).to_be_visible()
    page.get_by_role("button", name="keep this change").click()
    expect(page.get_by_text("Your change is kept as an answer")).to_be_visible()
    assert first_cause(page) != first
    page.get_by_role("link", name="What to try first").click()
    page.get_by_label("Medicines").check()
    page.get_by_role("button", name="Make the plan with these wishes").click()
    expect(page.get_by_label("Medicines")).to_be_checked()
    assert person.interview.account.avoid == ("medicines",)
    go(page, "/course")
    expect(page.locator(".fan svg")).to_be_visible()


def test_an_appraisal_by_mouse_and_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/appraise")
    page.locator("#scan-words").fill("C5-6 disc bulge, T7-8 protrusion.")
    page.get_by_role("button", name="What can it mean?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What your scan report can and cannot mean")
    go(page, "/appraise")
    page.locator("#claim-words").focus()
    page.keyboard.type("my low back got better so my upper back went out")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it true?")


def test_the_frame_and_what_is_only_to_press_are_not_printed(open_page: OpenPage, person: Person) -> None:
    person.remember(CALM)
    page = open_page("/result", width=DESKTOP)
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    for hidden in ("header.frame", "footer.frame", "#keep", ".actions"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#sources")).to_be_visible()


@pytest.mark.parametrize("path", ["/result", "/plan", "/course", "/plan/option/oral_nsaid"])
def test_a_page_weighs_at_most_150_kb(open_page: OpenPage, person: Person, path: str) -> None:
    person.remember(CALM)
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map(it => it.decodedBodySize)"
    )
    assert 40_000 < sum(sizes) <= MOST_BYTES


def test_an_answer_still_reads_at_twice_the_size(open_page: OpenPage, person: Person) -> None:
    person.remember(CALM)
    page = open_page("/result", width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not is_wider_than_screen(page)
