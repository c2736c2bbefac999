"""The page in a real browser: at phone and desktop width, in light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from rhomboid.answers import assess
from rhomboid.model import Account
from rhomboid.report import render_report

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
TODAY = date(2026, 11, 22)
ACCOUNTS = {
    "mild": Account(text="Dull ache between my shoulder blades for three weeks, worse at my desk. No fever.", age=34),
    "emergency": Account(text="An hour ago a sudden tearing pain hit my upper back, the worst of my life.", age=61),
    "markup": Account(text="<script>document.title='x'</script><b>Pain</b> by my left shoulder blade & neck."),
    "empty": Account(),
}
WIDTHS = {"phone": 360, "desktop": 1280}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(params=ACCOUNTS)
def file(request: pytest.FixtureRequest, knowledge, tmp_path: Path) -> Path:
    account = ACCOUNTS[request.param]
    page = tmp_path / f"{request.param}.html"
    page.write_text(render_report(assess(account, knowledge, TODAY), account, knowledge), encoding="utf-8")
    return page


@pytest.fixture(params=[(width, scheme) for width in WIDTHS for scheme in ("light", "dark")], ids="-".join)
def page(request: pytest.FixtureRequest, browser: Browser, file: Path) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": WIDTHS[width], "height": 800}, color_scheme=scheme)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda sent: asked.append(sent.url))
    opened.goto(file.as_uri())
    assert asked == [file.as_uri()], "the page asked for something beside itself"
    yield opened
    context.close()


def test_the_page_is_accessible_and_fits_its_width(page: Page) -> None:
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert results.violations_count == 0, results.generate_report()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow == 0


def test_the_page_leads_with_what_to_do(page: Page) -> None:
    first = page.locator("h1").first.inner_text()
    assert first
    assert page.locator("h1").count() == 1
    assert page.locator("h1, h2").first.inner_text() == first


def test_words_stay_words(page: Page) -> None:
    assert page.title() != "x"
    assert page.locator("script").count() == 0
