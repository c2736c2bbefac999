"""A reader over the shipped lexicon and over a small one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import rhomboid
from rhomboid.model import Estimate, Finding, Lexicon
from rhomboid.reading import Reader

DATA = Path(rhomboid.__file__).parent / "knowledge" / "data" / "upper_back"


def load_lexicon() -> Lexicon:
    """Every file of the English lexicon, joined."""
    merged: dict[str, dict[str, list[str]]] = {}
    for path in sorted((DATA / "lexicon" / "en").glob("*.yaml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for part, entries in content.items():
            for name, words in (entries or {}).items():
                merged.setdefault(part, {}).setdefault(name, []).extend(
                    "off" if word is False else word for word in words
                )
    parts = {part: {name: tuple(words) for name, words in entries.items()} for part, entries in merged.items()}
    return Lexicon(language="en", **parts)


def load_findings() -> dict[str, Finding]:
    """The findings with what the reader needs of them."""
    rows = yaml.safe_load((DATA / "findings.yaml").read_text(encoding="utf-8"))
    background = Estimate(0.1, 0.05, 0.2, "judged")
    return {
        key: Finding(
            id=key,
            name=row["name"],
            question=row["question"],
            kind=row["kind"],
            background=background,
            red_flag=row.get("red_flag", False),
            sided=row.get("sided", False),
        )
        for key, row in rows.items()
    }


@pytest.fixture(scope="session")
def circumstances() -> frozenset[str]:
    """The ids of what bears on safety alone: read as histories are."""
    return frozenset(yaml.safe_load((DATA / "circumstances.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def findings() -> dict[str, Finding]:
    return load_findings()


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon, findings: dict[str, Finding], circumstances: frozenset[str]) -> Reader:
    return Reader(lexicon, findings, circumstances)
