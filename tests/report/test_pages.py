"""The page in a real browser: at phone and desktop width, in light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from samples import sample_claim, sample_plan, sample_scan, sample_treatment, serious_scan

from rhomboid.answers import appraise_scan, appraise_treatment, assess, plan
from rhomboid.model import Account, KnowledgeBase, PainPoint
from rhomboid.report import render_appraisal, render_report

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
TODAY = date(2026, 11, 22)
ACCOUNTS = {
    "mild": Account(text="Dull ache between my shoulder blades for three weeks, worse at my desk. No fever.", age=34),
    "emergency": Account(text="An hour ago a sudden tearing pain hit my upper back, the worst of my life.", age=61),
    "markup": Account(text="<script>document.title='x'</script><b>Pain</b> by my left shoulder blade & neck."),
    "empty": Account(),
}
LASTING = Account(
    text="For eight months burning pain between my shoulder blades and at the base of my neck, worse at my desk.",
    age=66,
    answers={"hx_anticoagulant": "present", "hx_osteoporosis": "present"},
    tried={"massage": "no_help", "heat": "helped"},
)
DIARY = tuple(PainPoint(float(day), float(5 + day % 3)) for day in range(30))
SCAN = "MRI thoracic spine: small disc protrusion at T7-8. Haemangioma T10. No fracture. Odd shadow."
WIDTHS = {"phone": 360, "desktop": 1280}
LOOKS = [(width, scheme) for width in WIDTHS for scheme in ("light", "dark")]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


def assessed(account: Account, knowledge: KnowledgeBase) -> str:
    return render_report(assess(account, knowledge, TODAY), account, knowledge)


def planned(account: Account, knowledge: KnowledgeBase) -> str:
    """A page of the shipped knowledge with everything on it."""
    assessment = assess(account, knowledge, TODAY)
    made = plan(assessment, account, knowledge, DIARY)
    scan = appraise_scan(SCAN, account, knowledge, TODAY)
    treatment = appraise_treatment("my chiropractor wants to crack it", account, knowledge, TODAY)
    return render_report(assessment, account, knowledge, made, (scan, treatment, sample_claim()))


def sampled(knowledge: KnowledgeBase) -> str:
    """A page of hand-made values, which hold every kind of thing there is."""
    account = ACCOUNTS["mild"]
    appraisals = (sample_scan(), sample_treatment(), sample_claim())
    return render_report(assess(account, knowledge, TODAY), account, knowledge, sample_plan(), appraisals)


PAGES: dict[str, Callable[[KnowledgeBase], str]] = {
    **{name: partial(assessed, account) for name, account in ACCOUNTS.items()},
    "plan": partial(planned, LASTING),
    "emergency-plan": partial(planned, ACCOUNTS["emergency"]),
    "everything": sampled,
    "scan": lambda _: render_appraisal(serious_scan()),
    "treatment": lambda _: render_appraisal(sample_treatment()),
    "claim": lambda _: render_appraisal(sample_claim()),
}


@pytest.fixture(scope="module", params=PAGES)
def file(request: pytest.FixtureRequest, knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    page.write_text(PAGES[request.param](knowledge), encoding="utf-8")
    return page


@pytest.fixture(
    scope="module", params=[(width, scheme) for width in WIDTHS for scheme in ("light", "dark")], ids="-".join
)
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
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
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
