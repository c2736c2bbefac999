"""The same account, the same bytes: asked of the app, of the command line and of the library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from rhomboid.answers import (
    appraise_claim,
    appraise_scan,
    appraise_treatment,
    assess,
    course,
    explain,
    plan,
    to_json,
)
from rhomboid.model import Account, Pain, PainPoint
from rhomboid.web import Person

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)
SEX = {"F": "female", "M": "male"}
CASES = [json.loads(line) for line in (ROOT / "cases/upper_back.jsonl").read_text("utf-8").splitlines()[:40:8]]
ACCOUNTS = [Account(text=case["text"], age=case["age"], sex=SEX.get(case["sex"]), locale="en-GB") for case in CASES] + [
    Account(),
    Account(
        text="Burning by my shoulder blade since Monday. \u00e4\U0001f600",
        setting="primary_care",
        answers={"fever": "absent", "worse_neck_movement": "present", "hx_cancer": "not_asked"},
        choices={"quality": ("burning", "dull_ache")},
        pains=(Pain("over_scapula", "right"), Pain("breastbone")),
        tried={"heat": "helped"},
        avoid=("medicines",),
    ),
]


def sent(account: Account, **more: object) -> dict[str, object]:
    return {**msgspec.to_builtins(account), "today": DAY.isoformat(), **more}


def test_an_account_has_the_same_assessment_from_app_library_and_command_line(
    client: TestClient, person: Person, tmp_path: Path
) -> None:
    for account in ACCOUNTS:
        said = client.post("/api/assess", json=sent(account))
        assert said.status_code == 200
        assert said.content == to_json(assess(account, person.knowledge, DAY)).encode()
    told = tmp_path / "answers.json"
    told.write_bytes(msgspec.json.encode(ACCOUNTS[-1]))
    command = [sys.executable, "-m", "rhomboid.cli", "assess", "--answers", str(told), "--today", DAY.isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    printed = subprocess.run([*command, "--json"], env=environment, capture_output=True, check=True)
    assert printed.stdout == said.content + os.linesep.encode()


def test_plans_courses_and_causes_are_those_of_the_library(client: TestClient, person: Person) -> None:
    knowledge, points = person.knowledge, (PainPoint(0.0, 6.0), PainPoint(3.0, 4.0))
    for account in ACCOUNTS:
        answer = assess(account, knowledge, DAY)
        body = sent(account, points=msgspec.to_builtins(points))
        assert client.post("/api/plan", json=body).text == to_json(plan(answer, account, knowledge, points))
        assert client.post("/api/course", json=body).text == to_json(course(answer, account, knowledge, points))
        first = answer.causes[0].id
        said = client.post(f"/api/explain/{first}", json=sent(account))
        assert said.text == to_json(explain(answer, first))


def test_appraisals_are_those_of_the_library(client: TestClient, person: Person) -> None:
    account, knowledge = ACCOUNTS[-1], person.knowledge
    scan, treatment, claim = "C5-6 disc bulge, T7-8 protrusion", "dry needling", "my back went out"
    said = client.post("/api/appraise/scan", json=sent(account, words=scan))
    assert said.text == to_json(appraise_scan(scan, account, knowledge, DAY))
    said = client.post("/api/appraise/treatment", json=sent(account, words=treatment))
    assert said.text == to_json(appraise_treatment(treatment, account, knowledge, DAY))
    said = client.post("/api/appraise/claim", json={"words": claim})
    assert said.text == to_json(appraise_claim(claim, knowledge))


def test_the_result_is_that_of_the_interview_under_way(client: TestClient, person: Person) -> None:
    client.post("/assess", data={"text": CASES[0]["text"], "age": "39"})
    assert client.get("/api/result").text == to_json(assess(person.account(), person.knowledge, person.today))


def test_the_knowledge_is_named_by_its_hash(client: TestClient, person: Person) -> None:
    assert client.get("/api/knowledge").json()["hash"] == person.knowledge.hash


def test_the_day_is_the_persons_where_none_is_sent(client: TestClient) -> None:
    assert client.post("/api/assess", json={}).json()["today"] == "2026-11-22"


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b"{", 400, "not JSON"),
        (b"", 400, "not JSON"),
        (b"\xff\xfe", 400, "not JSON"),
        (b'{"text": "\\ud800"}', 400, "not JSON"),
        (b"[" * 100_000, 422, "not as described"),
        (b'{"word": "pain"}', 422, "unknown field `word`"),
        (b'{"pains": [{"site": "leg", "part": "toe"}]}', 422, "unknown field `part`"),
        (b'{"age": "46"}', 422, "Expected `float | null`"),
        (b'{"age": 1e999}', 422, "out of range"),
        (b'{"pains": [{"site": "elbow"}]}', 422, "no site called"),
        (b'{"today": "2026-02-30"}', 422, "not as described"),
        (b'{"text": "' + b"x" * 20_001 + b'"}', 422, "20,001 characters long"),
        (b'{"answers": {"fever": "perhaps"}}', 422, "Invalid enum value"),
    ],
)
def test_a_body_that_cannot_be_answered_is_refused_in_one_sentence(
    client: TestClient, body: bytes, status: int, sentence: str
) -> None:
    said = client.post("/api/assess", content=body, headers={"content-type": "application/json"})
    assert said.status_code == said.json()["status"] == status
    assert said.headers["content-type"] == "application/problem+json"
    assert sentence in said.json()["detail"]


def test_nuls_and_five_hundred_pains_are_answered(client: TestClient) -> None:
    assert client.post("/api/assess", json={"text": "pain\x00 in my back"}).status_code == 200
    assert client.post("/api/assess", json={"pains": [{"site": "leg", "side": "left"}] * 500}).status_code == 200


def test_only_json_is_read(client: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert client.post("/api/assess", content=b"{}", headers={"content-type": kind}).status_code == 415
    said = client.post("/api/assess", content=b"{}", headers={"content-type": "Application/JSON; charset=utf-8"})
    assert said.status_code == 200


def test_an_unknown_cause_is_refused_with_those_that_are_near(client: TestClient) -> None:
    said = client.post("/api/explain/muscle_strains", json={})
    assert said.status_code == 422
    assert "Did you mean" in said.json()["detail"]
