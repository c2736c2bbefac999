"""The rule language: three-valued, and deaf to what nobody said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.model.expression import ExpressionError, Facts, holds, parse_expression, true_atoms

NAMES = ["fever", "flank", "nausea", "vomiting", "dizziness"]


def facts(chosen=None, numbers=None, **findings):
    return Facts(findings, chosen or {}, numbers or {})


def expressions():
    words = st.sampled_from(["AND", "OR"])
    return st.recursive(
        st.sampled_from(NAMES),
        lambda inner: st.builds("({} {} {})".format, inner, words, inner),
        max_leaves=8,
    )


def test_and_binds_tighter_than_or():
    node = parse_expression("fever OR flank AND nausea")
    assert holds(node, facts(fever=True))
    assert not holds(node, facts(flank=True))
    assert holds(node, facts(flank=True, nausea=True))


def test_an_unknown_finding_does_not_raise_an_alarm_but_could():
    node = parse_expression("fever AND flank")
    assert not holds(node, facts(fever=True))
    assert holds(node, facts(fever=True), unknown=True)


def test_an_unknown_excuse_does_not_silence_an_alarm():
    node = parse_expression("fever AND NOT flank")
    assert holds(node, facts(fever=True))
    assert not holds(node, facts(fever=True, flank=True))


def test_an_unknown_age_does_not_excuse():
    node = parse_expression("fever AND NOT age < 40")
    assert holds(node, facts(fever=True))
    assert holds(node, facts(fever=True, numbers={"age": 40}))
    assert not holds(node, facts(fever=True, numbers={"age": 39}))


def test_a_known_limit_on_age_needs_the_age():
    node = parse_expression("age >= 60")
    assert not holds(node, facts())
    assert holds(node, facts(), unknown=True)
    assert holds(node, facts(numbers={"age": 60}))


def test_one_of_several_options_is_enough_for_an_option_to_hold():
    node = parse_expression("onset=instant")
    assert holds(node, facts(chosen={"onset": ("with_movement", "instant")}))
    assert not holds(node, facts(chosen={"onset": ("gradual",)}))


@pytest.mark.parametrize(("known", "expected"), [(0, False), (1, False), (2, True), (3, True)])
def test_count_needs_that_many(known, expected):
    node = parse_expression("count(nausea, vomiting, dizziness) >= 2")
    said = dict.fromkeys(["nausea", "vomiting", "dizziness"][:known], True)
    assert holds(node, facts(**said)) is expected


def test_the_atoms_that_made_a_rule_fire_are_named_without_the_excuses():
    node = parse_expression("(fever OR nausea) AND NOT flank AND age >= 60")
    assert true_atoms(node, facts(fever=True, numbers={"age": 70})) == ("fever", "age >= 60")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fever AND",
        "(fever",
        "fever)",
        "fever flank",
        "count(fever) >= x",
        "count fever",
        "age >=",
        "fever & flank",
        "NOT",
    ],
)
def test_a_faulty_expression_is_refused_in_words(text):
    with pytest.raises(ExpressionError) as refusal:
        parse_expression(text)
    assert str(refusal.value)


@given(expressions(), st.sets(st.sampled_from(NAMES)), st.sampled_from(NAMES))
def test_without_not_another_finding_never_silences_an_alarm(text, present, added):
    node = parse_expression(text)
    before = holds(node, facts(**dict.fromkeys(present, True)))
    after = holds(node, facts(**dict.fromkeys(present | {added}, True)))
    assert after or not before


@given(expressions(), st.dictionaries(st.sampled_from(NAMES), st.booleans()))
def test_what_rings_now_could_also_ring(text, known):
    node = parse_expression(text)
    assert holds(node, facts(**known), unknown=True) or not holds(node, facts(**known))
