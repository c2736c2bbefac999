"""What a scan report, an offered treatment or a claim is worth."""

from __future__ import annotations

import re
from html import unescape

import msgspec
import pytest
from starlette.testclient import TestClient
from told import CALM, DANGER

from rhomboid.web import Person

COMMON = "C5-6 disc bulge, T7-8 protrusion."


def main_of(html: str) -> str:
    return unescape(html.partition("<main")[2].partition("</main>")[0])


def test_there_are_three_ways_in(client: TestClient) -> None:
    page = main_of(client.get("/appraise").text)
    assert re.findall(r'method="post" action="(.*?)"', page) == [
        "/appraise/scan",
        "/appraise/treatment",
        "/appraise/claim",
    ]


def test_a_common_scan_finding_is_told_with_how_many_have_it_without_pain(client: TestClient) -> None:
    page = main_of(client.post("/appraise/scan", data={"words": COMMON}).text)
    assert "people without pain" in page.lower()
    assert 'class="cite"' in page


def test_a_scan_that_needs_someone_leads_with_that(client: TestClient, person: Person) -> None:
    person.remember(CALM)
    page = main_of(
        client.post("/appraise/scan", data={"words": "Suspicious for metastasis at T6. T7-8 protrusion."}).text
    )
    assert page.index("See a doctor") < page.index("metastasis")
    assert page.index('class="disposition') < page.index("What your scan report can and cannot mean")
    assert page.count("<h1") == 1


def test_an_offered_treatment_is_weighed_for_the_person_who_told(client: TestClient, person: Person) -> None:
    anyone = main_of(client.post("/appraise/treatment", data={"words": "massage"}).text)
    assert "For you:" not in anyone
    person.remember(CALM)
    assert "For you:" in main_of(client.post("/appraise/treatment", data={"words": "massage"}).text)


def test_in_an_emergency_that_leads_whatever_is_asked(client: TestClient, person: Person) -> None:
    person.remember(DANGER)
    for path, words in (("/appraise/treatment", "massage"), ("/appraise/scan", COMMON)):
        page = main_of(client.post(path, data={"words": words}).text)
        assert page.index('href="tel:112"') < page.index(words.partition(",")[0])


@pytest.mark.parametrize("kind", ["scan", "treatment", "claim"])
def test_what_is_not_recognised_is_said_and_the_lists_are_offered(client: TestClient, kind: str) -> None:
    answer = client.post(f"/appraise/{kind}", data={"words": "blue pebbles"})
    assert answer.status_code == 200
    page = main_of(answer.text)
    assert "recognised" in page or "none of the claims" in page
    assert f'href="/appraise#{kind}"' in page


@pytest.mark.parametrize("kind", ["scan", "treatment", "claim"])
@pytest.mark.parametrize("words", ["", "  ", "x" * 5001])
def test_words_that_cannot_be_used_are_kept_with_one_sentence(client: TestClient, kind: str, words: str) -> None:
    answer = client.post(f"/appraise/{kind}", data={"words": words})
    assert answer.status_code == 422
    page = main_of(answer.text)
    assert page.count('class="fault"') == page.count('aria-invalid="true"') == 1
    assert f'aria-describedby="{kind}-hint {kind}-fault"' in page
    assert f">{words}</textarea>" in page


def test_every_claim_and_treatment_of_the_lists_opens_as_itself(client: TestClient, person: Person) -> None:
    page = main_of(client.get("/appraise").text)
    assert re.findall(r'href="/appraise/claim/(\w+)"', page) == list(person.knowledge.claims)
    for claim in person.knowledge.claims.values():
        shown = main_of(client.get(f"/appraise/claim/{claim.id}").text)
        assert claim.plain in shown
        assert "You said" not in shown
    offered = re.findall(r'<option value="(\w+)"', page)
    assert set(offered) == set(person.knowledge.remedies)
    for remedy in offered:
        shown = main_of(client.get("/appraise/treatment/chosen", params={"remedy": remedy}).text)
        assert person.knowledge.remedies[remedy].plain in shown
        assert "Understood as" not in shown


@pytest.mark.parametrize("path", ["/appraise/claim/no_such_claim", "/appraise/treatment/chosen?remedy=no_such_remedy"])
def test_what_is_not_in_the_lists_is_answered_with_a_sentence(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Choose one from the list" in answer.text


def test_where_the_language_cannot_be_read_the_lists_lead(client: TestClient, person: Person) -> None:
    person.wish(msgspec.structs.replace(person.preferences, language="de"))
    page = main_of(client.get("/appraise").text)
    assert "<textarea" not in page
    assert 'action="/appraise/treatment/chosen"' in page


def test_loading_an_appraisal_again_shows_the_ways_in(client: TestClient) -> None:
    assert client.get("/appraise/scan").status_code == 200
