"""
Fixed-seed draws of the numbers the knowledge base holds.

Every estimate has its own stream of a counter-based generator, keyed by the seed and by which number it is, so it
gets the same draws whatever else is observed, in whatever order. A row inherited from a family is one estimate: all
the causes that inherit it move together.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from rhomboid.inference.combine import OTHER
from rhomboid.inference.network import Network
from rhomboid.inference.rates import LEAST_RATE, LEAST_SHARE, MOST_RATE, Floats, quiet_ratio, risk_multipliers, row_form
from rhomboid.model import Category, Cause, Estimate, Evidence, Shares

Singles = NDArray[np.float32]

NORMAL_97_5 = 1.959963984540054
"""The 97.5% point of the standard normal: `low` and `high` are read as a 95% interval."""
NEARLY_NEVER = 1e-6
"""Ends of an interval for a probability are held this far from 0 and 1, and for a ratio from 0, to have a log."""


@dataclass(frozen=True, eq=False)
class FindingDraws:
    """
    D draws of one finding: background [D], `quiet` [C + 1, D] and, where it is a risk factor, log multipliers.
    """

    background: Singles
    quiet: Singles
    log_present: Singles | None
    log_absent: Singles | None


@dataclass(frozen=True, eq=False)
class CategoryDraws:
    """D draws of one category: background `shares` [options, D] and `ratios` [options, C + 1, D]."""

    shares: Singles
    ratios: Singles


def finding_draws(network: Network, finding: str) -> FindingDraws:
    """The finding's draws, made once for each network."""
    key = f"finding {finding}"
    if key not in network.draws:
        network.draws[key] = _draw_finding(network, finding)
    found: FindingDraws = network.draws[key]
    return found


def category_draws(network: Network, category: str) -> CategoryDraws:
    """The category's draws, made once for each network."""
    key = f"category {category}"
    if key not in network.draws:
        network.draws[key] = _draw_category(network, network.knowledge.categories[category])
    found: CategoryDraws = network.draws[key]
    return found


def prior_draws(network: Network) -> Singles:
    """How far each cause's log-odds of prevalence are drawn from the nominal, shape [C + 1, D]; no cause moves by 0."""
    key = "prior"
    if key not in network.draws:
        rows = []
        for cause in network.knowledge.causes.values():
            estimate = cause.pretest_probability[network.setting]
            drawn = _logits(network, f"prior {network.setting} {cause.id}", estimate)
            rows.append(drawn - np.log(estimate.value / (1 - estimate.value)))
            if cause.id == OTHER:
                factor = network.knowledge.settings.other_factor
                rows[-1] += np.log(_ratios(network, "other factor", factor) / factor.value)
        network.draws[key] = np.vstack([*rows, np.zeros_like(rows[0])]).astype(np.float32)
    found: Singles = network.draws[key]
    return found


def rho_draws(network: Network) -> Floats:
    """Each dependence group's rho, shape [groups, D]."""
    key = "rho"
    if key not in network.draws:
        count = network.knowledge.settings.draws
        drawn = [_probabilities(network, f"rho {group.id}", group.rho) for group in network.knowledge.groups.values()]
        network.draws[key] = np.vstack(drawn) if drawn else np.zeros((0, count))
    found: Floats = network.draws[key]
    return found


def generator(seed: int, name: str) -> np.random.Generator:
    """The stream of one estimate: Philox keyed by 128 bits of the seed and the estimate's name."""
    key = int.from_bytes(blake2b(f"{seed} {name}".encode(), digest_size=16).digest(), "little")
    return np.random.Generator(np.random.Philox(key=key))


def split_normal(centre: float, low: float, high: float, normals: Floats) -> Floats:
    """
    Draws with median `centre` and 2.5% and 97.5% points `low` and `high`: a normal with a width for each side.
    """
    below, above = max(centre - low, 0.0) / NORMAL_97_5, max(high - centre, 0.0) / NORMAL_97_5
    return centre + normals * np.where(normals < 0, below, above)


def _normals(network: Network, name: str) -> Floats:
    settings = network.knowledge.settings
    return generator(settings.seed, name).standard_normal(settings.draws)


def _logits(network: Network, name: str, estimate: Estimate) -> Floats:
    ends = np.clip([estimate.value, estimate.low, estimate.high], NEARLY_NEVER, 1 - NEARLY_NEVER)
    centre, low, high = (np.log(ends) - np.log1p(-ends)).tolist()
    return split_normal(centre, low, high, _normals(network, name))


def _probabilities(network: Network, name: str, estimate: Estimate) -> Floats:
    result: Floats = 1 / (1 + np.exp(-_logits(network, name, estimate)))
    return result


def _ratios(network: Network, name: str, estimate: Estimate) -> Floats:
    centre, low, high = np.log(np.maximum([estimate.value, estimate.low, estimate.high], NEARLY_NEVER)).tolist()
    result: Floats = np.exp(split_normal(centre, low, high, _normals(network, name)))
    return result


def _draw_finding(network: Network, finding: str) -> FindingDraws:
    knowledge = network.knowledge
    estimate = knowledge.findings[finding].background
    background = np.clip(_probabilities(network, f"background {finding}", estimate), LEAST_RATE, MOST_RATE)
    shape = (len(network.causes) + 1, len(background))
    quiet = np.ones(shape, dtype=np.float32)
    log_present, log_absent = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    families: dict[str, Floats] = {}
    for column, cause in enumerate(knowledge.causes.values()):
        if (row := cause.findings.get(finding)) is not None:
            quiet[column] = _quiet_draws(network, cause, finding, row, background, families)
        if (risk := cause.risk_factors.get(finding)) is not None:
            ratio = _ratios(network, f"risk {cause.id} {finding}", risk)
            log_present[column], log_absent[column] = risk_multipliers(ratio, background)
    single = background.astype(np.float32)
    if not log_present.any():
        return FindingDraws(single, quiet, None, None)
    return FindingDraws(single, quiet, log_present, log_absent)


def _quiet_draws(
    network: Network, cause: Cause, finding: str, row: Evidence, background: Floats, families: dict[str, Floats]
) -> Floats:
    owner = _owner(cause, row.inherited)
    if owner not in families:
        form = row_form(row)
        draw = _probabilities if form == "sensitivity" else _ratios
        values = draw(network, f"finding {owner} {finding}", row.estimate)
        families[owner] = quiet_ratio(form, values, background)
    return families[owner]


def _owner(cause: Cause, inherited: str | None) -> str:
    return f"family {inherited}" if inherited is not None else f"cause {cause.id}"


def _draw_category(network: Network, category: Category) -> CategoryDraws:
    options = tuple(option.id for option in category.options)
    background = _dirichlet(network, f"category background {category.id}", category.background, options)
    ratios = np.ones((len(options), len(network.causes) + 1, background.shape[1]), dtype=np.float32)
    for column, cause in enumerate(network.knowledge.causes.values()):
        if category.id in cause.categories:
            own = cause.categories[category.id]
            ratios[:, column] = _dirichlet(network, f"category {cause.id} {category.id}", own, options) / background
    return CategoryDraws(background.astype(np.float32), ratios)


def _dirichlet(network: Network, name: str, shares: Shares, options: tuple[str, ...]) -> Floats:
    settings = network.knowledge.settings
    concentration = shares.n * np.maximum([shares.shares.get(option, 0.0) for option in options], LEAST_SHARE)
    drawn = generator(settings.seed, name).standard_gamma(concentration, size=(settings.draws, len(options))).T
    drawn /= drawn.sum(axis=0)
    result: Floats = np.maximum(drawn, LEAST_SHARE)
    result /= result.sum(axis=0)
    return result
