"""A page as its tags and text, for tests of what stands in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

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

    def check(self) -> None:
        """What is true of every page: closed tags, ids once, links that lead somewhere, headings in order."""
        assert self.open == []
        ids = [attrs["id"] for _, attrs in self.tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        assert all(attrs["aria-labelledby"] in ids for _, attrs in self.tags if "aria-labelledby" in attrs)
        assert all(attrs["href"][1:] in ids for attrs in self.all("a") if attrs["href"].startswith("#"))
        levels = [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert not self.all("script")
        assert not self.all("link")
        assert not self.all("img")
        assert not [attrs for _, attrs in self.tags if "src" in attrs or "style" in attrs]
        assert all("aria-label" in attrs or attrs.get("aria-hidden") == "true" for attrs in self.all("svg"))


def words_of(html: str) -> str:
    """The text of a piece of a page, on one line."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html))


def section(html: str, heading: str) -> str:
    """The HTML of the section whose heading has an id."""
    start = html.index(f'id="{heading}"')
    return html[start : html.index("</section>", start)]
