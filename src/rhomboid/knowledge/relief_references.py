"""Names in remedies, course, scans and claims that lead nowhere, and expressions that could excuse a danger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rhomboid.knowledge.content import Content
from rhomboid.knowledge.references import unknown
from rhomboid.knowledge.yaml_file import JsonPath, YamlFile
from rhomboid.model import Problem
from rhomboid.model.expression import ExpressionError, atoms_of, parse_expression

DURATION = "duration"
SEVERITY = "severity"


def check_relief_references(content: Content) -> Iterator[Problem]:
    """Every id in the relief files that names nothing, and expressions that cannot be evaluated safely."""
    yield from _taken_ids(content)
    for kind, check in _CHECKS.items():
        for file in content.of(kind):
            yield from check(content, file)


def _taken_ids(content: Content) -> Iterator[Problem]:
    taken = content.knowledge.findings.keys() | content.knowledge.categories.keys()
    for file in content.of("circumstances"):
        for key in file.value.keys() & taken:
            yield file.problem((key,), "duplicate_id", f"`{key}` is a finding or category already.", "Rename it.")


def _remedy(content: Content, file: YamlFile) -> Iterator[Problem]:
    value, knowledge = file.value, content.knowledge
    yield from _each(file, ("before",), "remedy", value.get("before", ()), knowledge.remedies)
    if "shown_by" in value:
        yield from unknown(file, ("shown_by",), "finding", value["shown_by"], knowledge.findings)
    for index, row in enumerate(value.get("indications", ())):
        yield from _patients(content, file, ("indications", index), row)
        if "effect" in row:
            at: JsonPath = ("indications", index, "effect")
            yield from unknown(file, at, "effect", row["effect"], value.get("effects", {}))
    for index, row in enumerate(value.get("contraindications", ())):
        at = ("contraindications", index)
        yield from _each(file, (*at, "suspected"), "cause", row.get("suspected", ()), knowledge.causes)
        if "when" in row:
            yield from _expression(content, file, (*at, "when"), row["when"])


def _entries(content: Content, file: YamlFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, row in enumerate(file.value):
        if row["id"] in seen:
            message = f"There are two entries `{row['id']}`."
            yield file.problem((index, "id"), "duplicate_entry", message, "Rename one.")
        seen.add(row["id"])
        yield from _patients(content, file, (index,), row)
        yield from _each(file, (index, "shows"), "figure", row.get("shows", ()), content.knowledge.figures)


def _low_value(content: Content, file: YamlFile) -> Iterator[Problem]:
    yield from _entries(content, file)
    for index, row in enumerate(file.value):
        if "remedy" in row:
            yield from unknown(file, (index, "remedy"), "remedy", row["remedy"], content.knowledge.remedies)
        if "unless" in row:
            yield from _expression(content, file, (index, "unless"), row["unless"])


def _scans(content: Content, file: YamlFile) -> Iterator[Problem]:
    for key, row in file.value.items():
        for region, part in row.get("regions", {}).items():
            at = (key, "regions", region, "bears_on")
            yield from _each(file, at, "cause", part.get("bears_on", ()), content.knowledge.causes)


def _claim(content: Content, file: YamlFile) -> Iterator[Problem]:
    yield from _each(file, ("shows",), "figure", file.value.get("shows", ()), content.knowledge.figures)


def _course(content: Content, file: YamlFile) -> Iterator[Problem]:
    for key, row in file.value["curves"].items():
        yield from _patients(content, file, ("curves", key), row)
    for section in ("recovery", "recurrence"):
        for index, row in enumerate(file.value[section]):
            yield from _patients(content, file, (section, index), row)
    severity = content.knowledge.categories.get(SEVERITY)
    options = {option.id for option in severity.options} if severity else set()
    for key in file.value["start_by_severity"]:
        yield from unknown(file, ("start_by_severity", key), "severity", key, {*options, "unknown"})
    for key in {*options, "unknown"} - file.value["start_by_severity"].keys():
        message = f"No start for the severity `{key}`."
        yield file.problem(("start_by_severity",), "missing_severity", message, "Add it.")


def _patients(content: Content, file: YamlFile, at: JsonPath, row: dict[str, list[str]]) -> Iterator[Problem]:
    """The causes, families and durations that a row is about."""
    causes = content.knowledge.causes
    known = {*causes, *(cause.family for cause in causes.values())}
    yield from _each(file, (*at, "causes"), "cause or family", row.get("causes", ()), known)
    category = content.knowledge.categories.get(DURATION)
    options = [option.id for option in category.options] if category else []
    yield from _each(file, (*at, "durations"), "duration", row.get("durations", ()), options)


def _expression(content: Content, file: YamlFile, at: JsonPath, text: str) -> Iterator[Problem]:
    try:
        atoms = tuple(atoms_of(parse_expression(text)))
    except ExpressionError as error:
        remedy = "Use finding and circumstance ids, category=option, AND, OR, ( ) and count(a, b) >= n."
        yield file.problem(at, "expression_syntax", f"It cannot be read: {error}.", remedy)
        return
    known = content.concepts() | content.knowledge.circumstances.keys()
    for atom, excuses in atoms:
        if excuses:
            message = f"`{atom}` stands under NOT, so that saying more could make it safe."
            yield file.problem(at, "negated", message, "Write it without NOT.")
        if atom.sign in ("", "="):
            yield from unknown(file, at, "concept", str(atom), known)
        else:
            message = f"`{atom}` compares a number, which an answer may not tell."
            yield file.problem(at, "number", message, "Use options, such as age=under_18.")


def _lexicon(content: Content, file: YamlFile) -> Iterator[Problem]:
    ideas = {idea for claim in content.knowledge.claims.values() for idea in claim.ideas}
    for section, what, known in (
        ("treatments", "remedy", content.knowledge.remedies.keys()),
        ("scans", "scan finding", content.knowledge.scans.keys()),
        ("ideas", "idea of a claim", ideas),
    ):
        for key in file.value.get(section, {}):
            yield from unknown(file, (section, key), what, key, known)


def _each(file: YamlFile, at: JsonPath, what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    allowed = list(known)
    for index, name in enumerate(names):
        yield from unknown(file, (*at, index), what, name, allowed)


_CHECKS: dict[str, Callable[[Content, YamlFile], Iterator[Problem]]] = {
    "remedy": _remedy,
    "low_value": _low_value,
    "reviews": _entries,
    "scan_advice": _entries,
    "course": _course,
    "scans": _scans,
    "claim": _claim,
    "lexicon": _lexicon,
}
