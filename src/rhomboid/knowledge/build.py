"""Checked plain values -> the structs of `rhomboid.model`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rhomboid.knowledge.estimates import Expander
from rhomboid.knowledge.schema import nearest
from rhomboid.knowledge.yaml_file import JsonPath, YamlFile
from rhomboid.model import (
    Advice,
    Category,
    Cause,
    Criterion,
    DependenceGroup,
    Evidence,
    Finding,
    Lexicon,
    Option,
    Place,
    Rule,
    Scale,
    ScaleItem,
    Screen,
    Settings,
    Shares,
    Source,
    Subscale,
    Threshold,
)

_LEXICON_SECTIONS = ("classes", "phrases", "cues", "treatments", "scans", "ideas")
_PATTERN_WORD = re.compile(r"(?<![@\w])[a-z][a-z']*")


def build_findings(expander: Expander) -> dict[str, Finding]:
    """`findings.yaml` in the order of the file, which is the order on forms."""
    return {
        key: Finding(
            id=key,
            name=row["name"],
            question=row["question"],
            kind=row["kind"],
            background=expander.estimate(row["background"], (key, "background")),
            group=row.get("group"),
            red_flag=row.get("red_flag", False),
            sided=row.get("sided", False),
            volunteered=row.get("volunteered", False),
        )
        for key, row in expander.file.value.items()
    }


def build_categories(expander: Expander) -> dict[str, Category]:
    """`categories.yaml`; a category with edges has one option more than edges."""
    return {key: _category(expander, key, row) for key, row in expander.file.value.items()}


def _category(expander: Expander, key: str, row: dict[str, Any]) -> Category:
    options = tuple(Option(option, name) for option, name in row["options"].items())
    edges = tuple(float(edge) for edge in row.get("edges", ()))
    if edges and len(edges) != len(options) - 1:
        message = f"{len(options)} options need {len(options) - 1} edges, not {len(edges)}."
        expander.report((key, "edges"), "edges", message, "Give the upper end of every band but the last.")
    if list(edges) != sorted(set(edges)):
        expander.report((key, "edges"), "edges", "The edges do not rise.", "Sort them, without repeats.")
    return Category(
        id=key,
        name=row["name"],
        question=row["question"],
        options=options,
        background=expander.shares(row["background"], tuple(row["options"]), (key, "background")),
        role=row.get("role", "evidence"),
        edges=edges,
    )


def build_groups(expander: Expander) -> dict[str, DependenceGroup]:
    """`groups.yaml`."""
    return {
        key: DependenceGroup(key, row["name"], expander.estimate(row["rho"], (key, "rho")))
        for key, row in expander.file.value.items()
    }


class Rows(NamedTuple):
    """How a cause or a family shows itself: by finding and by category."""

    findings: dict[str, Evidence]
    categories: dict[str, Shares]


def build_rows(expander: Expander, categories: Mapping[str, Category], inherited: str | None = None) -> Rows:
    """The finding and category rows of a cause or family file. Unknown categories are reported and left out."""
    value = expander.file.value
    findings = {
        key: _evidence(expander, row, ("findings", key), inherited) for key, row in value.get("findings", {}).items()
    }
    shares = {}
    for key, row in value.get("categories", {}).items():
        at: JsonPath = ("categories", key)
        if key in categories:
            shares[key] = expander.shares(row, tuple(option.id for option in categories[key].options), at, inherited)
        else:
            expander.report(at, "unknown_category", f"No category `{key}`.", nearest(key, categories))
    return Rows(findings, shares)


def _evidence(expander: Expander, row: dict[str, Any], at: JsonPath, inherited: str | None) -> Evidence:
    if "lr_positive" in row:
        ratio = expander.estimate(row["lr_positive"], (*at, "lr_positive"), "ratio")
        return Evidence(lr_positive=ratio, inherited=inherited)
    if "lr_negative" in row:
        ratio = expander.estimate(row["lr_negative"], (*at, "lr_negative"), "ratio")
        return Evidence(lr_negative=ratio, inherited=inherited)
    return Evidence(sensitivity=expander.estimate(row, at), inherited=inherited)


def build_cause(expander: Expander, categories: Mapping[str, Category], family: Rows) -> Cause:
    """One cause with the family's rows where it has none of its own."""
    value = expander.file.value
    own = build_rows(expander, categories)
    return Cause(
        id=value["id"],
        name=value["name"],
        plain=value["plain"],
        family=value["family"],
        disposition=value["disposition"],
        pretest_probability={
            setting: expander.estimate(row, ("pretest_probability", setting))
            for setting, row in value["pretest_probability"].items()
        },
        risk_factors={
            key: expander.estimate(row, ("risk_factors", key), "ratio")
            for key, row in value.get("risk_factors", {}).items()
        },
        findings=family.findings | own.findings,
        categories=family.categories | own.categories,
    )


