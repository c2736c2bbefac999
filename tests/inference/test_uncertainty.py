"""Intervals: fixed, independent of order and company, and close to the full computation."""

from __future__ import annotations

import msgspec
import numpy as np
import plain
import pytest
import synthetic

from rhomboid.inference import build_network, intervals, posterior
from rhomboid.inference.draws import finding_draws, generator, prior_draws, split_normal
from rhomboid.model import Estimate, Evidence, KnowledgeBase, Observation

KNOWLEDGE = synthetic.full_size(0)


def with_rows(knowledge: KnowledgeBase, finding: str, rows: dict[str, Evidence]) -> KnowledgeBase:
    causes = {
        name: msgspec.structs.replace(
            cause, risk_factors={}, findings={finding: rows[name]} if name in rows else {}, categories={}
        )
        for name, cause in knowledge.causes.items()
    }
    return msgspec.structs.replace(knowledge, causes=causes)


def test_intervals_hold_the_nominal_probability():
    network = build_network(KNOWLEDGE, "home")
    for seed in range(5):
        seen = synthetic.observations(KNOWLEDGE, seed, 20)
        low, high = intervals(network, seen)
        nominal = posterior(network, seen).causes
        assert (low <= nominal).all()
        assert (nominal <= high).all()
        assert low.min() >= 0
        assert high.max() <= 1


def test_a_filled_cache_gives_the_same_intervals_as_an_empty_one():
    seen = synthetic.observations(KNOWLEDGE, 1, 20)
    used = build_network(KNOWLEDGE, "home")
    for seed in range(2, 6):
        intervals(used, synthetic.observations(KNOWLEDGE, seed, 20))
    for one, other in zip(intervals(used, seen), intervals(build_network(KNOWLEDGE, "home"), seen), strict=True):
        np.testing.assert_array_equal(one, other)


def test_an_estimate_has_the_same_draws_whatever_else_the_knowledge_base_holds():
    knowledge = synthetic.knowledge_base(0)
    fewer = {name: cause for name, cause in knowledge.causes.items() if name != "c1"}
    one = finding_draws(build_network(knowledge, "home"), "f0").quiet
    other = finding_draws(build_network(msgspec.structs.replace(knowledge, causes=fewer), "home"), "f0").quiet
    np.testing.assert_array_equal(np.delete(one, 1, axis=0), other)


def test_a_row_inherited_from_a_family_moves_together_for_all_its_causes():
    row = Evidence(sensitivity=synthetic.probability(0.6), inherited="a")
    own = Evidence(sensitivity=synthetic.probability(0.6))
    knowledge = with_rows(synthetic.knowledge_base(0), "f0", {"c0": row, "c1": row, "c2": own, "c3": own})
    quiet = finding_draws(build_network(knowledge, "home"), "f0").quiet
    np.testing.assert_array_equal(quiet[0], quiet[1])
    assert not np.allclose(quiet[0], quiet[2])
    assert not np.allclose(quiet[2], quiet[3])


@pytest.mark.parametrize("seed", range(4))
def test_leading_hypotheses_give_nearly_the_interval_of_all(seed: int):
    network = build_network(KNOWLEDGE, "home")
    seen = synthetic.observations(KNOWLEDGE, seed, 25)
    fast, full = intervals(network, seen), intervals(network, seen, leading=len(network.members))
    nominal = posterior(network, seen).causes
    for one, other in zip(fast, full, strict=True):
        assert np.abs(one - other).max() < 0.03
        assert np.abs(np.log(one / other))[nominal > 0.01].max() < 1.5
        assert np.median(np.abs(np.log(one / other))) < 0.03


def test_larger_sets_that_do_not_lead_keep_their_weight():
    knowledge = synthetic.knowledge_base(0, causes=8)
    network = build_network(knowledge, "home", largest=3)
    seen = synthetic.observations(knowledge, 3, 8)
    fast, full = intervals(network, seen, leading=30), intervals(network, seen, leading=len(network.members))
    np.testing.assert_allclose(fast, full, atol=0.05)


def test_each_draw_of_the_knowledge_base_is_weighed_by_the_definition():
    """One draw, so both ends are that draw or the nominal value: restated by putting the draw into the files."""
    knowledge = synthetic.knowledge_base(0, groups=0, forms=False, categories=0, draws=1)
    seen = [one for one in synthetic.observations(knowledge, 0, 10, weight=1.0) if one.presence is not None]
    network = build_network(knowledge, "home")
    low, high = intervals(network, seen, leading=len(network.members))
    expected = plain.posterior(drawn_once(knowledge), "home", seen)
    nominal = posterior(network, seen).causes
    wanted = np.array([expected[cause] for cause in network.causes])
    np.testing.assert_allclose(low, np.minimum(nominal, wanted), atol=1e-5)
    np.testing.assert_allclose(high, np.maximum(nominal, wanted), atol=1e-5)


