"""Whether a scan report is read as it is meant: what, where, and whether it is there at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.model import ScanReading
from rhomboid.reading import Phrasebook, read_scan
from rhomboid.reading.levels import find_levels
from rhomboid.reading.tokens import tokenise

from .shipped import HALVES, phrasebook, shipped_lexicon, wordings

LEAST_FOUND = {"read": 1.0, "held": 0.93}
LEAST_PLACED = {"read": 1.0, "held": 0.89}
LEAST_QUIET = {"read": 0.93, "held": 0.8}
MOST_FALSE = {"read": 0.0, "held": 0.04}
"""Shares reached when this was written."""

SERIOUS = {"fracture", "tumour", "infection", "aneurysm", "cord_compression", "cord_signal"}

WORDS = st.sampled_from(
    [
        "no",
        "not",
        "without",
        "and",
        "or",
        "with",
        "fracture,",
        "tumour",
        "cord",
        "compression",
        "disc",
        "bulge",
        "at",
        "T7/8",
        "C5-6.",
        "L5/S1:",
        "to",
        "thoracic",
        "neck",
        "normal",
        "is",
        "mild",
        "(",
        "?",
        "seen",
        "this level",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=30).map(" ".join))


def read(text: str) -> ScanReading:
    return read_scan(text, phrasebook("scans"), shipped_lexicon().cues)


def said(text: str) -> list[str]:
    """Findings in order, a minus for absent ones, with region and levels: "-fracture thoracic T8"."""
    return [
        " ".join(["-" * (m.presence == "absent") + m.finding, *filter(None, [m.region]), *m.levels])
        for m in read(text).mentions
    ]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("C5-6", ["C5-6"]),
        ("c5/c6", ["C5-6"]),
        ("C5–6", ["C5-6"]),
        ("c5c6 and C67", ["C5-6", "C6-7"]),
        ("T7-T8", ["T7-8"]),
        ("D7/8", ["T7-8"]),
        ("L4 L5", ["L4-5"]),
        ("L5/S1", ["L5-S1"]),
        ("L5S1", ["L5-S1"]),
        ("C7/T1, T12-L1", ["C7-T1", "T12-L1"]),
        ("T 8", ["T8"]),
        ("between T7 and T8", ["T7-8"]),
        ("C3-4 to C6-7", ["C3-4", "C4-5", "C5-6", "C6-7"]),
        ("C3 to C7", ["C3", "C4", "C5", "C6", "C7"]),
        ("T6-T10", ["T6", "T7", "T8", "T9", "T10"]),
        ("C4/5, 5/6 and 6/7", ["C4-5", "C5-6", "C6-7"]),
        ("C4/5/6", ["C4-5", "C5-6"]),
        ("T5, 6 and 7", ["T5", "T6", "T7"]),
        ("T8, 9 mm", ["T8"]),
        ("T8, 10% loss", ["T8"]),
        ("high T2 signal, T1 and T2 weighted", []),
        ("T13, C8, L9", []),
        ("multilevel", []),
    ],
)
def test_levels_are_read_however_they_are_written(text: str, levels: list[str]) -> None:
    assert [name for group in find_levels(tokenise(text)) for name in group.names] == levels


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Disc bulge at C5/6.", ["disc_bulge cervical C5-6"]),
        ("C5/6: disc bulge. C6/7: protrusion.", ["disc_bulge cervical C5-6", "disc_protrusion cervical C6-7"]),
        ("T7/8 disc protrusion, T9/10 annular tear.", ["disc_protrusion thoracic T7-8", "annular_tear thoracic T9-10"]),
        ("Disc bulge and osteophytes at C5/6.", ["disc_bulge cervical C5-6", "osteophytes cervical C5-6"]),
        ("Protrusion at T7/8 with canal stenosis.", ["disc_protrusion thoracic T7-8", "canal_stenosis thoracic T7-8"]),
        ("Fracture of T8. Mild scoliosis.", ["fracture thoracic T8", "scoliosis thoracic"]),
        ("Fracture of T8, mild scoliosis.", ["fracture thoracic T8", "scoliosis thoracic"]),
        ("Disc bulges at C5/6 and T7/8.", ["disc_bulge cervical C5-6", "disc_bulge thoracic T7-8"]),
        ("C6/7: disc bulge. Stenosis at this level.", ["disc_bulge cervical C6-7", "canal_stenosis cervical C6-7"]),
        ("T8 collapse.", ["fracture thoracic T8"]),
        ("A slipped disc in my lower back.", ["disc_herniation lumbar"]),
        ("MRI thoracic spine. Small disc bulge.", ["disc_bulge thoracic"]),
        ("Cervical: disc bulge. Lumbar: scoliosis.", ["disc_bulge cervical", "scoliosis lumbar"]),
        ("Scoliosis of the cervical and lumbar spine.", ["scoliosis cervical", "scoliosis lumbar"]),
        ("Disc bulge.", ["disc_bulge"]),
    ],
)
def test_findings_stand_at_their_levels_and_in_their_part_of_the_spine(text: str, findings: list[str]) -> None:
    assert said(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("No cord compression or signal change.", ["-cord_compression", "-cord_signal"]),
        ("Without fracture.", ["-fracture"]),
        ("The cord is normal.", ["-cord_signal"]),
        ("No evidence of fracture, infection or tumour.", ["-fracture", "-infection", "-tumour"]),
        ("Fractures, infection and tumour are absent.", ["-fracture", "-infection", "-tumour"]),
        ("No obvious fracture.", ["-fracture"]),
        ("A fracture is not seen.", ["-fracture"]),
        ("Fracture: none.", ["-fracture"]),
        ("My spinal cord isn't squashed.", ["-cord_compression"]),
        ("Disc bulge without cord compression.", ["disc_bulge", "-cord_compression"]),
    ],
)
def test_a_plain_denial_is_read_as_absent(text: str, findings: list[str]) -> None:
    assert said(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Fracture cannot be excluded.", ["fracture"]),
        ("Infection is not ruled out.", ["infection"]),
        ("No change in the fracture.", ["fracture"]),
        ("No old films, fracture of T8.", ["fracture thoracic T8"]),
        ("MRI without contrast shows fracture of T8.", ["fracture thoracic T8"]),
        ("No canal stenosis at C5/6, fracture of T8.", ["-canal_stenosis cervical C5-6", "fracture thoracic T8"]),
        ("No fracture, mild scoliosis.", ["-fracture", "scoliosis"]),
        ("I didn't know I had a fracture.", ["fracture"]),
        ("Not thought to be a tumour.", ["tumour"]),
        ("The fracture is fine.", ["fracture"]),
        ("Possible fracture.", ["fracture"]),
        ("The radiologist is concerned about a lesion at T5.", ["tumour thoracic T5"]),
        ("I'm worried because it says lesion at T5.", ["tumour thoracic T5"]),
    ],
)
def test_a_denial_in_doubt_leaves_the_finding_there(text: str, findings: list[str]) -> None:
    assert said(text) == findings


@pytest.mark.parametrize(
    "text",
    [
        "MRI to rule out infection.",
        "Clinical details: fall, ? fracture.",
        "Could it be a tumour?",
        "I'm scared of a tumour.",
    ],
)
def test_what_is_only_asked_for_is_neither_there_nor_denied(text: str) -> None:
    assert read(text).mentions == ()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("There is a zygomatic flange at T5. No fracture.", ("There is a zygomatic flange at T5",)),
        ("Disc bulge at C5/6 and a gallstone.", ("a gallstone",)),
        ("Alignment is normal. Technique: sagittal sequences, without contrast.", ()),
        ("Patient: Jane Doe, DOB 1 March 1970.", ()),
        ("No gallstones. The gallbladder is normal.", ()),
        ("The doctor told me I have a disc bulge in my neck.", ()),
    ],
)
def test_what_was_not_understood_is_returned_as_it_stands(text: str, pieces: tuple[str, ...]) -> None:
    assert read(text).unmatched == pieces


def test_the_cues_for_scan_reports_are_sound_patterns() -> None:
    cues = {kind: entries for kind, entries in shipped_lexicon().cues.items() if kind.startswith("scan_")}
    assert cues
    assert Phrasebook(shipped_lexicon(), cues).faults() == []


@given(text=TEXTS)
def test_spans_point_at_the_words_and_pieces_stand_in_the_text(text: str) -> None:
    reading = read(text)
    assert all(text[m.span.start : m.span.end] == m.words for m in reading.mentions)
    assert all(piece in text for piece in reading.unmatched)


@given(text=TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@given(text=TEXTS, more=TEXTS)
def test_more_text_in_another_sentence_changes_nothing_before_it(text: str, more: str) -> None:
    alone, longer = read(text), read(f"{text}\n\n{more}")
    assert longer.mentions[: len(alone.mentions)] == alone.mentions
    assert longer.unmatched[: len(alone.unmatched)] == alone.unmatched


class Snippet(NamedTuple):
    """A report with what is expected of it, and what was read."""

    text: str
    expected: frozenset[tuple[str, str, bool]]
    placed: frozenset[tuple[str, str, bool, tuple[str, ...]]]
    unmatched: bool
    reading: ScanReading

    @property
    def found(self) -> frozenset[tuple[str, str | None, bool]]:
        return frozenset((m.finding, m.region, m.presence == "present") for m in self.reading.mentions)


def snippet(row: Mapping[str, Any]) -> Snippet:
    rows = [(f["finding"], f["region"], f["present"], tuple(f["levels"])) for f in row["findings"]]
    return Snippet(
        row["text"], frozenset(r[:3] for r in rows), frozenset(rows), row.get("unmatched", False), read(row["text"])
    )


@pytest.fixture(scope="module")
def snippets() -> dict[str, list[Snippet]]:
    return {half: [snippet(row) for row in wordings("appraisal_scans")[half]] for half in HALVES}


def listed(snippets: Iterable[Snippet]) -> frozenset[str]:
    """The findings that the snippets' authors chose from: any other is something that their list does not hold."""
    return frozenset(finding for each in snippets for finding, _, _ in each.expected)


