"""
Measure the app in the browser; `python bench/app.py` prints its section of RESULTS.md alone.

It needs chromium and wrk. Numbers depend on the machine and on what else it does; compare only within one run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

from page import table
from playwright.sync_api import Page, Playwright, Response, sync_playwright
from timing import Times, say, summary

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
  const asked = () => location.pathname + document.querySelector("h1")?.textContent;
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


def app_section() -> str:
    """All of it, as Markdown."""
    start, (taps, wrk), sizes = first_page(), question_step(), weights()
    heaviest = sorted(sizes.items(), key=lambda one: -one[1])[:HEAVIEST]
    rows = [
        ["first page, from the command `rhomboid`", f"{say(start.median)} ({say(start.low)} to {say(start.high)})"],
        [f"question page, {CONNECTIONS} connections, p50", wrk["50"]],
        [f"question page, {CONNECTIONS} connections, p99", wrk["99"]],
        ["question pages a second", wrk["Requests/sec"]],
        ["tap on an answer to the next question painted", f"{say(taps.median)} ({say(taps.low)} to {say(taps.high)})"],
        ["heaviest pages, all they load, uncompressed", ", ".join(f"{k} {v / 1000:.0f} KB" for k, v in heaviest)],
    ]
    return (
        f"{table(['what', 'measured'], rows)}\n\nMedians with quartiles of {start.n} starts and {taps.n} taps. One "
        "process serves; wrk asks for the same question of one\ninterview over and over, whose answer is in memory: an "
        "answer that is new takes one assessment more, as the taps do.\nwrk and Chromium run on the same machine."
    )


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
                build_opener(HTTPCookieProcessor(CookieJar())).open(link).read()  # a person's browser keeps the cookie
                taken.append(time.perf_counter() - begun)
    return summary(taken)


def question_step() -> tuple[Times, dict[str, str]]:
    """From a tap to the next question painted, over a whole interview; and its first question under wrk."""
    with tempfile.TemporaryDirectory() as folder, app(Path(folder)) as link, sync_playwright() as playwright:
        page = _told(playwright, link)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
        wrk = _under_wrk(f"{_origin(link)}{QUESTION}", cookies)
        taps = []
        while QUESTION in page.url and len(taps) < MOST_STEPS:
            # The last button says that it is not known: no danger interrupts, and there is one on every question.
            taps.append(page.locator("main form button").last.evaluate(AFTER_TAP) / 1000)
        return summary(taps), wrk


def weights() -> dict[str, int]:
    """Bytes of one page of each kind with all that it loads, uncompressed."""
    found: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        person = lived_in(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with listening(person) as link:
            context = browser.new_context()
            context.new_page().goto(link)
            for kind, address in tour(person).items():
                page, loaded = context.new_page(), list[Response]()
                page.on("response", lambda response, loaded=loaded: loaded.append(response))
                page.goto(f"{_origin(link)}{address}", wait_until="networkidle")
                found[kind] = sum(len(one.body()) for one in loaded if one.ok)
                page.close()
        browser.close()
        person.close_diary()
    return found


def _told(playwright: Playwright, link: str) -> Page:
    """A browser on a phone's width at the first question of an interview that began with words."""
    page = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(link)
    page.goto(f"{_origin(link)}/assess")
    page.locator("textarea").first.fill(TEXT)
    page.locator("form:has(textarea) button").last.click()
    page.wait_for_url("**/assess/*")
    page.goto(f"{_origin(link)}{QUESTION}")
    return page


def _under_wrk(address: str, cookies: str) -> dict[str, str]:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "--latency", "-H", f"Cookie: {cookies}", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"wrk was refused:\n{said}")
    return dict(re.findall(r"^\s*(50|99|Requests/sec)[%:]\s+(\S+)", said, re.MULTILINE))


def _origin(link: str) -> str:
    return link.partition("/?")[0]


if __name__ == "__main__":
    print(app_section())
