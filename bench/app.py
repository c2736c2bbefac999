"""
Measure the app in the browser and write APP.md beside this file.

    python bench/app.py

It needs chromium and wrk. Numbers depend on the machine and on what else it does; compare only within one run.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from timing import machine, summary

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "docs" / "screenshots"))

from lived_in import TEXT, lived_in  # noqa: E402
from tour import tour  # noqa: E402

CONNECTIONS, SECONDS = 50, 10
STARTS, STEPS = 7, 24
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUESTION = "/assess/question"
AFTER_TAP = """
(form) => new Promise(done => {
  const before = document.querySelector("h1")?.textContent;
  const begun = performance.now();
  new MutationObserver((_, watching) => {
    if (document.querySelector("h1")?.textContent === before) return;
    watching.disconnect();
    // The frame after the next one begins once this one has been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
  }).observe(document, { childList: true, subtree: true, characterData: true });
  form.click();
})
"""


@contextmanager
def app(folder: Path) -> Iterator[str]:
    """`rhomboid app` as a process of its own, with its data in `folder`; the link that opens it."""
    environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "RHOMBOID_STORE": str(folder / "diary.sqlite")}
    command = [sys.executable, "-m", "rhomboid.cli", "app", "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        yield _link(process)
    finally:
        process.terminate()
        process.wait(timeout=10)


def first_page() -> list[float]:
    """Seconds from the command to the whole first page, each time with a new process."""
    taken = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            with app(Path(folder)) as link:
                _opened(link).open(link).read()
                taken.append(time.perf_counter() - begun)
    return taken


def question_step(link: str) -> tuple[dict[str, str], list[float], list[float]]:
    """The question page under wrk; seconds of one answer sent and the next page got; milliseconds after a tap."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.goto(link)
        page.goto(f"{link.partition('/?')[0]}/assess")
        page.locator("textarea").first.fill(TEXT)
        page.locator("form:has(textarea) button[type=submit], form:has(textarea) button:not([type])").first.click()
        page.wait_for_load_state("networkidle")
        taps = _taps(page, link)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
        browser.close()
    return _under_wrk(f"{link.partition('/?')[0]}{QUESTION}", cookies), *taps


def _taps(page: Page, link: str) -> tuple[list[float], list[float]]:
    """Answer questions until they end: how long the next one took, and how long of that the server took."""
    painted, answered = [], []
    page.on("response", lambda got: answered.append(got.request.timing["responseEnd"] / 1000))
    for _ in range(STEPS):
        page.goto(f"{link.partition('/?')[0]}{QUESTION}")
        page.wait_for_load_state("networkidle")
        if QUESTION not in page.url:
            break
        answered.clear()
        button = page.locator("main form button").first
        painted.append(page.evaluate(AFTER_TAP, button.element_handle()) / 1000)
    return painted, answered


def weights() -> dict[str, int]:
    """Bytes of each kind of page with all that it loads, as sent, nothing kept from before."""
    sys.path.insert(0, str(HERE.parent / "docs" / "screenshots"))
    from take import listening  # noqa: PLC0415

    found: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        person = lived_in(Path(folder))
        pages = tour(person)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with listening(person) as link:
            for kind, address in pages.items():
                context = browser.new_context()
                page = context.new_page()
                page.goto(link)
                sizes: list[int] = []
                page.on("response", lambda got, sizes=sizes: sizes.append(len(got.body())) if got.ok else None)
                page.context.clear_cookies  # noqa: B018
                page.goto(f"{link.partition('/?')[0]}{address}", wait_until="networkidle")
                found[kind] = sum(sizes)
                context.close()
        browser.close()
        person.close_diary()
    return found


def _under_wrk(address: str, cookies: str) -> dict[str, str]:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "--latency", "-H", f"Cookie: {cookies}", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = dict(re.findall(r"(50|99)%\s+(\S+)", said))
    told["per second"] = re.search(r"Requests/sec:\s+(\S+)", said)[1]
    told["refused"] = (re.search(r"Non-2xx or 3xx responses: (\d+)", said) or [0, "0"])[1]
    return told


def _link(process: subprocess.Popen[str]) -> str:
    for line in process.stderr or ():
        if found := re.search(r"http://\S+token=\S+", line):
            return found[0]
    raise RuntimeError("The app did not start.")


def _opened(link: str) -> urllib.request.OpenerDirector:
    del link
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
