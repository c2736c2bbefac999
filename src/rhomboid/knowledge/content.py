"""What the checks across files look at: the built knowledge and the files it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rhomboid.knowledge.files import file_kind
from rhomboid.knowledge.yaml_file import JsonPath, Plain, YamlFile
from rhomboid.model import KnowledgeBase, Problem
from rhomboid.model.expression import Atom, ExpressionError, atoms_of, parse_expression


class RuleAtoms(NamedTuple):
    """Where a rule stands, its atoms and whether each excuses the alarm, or why the rule cannot be read."""

    file: YamlFile
    at: JsonPath
    atoms: tuple[tuple[Atom, bool], ...]
    fault: str | None = None


class Content(NamedTuple):
    """The built knowledge and, by path, the files it came from."""

    knowledge: KnowledgeBase
    files: Mapping[str, YamlFile]

    def of(self, *kinds: str) -> Iterator[YamlFile]:
        """Files of these kinds."""
        return (file for path, file in self.files.items() if file_kind(path) in kinds)

    def problem(self, path: str, at: JsonPath, code: str, message: str, remedy: str) -> Problem:
        """A problem in the file at `path`, or about a file that is not there."""
        if path in self.files:
            return self.files[path].problem(at, code, message, remedy)
        return Problem(path, 0, code, message, remedy)

    def rules(self) -> Iterator[RuleAtoms]:
        """The atoms of every rule."""
        for file in self.of("rules"):
            for index, row in enumerate(file.value):
                try:
                    yield RuleAtoms(file, (index, "when"), tuple(atoms_of(parse_expression(row["when"]))))
                except ExpressionError as error:
                    yield RuleAtoms(file, (index, "when"), (), str(error))

    def concepts(self) -> set[str]:
        """Every finding id and ``category=option``."""
        options = {
            f"{category.id}={option.id}"
            for category in self.knowledge.categories.values()
            for option in category.options
        }
        return options | set(self.knowledge.findings)


def walk(value: Plain, at: JsonPath = ()) -> Iterator[tuple[JsonPath, dict[str, Any]]]:
    """Every mapping inside `value`, with its path."""
    if isinstance(value, dict):
        yield at, value
        for key, part in value.items():
            yield from walk(part, (*at, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from walk(part, (*at, index))
