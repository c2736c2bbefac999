"""Which language is spoken, and what is said when it has no words for something."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from rhomboid.language import (
    Words,
    day_month_year,
    days_between,
    gettext,
    gettext_noop,
    language_of,
    languages,
    ngettext,
    numeral,
    speaking,
    spoken,
    weekday_day_month,
    whole_percent,
    within_sentence,
)


def test_english_is_spoken_unless_something_else_is_asked_for() -> None:
    assert spoken() == "en"
    assert gettext("Show them the report.") == "Show them the report."


def test_english_comes_first_and_german_is_spoken_too() -> None:
    assert languages()[0] == "en"
    assert "de" in languages()


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de-DE", "de"),
        ("de_AT.UTF-8", "de"),
        ("DE", "de"),
        ("de", "de"),
        ("en-GB", "en"),
        ("en", "en"),
        ("xx-YY", "en"),
        ("", "en"),
        ("../de", "en"),
        ("deu", "en"),
    ],
)
def test_a_locale_is_answered_in_its_language_or_in_english(locale: str, language: str) -> None:
    assert language_of(locale) == language


def test_a_language_is_spoken_inside_the_with_and_no_longer() -> None:
    with speaking("de-CH"):
        assert spoken() == "de"
        assert gettext("Show them the report.") == "Zeigen Sie dort den Befund."
        with speaking("en"):
            assert spoken() == "en"
        assert spoken() == "de"
    assert spoken() == "en"


def test_one_thread_speaking_german_leaves_the_others_their_english() -> None:
    with speaking("de"), ThreadPoolExecutor(1) as others:
        assert others.submit(spoken).result() == "en"


def test_what_has_no_translation_is_said_in_english() -> None:
    with speaking("de"):
        assert gettext("No translator has seen this sentence.") == "No translator has seen this sentence."
        assert ngettext("{n} unseen", "{n} unseens", 1) == "{n} unseen"
        assert ngettext("{n} unseen", "{n} unseens", 2) == "{n} unseens"


def test_nothing_is_said_as_nothing_in_every_language() -> None:
    for language in languages():
        with speaking(language):
            assert gettext("") == ""


def test_words_are_looked_up_in_the_language_of_the_moment() -> None:
    words = Words({"show": gettext_noop("Show them the report.")})
    assert words["show"] == "Show them the report."
    with speaking("de"):
        assert dict(words) == {"show": "Zeigen Sie dort den Befund."}
    assert "hide" not in words


def test_numbers_and_days_are_written_as_their_readers_write_them() -> None:
    first, last = date(2026, 10, 3), date(2026, 10, 9)
    assert (numeral("1,234.5"), whole_percent(0.374)) == ("1,234.5", "37%")
    assert days_between(first, last) == "3 to 9 October 2026"
    with speaking("de"):
        assert numeral("1,234.5") == "1.234,5"
        assert whole_percent(0.374).replace("\xa0", " ") == "37 %"
        assert day_month_year(first) == "3. Oktober 2026"
        assert weekday_day_month(first) == "Sa., 3. Oktober"
        assert days_between(first, first) == "3. Oktober 2026"


def test_no_two_languages_round_to_different_percentages() -> None:
    shares = [thousandths / 1000 for thousandths in range(1001)]
    english = [whole_percent(share).rstrip("%") for share in shares]
    with speaking("de"):
        assert [whole_percent(share).rstrip("%").strip() for share in shares] == english


def test_a_name_begins_small_within_an_english_sentence_and_stays_in_a_german_one() -> None:
    assert within_sentence("Heat") == "heat"
    assert within_sentence("TENS") == "TENS"
    with speaking("de"):
        assert within_sentence("Wärme") == "Wärme"


def test_starting_in_english_loads_no_babel() -> None:
    code = (
        "import sys; from rhomboid.answers import assess; from rhomboid.model import Account; "
        "from rhomboid.knowledge import load_knowledge; from datetime import date; "
        "assess(Account(locale='en-GB'), load_knowledge()[0], date(2026, 11, 22)); "
        "print('babel' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
