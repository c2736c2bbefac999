"""
A YAML file read as plain values, with the line every value stands on.

Scalars follow YAML 1.2's core schema, not PyYAML's 1.1: ``no`` is a word here, not false, ``1e-5`` is a number
and a date is text. Aliases are refused: in a data file they hide where a number comes from.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from rhomboid.model import Problem

Plain = Any
"""What YAML can say (mappings, lists, text, numbers, booleans, nothing): the schemas check it before it is used."""

JsonPath = tuple[str | int, ...]
"""Keys and indices from the top of a file down to one value."""

_BASE_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?")
_QUOTED = ("'", '"', "|", ">")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class YamlFile(msgspec.Struct, frozen=True):
    """One file's value (None when nothing could be read) and the line, from 1, of each path inside it."""

    path: str
    value: Plain
    lines: dict[JsonPath, int]
    problems: tuple[Problem, ...] = ()

    def line(self, at: JsonPath) -> int:
        """The line of the value at `at`, or of the nearest value around it; 0 for an empty file."""
        while at not in self.lines:
            if not at:
                return 0
            at = at[:-1]
        return self.lines[at]

    def problem(self, at: JsonPath, code: str, message: str, remedy: str) -> Problem:
        """A problem at one place of this file."""
        return Problem(self.path, self.line(at), code, message, remedy)


def load_yaml(file: Path, path: str) -> YamlFile:
    """Read `file` from disk; `path` is the name it goes by in problems."""
    try:
        content = file.read_bytes()
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _unreadable(path, line, "not_utf8", "The file is not UTF-8 text.", "Save it as UTF-8.")
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        return _unreadable(path, 0, "unreadable", message, "Check its permissions.")
    return parse_yaml(text, path)


def parse_yaml(text: str, path: str) -> YamlFile:
    """Parse one YAML document. Never raises for what a person can type: faults come back as problems."""
    try:
        root = yaml.compose(text, Loader=_BASE_LOADER)
        walk = _Walk(path)
        value = None if root is None else walk.value(root, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = (error.problem or "it cannot be read").rstrip(".")
        remedy = "Check indentation, colons and quotes at and just above this line."
        return _unreadable(path, mark.line + 1 if mark else 0, "yaml_syntax", f"This is not YAML: {what}.", remedy)
    except yaml.YAMLError as error:
        what = str(getattr(error, "reason", "")) or "it cannot be read"
        line = text[: getattr(error, "position", 0)].count("\n") + 1
        return _unreadable(path, line, "yaml_syntax", f"This is not YAML: {what}.", "Remove the character.")
    except RecursionError:
        return _unreadable(path, 0, "yaml_syntax", "The file is nested too deeply.", "Use fewer levels.")
    if value is None and not walk.problems:
        return _unreadable(path, 0, "empty_file", "The file is empty.", "Fill it in or delete it.")
    return YamlFile(path, value, walk.lines, tuple(walk.problems))


def _unreadable(path: str, line: int, code: str, message: str, remedy: str) -> YamlFile:
    return YamlFile(path, None, {}, (Problem(path, line, code, message, remedy),))


class _Walk:
    """One pass over a composed document, collecting lines and problems on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: dict[JsonPath, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, at: JsonPath) -> Plain:
        """The node as plain Python, its line noted under the path `at`, its faults kept."""
        line = node.start_mark.line + 1
        self.lines.setdefault(at, line)
        if id(node) in self._seen:
            self._report(line, "yaml_alias", "An alias (*name) repeats a value.", "Write the value out in full.")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, index)) for index, item in enumerate(node.value)]
        text = str(node.value)
        return text if getattr(node, "style", None) in _QUOTED else _scalar(text)

    def _mapping(self, node: yaml.MappingNode, at: JsonPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(line, "yaml_key", "A key is a list or a mapping.", "Use a plain word as the key.")
                continue
            key = str(key_node.value)
            if key in result:
                message = f"The key `{key}` is already on line {first[key]}."
                self._report(line, "duplicate_key", message, "Keep one of the two.")
                continue
            first[key] = self.lines[*at, key] = line
            result[key] = self.value(value_node, (*at, key))
        return result

    def _report(self, line: int, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, code, message, remedy))


def _scalar(text: str) -> str | int | float | bool | None:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return _WORDS.get(text, text)
