"""The page."""

import re
from datetime import date

import pytest
from parsed import Page

from rhomboid.answers import assess
from rhomboid.model import Account, Pain
from rhomboid.report import render_report
from rhomboid.report.body_map import painful_shapes

TODAY = date(2026, 11, 22)
TEXT = "For a week pain along the inner edge of my right shoulder blade, worse when I turn my head. No fever."


def page_of(account: Account, knowledge) -> str:
    return render_report(assess(account, knowledge, TODAY), account, knowledge)


@pytest.fixture(scope="module")
def html(knowledge) -> str:
    return page_of(Account(text=TEXT, age=46), knowledge)


def test_the_page_is_well_formed_and_asks_nothing_of_anyone(html: str) -> None:
    Page(html).check()
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_what_to_do_comes_first(html: str) -> None:
    assert html.index("<h1") < html.index("What it may be")
    assert html.index('id="what-to-do"') < html.index("Where it hurts")


def test_the_page_has_landmarks_and_a_language(html: str) -> None:
    page = Page(html)
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("main")) == len(page.all("header")) == len(page.all("footer")) == 1


def test_a_drawing_has_a_text_twin(html: str) -> None:
    assert "Pain along the inner edge of a shoulder blade, right" in Page(html).text


def test_the_words_are_shown_with_what_was_understood(html: str) -> None:
    marks = {attrs["class"] for attrs in Page(html).all("mark")}
    assert {"present", "absent"} <= marks


def test_words_cannot_become_markup(knowledge) -> None:
    text = '<script>alert(1)</script> pain "between" my shoulder blades & <img src=x onerror=alert(1)>'
    html = page_of(Account(text=text), knowledge)
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_all_the_words_are_kept(knowledge) -> None:
    html = page_of(Account(text=TEXT), knowledge)
    quote = re.search("<blockquote>(.*?)</blockquote>", html, re.DOTALL).group(1)
    assert re.sub("<[^>]+>", "", quote) == TEXT


def test_a_place_on_one_side_is_drawn_on_that_side(knowledge) -> None:
    account = Account(pains=(Pain("over_scapula", "right"),))
    shapes = painful_shapes(assess(account, knowledge, TODAY), account, knowledge)
    assert [shape.x > 100 for shape in shapes if shape.view == "back"] == [True]
    assert "right" in shapes[0].name


def test_a_place_whose_side_is_unknown_is_drawn_on_both(knowledge) -> None:
    account = Account(pains=(Pain("over_scapula"),))
    shapes = painful_shapes(assess(account, knowledge, TODAY), account, knowledge)
    assert sorted(shape.x > 100 for shape in shapes) == [False, True]


def test_the_knowledge_can_be_told_from_the_page(html: str, knowledge) -> None:
    assert knowledge.hash in html


def test_an_emergency_is_marked_as_one(knowledge) -> None:
    html = page_of(Account(answers={"collapse": "present"}), knowledge)
    assert 'class="disposition emergency"' in html


def test_less_urgent_reasons_do_not_stand_beside_an_emergency(knowledge) -> None:
    account = Account(text="An hour ago a sudden tearing pain hit my upper back, the worst of my life.", age=61)
    assessment = assess(account, knowledge, TODAY)
    html = page_of(account, knowledge)
    first = html[html.index('id="what-to-do"') : html.index("<details>")]
    for alarm in assessment.alarms:
        assert (alarm.reason in first) == (alarm.disposition == "emergency")
        assert alarm.reason in html


def test_every_source_listed_is_linked_and_every_link_is_listed(html: str) -> None:
    page = Page(html)
    linked = {attrs["href"] for attrs in page.all("a") if attrs["href"].startswith("#source-")}
    assert {f"#{attrs['id']}" for attrs in page.all("li") if "id" in attrs} == linked != set()
