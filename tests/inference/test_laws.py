"""What must hold for every knowledge base and every set of observations."""

from __future__ import annotations

import msgspec
import numpy as np
import plain
import pytest
import synthetic
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.inference import Network, batch_posteriors, build_network, encode, intervals, posterior, reasons
from rhomboid.inference.reasons import cause_log_odds
from rhomboid.model import Estimate, Evidence, Observation

NETWORKS = [build_network(synthetic.knowledge_base(seed), "home") for seed in range(6)]
networks = st.sampled_from(NETWORKS)
seeds = st.integers(0, 10_000)
counts = st.integers(0, 15)


@given(networks, seeds, counts)
def test_probabilities_of_hypotheses_sum_to_one(network: Network, seed: int, count: int):
    seen = synthetic.observations(network.knowledge, seed, count)
    assert posterior(network, seen).hypotheses.sum() == pytest.approx(1, abs=1e-12)


@given(networks, seeds, counts, st.randoms(use_true_random=False))
def test_the_order_of_observations_does_not_matter(network: Network, seed: int, count: int, random):
    seen = synthetic.observations(network.knowledge, seed, count)
    shuffled = random.sample(seen, len(seen))
    np.testing.assert_allclose(posterior(network, seen).causes, posterior(network, shuffled).causes, atol=1e-12)
    for one, other in zip(intervals(network, seen), intervals(network, shuffled), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


@pytest.mark.parametrize("network", NETWORKS)
def test_no_observations_give_the_prior(network: Network):
    assert posterior(network, []).hypotheses == pytest.approx(np.exp(network.log_prior), abs=1e-15)
    expected = plain.posterior(network.knowledge, "home", [])
    assert posterior(network, []).causes == pytest.approx([expected[cause] for cause in network.causes])


@given(networks, seeds, counts)
def test_the_posterior_is_what_its_definition_says(network: Network, seed: int, count: int):
    seen = synthetic.observations(network.knowledge, seed, count)
    expected = plain.posterior(network.knowledge, "home", seen)
    assert posterior(network, seen).causes == pytest.approx([expected[cause] for cause in network.causes], abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(seeds, counts)
def test_three_causes_at_once_follow_the_same_definition(seed: int, count: int):
    knowledge = synthetic.knowledge_base(3, causes=7)
    seen = synthetic.observations(knowledge, seed, count)
    network = build_network(knowledge, "home", largest=3)
    expected = plain.posterior(knowledge, "home", seen, largest=3)
    assert posterior(network, seen).causes == pytest.approx([expected[cause] for cause in network.causes], abs=1e-9)


@given(networks, seeds, st.integers(1, 15))
def test_an_observation_of_weight_zero_changes_nothing(network: Network, seed: int, count: int):
    seen = synthetic.observations(network.knowledge, seed, count)
    doubted = [*seen[:-1], msgspec.structs.replace(seen[-1], weight=0.0)]
    np.testing.assert_allclose(posterior(network, seen[:-1]).causes, posterior(network, doubted).causes, atol=1e-12)


@given(networks, seeds, counts, st.sampled_from(["present", "absent"]))
def test_an_observation_silent_for_all_causes_changes_nothing(network: Network, seed: int, count: int, presence):
    silent = list(network.knowledge.findings)[-1]
    seen = [one for one in synthetic.observations(network.knowledge, seed, count) if one.concept != silent]
    more = [*seen, Observation(silent, presence=presence)]
    np.testing.assert_allclose(posterior(network, seen).causes, posterior(network, more).causes, atol=1e-12)


@given(networks, seeds, counts)
def test_choosing_every_option_changes_nothing(network: Network, seed: int, count: int):
    category = network.knowledge.categories["k0"]
    seen = [one for one in synthetic.observations(network.knowledge, seed, count) if one.concept != category.id]
    more = [*seen, Observation(category.id, options=tuple(option.id for option in category.options))]
    np.testing.assert_allclose(posterior(network, seen).causes, posterior(network, more).causes, atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(networks, st.lists(st.tuples(seeds, counts), min_size=1, max_size=20), st.integers(1, 9))
def test_the_batch_equals_one_at_a_time(network: Network, people, chunk: int):
    accounts = [synthetic.observations(network.knowledge, seed, count) for seed, count in people]
    batch = batch_posteriors(network, encode(network, accounts), chunk=chunk)
    single = np.array([posterior(network, seen).causes for seen in accounts])
    np.testing.assert_allclose(batch, single, atol=1e-5)


def test_the_batch_equals_one_at_a_time_at_full_size():
    network = build_network(synthetic.full_size(), "primary_care")
    accounts = [synthetic.observations(network.knowledge, seed, 25) for seed in range(50)]
    batch = batch_posteriors(network, encode(network, accounts))
    single = np.array([posterior(network, seen).causes for seen in accounts])
    np.testing.assert_allclose(batch, single, atol=1e-5)


@pytest.mark.parametrize("value", [1e-9, 1 - 1e-9])
@pytest.mark.parametrize("presence", ["present", "absent"])
def test_no_finding_is_more_certain_than_one_in_a_hundred(value: float, presence):
    knowledge = synthetic.knowledge_base(0)
    row = Evidence(sensitivity=Estimate(value, value, value, "judged"))
    causes = {
        name: msgspec.structs.replace(cause, findings={"f0": row}, risk_factors={})
        for name, cause in knowledge.causes.items()
    }
    knowledge = msgspec.structs.replace(knowledge, causes=causes)
    network = build_network(knowledge, "home")
    rate = plain.background(knowledge, "f0")
    chance = np.exp(network.table[network.number["f0", presence]]) * (rate if presence == "present" else 1 - rate)
    assert chance.min() >= 0.01 - 1e-12
    assert chance.max() <= 0.99 + 1e-12


@pytest.mark.parametrize("network", NETWORKS)
def test_findings_stay_within_their_clamps_before_risk_factors(network: Network):
    rates = network.rates
    plainly = [row for row in range(len(rates.background)) if not rates.log_present[row].any()]
    chance = np.exp(network.table[plainly]) * network.background[plainly, None]
    assert chance.min() >= 0.01 - 1e-12
    assert chance.max() <= 0.99 + 1e-12


@settings(max_examples=40, deadline=None)
@given(networks, seeds, st.integers(1, 12))
def test_a_reason_is_the_log_odds_with_all_less_the_log_odds_without_it(network: Network, seed: int, count: int):
    seen = synthetic.observations(network.knowledge, seed, count)
    found = reasons(network, seen)
    assert found.shape == (count, len(network.causes))
    whole = cause_log_odds(network, posterior(network, seen).logits[None])[0]
    for index in range(count):
        rest = cause_log_odds(network, posterior(network, seen[:index] + seen[index + 1 :]).logits[None])[0]
        np.testing.assert_allclose(found[index], 10 * (whole - rest) / np.log(10), atol=1e-8)


def test_no_observations_give_no_reasons():
    assert reasons(NETWORKS[0], []).shape == (0, 10)


@settings(max_examples=25, deadline=None)
@given(networks, seeds, counts)
def test_log_odds_are_those_of_the_cause_probabilities(network: Network, seed: int, count: int):
    result = posterior(network, synthetic.observations(network.knowledge, seed, count))
    odds = cause_log_odds(network, result.logits[None])[0]
    np.testing.assert_allclose(1 / (1 + np.exp(-odds)), result.causes, atol=1e-12)


def test_a_reason_keeps_its_digits_near_certainty():
    knowledge = synthetic.knowledge_base(0, causes=5, findings=40, groups=0, categories=0)
    sure = {
        name: msgspec.structs.replace(
            cause,
            risk_factors={},
            findings={
                finding: Evidence(sensitivity=synthetic.probability(0.98 if name == "c0" else 0.02))
                for finding in knowledge.findings
            },
        )
        for name, cause in knowledge.causes.items()
        if name != "something_else"
    }
    network = build_network(msgspec.structs.replace(knowledge, causes=sure), "home", largest=1)
    seen = [Observation(finding, presence="present") for finding in knowledge.findings]
    found = reasons(network, seen)[:, 0]
    assert posterior(network, seen).causes[0] == 1
    assert found == pytest.approx(np.full(40, 10 * np.log10(0.98 / 0.02)), rel=1e-9)


def test_observations_left_out_together_give_one_row():
    network = NETWORKS[0]
    seen = synthetic.observations(network.knowledge, 5, 9)
    changes = reasons(network, seen[:6], together=seen[6:])
    assert changes.shape == (7, len(network.causes))
    before, after = (posterior(network, some).causes for some in (seen[:6], seen))
    expected = 10 * np.log10(after / (1 - after) / (before / (1 - before)))
    assert np.allclose(changes[-1], expected, atol=1e-6)
    assert np.allclose(changes[:6], reasons(network, seen)[:6])
