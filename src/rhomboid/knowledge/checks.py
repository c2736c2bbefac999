"""Checks across files."""

from __future__ import annotations

from rhomboid.knowledge.yaml_file import YamlFile
from rhomboid.model import KnowledgeBase, Problem


def check_content(kb: KnowledgeBase, files: dict[str, YamlFile]) -> tuple[list[Problem], list[Problem]]:
    return [], []
