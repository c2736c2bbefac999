"""What stopping at two causes leaves out: the same people under sets of at most two and at most three causes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from patients import draw_people

from rhomboid.answers.weighing import weigh_account
from rhomboid.inference import Network, build_network, posterior
from rhomboid.model import Account, KnowledgeBase, Observation

CASES = Path(__file__).parents[1] / "cases"
DAY = date(2026, 11, 22)
SEXES = {"f": "female", "female": "female", "m": "male", "male": "male"}


@dataclass(frozen=True)
class TripleCost:
    """How far pairs are from triples: absolute changes of cause probabilities, and agreement of the ranking."""

    people: str
    count: int
    triple_mass: float
    mean_change: float
    median_largest: float
    high_largest: float
    largest: float
    top_1: float
    top_3: float


def compare_sets(pairs: Network, triples: Network, people: Sequence[Sequence[Observation]], name: str) -> TripleCost:
    """The cost over `people`."""
    three = (triples.members < len(triples.causes)).sum(axis=1) == 3
    changes, masses, firsts, thirds = [], [], [], []
    for seen in people:
        few, more = posterior(pairs, seen).causes, posterior(triples, seen)
        changes.append(np.abs(few - more.causes))
        masses.append(more.hypotheses[three].sum())
        few_order, more_order = np.argsort(-few)[:3], np.argsort(-more.causes)[:3]
        firsts.append(few_order[0] == more_order[0])
        thirds.append(set(few_order.tolist()) == set(more_order.tolist()))
    largest = np.max(changes, axis=1)
    return TripleCost(
        people=name,
        count=len(people),
        triple_mass=float(np.mean(masses)),
        mean_change=float(np.mean(changes)),
        median_largest=float(np.median(largest)),
        high_largest=float(np.quantile(largest, 0.95)),
        largest=float(largest.max()),
        top_1=float(np.mean(firsts)),
        top_3=float(np.mean(thirds)),
    )


def accounts(path: Path) -> list[Account]:
    """The accounts of a case file: words, age and sex only."""
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Account(text=one["text"], age=one.get("age"), sex=SEXES.get(str(one.get("sex") or "").lower())) for one in told
    ]


def triple_costs(knowledge: KnowledgeBase, count: int = 300, answers: int = 20) -> list[TripleCost]:
    """Over people drawn from the model with up to three causes, and over the accounts of each case file there is."""
    pairs, triples = build_network(knowledge, "home"), build_network(knowledge, "home", largest=3)
    costs = [
        compare_sets(
            pairs, triples, draw_people(triples, count, answers, seed=9), f"drawn from the model, {answers} answers"
        )
    ]
    for path in sorted(CASES.glob("*.jsonl")):
        people = [weigh_account(account, knowledge, DAY).gathered.observations for account in accounts(path)]
        costs.append(compare_sets(pairs, triples, people, f"accounts of {path.name}"))
    return costs
