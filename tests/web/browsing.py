"""A person's browser: opened on the app, watched for faults, and held against axe and the size of a finger."""

from __future__ import annotations

import shutil
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
TOKEN = "the-link-of-this-launch"  # noqa: S105
PORT = 8123
PHONE, DESKTOP = 360, 1280
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST = 44
CONTROLS = "button, select, textarea, summary, input:not([type=hidden]), .button, nav a, .cards a, label.choice"
"""What is pressed. A box to tick is as large as its label."""


class Opened:
    """Pages opened on one app; whatever they complain of in the console fails the test that closes them."""

    def __init__(self, browser: Browser, link: str) -> None:
        self.browser = browser
        self.link = link
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __call__(
        self, path: str = "/", width: int = PHONE, scheme: Literal["light", "dark"] = "light", javascript: bool = True
    ) -> Page:
        """A page of the app, let in by its link."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=javascript
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self.complaints.append(f"{page.url}: {said.text}") if _is_fault(said) else None)
        page.on("request", lambda asked: None if self._is_own(asked.url) else self.complaints.append(asked.url))
        page.goto(self.link)
        if path != "/":
            page.goto(f"{self.link.partition('?')[0].rstrip('/')}{path}")
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.complaints == []

    def _is_own(self, address: str) -> bool:
        return address.startswith((self.link.partition("?")[0], "data:", "blob:"))


def axe_faults(page: Page) -> list[str]:
    """What axe finds wrong, a line each."""
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


def small_controls(page: Page) -> list[str]:
    """Controls that can be seen and are smaller than a finger."""
    return [
        f"{control.evaluate('it => it.outerHTML')[:120]} {box['width']:.0f}x{box['height']:.0f}"
        for control in page.locator(CONTROLS).all()
        if control.is_visible()
        and (
            box := (
                control.evaluate(
                    "it => { const one = it.closest('label') ?? it; const { width, height } ="
                    " one.getBoundingClientRect(); return { width, height }; }"
                )
            )
        )
        and min(box["width"], box["height"]) < SMALLEST - 0.5
    ]


def is_wider_than_screen(page: Page) -> bool:
    """Whether a page has to be moved sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def _is_fault(said: object) -> bool:
    # A refused form is answered with 422, which the browser reports and the page explains.
    return said.type == "error" and "status of 4" not in said.text
