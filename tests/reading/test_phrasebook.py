"""Whether what a text names is found, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.model import Lexicon, NamedWords
from rhomboid.reading import Phrasebook

from .shipped import HALVES, phrasebook, wordings

LEAST_NAMED = {"read": 0.98, "held": 0.87}
"""Shares reached when this was written."""

CLASSES = {"pack": ("pack", "packs", "@bag"), "bag": ("bag", "bags"), "unused": ("@nowhere",)}
TREATMENTS = {
    "tablets": ("ibuprofen",),
    "gel": ("ibuprofen gel", "heatgel"),
    "heat": ("hot @pack", "heatpad"),
    "cold": ("cold @pack", "ice"),
    "massage": ("massag*",),
    "needles": ("acupuncture",),
    "bulge": ("disc (bulge|bulges)",),
    "protrusion": ("disc (protrusion|protrusions)",),
}
WORDS = st.sampled_from(
    ["hot", "packs", "and", "ice", "ibuprofen", "gel,", "no", "disc", "bulges", "or", "protrusions.", "(", "acupunture"]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join))


def small(exclusive: bool = True) -> Phrasebook:
    return Phrasebook(Lexicon("en", CLASSES, {}, {"respelled": ("icee=ice",)}), TREATMENTS, exclusive)


def named(text: str, exclusive: bool = True) -> list[str]:
    return [found.concept for found in small(exclusive).find(text)]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("ibuprofen gel", ["gel"]),
        ("Ibuprofen, then gel", ["tablets"]),
        ("HOT-PACKS", ["heat"]),
        ("ice/ibuprofen", ["cold", "tablets"]),
        ("a hot bag", ["heat"]),
        ("a heat pad", ["heat"]),
        ("Heat-gel", ["gel"]),
        ("massaging it", ["massage"]),
        ("icee", ["cold"]),
        ("no ice and never a massage", ["cold", "massage"]),
        ("nothing of the kind", []),
        ("", []),
    ],
)
def test_a_text_names_what_its_longest_words_mean(text: str, concepts: list[str]) -> None:
    assert named(text) == concepts


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("hot and cold packs", ["heat", "cold"]),
        ("disc bulges and protrusions", ["bulge", "protrusion"]),
        ("disc bulges, and then some protrusions", ["bulge"]),
        ("I took ibuprofen and rubbed gel on it", ["tablets"]),
    ],
)
def test_members_of_a_list_share_a_word_and_others_do_not(text: str, concepts: list[str]) -> None:
    assert named(text) == concepts


def test_all_that_overlaps_is_kept_where_nothing_excludes() -> None:
    assert named("ibuprofen gel", exclusive=False) == ["tablets", "gel"]


def test_two_things_of_the_same_name_are_both_kept() -> None:
    book = Phrasebook(Lexicon("en", {}, {}, {}), {"one": ("ice",), "two": ("ice",)})
    assert [found.concept for found in book.find("ice")] == ["one", "two"]


def test_what_is_named_as_there_is_not_named_as_denied_by_the_same_words() -> None:
    book = Phrasebook(Lexicon("en", {}, {}, {}), {"curve": ("loss ?? lordosis", "-normal lordosis")})
    assert [found.words for found in book.find("Loss of normal lordosis. Normal lordosis.")] == [
        "Loss of normal lordosis",
        "Normal lordosis",
    ]


def test_a_mended_spelling_is_told_and_a_right_one_is_not() -> None:
    mended, right = small().find("acupunture, acupuncture")
    assert (mended.words, mended.spelled) == ("acupunture", "acupuncture")
    assert right.spelled is None


def test_only_the_classes_that_patterns_use_can_be_at_fault() -> None:
    assert small().faults() == []
    assert Phrasebook(Lexicon("en", CLASSES, {}, {}), {"one": ("@unused",)}).faults() == [
        "@unused: no class '@nowhere'"
    ]


@given(text=TEXTS)
def test_spans_point_at_the_words_and_stand_in_order(text: str) -> None:
    found = small().find(text)
    assert [text[name.span.start : name.span.end] for name in found] == [name.words for name in found]
    assert [name.span.start for name in found] == sorted(name.span.start for name in found)


@given(text=TEXTS)
def test_finding_twice_gives_the_same(text: str) -> None:
    book = small()
    assert book.find(text) == book.find(text) == small().find(text)


@given(text=TEXTS, more=TEXTS)
def test_more_text_in_another_sentence_changes_nothing_before_it(text: str, more: str) -> None:
    book = small()
    found = book.find(text)
    assert book.find(f"{text}\n\n{more}")[: len(found)] == found


@given(text=st.text(max_size=200))
@pytest.mark.parametrize("register", ["treatments", "scans", "ideas"])
def test_the_shipped_phrasebooks_read_any_text(register: str, text: str) -> None:
    assert isinstance(phrasebook(register).find(text), tuple)


@pytest.mark.parametrize("register", ["treatments", "scans", "ideas"])
def test_the_shipped_patterns_are_sound(register: str) -> None:
    assert phrasebook(register).faults() == []


def treatments(half: str) -> Iterator[tuple[str, str, list[NamedWords]]]:
    """Remedy meant, words, and what was found, for one half of the wordings."""
    for remedy, texts in wordings("appraisal_treatments").items():
        for text in texts[half]:
            yield remedy, text, list(phrasebook("treatments").find(text))


@pytest.mark.parametrize("half", HALVES)
def test_most_treatments_are_known_by_the_words_of_strangers(
    half: str, record_property: Callable[[str, object], None]
) -> None:
    meant = [(remedy, text, found) for remedy, text, found in treatments(half) if remedy != "none"]
    missed = [(remedy, text) for remedy, text, found in meant if not found or found[0].concept != remedy]
    share = 1 - len(missed) / len(meant)
    record_property(f"named_{half}", round(share, 3))
    assert share >= LEAST_NAMED[half], missed if half == "read" else len(missed)


@pytest.mark.parametrize("half", HALVES)
def test_what_is_no_remedy_of_the_register_is_not_taken_for_one(half: str) -> None:
    taken = [(text, found) for remedy, text, found in treatments(half) if remedy == "none" and found]
    assert taken == []
