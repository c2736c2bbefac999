"""A diary from elsewhere is read and shown before anything of it is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import DESKTOP, PHONE, axe_faults, is_wider_than_screen, small_controls
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from rhomboid.web import Person

CORD = "my legs are weak since this morning and I wet myself"
BEARABLE = (
    '"date","date formatted","weekday","time of day","category","rating/amount","detail","notes"\n'
    '"20th Nov 2026","2026-11-20","Friday","am","Symptom","2","Neck pain (Moderate)",""\n'
    '"someday","someday","Friday","am","Symptom","2","Neck pain (Moderate)",""\n'
)
OWN = "tag,wert,ort\n2026-11-20,60,Nacken\n2026-11-21,0,Nacken\n2026-11-22,,Nacken\n"
SAID = {"form": "by_column_names", "zone": "", "column-0": "date", "column-1": "pain", "column-2": "site"}


def upload(client: TestClient, content: str | bytes, name: str = "mine.csv") -> str:
    return client.post("/settings/import", files={"file": (name, content)}).text


def test_a_file_is_recognised_and_shown_and_nothing_is_taken_before_that_is_said(
    client: TestClient, person: Person
) -> None:
    page = upload(client, BEARABLE)
    assert "was read as: Bearable." in page
    assert "1 would be new, 0 would say more than before, 0 are known already" in page
    assert "Line 3:" in page
    assert person.diary().entries() == ()
    done = client.post("/settings/import/take").text
    assert "1 new entries" in done
    assert "Places kept in the file's own words: Neck pain" in done.replace("&#39;", "'")
    (entry,) = person.diary().entries()
    assert [pain.nrs for pain in entry.pains] == [5.0]


def test_the_same_file_again_would_add_nothing(client: TestClient, person: Person) -> None:
    upload(client, BEARABLE)
    client.post("/settings/import/take")
    assert "0 would be new, 0 would say more than before, 1 are known already" in upload(client, BEARABLE)
    client.post("/settings/import/take")
    assert len(person.diary().entries()) == 1


def test_what_each_column_is_and_which_place_is_meant_can_be_said(client: TestClient, person: Person) -> None:
    upload(client, OWN)
    page = client.post("/settings/import/preview", data={**SAID, "highest": "100"}).text
    assert "Another table, as said below" in page
    client.post("/settings/import/preview", data={**SAID, "form": "mapping", "highest": "100", "place-0": "neck"})
    client.post("/settings/import/take")
    first, second = person.diary().entries()
    assert [(pain.nrs, pain.site) for pain in (*first.pains, *second.pains)] == [
        (6.0, "side_of_neck"),
        (0.0, "side_of_neck"),
    ]


def test_a_written_mapping_is_taken(client: TestClient, person: Person) -> None:
    upload(client, OWN)
    mapping = "date: tag\ncolumns: {wert: pain}\nsite: ort\nhighest: 100\n"
    client.post("/settings/import/preview", data={**SAID, "mapping": mapping})
    client.post("/settings/import/take")
    assert len(person.diary().entries()) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"zone": "Mars/Base"}, "Mars/Base"),
        ({"highest": "many"}, "a number from 1 to 1000"),
        ({"column-1": "date"}, "Two columns"),
        ({"column-1": "button"}, "from its list"),
        ({"form": "excel"}, "No program of this name"),
        ({"mapping": "date: ["}, "is not a mapping"),
        ({"place-0": "button"}, "names no place"),
    ],
)
def test_what_cannot_be_meant_is_told_in_a_sentence_and_what_was_typed_stays(
    client: TestClient, person: Person, wrong: dict[str, str], said: str
) -> None:
    upload(client, OWN)
    client.post("/settings/import/preview", data={**SAID, "highest": "100"})
    answer = client.post("/settings/import/preview", data={**SAID, "form": "mapping", "highest": "55", **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{wrong.get("highest", "55")}"' in answer.text
    assert person.diary().entries() == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose the file first"),
        (b"\xff\xfe\x00\xd8", "no text in UTF-8"),
        (b"PAR1 nonsense", "Parquet"),
        (b'{"format":"rhomboid diary","schema":"1","tables":{}}', "restore it under Backups"),
    ],
)
def test_a_file_that_cannot_be_brought_in_is_told_in_a_sentence(client: TestClient, content: bytes, said: str) -> None:
    answer = client.post("/settings/import", files={"file": ("x", content)})
    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize("content", ['{"dear": "diary"}', "hello", "a,b\n1\x00,2\n", '"' * 50])
def test_what_is_no_diary_shows_that_nothing_was_found_and_takes_nothing(
    client: TestClient, person: Person, content: str
) -> None:
    assert "No entry was found in it" in upload(client, content)
    assert client.post("/settings/import/take").status_code == 422
    assert person.diary().entries() == ()


def test_without_a_file_every_step_leads_to_the_choice_of_one(client: TestClient) -> None:
    for step in ("preview", "done", "older"):
        assert client.get(f"/settings/import/{step}").url.path == "/settings/import"
    for step in ("preview", "take", "drop"):
        assert client.post(f"/settings/import/{step}").url.path == "/settings/import"
    assert client.post("/settings/import", data={"file": "no file"}).status_code == 422


def test_danger_in_what_was_written_lately_comes_before_everything_else(client: TestClient) -> None:
    for page in (
        upload(client, f"date,pain,notes\n2026-11-21,6,{CORD}\n2020-01-01,6,{CORD}\n"),
        client.post("/settings/import/take").text,
    ):
        assert page.index("Get emergency help now") < page.index("mine.csv")
        assert page.count("Get emergency help now") == 1
        assert "1 January 2020: Weak" not in page
    assert "1 January 2020: Weak" in client.get("/settings/import/older").text


def test_danger_is_told_also_where_the_diary_cannot_be_opened(client: TestClient, person: Person) -> None:
    pytest.importorskip("sqlcipher3")
    person.encrypt_diary("correct horse")
    person.forget_passphrase()
    page = upload(client, f"date,pain,notes\n2026-11-21,6,{CORD}\n")
    assert "Get emergency help now" in page
    assert client.post("/settings/import/take").url.path == "/unlock"


def test_a_file_can_be_let_go(client: TestClient, person: Person) -> None:
    upload(client, BEARABLE)
    client.post("/settings/import/drop")
    assert person.incoming is None
    assert "still waiting" not in client.get("/settings/import").text


@pytest.mark.parametrize(
    ("width", "scheme", "javascript"), [(PHONE, "light", True), (DESKTOP, "dark", True), (PHONE, "light", False)]
)
def test_a_file_is_brought_in_by_keyboard_alone(
    open_page: Callable[..., Page], person: Person, tmp_path: Path, width: int, scheme: str, javascript: bool
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"date,pain,notes\n2026-11-21,6,{CORD}\n2026-11-20,x,\n", encoding="utf-8")
    page = open_page("/settings/import", width=width, scheme=scheme, javascript=javascript)

    def look() -> None:
        if javascript:
            page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
            assert (axe_faults(page), small_controls(page), is_wider_than_screen(page)) == ([], [], False), page.url

    look()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is in the file")
    look()
    page.get_by_role("button", name="Take it into the diary").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Taken into the diary")
    look()
    assert len(person.diary().entries()) >= 1
