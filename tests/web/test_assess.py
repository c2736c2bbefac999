"""Telling, showing, putting right and answering, asked directly."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from rhomboid.answers import Interview
from rhomboid.model import Account, Pain
from rhomboid.web import Person
from rhomboid.web.preferences import Preferences

WORDS = (
    "A burning pain along my left shoulder blade for two weeks. My father had cancer. Turning my head makes it worse."
)
DANGER = "Crushing chest pain and a cold sweat with my upper back pain."


def asked(page: str) -> dict[str, object]:
    """The form of a question page, as it stands before anything is ticked."""
    concept = re.search(r'name="concept" value="(\w+)"', page)
    assert concept is not None
    return {"concept": concept[1], "shown": re.findall(r'name="shown" value="(\w+)"', page), "on": "question"}


def answer_no(client: TestClient) -> str:
    """Answers whatever is asked next with the least that can be said; the page that follows."""
    form = asked(client.get("/assess/question").text)
    form["press"] = "none" if form["shown"] else "unknown"
    return str(client.post("/assess/question", data=form).url)


def test_words_age_and_sex_are_kept_and_shown_back(client: TestClient, person: Person) -> None:
    page = client.post("/assess", data={"text": WORDS, "age": "46", "sex": "female"})
    assert page.url.path == "/assess/understood"
    assert (person.interview.account.age, person.interview.account.sex) == (46, "female")
    assert '<mark class="present"' in page.text
    assert "because it is about someone else" in page.text


def test_words_in_which_nothing_is_understood_lead_to_the_map(client: TestClient) -> None:
    assert client.post("/assess", data={"text": "hello"}).url.path == "/assess/map"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "x" * 20_001}, "20,001 characters long; at most 20,000 are read"),
        ({"text": WORDS, "age": "old"}, "Give your age in years"),
        ({"text": WORDS, "age": "130"}, "An age of 130 cannot be right"),
        ({"text": WORDS, "sex": "q"}, "Choose female or male"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_typed_is_lost(
    client: TestClient, person: Person, sent: dict[str, str], sentence: str
) -> None:
    page = client.post("/assess", data=sent)
    assert page.status_code == 422
    assert sentence in page.text
    assert sent["text"][:200] in page.text
    assert 'aria-invalid="true"' in page.text
    assert person.interview == Interview(Account())


@pytest.mark.parametrize(
    "body", [b"text=a%00b", b"text=%ED%A0%80pain", b"text=%FF%FE", b"=&&text", b"text=%F0%9F%98%80"]
)
def test_no_character_breaks_a_page(client: TestClient, body: bytes) -> None:
    page = client.post("/assess", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert page.status_code == 200


def test_german_words_are_said_not_to_be_read(client: TestClient, person: Person) -> None:
    person.wish(Preferences(language="de"))
    page = client.get("/assess").text
    assert 'name="show"' in page
    assert "<textarea" not in page
    assert client.post("/assess", data={"text": "Druckschmerz in der Brust"}).url.path == "/assess/map"
    assert person.assessment().understood == ()
    assert 'class="urgent"' in client.get("/assess/understood").text


def test_a_place_is_shown_confirmed_in_words_and_removed(client: TestClient, person: Person) -> None:
    near = client.get("/assess/map", params={"view": "back", "at": "inner_border_scapula.left"}).text
    assert re.search(
        r'value="inner_border_scapula.left" checked> Pain along the inner edge of a shoulder blade, left', near
    )
    offered = re.findall(r'name="offered" value="([\w.]+)"', near.partition("<details>")[0])
    assert "between_shoulder_blades" in offered
    page = client.post("/assess/map", data={"offered": offered, "pain": ["inner_border_scapula.left"], "view": "back"})
    assert "Remove: Pain along the inner edge of a shoulder blade, left" in page.text
    assert person.interview.account.pains == (Pain("inner_border_scapula", "left"),)
    client.post("/assess/map", data={"remove": "inner_border_scapula.left"})
    assert person.interview.account.pains == ()


def test_the_list_keeps_several_places_at_once_and_leaves_the_rest_alone(client: TestClient, person: Person) -> None:
    person.remember(Interview(Account(pains=(Pain("leg"), Pain("flank", "both")))))
    page = client.get("/assess/map").text
    assert "Not sure which side" in page
    client.post("/assess/map", data={"offered": ["flank.left"], "pain": ["breastbone", "over_scapula.right"]})
    assert set(person.interview.account.pains) == {
        Pain("leg"),
        Pain("flank", "right"),
        Pain("breastbone"),
        Pain("over_scapula", "right"),
    }


def test_every_place_of_the_knowledge_can_be_tapped_and_listed(client: TestClient, person: Person) -> None:
    pages = "".join(
        client.get("/assess/map", params={"view": view}).text for view in ("back", "front", "left", "right")
    )
    tapped = set(re.findall(r"at=([\w.]+)", pages))
    listed = set(re.findall(r'name="pain" value="([\w.]+)"', client.get("/assess/map").text))
    sites = {finding.id: finding.sided for finding in person.knowledge.findings.values() if finding.kind == "site"}
    every = {f"{site}.{side}" for site, sided in sites.items() if sided for side in ("left", "right")}
    every |= {site for site, sided in sites.items() if not sided}
    assert tapped == listed == every


def test_an_unknown_place_changes_nothing(client: TestClient, person: Person) -> None:
    for place in ("elbow.left", "over_scapula.up", "sweating", ".", "over_scapula.left.right"):
        answer = client.post("/assess/map", data={"pain": place})
        assert answer.status_code == 422
        assert "not on the map" in answer.text
    assert person.interview.account.pains == ()


def test_five_hundred_pains_are_each_kept_once(client: TestClient, person: Person) -> None:
    assert client.post("/assess/map", data={"pain": ["breastbone", "leg.left"] * 250}).status_code == 200
    assert person.interview.account.pains == (Pain("breastbone"), Pain("leg", "left"))


def test_what_was_read_can_be_denied_and_the_denial_taken_back(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": WORDS})
    assert "worse_neck_movement" in {entry.concept for entry in person.assessment().understood}
    client.post("/assess/understood", data={"concept": "worse_neck_movement", "said": "no"})
    entry = next(entry for entry in person.assessment().understood if entry.concept == "worse_neck_movement")
    assert (entry.answer, entry.origin) == ("absent", "answer")
    client.post("/assess/understood", data={"concept": "worse_neck_movement", "said": "back"})
    entry = next(entry for entry in person.assessment().understood if entry.concept == "worse_neck_movement")
    assert (entry.answer, entry.origin) == ("present", "words")


def test_a_place_that_is_denied_hurts_again_once_it_is_shown(client: TestClient, person: Person) -> None:
    client.post("/assess/map", data={"pain": "breastbone"})
    client.post("/assess/understood", data={"concept": "breastbone", "said": "no"})
    assert person.interview.account.pains == ()
    client.post("/assess/map", data={"pain": "breastbone"})
    assert "breastbone" not in person.interview.account.answers
    assert [e.answer for e in person.assessment().understood if e.concept == "breastbone"] == ["present"]


def test_new_words_overrule_an_older_denial(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": WORDS})
    client.post("/assess/understood", data={"concept": "fever", "said": "no"})
    client.post("/assess", data={"text": WORDS + " Now I have a fever."})
    assert "fever" not in person.interview.account.answers
    assert [entry.answer for entry in person.assessment().understood if entry.concept == "fever"] == ["present"]


def test_the_interview_ends_in_the_result(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": WORDS, "age": "46", "sex": "female"})
    for _ in range(80):
        if answer_no(client).endswith("/result"):
            break
    assert client.get("/assess/question").url.path == "/result"
    assert person.assessment().next_question is None


def test_a_changed_answer_moves_the_ranking_and_leads_back_to_its_place(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": WORDS})
    client.post("/assess/question", data={"concept": "worse_neck_movement", "press": "yes"})
    before = [(cause.id, cause.probability) for cause in person.assessment().causes]
    page = client.get("/assess/question", params={"concept": "worse_neck_movement", "on": "answers"})
    assert "your answer so far" in page.text
    form = {"concept": "worse_neck_movement", "press": "no", "on": "answers"}
    answer = client.post("/assess/question", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/assess/answers?changed=worse_neck_movement"
    assert [(cause.id, cause.probability) for cause in person.assessment().causes] != before
    assert person.interview.asked == ("worse_neck_movement",)


def test_an_answer_taken_back_is_as_if_it_had_not_been_asked(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": WORDS})
    before = person.assessment()
    client.post("/assess/question", data={"concept": "quality", "answer": ["burning", "dull_ache"], "press": "go"})
    assert person.interview.account.choices["quality"] == ("burning", "dull_ache")
    client.post("/assess/answers", data={"concept": "quality"})
    assert person.assessment() == before


def test_a_card_says_no_only_to_the_signs_that_it_showed(client: TestClient, person: Person) -> None:
    form = {"concept": "heart_and_lungs", "shown": ["breathless", "sweating"], "answer": ["sweating"], "press": "go"}
    client.post("/assess/question", data=form)
    assert person.interview.account.answers == {"breathless": "absent", "sweating": "present"}
    assert person.interview.cards == {"heart_and_lungs": ("sweating", "breathless")}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"concept": "heart_and_lungs", "answer": ["sweating"], "press": "none"}, "you pressed another answer"),
        ({"concept": "heart_and_lungs", "answer": ["sweating"], "press": "unknown"}, "you pressed another answer"),
        ({"concept": "heart_and_lungs", "press": "go"}, "Nothing is ticked"),
        ({"concept": "quality", "press": "go"}, "Nothing is ticked"),
        ({"concept": "quality", "answer": ["loud"], "press": "go"}, "Choose one of the answers"),
        ({"concept": "fever", "press": "maybe"}, "Choose one of the answers"),
        ({"concept": "fibromyalgia_2016", "press": "go"}, "Some lines have no answer yet"),
    ],
)
def test_an_answer_that_says_nothing_or_two_things_is_asked_again(
    client: TestClient, person: Person, form: dict[str, object], sentence: str
) -> None:
    page = client.post("/assess/question", data=form)
    assert page.status_code == 422
    assert sentence in page.text
    assert person.interview.asked == ()


def test_a_questionnaire_is_answered_on_one_page(client: TestClient, person: Person) -> None:
    points = {"fatigue": "2", "waking_unrefreshed": "3", "thinking": "1"}
    form = {"concept": "fibromyalgia_2016", "answer": ["neck", "three_months"], "press": "go", **points}
    assert client.post("/assess/question", data=form).status_code in (200, 404)
    scores = person.interview.account.scores["fibromyalgia_2016"]
    assert (scores["neck"], scores["jaw_left"], scores["waking_unrefreshed"]) == (1, 0, 3)


@pytest.mark.parametrize("concept", ["no_such_thing", "../x", "", "age=under_18"])
def test_a_question_that_does_not_exist_is_not_answered(client: TestClient, concept: str) -> None:
    assert client.post("/assess/question", data={"concept": concept, "press": "yes"}).status_code == 404


def test_danger_is_the_next_page_and_comes_once(client: TestClient, person: Person) -> None:
    page = client.post("/assess", data={"text": DANGER})
    assert page.url.path == "/assess/danger"
    assert "Get emergency help now" in page.text
    assert 'href="tel:112"' in page.text
    assert 'href="tel:911"' in page.text
    assert client.get("/assess/question").url.path == "/assess/danger"
    assert client.post("/assess/danger", data={"on": "understood"}).url.path == "/assess/understood"
    assert person.interview.warned == "emergency"
    assert client.get("/assess/question").url.path == "/assess/question"


def test_a_danger_found_by_a_question_interrupts_too(client: TestClient) -> None:
    client.post("/assess", data={"text": WORDS})
    form = asked(client.get("/assess/question").text)
    page = client.post("/assess/question", data={**form, "answer": ["breastbone", "sweating"], "press": "go"})
    assert page.url.path == "/assess/danger"


def test_only_something_more_urgent_interrupts_again(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": "Upper back pain with a fever, I inject drugs, and my spine hurts at night."})
    first = person.assessment().disposition
    assert first == "same_day"
    client.post("/assess/danger", data={})
    assert client.get("/assess/question").url.path == "/assess/question"
    page = client.post("/assess", data={"text": DANGER})
    assert page.url.path == "/assess/danger"


def test_the_country_brings_the_right_number(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": DANGER})
    page = client.post("/assess/country", data={"country": "GB", "on": "understood"})
    assert page.url.path == "/assess/danger"
    assert 'href="tel:999"' in page.text
    assert "tel:911" not in page.text
    assert person.preferences.country == "GB"
    for nowhere in ("", "XX", "default"):
        refused = client.post("/assess/country", data={"country": nowhere})
        assert refused.status_code == 422
        assert "Call the one that you know" in refused.text


def test_nobody_is_sent_to_another_site(client: TestClient) -> None:
    client.post("/assess", data={"text": DANGER})
    for path in ("/assess/danger", "/assess/map", "/assess/question"):
        form = {"on": "https://evil.example", "concept": "fever", "press": "no"}
        assert client.post(path, data=form, follow_redirects=False).headers["location"].startswith("/assess")


def test_starting_anew_asks_first_and_then_forgets(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": WORDS})
    assert "Start anew?" in client.get("/assess/anew").text
    assert person.interview.account.text == WORDS
    assert client.post("/assess/anew").url.path == "/assess"
    assert person.interview == Interview(Account())


def test_an_interview_goes_on_after_the_app_was_closed(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": WORDS})
    answer_no(client)
    again = Person(person.folder, person.where, person.clock)
    assert again.interview == person.interview
    assert len(again.interview.asked) == 1


def test_pages_of_the_interview_are_light(client: TestClient) -> None:
    client.post("/assess", data={"text": WORDS})
    for path in ("/assess/question", "/assess/map", "/assess/understood", "/assess/answers"):
        assert len(client.get(path).content) < 60_000
