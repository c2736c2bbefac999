"""Names that lead nowhere: findings, options, causes, groups, sites and word classes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rhomboid.knowledge.content import Content
from rhomboid.knowledge.schema import nearest
from rhomboid.knowledge.yaml_file import JsonPath, YamlFile
from rhomboid.model import Problem
from rhomboid.model.expression import Atom

NUMBERS = ("age",)
"""Numbers a rule may compare."""
_CLASS = re.compile(r"@([a-z0-9_]+)")


def check_references(content: Content) -> Iterator[Problem]:
    """Every id that names nothing, and rules that cannot be evaluated safely."""
    yield from _rows(content)
    yield from _findings(content)
    yield from _rules(content)
    yield from _lexicon(content)
    yield from _scales(content)
    yield from _places(content)
    yield from _screens(content)
    yield from _used_twice(content)


def unknown(file: YamlFile, at: JsonPath, what: str, name: str, known: Collection[str]) -> Iterator[Problem]:
    """A problem when `name` is not among `known`, with the nearest that is."""
    if name not in known:
        code = f"unknown_{what.replace(' ', '_')}"
        yield file.problem(at, code, f"No {what} `{name}`.", nearest(name, known) or "Use an id that exists.")


def _rows(content: Content) -> Iterator[Problem]:
    findings = content.knowledge.findings
    for file in content.of("cause", "family"):
        for section in ("findings", "risk_factors"):
            for key in file.value.get(section, {}):
                yield from unknown(file, (section, key), "finding", key, findings)


def _findings(content: Content) -> Iterator[Problem]:
    for file in content.of("findings"):
        for key, row in file.value.items():
            if "group" in row:
                yield from unknown(file, (key, "group"), "group", row["group"], content.knowledge.groups)


def _rules(content: Content) -> Iterator[Problem]:
    for file, at, atoms, fault in content.rules():
        if fault:
            remedy = "Use finding ids, category=option, age < 60, AND, OR, NOT, ( ) and count(a, b) >= n."
            yield file.problem(at, "rule_syntax", f"The rule cannot be read: {fault}.", remedy)
        for atom, excuses in atoms:
            yield from _atom(content, file, at, atom, excuses)
    seen: set[str] = set()
    for file in content.of("rules"):
        for index, row in enumerate(file.value):
            if row["id"] in seen:
                message = f"There are two rules `{row['id']}`."
                yield file.problem((index, "id"), "duplicate_rule", message, "Rename one.")
            seen.add(row["id"])
            for place, cause in enumerate(row["causes"]):
                yield from unknown(file, (index, "causes", place), "cause", cause, content.knowledge.causes)


def _atom(content: Content, file: YamlFile, at: JsonPath, atom: Atom, excuses: bool) -> Iterator[Problem]:
    if atom.sign not in ("", "="):
        yield from unknown(file, at, "number", atom.name, NUMBERS)
        return
    yield from unknown(file, at, "concept", str(atom), content.concepts())
    finding = content.knowledge.findings.get(str(atom))
    if excuses and finding and finding.red_flag:
        message = f"The red flag `{finding.id}` stands under NOT, so that having it could lower the urgency."
        yield file.problem(at, "red_flag_negated", message, "Write the rule without it.")


def _lexicon(content: Content) -> Iterator[Problem]:
    known = content.concepts() | content.knowledge.circumstances.keys()
    for file in content.of("lexicon"):
        classes = content.knowledge.lexicons[file.path.split("/")[1]].classes
        for concept in file.value.get("phrases", {}):
            yield from unknown(file, ("phrases", concept), "concept", concept, known)
        for section in ("classes", "phrases", "treatments", "scans", "ideas"):
            for key, words in file.value.get(section, {}).items():
                for index, text in enumerate(words):
                    for name in _CLASS.findall(text):
                        yield from unknown(file, (section, key, index), "word class", name, classes)
        for key in file.value.get("classes", {}):
            if key in _reachable(key, classes):
                message = f"The class `@{key}` contains itself."
                yield file.problem(("classes", key), "class_cycle", message, "Break the circle.")


def _reachable(start: str, classes: dict[str, tuple[str, ...]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for text in classes.get(waiting.pop(), ()):
            fresh = set(_CLASS.findall(text)) - reached
            reached |= fresh
            waiting += fresh
    return reached


def _scales(content: Content) -> Iterator[Problem]:
    for file in content.of("scales"):
        value = file.value
        yield from unknown(file, ("finding",), "finding", value["finding"], content.knowledge.findings)
        subscales = [part["id"] for part in value["subscales"]]
        for index, criterion in enumerate(value["criteria"]):
            for bound in ("least", "most"):
                for key in criterion.get(bound, {}):
                    yield from unknown(file, ("criteria", index, bound, key), "subscale", key, subscales)
            regions = {item.get("region") for part in value["subscales"] for item in part["items"]} - {None}
            if criterion.get("regions", 0) > len(regions):
                message = f"The scale has only {len(regions)} regions."
                yield file.problem(("criteria", index, "regions"), "regions", message, "Ask for fewer.")
        items = [item["id"] for part in value["subscales"] for item in part["items"]]
        for name in {name for name in items if items.count(name) > 1}:
            yield file.problem(("subscales",), "duplicate_item", f"Item `{name}` is there twice.", "Rename one.")


def _places(content: Content) -> Iterator[Problem]:
    sites = {key for key, finding in content.knowledge.findings.items() if finding.kind == "site"}
    for file in content.of("places"):
        for index, place in enumerate(file.value):
            yield from unknown(file, (index, "site"), "site", place["site"], sites)


def _screens(content: Content) -> Iterator[Problem]:
    taken = content.knowledge.findings.keys() | content.knowledge.categories.keys()
    for file in content.of("screens"):
        for index, row in enumerate(file.value):
            if row["id"] in taken:
                message = f"`{row['id']}` is a finding or category already."
                yield file.problem((index, "id"), "duplicate_id", message, "Rename the card.")
            for place, key in enumerate(row["findings"]):
                yield from unknown(file, (index, "findings", place), "finding", key, content.knowledge.findings)


def _used_twice(content: Content) -> Iterator[Problem]:
    """A finding that is both a risk factor of a cause and one of its findings, its family's included, counts twice."""
    for file in content.of("cause"):
        cause = content.knowledge.causes.get(file.value["id"])
        for key in file.value.get("risk_factors", {}):
            if cause and key in cause.findings:
                message = f"`{key}` is a risk factor and, here or in the family, a finding: it would count twice."
                yield file.problem(("risk_factors", key), "used_twice", message, "Keep one of the two.")
