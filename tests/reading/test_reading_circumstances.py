"""What bears on safety, medicines above all, is read from a person's own words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rhomboid.knowledge import load_knowledge
from rhomboid.model import KnowledgeBase
from rhomboid.reading import Reader, resolve

SENTENCES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("circumstances.yaml").read_text(encoding="utf-8")
)


@cache
def knowledge_base() -> KnowledgeBase:
    """The shipped knowledge base, loaded once."""
    loaded, problems = load_knowledge()
    assert loaded is not None, problems
    return loaded


@cache
def reader() -> Reader:
    """A reader of English that knows the circumstances."""
    known = knowledge_base()
    return Reader(known.lexicons["en"], known.findings, known.circumstances)


@pytest.mark.parametrize("sentence", SENTENCES, ids=[row["text"] for row in SENTENCES])
def test_a_sentence_tells_the_circumstances_it_holds_and_no_others(sentence: dict[str, Any]) -> None:
    known = knowledge_base()
    mentions = resolve(reader().read(sentence["text"]), known.findings, known.circumstances)
    read = {concept: mention.presence for concept, mention in mentions.items() if concept in known.circumstances}
    present = dict.fromkeys(sentence.get("present", ()), "present")
    assert read == present | dict.fromkeys(sentence.get("absent", ()), "absent")


def test_every_circumstance_can_be_told_in_words() -> None:
    told = {concept for sentence in SENTENCES for concept in sentence.get("present", ())}
    assert told == set(knowledge_base().circumstances)
