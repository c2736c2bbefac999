"""
Take a picture of every page, at phone and desktop width, in light and dark: run by `make screenshots`.

    python docs/screenshots/take.py [FOLDER] [LANGUAGE]

They go to build/screenshots unless a FOLDER is named. What the pages look like is for a person to judge. What axe
finds, controls smaller than a finger and pages that must be moved sideways, also at 320 pixels (a desktop at 400%
zoom), are printed, and end it with 1.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import uvicorn
from lived_in import lived_in
from playwright.sync_api import Browser, Page, sync_playwright
from tour import TOKEN, tour

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "web"))

from browsing import axe_faults, is_wider_than_screen, small_controls

from rhomboid.web import Person, create_app

WIDTHS = {"phone": 360, "desktop": 1280}
NARROWEST = 320
SHOWN = ("assess-map", "assess-question", "result", "plan", "diary", "trials-trial-result")
"""What the README shows: the first screen of each on a phone, as FOLDER/readme/NAME.png."""
SCHEMES = ("light", "dark")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def main(folder: Path, language: str) -> list[str]:
    """Every page of somebody who has used the app for two months, and of somebody new; the faults of all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as lived, tempfile.TemporaryDirectory() as new, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        somebody = lived_in(Path(lived))
        somebody.wish(msgspec.structs.replace(somebody.preferences, language=language, country="GB"))
        stranger = Person(Path(new), str(Path(new) / "diary.sqlite"))
        stranger.wish(msgspec.structs.replace(stranger.preferences, language=language))
        faults = [*take(browser, somebody, folder, ""), *take(browser, stranger, folder, "new-")]
        browser.close()
        return faults


def take(browser: Browser, person: Person, folder: Path, prefix: str) -> list[str]:
    """The pictures of one person's pages, and what is wrong with them."""
    pages, faults = tour(person), []
    with listening(person) as link:
        for width, pixels in WIDTHS.items():
            for scheme in SCHEMES:
                context = browser.new_context(viewport={"width": pixels, "height": 800}, color_scheme=scheme)
                page = context.new_page()
                page.goto(link)
                for kind, address in pages.items():
                    page.goto(f"{link.partition('/?')[0]}{address}")
                    name = f"{prefix}{_name(kind)}-{width}-{scheme}"
                    if name.removesuffix("-phone-light") in SHOWN:
                        page.screenshot(path=folder / "readme" / f"{_name(kind)}.png")
                    page.screenshot(path=folder / f"{name}.png", full_page=True)
                    faults += [f"{name}: {fault}" for fault in _faults(page, pixels)]
                context.close()
    return faults


def _faults(page: Page, width: int) -> list[str]:
    """What is wrong with a page once everything on it is unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = [*axe_faults(page), *small_controls(page)]
    for pixels in (NARROWEST, width):
        page.set_viewport_size({"width": pixels, "height": 800})
        found += [f"wider than {pixels}"] if is_wider_than_screen(page) else []
    return found


@contextmanager
def listening(person: Person) -> Iterator[str]:
    """The app on a free port; the link that opens it."""
    socket_ = socket.create_server(("127.0.0.1", 0))
    port = socket_.getsockname()[1]
    config = uvicorn.Config(create_app(person, TOKEN, port), log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run, kwargs={"sockets": [socket_]}, daemon=True)
    running.start()
    try:
        yield f"http://127.0.0.1:{port}/?token={TOKEN}"
    finally:
        server.should_exit = True
        running.join(timeout=10)


def _name(kind: str) -> str:
    """A file's name for a kind of page: ``/knowledge/causes/{id}`` is ``knowledge-causes-id``."""
    return kind.strip("/").replace("{", "").replace("}", "").replace("/", "-") or "home"


if __name__ == "__main__":
    wrong = main(Path(sys.argv[1] if sys.argv[1:] else "build/screenshots"), sys.argv[2] if sys.argv[2:] else "en")
    sys.stdout.writelines(f"{fault}\n" for fault in wrong)
    sys.exit(1 if wrong else 0)
