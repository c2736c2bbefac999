"""The shipped knowledge base, loaded once; makes `parsed` and `samples` importable by the tests beside it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from rhomboid.answers import assess
from rhomboid.knowledge import load_knowledge
from rhomboid.model import Account, Assessment, KnowledgeBase

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    loaded, problems = load_knowledge()
    assert loaded is not None, "\n".join(map(str, problems[:5]))
    return loaded


@pytest.fixture(scope="session")
def account() -> Account:
    return Account(text="Dull ache between my shoulder blades for three weeks, worse at my desk.", age=34)


@pytest.fixture(scope="session")
def calm(account: Account, knowledge: KnowledgeBase) -> Assessment:
    assessment = assess(account, knowledge, date(2026, 11, 22))
    assert assessment.disposition == "self_care"
    return assessment
