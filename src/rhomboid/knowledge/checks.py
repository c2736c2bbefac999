"""Checks across files, in two kinds: those that would lose data or lower an alarm, and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rhomboid.knowledge.citations import check_citations
from rhomboid.knowledge.content import Content
from rhomboid.knowledge.coverage import check_coverage
from rhomboid.knowledge.references import check_references
from rhomboid.knowledge.relief_coverage import check_relief_coverage
from rhomboid.knowledge.relief_references import check_relief_references
from rhomboid.knowledge.yaml_file import YamlFile
from rhomboid.model import KnowledgeBase, Problem


class Checked(NamedTuple):
    """`breaking` problems make the knowledge unusable; `others` are to be mended but leave it whole."""

    breaking: list[Problem]
    others: list[Problem]


def check_content(knowledge: KnowledgeBase, files: Mapping[str, YamlFile]) -> Checked:
    """Everything that no single file shows."""
    content = Content(knowledge, files)
    breaking = [*check_references(content), *check_relief_references(content)]
    return Checked(breaking, [*check_citations(content), *check_coverage(content), *check_relief_coverage(content)])
