"""The method restated from its definition in plain Python, one hypothesis at a time, sharing no code with it."""

from __future__ import annotations

import math
from itertools import combinations

from rhomboid.model import KnowledgeBase, Observation


def hypotheses(knowledge: KnowledgeBase, largest: int) -> list[tuple[str, ...]]:
    ids = list(knowledge.causes)
    sets = [(cause,) for cause in ids]
    joinable = [cause for cause in ids if cause != "something_else"]
    for size in range(2, largest + 1):
        sets += list(combinations(joinable, size))
    return sets


def background(knowledge: KnowledgeBase, finding: str) -> float:
    return min(max(knowledge.findings[finding].background.value, 0.01), 0.99)


def sensitivity(knowledge: KnowledgeBase, cause: str, finding: str) -> float:
    rate = background(knowledge, finding)
    row = knowledge.causes[cause].findings.get(finding)
    if row is None:
        return rate
    if row.sensitivity is not None:
        value = row.sensitivity.value
    elif row.lr_positive is not None:
        value = rate * row.lr_positive.value
    else:
        value = 1 - (1 - rate) * row.lr_negative.value
    return min(max(value, 0.01), 0.99)


def chance_of_finding(knowledge: KnowledgeBase, members: tuple[str, ...], finding: str) -> float:
    """1 - P(f=1|h) = product of (1 - s) / (1 - background)^(|h| - 1), within 0.01..0.99."""
    quiet = 1.0
    for cause in members:
        quiet *= 1 - sensitivity(knowledge, cause, finding)
    quiet /= (1 - background(knowledge, finding)) ** (len(members) - 1)
    return min(max(1 - quiet, 0.01), 0.99)


def share(knowledge: KnowledgeBase, cause: str | None, category: str, option: str) -> float:
    rows = knowledge.causes[cause].categories if cause is not None else {}
    shares = rows.get(category, knowledge.categories[category].background).shares
    floored = {key: max(value, 0.001) for key, value in shares.items()}
    return floored[option] / sum(floored.values())


def multiplier(knowledge: KnowledgeBase, cause: str, finding: str, present: bool) -> float:
    risk = knowledge.causes[cause].risk_factors.get(finding)
    if risk is None:
        return 1.0
    mean = 1 + background(knowledge, finding) * (risk.value - 1)
    return (risk.value if present else 1.0) / mean


def likelihood_ratio(knowledge: KnowledgeBase, members: tuple[str, ...], seen: Observation) -> float:
    if seen.presence is not None:
        present = seen.presence == "present"
        rate, chance = background(knowledge, seen.concept), chance_of_finding(knowledge, members, seen.concept)
        result = chance / rate if present else (1 - chance) / (1 - rate)
        for cause in members:
            result *= multiplier(knowledge, cause, seen.concept, present)
        return result
    options = set(seen.options)
    everyone = sum(share(knowledge, None, seen.concept, option) for option in options)
    each = [sum(share(knowledge, cause, seen.concept, option) for option in options) / everyone for cause in members]
    if knowledge.categories[seen.concept].role == "prior":
        return math.prod(each)
    return sum(each) / len(each)


def weights(knowledge: KnowledgeBase, seen: list[Observation]) -> list[float]:
    """w / (1 + rho * the other members' weights), silent findings not counted."""

    def silent(one: Observation) -> bool:
        return one.presence is not None and not any(
            one.concept in cause.findings or one.concept in cause.risk_factors for cause in knowledge.causes.values()
        )

    own = [0.0 if silent(one) else one.weight for one in seen]
    groups = [knowledge.findings[one.concept].group if one.presence is not None else None for one in seen]
    result = []
    for index, group in enumerate(groups):
        others = sum(own[j] for j in range(len(seen)) if j != index and groups[j] == group and group is not None)
        rho = knowledge.groups[group].rho.value if group is not None else 0.0
        result.append(own[index] / (1 + rho * others))
    return result


def posterior(knowledge: KnowledgeBase, setting: str, seen: list[Observation], largest: int = 2) -> dict[str, float]:
    """Each cause's probability."""
    masses = {}
    for members in hypotheses(knowledge, largest):
        mass = 1.0
        for cause in members:
            chance = knowledge.causes[cause].pretest_probability[setting].value
            mass *= chance / (1 - chance)
        if members == ("something_else",):
            mass *= knowledge.settings.other_factor.value
        for one, weight in zip(seen, weights(knowledge, seen), strict=True):
            mass *= likelihood_ratio(knowledge, members, one) ** weight
        masses[members] = mass
    total = sum(masses.values())
    return {
        cause: sum(mass for members, mass in masses.items() if cause in members) / total for cause in knowledge.causes
    }
