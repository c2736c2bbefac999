"""
A hostile or clumsy person: opens a page, fills in one of its forms with anything at all, and sends it.

Seeded, so that what went wrong can be seen again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

from httpx2 import Response
from starlette.testclient import TestClient

NASTY = (
    b"",
    b" ",
    b"0",
    b"-1",
    b"11",
    b"1e999",
    b"nan",
    b"5,5",
    b"999999999999999999999",
    b"2026-02-30",
    b"0001-01-01",
    b"9999-12-31T23:59",
    b"../../etc/passwd",
    b"<script>alert(1)</script>",
    b"'; drop table entries; --",
    b"{{ 7 * 7 }}",
    b"%(name)s {name}",
    "Rückenschmerzen \U0001f629 \u202e".encode(),
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"a" * 600,
    b"pain " * 4_100,
    b"on",
    b"__class__",
)

LONGEST_QUERY = 60_000


@dataclass
class Form:
    """A form of a page: where it goes, how, and each field with what it would send."""

    action: str
    method: str = "get"
    multipart: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Form] = []
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = told.get("action") or self.address
            multipart = told.get("enctype") == "multipart/form-data"
            self.found.append(Form(action, told.get("method", "get").lower(), multipart))
        elif not self.found:
            return
        elif tag == "select":
            self._select = told.get("name", "")
        elif tag == "option" and self._select:
            self.found[-1].fields.append((self._select, told.get("value", "")))
        elif told.get("type") == "file":
            self.found[-1].files.append(told.get("name", ""))
        elif tag in ("input", "textarea", "button") and told.get("name"):
            self.found[-1].fields.append((told["name"], told.get("value", "on")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def filled(form: Form, chance: random.Random) -> list[tuple[str, bytes]]:
    """The form filled in by chance: some fields as they are, some with nonsense, some left out, some twice."""
    sent: list[tuple[str, bytes]] = []
    for name, value in form.fields:
        draw = chance.random()
        if draw < 0.25:
            continue
        sent.append((name, value.encode() if draw < 0.65 else chance.choice(NASTY)))
        if draw > 0.97:
            sent.append((name, chance.choice(NASTY)))
    if chance.random() < 0.05:
        sent.append(("unknown", chance.choice(NASTY)))
    return sent


def send(client: TestClient, form: Form, sent: list[tuple[str, bytes]], chance: random.Random) -> Response:
    """What the app answers to the form."""
    body = b"&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}".encode() for name, value in sent)
    if form.method == "get":
        # A browser puts what was filled in before the place on the page; no address is longer than this.
        return client.get(f"{form.action.partition('#')[0].partition('?')[0]}?{body.decode()[:LONGEST_QUERY]}")
    if form.multipart:
        files = {name: (chance.choice(("a.json", "b.csv", "c.zip", "")), chance.choice(NASTY)) for name in form.files}
        return client.post(form.action, files=files, data={name: value.decode("latin-1") for name, value in sent})
    kind = {"content-type": "application/x-www-form-urlencoded"}
    return client.post(form.action, content=body, headers=kind)


def forms_sent(client: TestClient, pages: list[str], count: int, seed: int) -> Iterator[tuple[str, Response]]:
    """What was sent, and what was answered, `count` times over."""
    chance = random.Random(seed)  # noqa: S311  no secret is drawn
    done = 0
    while done < count:
        address = chance.choice(pages)
        page = client.get(address)
        yield f"GET {address}", page
        forms = Forms(page.text, address).found if "text/html" in page.headers["content-type"] else []
        if not forms:
            continue
        form = chance.choice(forms)
        sent = filled(form, chance)
        yield f"{form.method} {form.action} {sent}"[:2000], send(client, form, sent, chance)
        done += 1
