"""The shipped knowledge base, loaded once; a diary of its own for each test; tests of the clock in London."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rhomboid.knowledge import load_knowledge
from rhomboid.model import KnowledgeBase

if TYPE_CHECKING:
    from diary_cli import Cli

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "diary")]


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    loaded, problems = load_knowledge()
    assert loaded is not None, "\n".join(map(str, problems[:5]))
    return loaded


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Cli]":
    from diary_cli import Cli

    monkeypatch.setenv("TZ", "Europe/London")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    time.tzset()
    yield Cli(tmp_path)
    monkeypatch.undo()
    time.tzset()
