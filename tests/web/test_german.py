"""The whole app in German: no page of it falls back into English."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "screenshots"))

from lived_in import lived_in
from tour import asking, tour

from rhomboid.web import Person

ENGLISH = re.compile(
    r"\b(the|and|of|is|are|your|you|with|not|what|how|pain|this|that|has|have|from|day|days|or|none)\b"
)
EMPTY = {"area", "br", "hr", "img", "input", "link", "meta", "circle", "ellipse", "path", "rect"}
OWN_WORDS = {"script", "style", "q", "blockquote", "textarea", "code"}
"""What is the person's own, or nobody's language."""
SAID = ("aria-label", "title", "placeholder")


class Sentences(HTMLParser):
    """What a page says in its own language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        for name in SAID:
            self.handle_data(told.get(name) or "")
        if tag not in EMPTY:
            self._open.append((tag, tag in OWN_WORDS or told.get("lang") == "en"))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not any(foreign for _, foreign in self._open):
            self.said.append(words)


def in_german(person: Person) -> Person:
    person.wish(msgspec.structs.replace(person.preferences, language="de", country="DE"))
    return person


def test_no_page_says_anything_in_english(tmp_path: Path) -> None:
    for number, person in enumerate((lived_in(tmp_path), Person(tmp_path / "new", str(tmp_path / "new.sqlite")))):
        pages = tour(in_german(person))
        client, _ = asking(person)
        for address in pages.values():
            html = client.get(address).text
            assert '<html lang="de"' in html
            english = [said for said in Sentences(html).said if len(ENGLISH.findall(said)) >= 2]
            assert english == [], f"{number} {address}"
        person.close_diary()


def test_what_was_kept_in_english_counts_in_german_too(tmp_path: Path) -> None:
    person = in_german(lived_in(tmp_path))
    person.begin_anew()
    client, _ = asking(person)
    for path in ("/trials/new/check?remedy=heat", "/trials/new", "/diary", "/plan", "/result", "/settings/saved"):
        assert client.get(path).status_code == 200, path
    person.close_diary()


def test_a_fault_is_told_in_german(tmp_path: Path) -> None:
    client, _ = asking(in_german(Person(tmp_path, str(tmp_path / "diary.sqlite"))))
    page = client.get("/no-such-page")
    assert page.status_code == 404
    assert [said for said in Sentences(page.text).said if ENGLISH.search(said)] == []


def test_the_browser_is_answered_in_the_language_it_asks_for(tmp_path: Path) -> None:
    client, _ = asking(Person(tmp_path, str(tmp_path / "diary.sqlite")))
    for asked, spoken in (("de-AT,de;q=0.9", "de"), ("fr-FR,fr;q=0.9", "en"), ("", "en")):
        assert f'<html lang="{spoken}"' in client.get("/", headers={"accept-language": asked}).text
