"""The page."""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from rhomboid.answers import assess
from rhomboid.model import Account, Pain
from rhomboid.report import render_report
from rhomboid.report.body_map import painful_shapes

TODAY = date(2026, 11, 22)
TEXT = "For a week pain along the inner edge of my right shoulder blade, worse when I turn my head. No fever."
VOID = {"meta", "br"}


class Page(HTMLParser):
    """What stands in a page: tags in order, attributes, and whether every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.tags if name == tag]


def page_of(account: Account, knowledge) -> str:
    return render_report(assess(account, knowledge, TODAY), account, knowledge)


@pytest.fixture(scope="module")
def html(knowledge) -> str:
    return page_of(Account(text=TEXT, age=46), knowledge)


def test_every_tag_is_closed(html: str) -> None:
    assert Page(html).open == []


def test_the_page_asks_nothing_of_anyone(html: str) -> None:
    page = Page(html)
    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("img")
    assert not [attrs for _, attrs in page.tags if "src" in attrs]
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_what_to_do_comes_first(html: str) -> None:
    assert html.index("<h1") < html.index("What it may be")
    assert html.index('id="what-to-do"') < html.index("Where it hurts")


def test_headings_go_down_one_level_at_a_time(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(html).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_has_landmarks_and_a_language(html: str) -> None:
    page = Page(html)
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("main")) == len(page.all("header")) == len(page.all("footer")) == 1
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert all(attrs["aria-labelledby"] in ids for _, attrs in page.tags if "aria-labelledby" in attrs)
    assert all(attrs["href"][1:] in ids for attrs in page.all("a") if attrs["href"].startswith("#"))


def test_a_drawing_has_a_text_twin(html: str) -> None:
    page = Page(html)
    drawings = page.all("svg")
    assert all("aria-label" in attrs or attrs.get("aria-hidden") == "true" for attrs in drawings)
    assert "Pain along the inner edge of a shoulder blade, right" in page.text


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
