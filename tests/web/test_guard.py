"""Who may talk to the app."""

from __future__ import annotations

import logging

import pytest
from browsing import PORT, TOKEN
from starlette.testclient import TestClient

from rhomboid.web import LaunchError, Person, create_app, serve

HERE = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def stranger(person: Person) -> TestClient:
    """Somebody who was not let in."""
    return TestClient(create_app(person, TOKEN, PORT), base_url=HERE, follow_redirects=False)


def test_nobody_is_let_in_without_the_link(stranger: TestClient) -> None:
    answer = stranger.get("/")
    assert answer.status_code == 403
    assert "opens by its own link alone" in answer.text


def test_a_wrong_token_lets_nobody_in(stranger: TestClient) -> None:
    assert stranger.get("/", params={"token": "guessed"}).status_code == 403


def test_the_link_is_exchanged_for_a_cookie_and_leaves_the_address(stranger: TestClient) -> None:
    answer = stranger.get("/", params={"token": TOKEN, "kept": "1"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?kept=1"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert stranger.get("/").status_code == 200


def test_the_cookie_of_another_launch_lets_nobody_in(person: Person, client: TestClient) -> None:
    name, value = next(iter(client.cookies.items()))
    other = TestClient(create_app(person, TOKEN, PORT), base_url=HERE, cookies={name: value})
    assert other.get("/").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""])
def test_a_name_that_leads_here_but_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}"])
def test_every_name_of_this_machine_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"http://127.0.0.1:{PORT + 1}"},
    ],
)
def test_a_form_of_another_site_does_nothing(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/settings", headers=headers).status_code == 403


def test_a_form_of_an_own_page_is_let_through(client: TestClient) -> None:
    own = {"sec-fetch-site": "same-origin", "origin": HERE}
    assert client.post("/no-such-page", headers=own).status_code == 404


def test_every_answer_forbids_scripts_styles_and_frames_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/no-such-page", "/static/app.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_pages_are_not_kept_by_the_browser(client: TestClient) -> None:
    assert client.get("/").headers["cache-control"] == "no-store"


def test_a_failure_inside_is_told_in_a_sentence_and_logged_without_a_word_of_the_person(
    client: TestClient, person: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("my left shoulder hurts")

    monkeypatch.setattr(Person, "interview", property(broken))
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/")
    assert answer.status_code == 500
    assert "not through you" in answer.text
    assert "RuntimeError" in caplog.text
    assert "shoulder" not in caplog.text + answer.text


def test_a_program_is_told_of_faults_as_problems(client: TestClient) -> None:
    answer = client.get("/api/no-such-thing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code == 404


def test_other_machines_are_not_let_in_unless_it_is_asked_for(tmp_path) -> None:
    with pytest.raises(LaunchError, match="can be reached by other machines"):
        serve(tmp_path, None, print, host="0.0.0.0")  # noqa: S104
