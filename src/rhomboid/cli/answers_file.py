"""An account from a YAML or JSON file: every fault at once, each with its line."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar, get_type_hints

import msgspec
import yaml

from rhomboid.answers import check_account
from rhomboid.model import Account, KnowledgeBase, Problem

WORDS_FOR_PRESENCE: dict[object, str] = {True: "present", False: "absent", None: "not_asked"}
REMEDIES = {
    "text": "Give the words as text, in quotes where they hold a colon.",
    "age": "Give years as a number.",
    "sex": "Use female or male.",
    "setting": "Use home, primary_care or emergency_department.",
    "locale": "Give a language and country, such as en-GB.",
    "answers": "Use yes, no, or null where it is not known.",
    "choices": "Give option ids, such as quality: burning.",
    "pains": "Give sites, such as - {site: over_scapula, side: right}.",
    "scores": "Give whole points by scale and item.",
    "tried": "Say how each went: helped, no_help, worse or unsure.",
    "avoid": "Give medicines, appointments or both.",
    "highest_cost": "Use free, low, medium, high or very_high.",
}
Where = tuple[str, ...]
Field = TypeVar("Field")


def parse_answers(text: str, path: str, knowledge: KnowledgeBase) -> tuple[Account | None, tuple[Problem, ...]]:
    """
    The account in a file with the keys of `Account`. Under `answers`, yes and no stand for present and absent.

    Returns None with the problems when anything is wrong, so that nothing is answered from half a file.
    """
    problems: list[Problem] = []
    lines: dict[Where, int] = {}
    try:
        # JSON may be indented with tabs, which YAML refuses.
        node = yaml.compose(text.replace("\t", " "), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return None, (_syntax_problem(error, path),)
    if not isinstance(node, yaml.MappingNode):
        remedy = "Write one `key: value` a line, such as `age: 46`."
        return None, (Problem(path, 1, "not-a-mapping", "The file holds no answers.", remedy),)
    value = _plain(node, (), lines, problems, path)
    fields = _convert_fields(_with_words(value), lines, problems, path)
    account = Account(**{key: item for key, item in fields.items() if item is not None})
    problems.extend(
        Problem(path, _line(fault.where, lines), "refused", fault.message, fault.remedy)
        for fault in check_account(account, knowledge)
    )
    return (None if problems else account), tuple(sorted(problems))


def _syntax_problem(error: yaml.YAMLError, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "it is not YAML or JSON"
    line = mark.line + 1 if mark else 0
    return Problem(path, line, "syntax", f"Cannot be read: {what}.", "Check quotes, colons and indentation.")


def _plain(node: yaml.Node, where: Where, lines: dict[Where, int], problems: list[Problem], path: str) -> object:
    """The node's value as plain Python, its lines noted by path, duplicate keys reported."""
    lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        value: dict[str, object] = {}
        for key_node, item in node.value:
            key = str(key_node.value)
            if key in value:
                line = key_node.start_mark.line + 1
                problems.append(Problem(path, line, "duplicate", f"{key!r} stands here twice.", "Keep one."))
            value[key] = _plain(item, (*where, key), lines, problems, path)
            lines[(*where, key)] = key_node.start_mark.line + 1
        return value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*where, str(i)), lines, problems, path) for i, item in enumerate(node.value)]
    scalar: object = yaml.SafeLoader("").construct_object(node, deep=True)
    return scalar


def _with_words(plain: object) -> dict[str, Any]:
    """Yes and no as presences, a single option as a list, a bare site as a pain."""
    value: dict[str, Any] = plain if isinstance(plain, dict) else {}
    if isinstance(value.get("answers"), dict):
        answers = value["answers"]
        value["answers"] = {
            key: WORDS_FOR_PRESENCE[item] if item is None or isinstance(item, bool) else item
            for key, item in answers.items()
        }
    if isinstance(value.get("choices"), dict):
        choices = value["choices"]
        value["choices"] = {key: [item] if isinstance(item, str) else item or [] for key, item in choices.items()}
    if isinstance(value.get("avoid"), str):
        value["avoid"] = [value["avoid"]]
    if isinstance(value.get("pains"), list):
        value["pains"] = [{"site": item} if isinstance(item, str) else item for item in value["pains"]]
    return value


def _convert_fields(
    value: dict[str, Any], lines: dict[Where, int], problems: list[Problem], path: str
) -> dict[str, Any]:
    types = get_type_hints(Account)
    fields: dict[str, Any] = {}
    for key, item in value.items():
        if key not in types:
            close = get_close_matches(key, types, n=1)
            remedy = f"Did you mean {close[0]}?" if close else f"Use {', '.join(types)}."
            problems.append(Problem(path, _line((key,), lines), "unknown-key", f"There is no key {key!r}.", remedy))
            continue
        if isinstance(item, dict):
            fields[key] = {}
            for name, inner in item.items():
                converted = _convert({name: inner}, types[key], (key, name), lines, problems, path)
                fields[key].update(converted or {})
        else:
            fields[key] = _convert(item, types[key], (key,), lines, problems, path)
    return fields


def _convert(
    item: object, kind: type[Field], where: Where, lines: dict[Where, int], problems: list[Problem], path: str
) -> Field | None:
    try:
        return msgspec.convert(item, kind)
    except msgspec.ValidationError as error:
        said = str(error).partition(" - at ")[0]
        message = f"{'.'.join(where)}: {said[:1].lower()}{said[1:]}."
        problems.append(Problem(path, _line(where, lines), "wrong-value", message, REMEDIES[where[0]]))
        return None


def _line(where: Where, lines: dict[Where, int]) -> int:
    """The line of the nearest enclosing key that the file has."""
    while where and where not in lines:
        where = where[:-1]
    return lines.get(where, 0) if where else 0