def drawn_once(knowledge: KnowledgeBase) -> KnowledgeBase:
    """The knowledge base with every number that bears on findings replaced by its first draw."""

    def normal(name: str) -> float:
        return float(generator(knowledge.settings.seed, name).standard_normal(1)[0])

    def move(values: np.ndarray, name: str) -> float:
        return float(split_normal(*values.tolist(), np.array([normal(name)]))[0])

    def probability(estimate: Estimate, name: str) -> Estimate:
        ends = np.array([estimate.value, estimate.low, estimate.high])
        value = 1 / (1 + np.exp(-move(np.log(ends / (1 - ends)), name)))
        return msgspec.structs.replace(estimate, value=float(value))

    def ratio(estimate: Estimate, name: str) -> Estimate:
        value = np.exp(move(np.log([estimate.value, estimate.low, estimate.high]), name))
        return msgspec.structs.replace(estimate, value=float(value))

    findings = {
        name: msgspec.structs.replace(finding, background=probability(finding.background, f"background {name}"))
        for name, finding in knowledge.findings.items()
    }
    causes = {
        name: msgspec.structs.replace(
            cause,
            pretest_probability={"home": probability(cause.pretest_probability["home"], f"prior home {name}")},
            findings={
                finding: Evidence(sensitivity=probability(row.estimate, f"finding cause {name} {finding}"))
                for finding, row in cause.findings.items()
            },
            risk_factors={
                finding: ratio(estimate, f"risk {name} {finding}") for finding, estimate in cause.risk_factors.items()
            },
        )
        for name, cause in knowledge.causes.items()
    }
    settings = msgspec.structs.replace(
        knowledge.settings, other_factor=ratio(knowledge.settings.other_factor, "other factor")
    )
    return msgspec.structs.replace(knowledge, findings=findings, causes=causes, settings=settings)


def test_draws_have_the_estimate_as_median_and_its_interval_as_95_percent():
    normals = generator(1, "any").standard_normal(100_000)
    drawn = split_normal(1.0, 0.5, 3.0, normals)
    assert np.quantile(drawn, [0.025, 0.5, 0.975]) == pytest.approx([0.5, 1.0, 3.0], abs=0.03)


def test_draws_of_a_prior_are_centred_on_its_log_odds():
    network = build_network(synthetic.knowledge_base(0, draws=4000), "home")
    moves = prior_draws(network)
    assert np.median(moves, axis=1) == pytest.approx(np.zeros(len(moves)), abs=0.03)
    assert not moves[-1].any()


def test_wider_estimates_give_wider_intervals():
    knowledge = synthetic.knowledge_base(0)
    seen = [Observation("f0", presence="present")]
    widths = []
    for spread in (0.1, 1.5):
        row = Evidence(sensitivity=synthetic.probability(0.8, spread))
        low, high = intervals(build_network(with_rows(knowledge, "f0", {"c0": row}), "home"), seen)
        widths.append(high[0] - low[0])
    assert widths[1] > widths[0]


def test_estimates_at_the_ends_of_their_range_give_finite_intervals():
    sure = Evidence(sensitivity=Estimate(1.0, 0.9, 1.0, "measured"))
    never = Evidence(sensitivity=Estimate(0.0, 0.0, 0.1, "measured"))
    odd = Evidence(lr_positive=Estimate(40.0, 0.0, 400.0, "measured"))
    knowledge = with_rows(synthetic.knowledge_base(0), "f0", {"c0": sure, "c1": never, "c2": odd})
    for presence in ("present", "absent"):
        low, high = intervals(build_network(knowledge, "home"), [Observation("f0", presence=presence)])
        assert np.isfinite(low).all()
        assert np.isfinite(high).all()


def test_steady_observations_move_the_probability_but_are_not_drawn():
    network = build_network(KNOWLEDGE, "home")
    seen = synthetic.observations(KNOWLEDGE, 3, 12)
    drawn, steady = seen[:9], seen[9:]
    low, high = intervals(network, drawn, steady=steady)
    nominal = posterior(network, seen).causes
    assert (low <= nominal).all()
    assert (nominal <= high).all()
    wide_low, wide_high = intervals(network, seen)
    assert 0.5 < (high - low).sum() / (wide_high - wide_low).sum() < 1.1
