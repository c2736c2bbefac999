"""Whether it is understood what someone tried, and how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.model import Tried, TriedMention
from rhomboid.reading import Phrasebook, read_tried

from .shipped import HALVES, phrasebook, shipped_lexicon, wordings

LEAST_TOLD = {"read": 0.94, "held": 0.81}
"""Shares reached when this was written."""

NEUTRAL = "The sky above Lisbon was blue."
WORDS = st.sampled_from(
    [
        "I",
        "tried",
        "ibuprofen",
        "yoga,",
        "and",
        "but",
        "it",
        "helped",
        "nothing",
        "didn't",
        "help.",
        "made",
        "worse",
        "no",
        "relief",
        "from",
        "physio",
        "my sister",
        "should",
        "massage?",
        "not sure",
        "works",
        "(",
        ":",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=30).map(" ".join))


def read(text: str) -> tuple[TriedMention, ...]:
    return read_tried(text, phrasebook("treatments"), shipped_lexicon().cues)


def outcomes(text: str) -> dict[str, Tried]:
    return {mention.remedy: mention.outcome for mention in read(text)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ibuprofen does nothing.", {"oral_nsaid": "no_help"}),
        ("A hot water bottle takes the edge off.", {"heat": "helped"}),
        ("Physio made it worse.", {"physiotherapy": "worse"}),
        ("I took paracetamol without relief.", {"paracetamol": "no_help"}),
        ("No benefit from gabapentin, some relief with a heat pad.", {"gabapentinoid": "no_help", "heat": "helped"}),
        ("Nothing helps except a hot bath.", {"heat": "helped"}),
        ("The only thing that helps is a tennis ball.", {"self_massage": "helped"}),
        ("I swear by yoga.", {"yoga": "helped"}),
        ("Yoga never helped.", {"yoga": "no_help"}),
        ("Yoga wasn't useless.", {"yoga": "helped"}),
        ("Massage left me in agony.", {"massage": "worse"}),
        ("I can't tell whether the magnesium did anything.", {"magnesium": "unsure"}),
        ("I am not sure it was the yoga that helped.", {"yoga": "unsure"}),
        ("Ibuprofen and paracetamol haven't helped.", {"oral_nsaid": "no_help", "paracetamol": "no_help"}),
        ("Neither ibuprofen nor tramadol touches it.", {"oral_nsaid": "no_help", "opioid": "no_help"}),
        ("Relieving factors: heat pad, massage.", {"heat": "helped", "massage": "helped"}),
    ],
)
def test_an_outcome_is_told_of_its_remedy(text: str, told: dict[str, Tried]) -> None:
    assert outcomes(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tried naproxen, yoga helps, paracetamol is useless.", {"yoga": "helped", "paracetamol": "no_help"}),
        ("I had six sessions of physio. It didn't help.", {"physiotherapy": "no_help"}),
        ("I tried yoga and a massage. Both made it worse.", {"yoga": "worse", "massage": "worse"}),
        ("Massage helped for a day and then it made everything worse.", {"massage": "worse"}),
        ("Ibuprofen helps. Ibuprofen does nothing.", {"oral_nsaid": "no_help"}),
        ("I use a foam roller and sitting at work makes it worse.", {"self_massage": "unsure"}),
        ("I take ibuprofen. It is worse at night.", {"oral_nsaid": "unsure"}),
        ("Sitting makes it worse. Ibuprofen helps.", {"oral_nsaid": "helped"}),
    ],
)
def test_an_outcome_goes_no_further_than_its_words(text: str, told: dict[str, Tried]) -> None:
    assert {remedy: outcomes(text).get(remedy) for remedy in told} == told


@pytest.mark.parametrize(
    "text",
    [
        "Naproxen helps a bit.",
        "Naproxen helped at first.",
        "Naproxen used to help but doesn't any more.",
        "Naproxen works for an hour, then wears off.",
        "Naproxen stopped working.",
    ],
)
def test_relief_that_is_partial_or_wears_off_is_relief(text: str) -> None:
    assert outcomes(text) == {"oral_nsaid": "helped"}


@pytest.mark.parametrize("text", ["I tried yoga.", "I've been doing yoga.", "I went to yoga.", "Yoga? I tried yoga."])
def test_what_was_tried_without_a_word_of_how_it_went_is_unsure(text: str) -> None:
    assert outcomes(text) == {"yoga": "unsure"}


@pytest.mark.parametrize(
    "text",
    [
        "They want to inject steroids into my neck.",
        "Should I try yoga?",
        "Would yoga help?",
        "I haven't tried yoga.",
        "I was told to try yoga.",
        "I've been offered an epidural.",
        "I'm scared of surgery and of opioids.",
        "I can't take ibuprofen.",
        "Yoga might help.",
        "They say yoga works.",
        "I heard yoga helps.",
        "My sister swears by yoga. My own back still aches.",
        "My neck went while I was lifting weights.",
        "The pain started after a massage.",
        "Yoga.",
        "",
    ],
)
def test_what_is_offered_feared_or_praised_by_others_was_not_tried(text: str) -> None:
    assert read(text) == ()


def test_a_carer_tells_of_the_person_they_care_for() -> None:
    assert outcomes("They gave my mother codeine and that took the pain away.") == {"opioid": "helped"}


def test_the_words_of_a_mention_hold_the_remedy_and_how_it_went() -> None:
    assert [mention.words for mention in read("For weeks now ibuprofen does nothing for it.")] == [
        "ibuprofen does nothing"
    ]


def test_the_cues_for_what_was_tried_are_sound_patterns() -> None:
    cues = {kind: entries for kind, entries in shipped_lexicon().cues.items() if kind.startswith("tried_")}
    assert cues
    assert Phrasebook(shipped_lexicon(), cues).faults() == []


@given(text=TEXTS)
def test_spans_point_at_the_words_and_each_remedy_is_told_once(text: str) -> None:
    mentions = read(text)
    assert all(text[m.span.start : m.span.end] == m.words and m.words for m in mentions)
    assert len({mention.remedy for mention in mentions}) == len(mentions)


@given(text=TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@given(text=TEXTS)
def test_a_further_sentence_about_nothing_changes_nothing(text: str) -> None:
    assert read(f"{text}\n\n{NEUTRAL}") == read(text)


@pytest.mark.parametrize("half", HALVES)
def test_most_of_what_strangers_tell_of_what_they_tried_is_understood(
    half: str, record_property: Callable[[str, object], None]
) -> None:
    rows: list[dict[str, Any]] = wordings("tried")[half]
    asked = sum(len(row["tried"]) for row in rows)
    right = sum(
        outcomes(row["text"]).get(remedy) == outcome for row in rows for remedy, outcome in row["tried"].items()
    )
    record_property(f"told_{half}", round(right / asked, 3))
    assert right / asked >= LEAST_TOLD[half]


@pytest.mark.parametrize("half", HALVES)
def test_nothing_is_told_as_tried_that_was_not(half: str) -> None:
    assert [row["text"] for row in wordings("tried")[half] if outcomes(row["text"]).keys() - row["tried"].keys()] == []
