"""How well the reader and its lexicon understand accounts written independently of both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from rhomboid.knowledge import load_knowledge
from rhomboid.model import Account, KnowledgeBase, Mention, Reading
from rhomboid.reading import Reader, resolve

LEAST_RECALL = 0.9
MOST_FALSE = 0.08
HALVES = ("unheld", "held")


class Gold(NamedTuple):
    """One account and what a careful human reads in it."""

    id: str
    account: Account
    held: bool
    present: frozenset[str]
    absent: frozenset[str]
    allowed: frozenset[str]
    must_not: frozenset[str]
    sides: Mapping[str, str]
    numbers: Mapping[str, float]


class Read(NamedTuple):
    """What the reader made of one account."""

    gold: Gold
    reading: Reading
    present: frozenset[str]
    absent: frozenset[str]
    mentions: Mapping[str, Mention]

    @property
    def missed(self) -> frozenset[str]:
        """Gold concepts, with a minus for absences, that were not read as they stand."""
        return (self.gold.present - self.present) | {f"-{concept}" for concept in self.gold.absent - self.absent}

    @property
    def false(self) -> frozenset[str]:
        """Concepts read as present that the words do not say, even generously."""
        fair = self.gold.present | self.gold.allowed
        return (self.present - fair) | (self.present & (self.gold.must_not | self.gold.absent))


def _gold(entry: Mapping[str, Any], implied: Mapping[str, Iterable[str]]) -> Gold:
    present = frozenset(entry.get("present", ()))
    allowed = set(entry.get("may", ()))
    for concept in present | allowed:
        allowed.update(implied.get(concept, ()))
    numbers = {name: float(entry[name]) for name in ("age", "duration_days", "pain_nrs") if name in entry}
    return Gold(
        id=entry["id"],
        account=Account(text=entry["text"]),
        held=entry.get("held", False),
        present=present,
        absent=frozenset(entry.get("absent", ())),
        allowed=frozenset(allowed),
        must_not=frozenset(entry.get("must_not", ())),
        sides=entry.get("sides", {}),
        numbers=numbers,
    )


@cache
def gold_set() -> tuple[Gold, ...]:
    """Every account of ``accounts.yaml``."""
    text = Path(__file__).with_name("accounts.yaml").read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    return tuple(_gold(entry, document["implied"]) for entry in document["accounts"])


@cache
def knowledge_base() -> KnowledgeBase:
    """The shipped knowledge base."""
    loaded, problems = load_knowledge()
    assert loaded is not None, "\n".join(map(str, problems))
    return loaded


def _is_read_from_numbers(concept: str) -> bool:
    """Durations, pain scores, ages and sexes come from numbers, and `side` from the sites: judged on their own."""
    return concept.split("=")[0] in ("duration", "severity", "age", "sex", "side")


@cache
def readings() -> tuple[Read, ...]:
    """Every account, read once."""
    known = knowledge_base()
    reader = Reader(known.lexicons["en"], known.findings)
    return tuple(_read(reader, known, gold) for gold in gold_set())


def _read(reader: Reader, known: KnowledgeBase, gold: Gold) -> Read:
    reading = reader.read(gold.account.text)
    mentions = resolve(reading, known.findings)
    present = {concept for concept, mention in mentions.items() if mention.presence == "present"}
    present |= _bands(reading, known)
    numeric = {concept for concept in present if _is_read_from_numbers(concept)} - gold.present - gold.must_not
    absent = {concept for concept, mention in mentions.items() if mention.presence == "absent"}
    return Read(gold, reading, frozenset(present - numeric), frozenset(absent), mentions)


def _bands(reading: Reading, known: KnowledgeBase) -> set[str]:
    """The options that numbers in the text stand for: "3/10" is mild."""
    bands = set()
    for name, value in (("duration", reading.duration_days), ("severity", reading.pain_nrs)):
        category = known.categories[name]
        if value is not None:
            bands.add(f"{name}={category.options[bisect_right(category.edges, value)].id}")
    return bands


def _half(name: str) -> list[Read]:
    return [read for read in readings() if read.gold.held == (name == "held")]


def recall(reads: Iterable[Read]) -> float:
    """The share of gold concepts, present and absent, that were read as they stand."""
    found = asked = 0
    for read in reads:
        of_gold = len(read.gold.present) + len(read.gold.absent)
        asked += of_gold
        found += of_gold - len(read.missed)
    return found / asked


def false_share(reads: Iterable[Read]) -> float:
    """The share of concepts read as present that the words do not say."""
    false = read_present = 0
    for read in reads:
        false += len(read.false)
        read_present += len(read.present)
    return false / read_present


def _report(reads: Iterable[Read]) -> str:
    return "\n".join(
        f"{read.gold.id}: missed {sorted(read.missed)}; false {sorted(read.false)}"
        for read in reads
        if read.missed or read.false
    )


@pytest.mark.parametrize("half", HALVES)
def test_most_of_what_people_say_is_understood(half: str, record_property: Callable[[str, object], None]) -> None:
    reads = _half(half)
    record_property(f"recall_{half}", round(recall(reads), 3))
    record_property(f"false_share_{half}", round(false_share(reads), 3))
    assert recall(reads) >= LEAST_RECALL, _report(reads)


@pytest.mark.parametrize("half", HALVES)
def test_little_is_read_that_was_not_said(half: str) -> None:
    reads = _half(half)
    assert false_share(reads) <= MOST_FALSE, _report(reads)


def test_no_red_flag_that_is_there_is_read_as_absent() -> None:
    findings = knowledge_base().findings
    denied = [
        (read.gold.id, concept)
        for read in readings()
        for concept in read.gold.present & read.absent
        if concept in findings and findings[concept].red_flag
    ]
    assert denied == []


def test_places_get_the_side_that_was_said() -> None:
    wrong = [
        (read.gold.id, site, side, read.mentions[site].side)
        for read in readings()
        for site, side in read.gold.sides.items()
        if site in read.mentions and read.mentions[site].side not in (side, None)
    ]
    said = sum(len(read.gold.sides) for read in readings())
    assert len(wrong) <= 0.1 * said, wrong


def test_ages_and_pain_scores_are_read_exactly_and_durations_nearly() -> None:
    wrong = []
    for read in readings():
        for name, value in read.gold.numbers.items():
            found = getattr(read.reading, name)
            tolerance = 0.1 * value if name == "duration_days" else 0.0
            if found is None or abs(found - value) > tolerance:
                wrong.append((read.gold.id, name, value, found))
    asked = sum(len(read.gold.numbers) for read in readings())
    assert len(wrong) <= 0.15 * asked, wrong


def test_every_concept_of_the_gold_set_exists() -> None:
    known = knowledge_base()
    concepts = {f"{category.id}={option.id}" for category in known.categories.values() for option in category.options}
    concepts |= set(known.findings)
    for gold in gold_set():
        named = gold.present | gold.absent | gold.allowed | gold.must_not | set(gold.sides)
        assert named <= concepts, (gold.id, named - concepts)


def test_half_of_the_gold_set_was_held_back() -> None:
    held = sum(gold.held for gold in gold_set())
    assert 0.4 * len(gold_set()) <= held <= 0.6 * len(gold_set())
    assert len(gold_set()) >= 120
