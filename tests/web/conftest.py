"""The app for one person with a clock of their own: asked directly, or live for a real browser."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from browsing import CHROMIUM, PORT, TOKEN, Opened

from rhomboid.web import Person, create_app


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def __call__(self) -> tuple[datetime, str]:
        return self.now, "UTC"

    def forward(self, **by: float) -> None:
        """Let time pass: ``forward(days=1)``."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def person(tmp_path: Path, clock: Clock) -> Iterator[Person]:
    """Somebody new, with a diary in a folder of their own."""
    one = Person(tmp_path, str(tmp_path / "diary.sqlite"), clock)
    yield one
    one.close_diary()


@pytest.fixture
def client(person: Person) -> Iterator[TestClient]:
    """The app as a program asks it, let in."""
    app = create_app(person, TOKEN, PORT)
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=True) as asking:
        assert asking.get("/", params={"token": TOKEN}).status_code == 200
        yield asking


@pytest.fixture
def live(person: Person) -> Iterator[str]:
    """The app listening on a port; the link that opens it."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(person, TOKEN, port)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{port}/?token={TOKEN}"
    server.should_exit = True
    running.join(timeout=10)
    listening.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, live: str) -> Iterator[Callable[..., Page]]:
    """Opens the app in a browser of some width and colour scheme, with or without JavaScript."""
    opened = Opened(browser, live)
    yield opened
    opened.close()