@pytest.mark.parametrize("half", HALVES)
def test_most_of_what_reports_say_is_understood(
    half: str, snippets: dict[str, list[Snippet]], record_property: Callable[[str, object], None]
) -> None:
    asked = sum(len(each.expected) for each in snippets[half])
    found = sum(len(each.expected & each.found) for each in snippets[half])
    placed = sum(
        len(each.placed & {(m.finding, m.region, m.presence == "present", m.levels) for m in each.reading.mentions})
        for each in snippets[half]
    )
    record_property(f"found_{half}", round(found / asked, 3))
    record_property(f"placed_{half}", round(placed / asked, 3))
    assert found / asked >= LEAST_FOUND[half]
    assert placed / asked >= LEAST_PLACED[half]


@pytest.mark.parametrize("half", HALVES)
def test_little_is_read_that_reports_do_not_say(half: str, snippets: dict[str, list[Snippet]]) -> None:
    chosen_from = listed([each for rows in snippets.values() for each in rows])
    read_here = sum(len(each.found) for each in snippets[half])
    false = sum(
        len({found for found in each.found - each.expected if found[0] in chosen_from}) for each in snippets[half]
    )
    assert false / read_here <= MOST_FALSE[half]


@pytest.mark.parametrize("half", HALVES)
def test_nothing_serious_that_is_there_is_read_as_absent(half: str, snippets: dict[str, list[Snippet]]) -> None:
    denied = [
        (each.text, finding)
        for each in snippets[half]
        for finding, region, present in each.expected
        if finding in SERIOUS and present and (finding, region, False) in each.found
    ]
    assert denied == []


@pytest.mark.parametrize("half", HALVES)
def test_what_the_list_does_not_hold_is_never_passed_over(half: str, snippets: dict[str, list[Snippet]]) -> None:
    chosen_from = listed([each for rows in snippets.values() for each in rows])
    passed_over = [
        each.text
        for each in snippets[half]
        if each.unmatched and not each.reading.unmatched and all(found[0] in chosen_from for found in each.found)
    ]
    assert passed_over == []


@pytest.mark.parametrize("half", HALVES)
def test_most_of_what_is_understood_whole_leaves_nothing_over(half: str, snippets: dict[str, list[Snippet]]) -> None:
    whole = [each for each in snippets[half] if not each.unmatched]
    quiet = sum(not each.reading.unmatched for each in whole)
    assert quiet / len(whole) >= LEAST_QUIET[half]
