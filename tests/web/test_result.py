"""The answer, what it rests on, what would change it, and all of it to keep."""

from __future__ import annotations

import re
import sys
from datetime import date
from html import unescape
from io import BytesIO

import msgspec
import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from starlette.testclient import TestClient
from told import CALM, DANGER

from rhomboid.answers import Interview, assess, to_json
from rhomboid.answers.kept import last_account
from rhomboid.cli.root import rhomboid
from rhomboid.model import Account
from rhomboid.report import render_report
from rhomboid.web import Person

TODAY = date(2026, 11, 22)
EVERYWHERE = ("/result", "/result/what-if", "/result.json", "/result.html", "/result.pdf")


@pytest.fixture
def calm(person: Person) -> Person:
    person.remember(CALM)
    return person


@pytest.fixture
def danger(person: Person) -> Person:
    person.remember(DANGER)
    return person


def main_of(html: str) -> str:
    """What stands in the page itself, outside its frame."""
    return unescape(html.partition("<main")[2].partition("</main>")[0])


@pytest.mark.parametrize("path", EVERYWHERE)
def test_with_nothing_told_there_is_one_sentence_and_the_way_to_tell(client: TestClient, path: str) -> None:
    page = main_of(client.get(path).text)
    assert len(re.findall(r"<p>", page)) == 1
    assert 'class="button" href="/assess"' in page
    assert "%" not in page


def test_what_to_do_stands_before_what_it_may_be(client: TestClient, calm: Person) -> None:
    page = main_of(client.get("/result").text)
    assessment = calm.assessment()
    places = [page.index(words) for words in (assessment.title, assessment.what_to_do, assessment.causes[0].name)]
    assert places == sorted(places)
    assert page.count("<h1") == 1


def test_an_emergency_names_whom_to_call_and_offers_no_plan(client: TestClient, danger: Person) -> None:
    page = main_of(client.get("/result").text)
    assert page.index('href="tel:112"') < page.index('id="causes"')
    assert 'href="/plan"' not in page
    assert danger.assessment().alarms[0].reason in page


def test_the_country_decides_which_number_is_called(client: TestClient, danger: Person) -> None:
    danger.wish(msgspec.structs.replace(danger.preferences, country="GB"))
    page = main_of(client.get("/result").text)
    assert re.findall(r'href="tel:(\d+)"', page) == ["999"]


@pytest.mark.parametrize("interview", [CALM, DANGER], ids=["calm", "danger"])
def test_every_reason_has_a_source_or_says_that_it_is_our_judgement(
    client: TestClient, person: Person, interview: Interview
) -> None:
    person.remember(interview)
    cause = person.assessment().causes[0].id
    for path in ("/result", f"/result/cause/{cause}"):
        reasons = re.findall(r'<(?:li|p) class="reason">(.*?)</(?:li|p)>', main_of(client.get(path).text), re.S)
        assert reasons
        assert [reason for reason in reasons if 'class="cite"' not in reason and "(our judgement)" not in reason] == []


@pytest.mark.parametrize("path", ["/result", "/plan", "/plan/option/topical_nsaid", "/plan/leave-alone", "/course"])
def test_every_number_leads_to_a_source_on_the_page_and_from_there_to_the_source_itself(
    client: TestClient, calm: Person, path: str
) -> None:
    page = main_of(client.get(path).text)
    cited = set(re.findall(r'class="cite" href="#source-(\d+)"', page))
    listed = dict(re.findall(r'<li id="source-(\d+)"[^>]*><a href="/knowledge/sources/([^"]+)"', page))
    assert cited
    assert cited == set(listed)
    assert set(listed.values()) <= set(calm.knowledge.sources)


def test_causes_that_cannot_be_told_apart_are_said_to_be_so(client: TestClient, calm: Person) -> None:
    assert "cannot be told apart by what is known so far" in main_of(client.get("/result").text)


def test_what_would_change_it_most_can_be_answered(client: TestClient, calm: Person) -> None:
    page = main_of(client.get("/result").text)
    asked = re.findall(r'href="/assess/question\?concept=(\w+)"', page)
    assert asked == [question.concept for question in calm.assessment().would_change_most]


def test_what_is_not_known_is_said(client: TestClient, calm: Person) -> None:
    page = main_of(client.get("/result").text)
    assert [note for note in calm.assessment().notes if note not in page] == []


def test_one_cause_is_told_with_the_weight_grade_and_place_of_every_reason(client: TestClient, danger: Person) -> None:
    cause = danger.assessment().causes[0]
    page = main_of(client.get(f"/result/cause/{cause.id}").text)
    for reason in (*cause.reasons_for, *cause.reasons_against):
        assert f"{reason.decibans:+.1f} decibans" in page
        assert reason.place is None or reason.place in page
    assert "Of people with upper back pain" in page


def test_a_cause_that_is_none_is_answered_with_a_sentence(client: TestClient, calm: Person) -> None:
    answer = client.get("/result/cause/no_such_cause")
    assert answer.status_code == 404
    assert "There is no cause called" in unescape(answer.text)


