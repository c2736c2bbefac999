"""What holds for every text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rhomboid.model import Finding, Lexicon
from rhomboid.reading import Reader

WORDS = st.sampled_from(
    [
        "no",
        "fever",
        "cough,",
        "but.",
        "and;",
        "my",
        "neck",
        "left",
        "hurts",
        "pain",
        "I",
        "not",
        "without",
        "7/10",
        "two",
        "weeks",
        "ago",
        "father",
        "had",
        "cancer?",
        "45",
        "yo",
        "F",
        "(",
        ")",
        ":",
        "since",
        "Monday",
        "can't",
        "shoulder",
        "blades",
        "between",
        "the",
        "chest",
        "is",
        "gone",
        "worried",
        "about",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))
LAW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LAW
@given(text=TEXTS)
def test_every_text_is_read_and_spans_point_at_the_words(reader: Reader, text: str) -> None:
    for mention in reader.read(text).mentions:
        assert mention.words
        assert text[mention.span.start : mention.span.end] == mention.words


@LAW
@given(text=TEXTS)
def test_mentions_stand_in_the_order_of_the_text(reader: Reader, text: str) -> None:
    starts = [mention.span.start for mention in reader.read(text).mentions]
    assert starts == sorted(starts)


@LAW
@given(text=TEXTS)
def test_a_further_sentence_about_nothing_changes_nothing(reader: Reader, text: str) -> None:
    assert reader.read(text + "\n\nThe sky above Lisbon was blue.").mentions == reader.read(text).mentions


@LAW
@given(text=TEXTS)
def test_reading_twice_gives_the_same(reader: Reader, text: str) -> None:
    assert reader.read(text) == reader.read(text)


def test_odd_characters_are_answered(reader: Reader) -> None:
    for text in ("", "\x00", "🙂" * 50, "İ fever", "боль в спине", "背中が痛い", "a" * 5000, "٣ أيام", "²/10", "½ day"):
        assert reader.read(text).mentions is not None


def test_the_shipped_patterns_are_sound(reader: Reader) -> None:
    assert reader.faults() == []


def test_every_concept_of_the_lexicon_is_a_finding_an_option_or_a_circumstance(
    lexicon: Lexicon, findings: dict[str, Finding], circumstances: frozenset[str]
) -> None:
    known = findings.keys() | circumstances
    assert [concept for concept in lexicon.phrases if "=" not in concept and concept not in known] == []


def test_a_pattern_with_an_unknown_class_is_a_fault(findings: dict[str, Finding]) -> None:
    lexicon = Lexicon("en", {}, {"fever": ("@nowhere hot",)}, {})
    assert Reader(lexicon, findings).faults() == ["fever: no class '@nowhere'"]


def test_parts_of_a_pattern_stand_in_any_order_and_barred_words_stop_it(findings: dict[str, Finding]) -> None:
    lexicon = Lexicon("en", {"hot": ("hot", "burning up")}, {"fever": ("@hot & (body|skin) !summer",)}, {})
    reader = Reader(lexicon, findings)
    assert [m.words for m in reader.read("My skin is burning up.").mentions] == ["skin is burning up"]
    assert reader.read("My skin is hot in summer.").mentions == ()
