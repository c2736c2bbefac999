"""How the app speaks and looks, and what is done to the diary as a whole."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import DESKTOP, PHONE, PORT, TOKEN, axe_faults, is_wider_than_screen, small_controls
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from rhomboid.answers import Interview
from rhomboid.model import Account, Entry
from rhomboid.model.diary import EntryPain
from rhomboid.store import list_backups, place_of
from rhomboid.web import Person, create_app
from rhomboid.web.preferences import Preferences

WORDS = "correct horse"


@pytest.fixture
def entry(person: Person) -> Entry:
    """A diary with one entry."""
    made = Entry("a" * 32, person.clock()[0], "UTC", pains=(EntryPain(4.0), EntryPain(0.0, "neck")), note="long day")
    person.diary().add(made)
    return made


@pytest.fixture
def encrypted(person: Person, entry: Entry) -> Person:
    """The same, encrypted with `WORDS` and locked."""
    pytest.importorskip("sqlcipher3")
    person.encrypt_diary(WORDS)
    person.forget_passphrase()
    return person


def told(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def backup_names(person: Person) -> list[str]:
    return [backup.path.name for backup in list_backups(place_of(person.where))]


def test_what_is_chosen_is_kept_over_a_restart(client: TestClient, person: Person) -> None:
    page = client.post("/settings", data={"language": "de", "country": "DE", "theme": "dark"}).text
    assert '<html lang="de" data-theme="dark">' in page
    assert "tel:112" in page
    assert "tel:911" not in page
    later = Person(person.folder, person.where, person.clock)
    assert later.preferences == Preferences(language="de", country="DE", theme="dark")
    again = TestClient(create_app(later, TOKEN, PORT), base_url=f"http://127.0.0.1:{PORT}")
    assert '<html lang="de" data-theme="dark">' in again.get("/settings", params={"token": TOKEN}).text


def test_a_choice_can_be_taken_back(client: TestClient, person: Person) -> None:
    client.post("/settings", data={"language": "de", "country": "GB", "theme": "dark"})
    client.post("/settings", data={"language": "", "country": "", "theme": "auto"})
    assert person.preferences == Preferences()


def test_each_language_is_named_in_its_own_words_and_each_country_with_its_number(client: TestClient) -> None:
    page = client.get("/settings").text
    assert '<span lang="de">Deutsch</span>' in page
    assert "United Kingdom (999)" in page
    german = client.get("/settings", headers={"accept-language": "de"}).text
    assert "Vereinigtes Königreich (999)" in german
    assert '<span lang="en">English</span>' in german


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"country": "Mars"}, {"theme": "pink"}])
def test_what_is_no_choice_changes_nothing(client: TestClient, person: Person, wrong: dict[str, str]) -> None:
    answer = client.post("/settings", data={"language": "de", "country": "DE", "theme": "dark", **wrong})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert person.preferences == Preferences()


def test_going_back_to_a_backup_brings_back_what_was_taken_back_since(
    client: TestClient, person: Person, entry: Entry
) -> None:
    assert "A backup was made" in client.post("/settings/backups").text
    (name,) = backup_names(person)
    person.diary().delete(entry.id)
    assert "Go back to the backup of" in client.get(f"/settings/restore/{name}").text
    assert person.diary().entries() == ()
    assert "holds again what the backup holds" in client.post(f"/settings/restore/{name}").text
    assert person.diary().entries() == (entry,)
    newest = backup_names(person)[-1]
    assert newest != name
    client.post(f"/settings/restore/{newest}")
    assert person.diary().entries() == ()


def test_a_backup_that_is_not_in_the_list_is_not_opened(client: TestClient, person: Person, entry: Entry) -> None:
    for name in ("nothing.sqlite", "..%2Fdiary.sqlite", "%00"):
        assert client.post(f"/settings/restore/{name}").status_code == 404
    assert person.diary().entries() == (entry,)


def test_everything_taken_away_can_take_the_place_of_an_erased_diary(
    client: TestClient, person: Person, entry: Entry
) -> None:
    person.diary().save("assessment", b'{"a":1}', "f" * 64)
    content = client.get("/settings/export/everything.json").content
    client.post("/settings/erase", data={"word": "erase"})
    assert person.diary().entries() == ()
    answer = client.post("/settings/restore", files={"file": ("everything.json", content)})
    assert "holds again" in answer.text
    assert person.diary().entries() == (entry,)
    assert [kept.kind for kept in person.diary().saved()] == ["assessment"]


@pytest.mark.parametrize("content", [b"", b"{}", b"no diary", b'{"format":"rhomboid diary","schema":"x","tables":{}}'])
def test_a_file_that_is_no_diary_changes_nothing(
    client: TestClient, person: Person, entry: Entry, content: bytes
) -> None:
    answer = client.post("/settings/restore", files={"file": ("x", content)})
    assert answer.status_code == 422
    assert person.diary().entries() == (entry,)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("csv", "text/csv"), ("json", "application/json"), ("parquet", "application/vnd.apache.parquet")],
)
def test_entries_taken_away_and_brought_in_elsewhere_are_the_same(
    client: TestClient, person: Person, entry: Entry, tmp_path: Path, form: str, media_type: str
) -> None:
    if form == "parquet":
        pytest.importorskip("polars")
    answer = client.get(f"/settings/export/entries.{form}")
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["content-disposition"] == f'attachment; filename="rhomboid-2026-11-22.{form}"'
    other = Person(tmp_path / "other", str(tmp_path / "other.sqlite"), person.clock)
    with TestClient(create_app(other, TOKEN, PORT), base_url=f"http://127.0.0.1:{PORT}") as elsewhere:
        elsewhere.get("/", params={"token": TOKEN})
        elsewhere.post("/settings/import", files={"file": (f"mine.{form}", answer.content)})
        assert "1 new entries" in elsewhere.post("/settings/import/take").text
    assert other.diary().entries() == (entry,)
    other.close_diary()


def test_a_form_that_is_not_written_is_told_in_a_sentence(client: TestClient) -> None:
    assert client.get("/settings/export/entries.xls").status_code == 404


def test_saved_answers_are_listed_and_given_byte_for_byte(client: TestClient, person: Person) -> None:
    assert "Nothing was saved yet" in client.get("/settings/saved").text
    body = b'{"z":1,"a":[0.10]}'
    kept = person.diary().save("assessment", body, "f" * 64)
    assert f"/settings/saved/{kept.id}.json" in client.get("/settings/saved").text
    assert client.get(f"/settings/saved/{kept.id}.json").content == body
    assert client.get("/settings/saved/none.json").status_code == 404


def test_a_whole_diary_is_said_to_be_whole_and_a_damaged_one_is_not(
    client: TestClient, person: Person, entry: Entry
) -> None:
    assert "every row is as it was written" in client.get("/settings/verify").text
    person.close_diary()
    path = Path(person.where or "")
    path.write_bytes(path.read_bytes().replace(b"long day", b"good day"))
    assert "not as it was written" in told(client.get("/settings/verify").text)


def test_whoever_wants_a_diary_that_is_gone_is_led_to_its_backups(
    client: TestClient, person: Person, entry: Entry
) -> None:
    client.post("/settings/backups")
    person.close_diary()
    for path in person.folder.glob("diary.sqlite*"):
        path.unlink()
    page = client.get("/settings/saved")
    assert page.url.path == "/settings/backups"
    assert "not where it was" in page.text
    client.post(f"/settings/restore/{backup_names(person)[-1]}")
    assert person.diary().entries() == (entry,)


def test_erasing_asks_for_a_word_and_says_what_stays(client: TestClient, person: Person, entry: Entry) -> None:
    page = client.get("/settings/erase").text
    assert "/settings/export" in page
    assert "What stays" in page
    refused = client.post("/settings/erase", data={"word": "yes", "interview": "1"})
    assert refused.status_code == 422
    assert 'name="interview" value="1" checked' in refused.text
    assert person.diary().entries() == (entry,)


def test_erasing_takes_the_diary_and_its_backups_and_the_interview_only_if_that_is_wished(
    client: TestClient, person: Person, entry: Entry
) -> None:
    client.post("/settings/backups")
    person.remember(Interview(Account(text="it hurts")))
    assert "2 files were erased" in client.post("/settings/erase", data={"word": " Erase "}).text
    assert backup_names(person) == []
    assert not Path(person.where or "").exists()
    assert person.interview.account.text == "it hurts"
    client.post("/settings/erase", data={"word": "erase", "interview": "1"})
    assert person.interview == Interview(Account())


def test_a_diary_is_encrypted_locked_and_opened_again(client: TestClient, person: Person, entry: Entry) -> None:
    pytest.importorskip("sqlcipher3")
    client.post("/settings/backups")
    answer = client.post("/settings/passphrase", data={"passphrase": WORDS, "again": WORDS})
    assert "are encrypted" in answer.text
    for path in (Path(person.where or ""), *(b.path for b in list_backups(place_of(person.where)))):
        assert not path.read_bytes().startswith(b"SQLite")
    assert person.diary().entries() == (entry,)
    client.post("/lock")
    locked = client.get("/settings/saved")
    assert locked.url.path == "/unlock"
    wrong = client.post("/unlock", data={"passphrase": "wrong"})
    assert wrong.status_code == 422
    assert "This passphrase does not open the diary." in wrong.text
    assert client.post("/unlock", data={"passphrase": WORDS}, follow_redirects=False).status_code == 303
    assert person.diary().entries() == (entry,)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "protects nothing"),
        ({"passphrase": "a", "again": "b"}, "not the same"),
        ({"passphrase": "a"}, "not the same"),
    ],
)
def test_a_passphrase_that_is_not_given_twice_encrypts_nothing(
    client: TestClient, person: Person, entry: Entry, fields: dict[str, str], said: str
) -> None:
    answer = client.post("/settings/passphrase", data=fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert Path(person.where or "").read_bytes().startswith(b"SQLite")


def test_without_the_package_for_it_the_page_says_what_is_missing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rhomboid.web.settings.passphrase.find_spec", lambda _name: None)
    assert "pip install 'rhomboid[encrypted]'" in told(client.get("/settings/passphrase").text)


def test_a_new_diary_can_be_encrypted_from_the_start(client: TestClient, person: Person) -> None:
    pytest.importorskip("sqlcipher3")
    client.post("/settings/passphrase", data={"passphrase": WORDS, "again": WORDS})
    assert not Path(person.where or "").read_bytes().startswith(b"SQLite")
    assert person.diary().entries() == ()


def test_a_diary_without_a_passphrase_is_not_given_one_at_the_door(client: TestClient, person: Person) -> None:
    assert "not locked" in client.post("/unlock", data={"passphrase": WORDS}).text
    assert not Path(person.where or "").exists()


def test_a_text_that_no_database_takes_opens_nothing(client: TestClient, encrypted: Person) -> None:
    assert client.post("/unlock", data={"passphrase": "a\0b"}).status_code == 422


def test_a_locked_diary_goes_back_to_a_backup_only_with_its_passphrase(client: TestClient, encrypted: Person) -> None:
    encrypted.unlock(WORDS)
    client.post("/settings/backups")
    exported = client.get("/settings/export/everything.json").content
    encrypted.forget_passphrase()
    name = backup_names(encrypted)[-1]
    assert client.post(f"/settings/restore/{name}", data={"passphrase": "wrong"}).status_code == 422
    wrong = client.post("/settings/restore", files={"file": ("e", exported)}, data={"passphrase": "wrong"})
    assert wrong.status_code == 422
    assert client.post(f"/settings/restore/{name}", data={"passphrase": WORDS}).status_code == 200
    assert len(encrypted.diary().entries()) == 1


def test_about_holds_every_licence_of_what_others_made(client: TestClient) -> None:
    page = client.get("/about").text
    vendored = Path(__file__).parents[2] / "src/rhomboid/web/static/vendor"
    for part in vendored.iterdir():
        licence = (part / "LICENSE").read_text(encoding="utf-8")
        assert html.escape(licence[:60], quote=False).split("“")[0] in page
    assert "Ctrl+C" in page
    assert "not a certified medical device" in told(page)
    assert '<a href="/about">' in client.get("/").text


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_the_settings_can_be_used_by_everyone(
    open_page: Callable[..., Page], person: Person, entry: Entry, width: int, scheme: str, tmp_path: Path
) -> None:
    person.diary().save("assessment", b"{}", "f" * 64)
    page = open_page("/settings/backups", width=width, scheme=scheme)
    base = page.url.removesuffix("/settings/backups")
    page.get_by_role("button", name="Make a backup now").click()
    expect(page.get_by_role("status")).to_contain_text("A backup was made")
    ways = ["", "/backups", f"/restore/{backup_names(person)[0]}", "/verify", "/export", "/saved", "/passphrase"]
    for address in (*(f"/settings{way}" for way in ways), "/settings/erase", "/settings/erased", "/unlock", "/about"):
        page.goto(base + address)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert (axe_faults(page), small_controls(page), is_wider_than_screen(page)) == ([], [], False), address


@pytest.mark.parametrize("javascript", [True, False])
def test_the_keyboard_alone_chooses_colours_and_a_country(
    open_page: Callable[..., Page], person: Person, javascript: bool
) -> None:
    page = open_page("/settings", javascript=javascript)
    page.get_by_label("As this machine has it").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.get_by_label("Country you are in").focus()
    page.keyboard.type("Germ")
    page.get_by_role("button", name="Keep these").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("This is kept.")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert (person.preferences.theme, person.preferences.country) == ("dark", "DE")


def test_a_wrong_passphrase_is_told_beside_its_field(open_page: Callable[..., Page], encrypted: Person) -> None:
    page = open_page("/settings/saved")
    page.get_by_label("Passphrase").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This passphrase does not open the diary.")
    expect(page.get_by_label("Passphrase")).to_have_attribute("aria-describedby", "fault")
    assert (axe_faults(page), small_controls(page)) == ([], [])