def test_the_data_are_those_of_the_library_and_of_the_command_line(client: TestClient, calm: Person) -> None:
    account = CALM.account
    told = CliRunner().invoke(
        rhomboid, ["assess", "--answers", "-", "--json", "--today", TODAY.isoformat()], input=to_json(account)
    )
    data = client.get("/result.json").text
    assert data == to_json(assess(account, calm.knowledge, TODAY))
    assert f"{data}\n" == told.stdout


def test_the_file_to_send_is_the_report(client: TestClient, calm: Person) -> None:
    answer = client.get("/result.html")
    assert answer.headers["content-disposition"] == 'attachment; filename="rhomboid-2026-11-22.html"'
    assert answer.text.startswith("<!doctype html>")
    assert "What to try first" in answer.text


def test_the_file_to_send_in_an_emergency_holds_no_plan(client: TestClient, danger: Person) -> None:
    assert client.get("/result.html").text == render_report(danger.assessment(), danger.account(), danger.knowledge)


def test_the_page_for_the_doctor_opens(client: TestClient, calm: Person) -> None:
    answer = client.get("/result.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "Myofascial" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


def test_a_missing_pdf_package_is_told_with_how_to_get_it(
    client: TestClient, calm: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = client.get("/result.pdf")
    assert answer.status_code == 422
    assert "pip install 'rhomboid[pdf]'" in unescape(answer.text)


def test_what_is_kept_is_known_to_the_diary(client: TestClient, calm: Person) -> None:
    answer = client.post("/result/keep", data={"back": "/plan"})
    assert answer.url.path == "/plan"
    assert "Kept in your diary" in answer.text
    assert last_account(calm.diary()) == calm.account()
    assert [saved.kind for saved in calm.diary().saved()] == ["account", "assessment", "plan"]


def test_keeping_leads_back_to_own_pages_alone(client: TestClient, calm: Person) -> None:
    assert client.post("/result/keep", data={"back": "https://evil.example"}).url.path == "/result"


def test_in_an_emergency_no_plan_is_kept(client: TestClient, danger: Person) -> None:
    client.post("/result/keep")
    assert [saved.kind for saved in danger.diary().saved()] == ["account", "assessment"]


def test_trying_another_answer_changes_nothing(client: TestClient, calm: Person) -> None:
    before = to_json(calm.assessment())
    page = main_of(client.get("/result/what-if", params={"worse_neck_movement": "present"}).text)
    assert re.search(r"\d+% now, \d+% then", page)
    assert calm.interview == CALM
    assert to_json(calm.assessment()) == before


def test_a_change_that_is_kept_moves_the_ranking_as_it_was_shown(client: TestClient, calm: Person) -> None:
    before = [(cause.id, cause.probability) for cause in calm.assessment().causes]
    shown = main_of(client.get("/result/what-if", params={"worse_neck_movement": "present"}).text)
    answer = client.post("/result/what-if", data={"worse_neck_movement": "present"})
    assert answer.url.path == "/result"
    assert calm.interview.account.answers["worse_neck_movement"] == "present"
    after = calm.assessment().causes
    assert [(cause.id, cause.probability) for cause in after] != before
    places = [shown.index(f"<strong>{cause.name}</strong>") for cause in after[:5]]
    assert places == sorted(places)


def test_an_answer_can_be_tried_as_not_known_and_a_place_as_not_hurting(client: TestClient, calm: Person) -> None:
    client.post("/result/what-if", data={"worse_trunk_movement": "not_asked", "inner_border_scapula": "not_asked"})
    assert calm.interview.account.pains == ()
    assert "worse_trunk_movement" not in {entry.concept for entry in calm.assessment().understood}


def test_what_the_words_say_can_be_overruled_but_not_unsaid(client: TestClient, calm: Person) -> None:
    page = main_of(client.get("/result/what-if").text)
    fever = page.partition('name="fever"')[2].partition("</select>")[0]
    assert re.findall(r'value="(\w+)"', fever) == ["present", "absent"]
    client.post("/result/what-if", data={"fever": "present", "quality": "sharp"})
    said = {entry.concept: entry.answer for entry in calm.assessment().understood}
    assert said["fever"] == "present"
    assert said["quality=sharp"] == "chosen"


def test_a_danger_that_was_only_tried_is_told_with_what_to_do(client: TestClient, calm: Person) -> None:
    page = main_of(client.get("/result/what-if", params={"leg_weakness": "present", "bladder_bowel": "present"}).text)
    assert "If it is so: Call your local emergency number" in page
    assert calm.assessment().title in page


@pytest.mark.parametrize(
    ("concept", "value"),
    [("fever", "perhaps"), ("no_such_thing", "present"), ("quality", "no_such_option"), ("\x00", "\x00"), ("age", "x")],
)
def test_a_clumsy_change_is_answered_with_a_sentence_and_keeps_nothing(
    client: TestClient, calm: Person, concept: str, value: str
) -> None:
    for answer in (
        client.get("/result/what-if", params={concept: value}),
        client.post("/result/what-if", data={concept: value}),
    ):
        assert answer.status_code == 422
        assert "This was not done" in answer.text
    assert calm.interview == CALM


def test_who_is_known_by_age_alone_is_told_how_common_each_cause_is(client: TestClient, person: Person) -> None:
    person.remember(Interview(Account(age=40)))
    assert "only how common each cause is" in client.get("/result").text
