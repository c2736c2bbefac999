"""What is missing or pointless: findings nobody uses or can say, sites with no place, base rates that do not add up."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rhomboid.knowledge.content import Content
from rhomboid.knowledge.yaml_file import JsonPath, YamlFile
from rhomboid.model import DISPOSITIONS, Problem
from rhomboid.model.rule import UNREAD

LEAST_PRIOR_SUM, MOST_PRIOR_SUM = 0.9, 1.3
"""Priors of single causes may sum past 1, because two causes can act together, but not far."""


def check_coverage(content: Content) -> Iterator[Problem]:
    """Everything that is missing, unused or does not add up."""
    yield from _unused_findings(content)
    yield from _unused_groups(content)
    yield from _phrases(content)
    yield from _dispositions(content)
    yield from _priors(content)
    yield from _families(content)
    yield from _places(content)
    yield from _ratios(content)
    yield from _words(content)


def _unused_findings(content: Content) -> Iterator[Problem]:
    used = {atom.name for rule in content.rules() for atom, _ in rule.atoms}
    used |= {scale.finding for scale in content.knowledge.scales.values()}
    for cause in content.knowledge.causes.values():
        used |= cause.findings.keys() | cause.risk_factors.keys()
    for key in content.knowledge.findings.keys() - used:
        message = f"No cause and no rule uses `{key}`."
        yield content.problem("findings.yaml", (key,), "unused_finding", message, "Use it or delete it.")


def _unused_groups(content: Content) -> Iterator[Problem]:
    used = {finding.group for finding in content.knowledge.findings.values()}
    for key in content.knowledge.groups.keys() - used:
        yield content.problem("groups.yaml", (key,), "unused_group", f"No finding is in `{key}`.", "Delete it.")


def _phrases(content: Content) -> Iterator[Problem]:
    scored = {scale.finding for scale in content.knowledge.scales.values()}
    for language, lexicon in content.knowledge.lexicons.items():
        for key in content.knowledge.findings.keys() - lexicon.phrases.keys() - scored:
            message = f"`{key}` has no phrase in lexicon/{language}."
            yield content.problem("findings.yaml", (key,), "no_phrase", message, "Add how people say it.")


def _dispositions(content: Content) -> Iterator[Problem]:
    asked = {threshold.disposition for threshold in content.knowledge.thresholds}
    if "thresholds.yaml" in content.files:
        for name in DISPOSITIONS[:-1]:
            if name not in asked:
                yield content.problem(
                    "thresholds.yaml", (), "missing_disposition", f"No threshold for `{name}`.", "Add it."
                )
    if "advice.yaml" in content.files:
        for key in (*DISPOSITIONS, UNREAD):
            if key not in content.knowledge.advice:
                yield content.problem("advice.yaml", (), "missing_disposition", f"No advice for `{key}`.", "Add it.")


def _priors(content: Content) -> Iterator[Problem]:
    causes = content.knowledge.causes.values()
    total = math.fsum(cause.pretest_probability["primary_care"].value for cause in causes)
    if not LEAST_PRIOR_SUM <= total <= MOST_PRIOR_SUM:
        message = f"The primary_care base rates sum to {total:.3g}."
        remedy = f"Make them sum to {LEAST_PRIOR_SUM} to {MOST_PRIOR_SUM}."
        yield Problem("causes", 0, "prior_sum", message, remedy)
    if "something_else" not in content.knowledge.causes:
        message = "No cause `something_else`, so that the listed causes would have to explain every pain."
        yield Problem("causes", 0, "no_something_else", message, "Add it.")


def _families(content: Content) -> Iterator[Problem]:
    families = {cause.family for cause in content.knowledge.causes.values()}
    for file in content.of("family"):
        if file.value["id"] not in families:
            message = f"No cause belongs to the family `{file.value['id']}`."
            yield file.problem(("id",), "unknown_family", message, "Rename or delete the file.")


def _places(content: Content) -> Iterator[Problem]:
    if "places.yaml" not in content.files:
        return
    drawn = {(place.site, place.side) for place in content.knowledge.places}
    for key, finding in content.knowledge.findings.items():
        if finding.kind == "site":
            for side in ("left", "right") if finding.sided else ("middle",):
                if not any(site == key and where == side for site, where in drawn):
                    message = f"`{key}` has no {side} place on the body map."
                    yield content.problem("places.yaml", (), "no_place", message, "Draw one.")


def _ratios(content: Content) -> Iterator[Problem]:
    for file in content.of("cause", "family"):
        for key, row in file.value.get("findings", {}).items():
            finding = content.knowledge.findings.get(key)
            for name in ("lr_positive", "lr_negative"):
                if name in row and finding:
                    yield from _ratio(file, ("findings", key, name), name, row[name], finding.background.value)


def _ratio(file: YamlFile, at: JsonPath, name: str, row: dict[str, float], background: float) -> Iterator[Problem]:
    ratio = row.get("value", row.get("judged", 1.0))
    sensitivity = background * ratio if name == "lr_positive" else 1 - (1 - background) * ratio
    if not 0 < sensitivity <= 1:
        message = f"With a background of {background:g} the ratio {ratio:g} gives a sensitivity of {sensitivity:.3g}."
        yield file.problem(at, "impossible_ratio", message, "Write the sensitivity, or check the ratio.")


def _words(content: Content) -> Iterator[Problem]:
    for file in content.of("grades"):
        for word, row in file.value["words"].items():
            if not row["low"] <= row["value"] <= row["high"]:
                message = f"The value of `{word}` is outside its interval."
                yield file.problem(("words", word), "interval_order", message, "Make low <= value <= high.")
