"""Assess in a real browser: by mouse, by keyboard alone, without JavaScript, at every size and in every light."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from browsing import DESKTOP, PHONE, axe_faults, is_wider_than_screen, small_controls
from playwright.sync_api import Page, expect

from rhomboid.answers import Interview
from rhomboid.model import Account, Pain
from rhomboid.web import Person

Open = Callable[..., Page]
WORDS = (
    "A burning pain along my left shoulder blade for two weeks. My father had cancer. Turning my head makes it worse."
)
DANGER = "Crushing chest pain and a cold sweat with my upper back pain."
MOST_QUESTIONS = 60
# The first account of a run waits for the network and the reader to be built, however slow the machine.
expect.set_options(timeout=20_000)


def say_no(page: Page) -> None:
    """Answers the question on the page with the least that can be said."""
    none = page.get_by_role("button", name="None of these")
    (none if none.count() else page.get_by_role("button", name="No", exact=True)).or_(
        page.get_by_role("button", name="I don't know")
    ).first.click()


def press_until(page: Page, name: str) -> None:
    """Moves by Tab alone until something of that name has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || '').trim()"
        )
        if focused.startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard.")


def test_somebody_new_comes_from_the_first_page_to_the_result_by_mouse(open_page: Open, person: Person) -> None:
    page = open_page("/")
    page.get_by_role("link", name="Find out what it may be").click()
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_label("Age in years").fill("46")
    page.get_by_label("Sex").select_option("female")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was understood")
    expect(page.locator("mark.present").first).to_be_visible()
    page.get_by_role("link", name="Show where it hurts").click()
    page.get_by_role("link", name="Pain over a shoulder blade, left").click()
    expect(page.get_by_text("Which of these is it?")).to_be_visible()
    page.get_by_role("button", name="Keep what is ticked").first.click()
    expect(page.get_by_role("button", name="Remove: Pain over a shoulder blade, left")).to_be_visible()
    page.get_by_role("link", name="That is all: go on").click()
    page.get_by_role("link", name="Go on to the questions").click()
    expect(page.get_by_role("button", name="None of these")).to_be_visible()
    for _ in range(4):
        question = page.locator("h1").inner_text()
        say_no(page)
        expect(page.locator("h1")).not_to_have_text(question)
    page.get_by_role("link", name="See the result now").click()
    page.wait_for_url("**/result")
    assert len(person.interview.asked) == 4
    assert person.interview.account.pains == (Pain("over_scapula", "left"),)


def test_the_same_by_keyboard_alone(open_page: Open, person: Person) -> None:
    page = open_page("/assess", width=DESKTOP)
    page.get_by_label("In your own words").focus()
    page.keyboard.type(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.type("46")
    press_until(page, "Show where it hurts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Where does it hurt?")
    press_until(page, "Pain over a shoulder blade, right")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Which of these is it?")).to_be_focused()
    press_until(page, "Keep what is ticked")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove: Pain over a shoulder blade, right")).to_be_visible()
    press_until(page, "That is all: go on")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What was understood")
    press_until(page, "Go on to the questions")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="None of these")).to_be_visible()
    press_until(page, "None of these")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Go back", exact=True)).to_have_attribute(
        "href", "/assess/question?concept=heart_and_lungs"
    )
    press_until(page, "See the result now")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result")
    assert person.interview.asked == ("heart_and_lungs",)
    assert person.interview.account.age == 46


def test_the_same_without_javascript_to_the_last_question(open_page: Open, person: Person) -> None:
    page = open_page("/assess", javascript=False)
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_role("button", name="Show where it hurts").click()
    page.get_by_role("link", name="Left side").click()
    page.get_by_role("link", name="Pain at the side of the ribs or under the armpit, left").click()
    page.get_by_role("button", name="Keep what is ticked").first.click()
    assert person.interview.account.pains == (Pain("rib_line", "left"),)
    page.locator("summary").click()
    page.get_by_role("group", name="Low back pain as well").get_by_label("Here").check()
    page.get_by_role("button", name="Keep what is ticked").click()
    assert person.interview.account.pains == (Pain("rib_line", "left"), Pain("low_back"))
    page.get_by_role("link", name="That is all: go on").click()
    page.get_by_role("link", name="Go on to the questions").click()
    for _ in range(MOST_QUESTIONS):
        if page.url.endswith("/result"):
            break
        say_no(page)
    assert page.url.endswith("/result")


def test_danger_interrupts_and_the_number_can_be_called(open_page: Open, person: Person) -> None:
    page = open_page("/assess")
    page.get_by_label("In your own words").fill(DANGER)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Get emergency help now")
    page.get_by_label("Where are you?").select_option("DE")
    page.get_by_role("button", name="Show the number").click()
    expect(page.get_by_role("link", name="Call 112")).to_have_attribute("href", "tel:112")
    expect(page.get_by_role("link", name="Call 911")).to_have_count(0)
    page.get_by_role("button", name="I have done this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was understood")
    page.get_by_role("link", name="Go on to the questions").click()
    expect(page.get_by_role("button", name="I don't know")).to_be_visible()


def test_going_back_shows_the_answer_and_changing_it_moves_the_ranking(open_page: Open, person: Person) -> None:
    person.remember(Interview(Account(text=WORDS)))
    page = open_page("/assess/question?concept=worse_neck_movement&on=answers")
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")
    before = page.locator(".so-far ol").inner_text()
    page.get_by_role("link", name="Change: Does turning").click()
    expect(page.get_by_role("button", name="Yes (your answer so far)")).to_be_visible()
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")
    assert page.locator(".so-far ol").inner_text() != before
    expect(page.get_by_text("Does turning or tilting your head bring it on")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
def test_every_page_of_the_interview_is_accessible_and_fits(
    open_page: Open, person: Person, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page("/assess", width=width, scheme=scheme)
    here = page.url.rpartition("/assess")[0]
    check(page)
    pains = (Pain("over_scapula", "left"),)
    answered = Account(text=WORDS, pains=pains, answers={"worse_neck_movement": "present"}, age=46.0)
    person.remember(Interview(answered, asked=("worse_neck_movement",)))
    for path in (
        "/assess/map?view=back",
        "/assess/map?view=left&at=rib_line.left",
        "/assess/understood",
        "/assess/question",
        "/assess/question?concept=worse_neck_movement",
        "/assess/question?concept=quality",
        "/assess/question?concept=fibromyalgia_2016",
        "/assess/answers",
        "/assess/anew",
    ):
        page.goto(here + path)
        check(page)
    page.goto(here + "/assess/question?concept=quality")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".fault")).to_be_focused()
    check(page)
    page.goto(here + "/assess")
    page.get_by_label("Age in years").fill("old")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".fault")).to_be_visible()
    check(page)
    person.remember(Interview(Account(text=DANGER)))
    page.goto(here + "/assess/danger")
    check(page)


def check(page: Page) -> None:
    """Holds a page, all of it opened, against axe, the size of a finger and the width of the screen."""
    expect(page.locator("h1")).to_have_count(1)
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    assert axe_faults(page) == [], page.url
    assert small_controls(page) == [], page.url
    assert not is_wider_than_screen(page), page.url
