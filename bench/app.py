"""
Measure the app in the browser; `python bench/app.py` prints its section of RESULTS.md alone.

It needs chromium and wrk. Numbers depend on the machine and on what else it does; compare only within one run.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

from page import table, times_table
from playwright.sync_api import Page, Playwright, sync_playwright
from timing import Times, summary

sys.path.insert(0, str(Path(__file__).parents[1] / "docs" / "screenshots"))

from lived_in import TEXT, lived_in
from take import CHROMIUM, listening
from tour import tour

CONNECTIONS, SECONDS = 50, 10
STARTS, MOST_STEPS = 7, 24
QUESTION = "/assess/question"
HEAVIEST = 5
AFTER_TAP = """
button => new Promise(done => {
  const asked = () => document.querySelector("h1")?.textContent;
  const before = asked(), begun = performance.now();
  new MutationObserver((_, watching) => {
    if (asked() === before) return;
    watching.disconnect();
    // The frame after the next one begins when this one has been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
  }).observe(document, { childList: true, subtree: true, characterData: true });
  button.click();
})
"""
"""Milliseconds from a tap on a button until a page with another heading has been painted."""


@contextmanager
def app(folder: Path) -> Iterator[str]:
    """`rhomboid app` as a process of its own, with its data in `folder`; the link that opens it."""
    environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "RHOMBOID_STORE": str(folder / "diary.sqlite")}
    command = [sys.executable, "-m", "rhomboid.cli", "app", "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        yield next(found[0] for line in process.stderr or () if (found := re.search(r"http://\S+token=\S+", line)))
    finally:
        process.terminate()
        process.wait(timeout=10)


def first_page() -> Times:
    """From the command to the whole first page, each time with a new process."""
    taken = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            with app(Path(folder)) as link:
                _asked(link).read()
                taken.append(time.perf_counter() - begun)
    return summary(taken)


def question_step() -> tuple[Times, dict[str, str]]:
    """From a tap to the next question painted, over a whole interview; and the question's page under wrk."""
    with tempfile.TemporaryDirectory() as folder, app(Path(folder)) as link, sync_playwright() as playwright:
        page = _told(playwright, link)
        taps = []
        while len(taps) < MOST_STEPS and QUESTION in page.url:
            taps.append(page.locator("main form button").first.evaluate(AFTER_TAP) / 1000)
        _begin_anew(page, link)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
        return summary(taps), _under_wrk(f"{_origin(link)}{QUESTION}", cookies)


def weights() -> dict[str, int]:
    """Bytes of one page of each kind with all that it loads, uncompressed, nothing kept from before."""
    found: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        person = lived_in(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with listening(person) as link:
            for kind, address in tour(person).items():
                context = browser.new_context()
                page = context.new_page()
                page.goto(link)
                context.clear_cookies(name="none")
                sizes: list[int] = []
                page.on("response", lambda got, sizes=sizes: sizes.append(len(got.body())) if got.ok else None)
                page.goto(f"{_origin(link)}{address}", wait_until="networkidle")
                found[kind] = sum(sizes)
                context.close()
        browser.close()
        person.close_diary()
    return found
