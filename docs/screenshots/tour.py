"""
Every page of the app, found by following its own links as a person would, one example of each kind.

Two addresses are of one kind when they differ in what the route takes from them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import unescape

from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from rhomboid.web import Person, create_app

TOKEN, PORT = "tour", 8123
_LINK = re.compile(r'(?:href|action|formaction)="(/[^"#]*)')
_MOST_OF_A_KIND = 2
"""How many pages of one kind are read for their links: more would only show the same again."""


class Watched:
    """The app, remembering the kind of each path: what the route takes from it is put back as its name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kinds: dict[str, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        kind: str = scope["path"]
        for name, value in scope.get("path_params", {}).items():
            kind = kind.replace(f"/{value}", f"/{{{name}}}", 1)
        self.kinds[scope["path"]] = kind


def asking(person: Person) -> tuple[TestClient, Watched]:
    """Somebody who is let in and asks without a browser."""
    watched = Watched(create_app(person, TOKEN, PORT))
    client = TestClient(watched, base_url=f"http://127.0.0.1:{PORT}")
    client.get("/", params={"token": TOKEN})
    return client, watched


def tour(person: Person, beside: Iterable[str] = ()) -> dict[str, str]:
    """The address of one page of each kind; `beside` are pages that no link leads to."""
    client, watched = asking(person)
    found: dict[str, str] = {}
    read: dict[str, int] = {}
    known: set[str] = set()
    waiting = deque(["/", *beside])
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        if not _is_page(answer):
            continue
        kind = watched.kinds.get(answer.url.path, answer.url.path)
        read[kind] = read.get(kind, 0) + 1
        found.setdefault(kind, address)
        if read[kind] <= _MOST_OF_A_KIND:
            for link in links(answer.text):
                if link not in known:
                    known.add(link)
                    waiting.append(link)
    return found


def _is_page(answer: Response) -> bool:
    """Whether an answer is to be looked at in the browser, and not to be saved or followed."""
    kind, use = (answer.headers.get(name, "") for name in ("content-type", "content-disposition"))
    return answer.status_code == 200 and kind.startswith("text/html") and not use.startswith("attachment")


def links(html: str) -> Iterator[str]:
    """The own addresses that a page leads to, assets left out."""
    return (unescape(link) for link in _LINK.findall(html) if not link.startswith(("/static/", "/api/")))
