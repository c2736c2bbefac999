"""The pages of what rhomboid knows."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import msgspec
import pytest
from browsing import DESKTOP, PHONE, axe_faults, is_wider_than_screen, small_controls
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from rhomboid.model import Estimate, KnowledgeBase, Shares, Statement
from rhomboid.model.rule import Rule
from rhomboid.web import Person
from rhomboid.web.knowledge.library import Library, library_of, short_citation
from rhomboid.web.knowledge.names import FAMILIES

OWN = ("/knowledge", "/settings", "/about", "/static")
"""What the pages link to that is built here."""
HEAVIEST = 150_000
KINDS_OF_PAGES = (
    "/knowledge",
    "/knowledge/claims",
    "/knowledge/causes/notalgia_paresthetica",
    "/knowledge/findings/heavy_breasts",
    "/knowledge/remedies/workstation",
    "/knowledge/claims/ischaemia",
    "/knowledge/scans/disc_bulge",
    "/knowledge/low-value/traction",
    "/knowledge/rules/meningitis_signs",
    "/knowledge/method/trials",
    "/knowledge/sources/wallwork-2024",
    "/knowledge/search?q=voltaren",
    "/knowledge/search?q=zzzzqq",
)
"""One page of every kind, small ones: what is wrong with a kind is wrong with all of it."""


@pytest.fixture
def library(person: Person) -> Library:
    return library_of(person.knowledge)


def links_of(page: str) -> set[str]:
    return {html.unescape(link).split("#")[0] for link in re.findall(r'(?:href|src|action)="(/[^"]*)"', page)}


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def words_on(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main_of(page))))


def sourced(value: object) -> Iterator[str]:
    """The source of every number and saying in a noun and in its nouns, and those a rule rests on as a whole."""
    if isinstance(value, (Estimate, Shares, Statement)):
        yield from filter(None, (value.source,))
    elif isinstance(value, Rule):
        yield from value.sources
    else:
        for part in parts_of(value):
            yield from sourced(part)


def parts_of(value: object) -> list[object]:
    if isinstance(value, KnowledgeBase):
        # It holds its sources themselves, and every figure once more by its id.
        return [getattr(value, field) for field in value.__struct_fields__ if field not in ("sources", "figures")]
    if isinstance(value, msgspec.Struct):
        return [getattr(value, field) for field in value.__struct_fields__]
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, tuple) else []


def test_every_page_answers_and_every_link_on_it_leads_somewhere(client: TestClient, library: Library) -> None:
    known = {article.address for article in library.all_articles()}
    known |= {f"/knowledge/sources/{key}" for key in library.sources}
    assert len(known) > 900
    seen: set[str] = set()
    waiting = {"/knowledge", *known}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html") and address.startswith("/knowledge"):
            assert main_of(answer.text).count("<h1") == 1, address
            waiting |= {link for link in links_of(answer.text) if link.startswith(OWN)} - seen
    assert known <= seen


def test_every_number_that_has_a_source_stands_on_the_page_of_that_source(person: Person, library: Library) -> None:
    resting = {key: sum(len(part.rows) for part in parts) for key, parts in library.resting.items()}
    counted: dict[str, int] = {}
    for key in sourced(person.knowledge):
        counted[key] = counted.get(key, 0) + 1
    missing = {key: (count, resting.get(key, 0)) for key, count in counted.items() if resting.get(key, 0) < count}
    assert missing == {}


def test_every_source_has_something_that_rests_on_it(library: Library) -> None:
    assert [key for key in library.sources if key not in library.resting] == []


def test_a_number_is_told_with_its_interval_its_grade_its_place_and_its_source(client: TestClient) -> None:
    page = client.get("/knowledge/scans/disc_bulge").text
    told = words_on(page)
    assert "At 20 years, without pain: 30% between 20% and 40%" in told
    assert "Measured: Brinjikji 2015 , Table 1, as reproduced . Interval ours." in told
    assert 'href="/knowledge/sources/brinjikji-2015a"' in page


def test_a_page_says_what_share_of_its_numbers_is_judged(client: TestClient, library: Library) -> None:
    article = library.articles["causes"]["postural_strain"]
    judged = sum(row.grade == "judged" for row in article.graded)
    told = words_on(client.get(article.address).text)
    assert f"{judged} of the {len(article.graded)} numbers on this page" in told
    assert "Every number on this page comes from a source." in words_on(client.get("/knowledge/scans/disc_bulge").text)


def test_a_source_says_who_was_studied_and_that_its_link_leaves_the_machine(client: TestClient) -> None:
    page = client.get("/knowledge/sources/brinjikji-2015a").text
    assert '<a href="https://doi.org/10.3174/ajnr.A4173" rel="noreferrer external"' in page
    told = words_on(page)
    assert "This link leaves your machine" in told
    assert "3,110 people without back pain" in told
    assert "36 numbers rest on it." in told
    assert 'href="/knowledge/scans/disc_bulge"' in page


def test_a_finding_tells_with_which_causes_it_is_more_frequent_and_with_which_less(client: TestClient) -> None:
    told = words_on(client.get("/knowledge/findings/between_shoulder_blades").text)
    more = told.index("Causes with which it is more frequent")
    less = told.index("Causes with which it is less frequent")
    assert more < told.index("T4 syndrome") < less < told.index("Kidney stone")


def test_a_danger_rule_is_told_in_the_names_of_its_findings(client: TestClient) -> None:
    page = client.get("/knowledge/rules/weight_loss").text
    assert "weight loss without trying or ( loss of appetite and ( how long it has lasted : one to six" in words_on(
        page
    )
    assert 'href="/knowledge/findings/night_sweats"' in page


def test_the_foot_tells_what_the_numbers_rest_on(client: TestClient, library: Library) -> None:
    told = words_on(client.get("/knowledge").text)
    assert f"content {library.knowledge.hash[:12]}" in told
    assert f"and {library.stats.by_grade['judged']} are our judgement" in told


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hart atack", "/knowledge/causes/acute_coronary_syndrome"),
        ("Shingels", "/knowledge/causes/herpes_zoster"),
        ("disc buldge", "/knowledge/scans/disc_bulge"),
        ("voltaren", "/knowledge/remedies/topical_nsaid"),
        ("opioids", "/knowledge/low-value/opioids"),
        ("Brinjikij 2015", "/knowledge/sources/brinjikji-2015a"),
        ("does it hurt between your shoulder blades?", "/knowledge/findings/between_shoulder_blades"),
    ],
)
def test_the_search_finds_names_synonyms_questions_and_what_is_misspelt(
    client: TestClient, asked: str, found: str
) -> None:
    page = client.get("/knowledge/search", params={"q": asked}).text
    assert f'href="{found}"' in page


def test_the_best_hit_of_a_misspelt_word_stands_first(library: Library) -> None:
    assert library.finder.find("shingels")[0].address == "/knowledge/causes/herpes_zoster"


def test_a_search_without_a_hit_or_a_word_says_what_to_do(client: TestClient) -> None:
    nothing = client.get("/knowledge/search", params={"q": "<b>qqqzzz</b>"})
    assert nothing.status_code == 200
    assert "Nothing was found for" in nothing.text
    assert "<b>qqq" not in nothing.text
    assert 'href="/assess"' in main_of(nothing.text)
    assert "Type a word" in client.get("/knowledge/search").text
    assert client.get("/knowledge/search", params={"q": "x " * 5000}).status_code == 200


@pytest.mark.parametrize("address", ["/knowledge/nothing", "/knowledge/causes/nothing", "/knowledge/sources/no-1900"])
def test_what_is_not_known_is_told_in_a_sentence(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "is known" in answer.text or "no source" in answer.text


def test_every_family_of_causes_has_a_name(person: Person) -> None:
    assert {cause.family for cause in person.knowledge.causes.values()} <= FAMILIES.keys()


def test_sources_are_named_by_author_and_year(library: Library) -> None:
    assert short_citation(library.sources["brinjikji-2015a"]) == "Brinjikji 2015"
    assert short_citation(library.sources["hernandez-diaz-2000"]) == "Hernandez-Diaz 2000"


def test_no_page_is_heavy(client: TestClient, library: Library) -> None:
    largest = max((article for article in library.all_articles()), key=lambda article: len(article.graded))
    for address in (largest.address, "/knowledge/sources", "/knowledge/findings", "/knowledge/rules"):
        page = client.get(address)
        loaded = {link for link in links_of(page.text) if link.startswith("/static")}
        assert len(page.content) + sum(len(client.get(link).content) for link in loaded) <= HEAVIEST, address


# Colours change with the scheme alone, and what fits with the width alone: two pages see both of both.
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_the_pages_can_be_read_and_used_by_everyone(open_page: Callable[..., Page], width: int, scheme: str) -> None:
    page = open_page("/knowledge", width=width, scheme=scheme)
    base = page.url.removesuffix("/knowledge")
    for address in KINDS_OF_PAGES:
        page.goto(base + address)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert (axe_faults(page), small_controls(page), is_wider_than_screen(page)) == ([], [], False), address


@pytest.mark.parametrize("javascript", [True, False])
def test_the_keyboard_alone_leads_from_a_search_to_a_source(open_page: Callable[..., Page], javascript: bool) -> None:
    page = open_page("/knowledge", javascript=javascript)
    page.get_by_label("Search what rhomboid knows").focus()
    page.keyboard.type("disc buldge")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Search", exact=True)).to_be_visible()
    page.get_by_role("link", name="A disc bulge").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A disc bulge")
    page.get_by_role("link", name="Brinjikji 2015").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("36 numbers rest on it.")).to_be_visible()