def build_sources(value: dict[str, Any]) -> dict[str, Source]:
    """One file of `sources/`."""
    return {key: Source(id=key, **{**row, **_pmid(row)}) for key, row in value.items()}


def _pmid(row: dict[str, Any]) -> dict[str, str]:
    return {"pmid": str(row["pmid"])} if "pmid" in row else {}


def build_rules(value: list[dict[str, Any]]) -> list[Rule]:
    """One file of `rules/`."""
    return [Rule(**{**row, "causes": tuple(row["causes"]), "sources": tuple(row.get("sources", ()))}) for row in value]


def build_thresholds(expander: Expander) -> tuple[Threshold, ...]:
    """`thresholds.yaml`."""
    return tuple(
        Threshold(row["disposition"], expander.estimate(row["mass"], (index, "mass")), row["reason"])
        for index, row in enumerate(expander.file.value)
    )


def build_advice(value: dict[str, Any]) -> dict[str, Advice]:
    """`advice.yaml`: by disposition, and for an account of which nothing was understood."""
    return {key: Advice(**{"disposition": key, **row}) for key, row in value.items()}


def build_places(value: list[dict[str, Any]]) -> tuple[Place, ...]:
    """`places.yaml`."""
    return tuple(Place(**row) for row in value)


def build_scale(value: dict[str, Any]) -> Scale:
    """One file of `scales/`."""
    subscales = tuple(
        Subscale(row["id"], row["name"], tuple(ScaleItem(**item) for item in row["items"]))
        for row in value["subscales"]
    )
    criteria = tuple(Criterion(**row) for row in value["criteria"])
    return Scale(**{**value, "subscales": subscales, "criteria": criteria})


def build_screens(rows: Iterable[Mapping[str, Any]]) -> tuple[Screen, ...]:
    """`screens.yaml`, in the order they are asked."""
    return tuple(Screen(**{**row, "findings": tuple(row["findings"])}) for row in rows)


def build_settings(expander: Expander) -> Settings:
    """`settings.yaml`."""
    value = dict(expander.file.value)
    for key in value.keys() - {"draws", "seed", "loss"}:
        value[key] = expander.estimate(value[key], (key,), "ratio" if key == "other_factor" else "probability")
    return Settings(**value)


def build_lexicons(files: Iterable[YamlFile]) -> dict[str, Lexicon]:
    """The files of `lexicon/LANGUAGE/` joined: words of the same class, phrase or cue in two files are united."""
    parts: dict[str, dict[str, dict[str, dict[str, None]]]] = {}
    for file in files:
        joined = parts.setdefault(file.path.split("/")[1], {section: {} for section in _LEXICON_SECTIONS})
        for section, entries in file.value.items():
            for key, words in entries.items():
                joined[section].setdefault(key, {}).update(dict.fromkeys(words))
    return {language: _lexicon(language, joined) for language, joined in parts.items()}


def _lexicon(language: str, joined: dict[str, dict[str, dict[str, None]]]) -> Lexicon:
    told = (joined[section] for section in ("classes", "phrases", "cues"))
    lists = [list(words) for section in told for words in section.values()]
    vocabulary = {word for words in lists for text in words for word in _PATTERN_WORD.findall(text.lower())}
    sections = {section: {key: tuple(words) for key, words in entries.items()} for section, entries in joined.items()}
    return Lexicon(language=language, vocabulary=tuple(sorted(vocabulary)), **sections)
