"""Answers in the language of the account: the same numbers, whoever asks for them."""

import json
from datetime import UTC, date, datetime

import msgspec
import pytest
from click.testing import CliRunner

from rhomboid.answers import (
    AccountError,
    appraise_claim,
    appraise_scan,
    assess,
    check_account,
    plan,
    readable_languages,
    remedies_used,
    screen_entry,
    to_json,
)
from rhomboid.answers import wording as say
from rhomboid.answers.trial_words import difference
from rhomboid.cli.root import rhomboid
from rhomboid.knowledge import load_knowledge
from rhomboid.language import speaking
from rhomboid.model import Account, Assessment, Entry, EntryPain, KnowledgeBase, Pain
from rhomboid.report import render_report

TODAY = date(2026, 11, 22)
ANSWERS = {
    "age": 44,
    "sex": "female",
    "answers": {"fever": "absent", "over_scapula": "present", "weight_loss": "present"},
    "choices": {"onset": ["with_movement"], "duration": ["days"]},
    "pains": [{"site": "between_shoulder_blades", "side": "left"}],
}
WORDS = {
    "name",
    "plain",
    "title",
    "what_to_do",
    "come_back_if",
    "reason",
    "question",
    "why",
    "option_names",
    "notes",
    "emergency_number",
}
"""The fields of an assessment that hold words to read."""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    loaded, _ = load_knowledge()
    assert loaded is not None
    return loaded


def account(locale: str, **changes: object) -> Account:
    return msgspec.convert({**ANSWERS, "locale": locale, **changes}, Account)


def without_words(value: object) -> object:
    """A JSON value less the fields that hold words to read."""
    if isinstance(value, dict):
        return {key: without_words(part) for key, part in value.items() if key not in WORDS}
    return [without_words(part) for part in value] if isinstance(value, list) else value


def test_a_german_account_is_answered_in_german(knowledge: KnowledgeBase) -> None:
    answer = assess(account("de-DE"), knowledge, TODAY)
    assert answer.disposition == "days"
    assert "in den nächsten Tagen" in answer.title
    assert answer.emergency_number == "112"
    assert any(entry.name == "Fieber" for entry in answer.understood)
    assert all(reason.name != "fever" for cause in answer.causes for reason in cause.reasons_against)


def test_the_language_changes_words_and_no_number(knowledge: KnowledgeBase) -> None:
    english, german = (json.loads(to_json(assess(account(locale), knowledge, TODAY))) for locale in ("en-DE", "de-DE"))
    assert english != german
    assert without_words(english) == without_words(german)


def test_english_is_the_same_after_german_was_spoken(knowledge: KnowledgeBase) -> None:
    before = to_json(assess(account("en-GB"), knowledge, TODAY))
    assess(account("de"), knowledge, TODAY)
    with speaking("de"):
        assert to_json(assess(account("en-GB"), knowledge, TODAY)) == before


def test_an_unknown_language_is_answered_in_english(knowledge: KnowledgeBase) -> None:
    assert to_json(assess(account("xx"), knowledge, TODAY)) == to_json(assess(account("en"), knowledge, TODAY))


@pytest.mark.parametrize("command", ["assess", "plan"])
def test_the_command_line_gives_the_bytes_of_the_library(command: str, knowledge: KnowledgeBase, tmp_path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(ANSWERS), encoding="utf-8")
    result = CliRunner().invoke(
        rhomboid,
        [command, "--answers", str(answers), "--locale", "de-DE", "--today", TODAY.isoformat(), "--json"],
        catch_exceptions=False,
    )
    told = account("de-DE")
    assessment = assess(told, knowledge, TODAY)
    expected = to_json(assessment if command == "assess" else plan(assessment, told, knowledge))
    assert result.stdout.rstrip("\n") == expected.rstrip("\n")


def test_what_cannot_be_read_is_said_in_the_readers_language(knowledge: KnowledgeBase) -> None:
    (note, *_) = assess(Account(text="Es tut weh", locale="de"), knowledge, TODAY).notes
    assert "können noch nicht gelesen werden" in note
    with pytest.raises(AccountError, match="können noch nicht gelesen werden"):
        appraise_claim("Rücken", knowledge, "de")
    with pytest.raises(AccountError, match="können noch nicht gelesen werden"):
        appraise_scan("Vorwölbung", Account(locale="de"), knowledge, TODAY)
    assert readable_languages(knowledge) == ("en",)


def test_a_fault_of_an_account_is_told_in_its_language(knowledge: KnowledgeBase) -> None:
    (fault,) = check_account(account("de", age=200), knowledge)
    assert str(fault) == "Ein Alter von 200 kann nicht stimmen. Geben Sie Jahre an, von 0 bis 120."


def test_a_page_says_in_which_language_it_is(knowledge: KnowledgeBase) -> None:
    told = account("de-DE", answers={"fever": "absent"})
    page = render_report(assess(told, knowledge, TODAY), told, knowledge)
    assert '<html lang="de">' in page
    assert "Was es sein kann" in page
    assert "What it may be" not in page


def test_the_danger_in_a_diary_is_told_in_the_language_spoken(knowledge: KnowledgeBase) -> None:

    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    entry = Entry(
        "a", at, pains=(EntryPain(8, "between_shoulder_blades"),), measures={"fever": 1.0, "leg_weakness": 1.0}
    )
    with speaking("de"):
        german = screen_entry(entry, knowledge, TODAY)
    english = screen_entry(entry, knowledge, TODAY)
    assert english.disposition == german.disposition is not None
    assert english.title != german.title
    assert [alarm.id for alarm in english.alarms] == [alarm.id for alarm in german.alarms]


def test_a_remedy_is_known_by_its_german_name_where_german_is_spoken(knowledge: KnowledgeBase) -> None:
    with speaking("de"):
        assert [used.name for used in remedies_used("Wärme und Kälte", knowledge)] == ["heat", "cold"]


def test_sentences_that_are_put_together_are_whole_in_german(knowledge: KnowledgeBase) -> None:
    answer: Assessment = assess(account("de"), knowledge, TODAY)
    with speaking("de"):
        reason = answer.causes[0].reasons_for[0]
        assert say.reason_words(reason).startswith(reason.name)
        assert "Das macht es" in say.reason_words(reason)
        assert difference(-1.2) == "1,2 Punkte weniger"
        assert difference(1) == "1 Punkt mehr"


def test_a_place_keeps_its_side_in_german(knowledge: KnowledgeBase) -> None:
    told = Account(locale="de", pains=(Pain("over_scapula", "left"),))
    page = render_report(assess(told, knowledge, TODAY), told, knowledge)
    assert "<li>Schmerzen auf einem Schulterblatt, links</li>" in page


def test_a_remedy_that_was_not_used_is_not_written_down_in_german_either(knowledge: KnowledgeBase) -> None:
    with speaking("de"), pytest.raises(AccountError, match="nicht angewendet"):
        remedies_used("kein Ibuprofen", knowledge)
