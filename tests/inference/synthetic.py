"""Invented knowledge bases of any size, for testing the arithmetic: no number in them is about the world."""

from __future__ import annotations

import numpy as np

from rhomboid.model import (
    DISPOSITIONS,
    Advice,
    Category,
    Cause,
    DependenceGroup,
    Estimate,
    Evidence,
    Finding,
    KnowledgeBase,
    Observation,
    Option,
    Settings,
    Shares,
)


def probability(value: float, spread: float = 0.5) -> Estimate:
    odds = value / (1 - value)
    low, high = odds * np.exp(-spread), odds * np.exp(spread)
    return Estimate(value, float(low / (1 + low)), float(high / (1 + high)), "judged")


def ratio(value: float, spread: float = 0.5) -> Estimate:
    return Estimate(value, float(value * np.exp(-spread)), float(value * np.exp(spread)), "judged")


def shares(options: tuple[str, ...], values: np.ndarray, n: float = 20) -> Shares:
    total = values.sum()
    return Shares({option: float(value / total) for option, value in zip(options, values, strict=True)}, n, "judged")


def settings(draws: int = 200, seed: int = 1) -> Settings:
    severe = len(DISPOSITIONS)
    loss = {
        given: {needed: float((i - j) ** 2 * 10 if i > j else (j - i)) for j, needed in enumerate(DISPOSITIONS)}
        for i, given in enumerate(DISPOSITIONS)
    }
    one = probability(0.5)
    assert severe == 5
    return Settings(
        text_present_weight=one,
        text_absent_weight=one,
        uncertain_weight=one,
        entropy_share=ratio(0.5),
        stop_shift=probability(0.03),
        ruled_out_ratio=one,
        tie_overlap=one,
        other_factor=ratio(1.0),
        unmentioned_weight=one,
        draws=draws,
        seed=seed,
        loss=loss,
    )


def evidence(rng: np.random.Generator, background: float, forms: bool) -> Evidence:
    form = rng.integers(3) if forms else 0
    if form == 1:
        return Evidence(lr_positive=ratio(float(rng.uniform(0.3, 2))))
    if form == 2:
        return Evidence(lr_negative=ratio(float(rng.uniform(0.2, 1.2))))
    return Evidence(sensitivity=probability(float(rng.uniform(0.02, 0.95))))


def knowledge_base(
    seed: int = 0,
    causes: int = 10,
    findings: int = 12,
    categories: int = 2,
    groups: int = 3,
    rows: float = 0.5,
    forms: bool = True,
    rho: float = 0.5,
    draws: int = 200,
) -> KnowledgeBase:
    """
    Causes c0.., findings f0.., evidence categories k0.., age (prior), groups g0... and the last cause is
    `something_else`, silent. A share `rows` of cells is filled; one cell in ten is a risk factor.
    The last finding is silent for every cause.
    """
    rng = np.random.default_rng(seed)
    names = [f"c{i}" for i in range(causes - 1)]
    background = {f"f{i}": float(rng.uniform(0.03, 0.6)) for i in range(findings)}
    options = {f"k{i}": tuple(f"o{j}" for j in range(3 + i % 3)) for i in range(categories)} | {"age": ("young", "old")}
    made: dict[str, Cause] = {}
    for name in names:
        own: dict[str, Evidence] = {}
        risk: dict[str, Estimate] = {}
        for finding in list(background)[:-1]:
            if rng.random() >= rows:
                continue
            if rng.random() < 0.1:
                risk[finding] = ratio(float(rng.uniform(0.3, 6)))
            else:
                own[finding] = evidence(rng, background[finding], forms)
        made[name] = Cause(
            id=name,
            name=name,
            plain=name,
            family="a",
            disposition=DISPOSITIONS[int(rng.integers(5))],
            pretest_probability={
                setting: probability(float(rng.uniform(0.2, 1.8) / causes))
                for setting in ("home", "primary_care", "emergency_department")
            },
            risk_factors=risk,
            findings=own,
            categories={
                category: shares(ids, rng.uniform(0.05, 1, len(ids)))
                for category, ids in options.items()
                if rng.random() < rows
            },
        )
    made["something_else"] = Cause(
        "something_else",
        "other",
        "other",
        "other",
        "routine",
        dict.fromkeys(("home", "primary_care", "emergency_department"), probability(0.03)),
    )
    return KnowledgeBase(
        id="synthetic",
        version="0",
        hash=f"{seed}",
        causes=made,
        findings={
            name: Finding(
                name,
                name,
                name,
                "symptom",
                probability(value),
                group=f"g{rng.integers(groups)}" if groups and rng.random() < 0.5 else None,
            )
            for name, value in background.items()
        },
        categories={
            category: Category(
                category,
                category,
                category,
                tuple(Option(option, option) for option in ids),
                shares(ids, rng.uniform(0.2, 1, len(ids)), 50),
                role="prior" if category == "age" else "evidence",
            )
            for category, ids in options.items()
        },
        groups={
            f"g{i}": DependenceGroup(f"g{i}", f"g{i}", Estimate(rho, rho * 0.4, rho * 1.4, "judged"))
            for i in range(groups)
        },
        rules=(),
        screens=(),
        thresholds=(),
        advice={d: Advice(d, "", "", "") for d in DISPOSITIONS} | {"unread": Advice("routine", "", "", "")},
        scales={},
        places=(),
        emergency_numbers={},
        lexicons={},
        sources={},
        settings=settings(draws),
    )


def full_size(seed: int = 0, draws: int = 300) -> KnowledgeBase:
    """As large as the shipped knowledge base."""
    return knowledge_base(seed, causes=74, findings=210, categories=7, groups=50, rows=0.25, draws=draws)


def observations(knowledge: KnowledgeBase, seed: int, count: int, weight: float | None = None) -> list[Observation]:
    """`count` random observations of different concepts; weights random unless given."""
    rng = np.random.default_rng(seed)
    concepts = list(knowledge.findings) + list(knowledge.categories)
    chosen = rng.permutation(len(concepts))[:count]
    made = []
    for index in chosen:
        concept = concepts[index]
        own = float(rng.uniform(0.1, 1)) if weight is None else weight
        if concept in knowledge.findings:
            presence = "present" if rng.random() < 0.4 else "absent"
            made.append(Observation(concept, presence=presence, weight=own))
        else:
            ids = [option.id for option in knowledge.categories[concept].options]
            several = rng.permutation(ids)[: rng.integers(1, len(ids))]
            made.append(Observation(concept, options=tuple(str(option) for option in several), weight=own))
    return made
