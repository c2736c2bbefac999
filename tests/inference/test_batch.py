"""Encoding and running many accounts."""

from __future__ import annotations

import numpy as np
import pytest
import synthetic

from rhomboid.inference import batch_posteriors, build_network, encode, posterior, posterior_blocks

KNOWLEDGE = synthetic.knowledge_base(0)
NETWORK = build_network(KNOWLEDGE, "home")


def test_an_account_without_observations_gets_the_prior():
    batch = batch_posteriors(NETWORK, encode(NETWORK, [[], []]))
    np.testing.assert_allclose(batch, np.tile(posterior(NETWORK, []).causes, (2, 1)), atol=1e-6)


def test_no_accounts_give_no_rows():
    assert batch_posteriors(NETWORK, encode(NETWORK, [])).shape == (0, 10)


def test_chunks_do_not_change_the_answer():
    rows = encode(NETWORK, [synthetic.observations(KNOWLEDGE, seed, seed % 9) for seed in range(30)])
    whole = batch_posteriors(NETWORK, rows, chunk=30)
    np.testing.assert_allclose(batch_posteriors(NETWORK, rows, chunk=7), whole, atol=1e-6)


def test_blocks_cover_every_account_once_and_in_order():
    rows = encode(NETWORK, [synthetic.observations(KNOWLEDGE, seed, 5) for seed in range(11)])
    blocks = [(start, len(block)) for start, block in posterior_blocks(NETWORK, rows, chunk=4)]
    assert blocks == [(0, 4), (4, 4), (8, 3)]


def test_the_same_choice_of_several_options_is_stored_once():
    seen = [one for one in synthetic.observations(KNOWLEDGE, 0, 14) if len(one.options) > 1]
    assert len(encode(NETWORK, [seen, seen, seen]).several) == len(seen)


def test_a_chunk_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        batch_posteriors(NETWORK, encode(NETWORK, [[]]), chunk=0)
