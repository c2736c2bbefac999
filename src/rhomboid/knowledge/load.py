"""The entrance: the shipped knowledge, or a directory of one's own."""

from __future__ import annotations

from pathlib import Path

from rhomboid.knowledge.files import SHIPPED_DIRECTORY
from rhomboid.model import KnowledgeBase, Problem


def load_knowledge(directory: Path | None = None) -> tuple[KnowledgeBase | None, list[Problem]]:
    """Knowledge base of `directory` (the shipped one when None) and everything wrong with its files."""
    from rhomboid.knowledge.read import read_knowledge

    return read_knowledge(directory or SHIPPED_DIRECTORY)


def check_knowledge(directory: Path | None = None) -> list[Problem]:
    """Everything wrong with the files of `directory` (the shipped ones when None), by path and line."""
    from rhomboid.knowledge.read import read_knowledge

    return read_knowledge(directory or SHIPPED_DIRECTORY)[1]
