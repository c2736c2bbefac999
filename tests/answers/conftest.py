"""The shipped knowledge base, loaded once."""

import pytest

from rhomboid.knowledge import load_knowledge
from rhomboid.model import KnowledgeBase


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    loaded, problems = load_knowledge()
    assert loaded is not None, "\n".join(map(str, problems[:5]))
    return loaded
