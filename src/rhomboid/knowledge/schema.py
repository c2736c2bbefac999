"""JSON Schema checks of each kind of data file, told in plain sentences with line and remedy."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from rhomboid.knowledge.yaml_file import JsonPath, YamlFile
from rhomboid.model import Problem

SCHEMA_DIRECTORY = Path(__file__).parent / "schema"
_TYPES = {
    "object": "a mapping (key: value)",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}


def check_schema(file: YamlFile, kind: str) -> list[Problem]:
    """Every fault of `file` against the schema of `kind`, not only the first; [] when it fits."""
    told = [words for error in _validator(kind).iter_errors(file.value) for words in _tell(error)]
    # a number outside a wide bound is also outside the narrow one, which comes later: that one is told
    once = {(at, message): (at, code, message, remedy) for at, code, message, remedy in told}
    return [file.problem(*words) for words in once.values()]


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy naming the known word most like `word`, or all known words when they are few, or the empty string."""
    names = sorted(known)
    return alike(word, names) or (f"Known here: {', '.join(names)}." if 0 < len(names) <= 12 else "")


def alike(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """A remedy naming the known word most like `word`, or the empty string."""
    match = difflib.get_close_matches(word, sorted(known), n=1, cutoff=cutoff)
    return f"Did you mean `{match[0]}`?" if match else ""


@cache
def _validator(kind: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry()
    for file in SCHEMA_DIRECTORY.glob("*.json"):
        contents = json.loads(file.read_bytes())
        registry = registry.with_resource(file.name, Resource.from_contents(contents, DRAFT202012))
    return Draft202012Validator({"$ref": f"{kind}.json"}, registry=registry)


Told = tuple[JsonPath, str, str, str]


def _tell(error: ValidationError) -> Iterator[Told]:
    at: JsonPath = tuple(error.absolute_path)
    where = _place(at)
    rule: Any = error.validator_value
    if "propertyNames" in error.absolute_schema_path:
        key = str(error.instance)
        remedy = nearest(key, map(str, rule)) if error.validator == "enum" else _wrong_form(error, where)[1]
        yield (*at, key), "wrong_key", f"`{key}` cannot be a key here.", remedy
        return
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, at)
        case "required" | "dependentRequired":
            yield at, "missing_key", *_missing(error, where)
        case "type":
            wanted = " or ".join(_TYPES[name] for name in ([rule] if isinstance(rule, str) else rule))
            yield at, "wrong_type", f"{where} is {_shown(error.instance)}.", f"Write {wanted}."
        case "enum":
            remedy = nearest(str(error.instance), map(str, rule)) or f"Use one of {', '.join(map(str, rule))}."
            yield at, "unknown_value", f"{where} is {_shown(error.instance)}.", remedy
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            yield at, "out_of_range", f"{where} is {_shown(error.instance)}.", f"It must be {_bound(error)}."
        case "minItems" | "minProperties" | "minLength":
            yield at, "too_few", f"{where} has too little in it.", f"Give at least {rule}."
        case "uniqueItems":
            yield at, "repeated", f"{where} repeats an entry.", "Keep one of each."
        case "not":
            yield at, "misplaced", f"{where} does not belong here.", _wrong_form(error, where)[1]
        case _:
            yield at, "wrong_form", *_wrong_form(error, where)


def _place(at: JsonPath) -> str:
    if not at:
        return "The file"
    return f"`{at[-1]}`" if isinstance(at[-1], str) else f"Entry {at[-1] + 1}"


def _unknown_keys(error: ValidationError, at: JsonPath) -> Iterator[Told]:
    schema: Any = error.schema
    instance: Any = error.instance
    known = schema.get("properties", {})
    for key in instance:
        if key not in known:
            remedy = nearest(key, known) or f"Use one of {', '.join(known)}."
            yield (*at, key), "unknown_key", f"Unknown key `{key}`.", remedy


def _missing(error: ValidationError, where: str) -> tuple[str, str]:
    rule: Any = error.validator_value
    instance: Any = error.instance
    if isinstance(rule, dict):
        needed = [(key, name) for key, names in rule.items() if key in instance for name in names]
        missing = [(key, name) for key, name in needed if name not in instance]
        key, name = next((pair for pair in missing if f"'{pair[1]}'" in error.message), missing[0])
        return f"{where} has `{key}` but no `{name}`.", f"Add `{name}`."
    name = error.message.split("'")[1]
    return f"{where} has no `{name}`.", f"Add `{name}`."


def _bound(error: ValidationError) -> str:
    words = {
        "minimum": "at least",
        "exclusiveMinimum": "above",
        "maximum": "at most",
        "exclusiveMaximum": "below",
    }
    return f"{words[str(error.validator)]} {error.validator_value}"


def _wrong_form(error: ValidationError, where: str) -> tuple[str, str]:
    schema: Any = error.schema
    message = schema.get("errorMessage") if isinstance(schema, dict) else None
    return f"{where} is {_shown(error.instance)}.", message or "See the file's schema for the form it takes."


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
