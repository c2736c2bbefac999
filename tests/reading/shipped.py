"""The shipped lexicon as the knowledge base gives it, and wordings written independently of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rhomboid.knowledge import load_knowledge
from rhomboid.model import Lexicon
from rhomboid.reading import Phrasebook

HALVES = ("read", "held")


@cache
def shipped_lexicon() -> Lexicon:
    """The English lexicon."""
    knowledge, problems = load_knowledge()
    assert knowledge is not None, "\n".join(map(str, problems[:5]))
    return knowledge.lexicons["en"]


@cache
def phrasebook(register: str) -> Phrasebook:
    """The phrasebook of ``treatments``, ``scans`` or ``ideas``."""
    return Phrasebook(shipped_lexicon(), getattr(shipped_lexicon(), register), exclusive=register != "ideas")


def wordings(name: str) -> dict[str, Any]:
    """One file of wordings, of which ``held`` ones were not looked at while words were added."""
    path = Path(__file__).parent.parent / "answers" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))
