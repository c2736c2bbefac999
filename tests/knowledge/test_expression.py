from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.knowledge.expression import Atom, ExpressionError, parse_atoms
from rhomboid.triage import ExpressionError as TriageExpressionError
from rhomboid.triage import parse_expression


def test_atoms_come_in_the_order_written() -> None:
    atoms = parse_atoms("fever AND (onset=sudden OR NOT age < 40)")
    assert atoms == [Atom("fever", False), Atom("onset=sudden", False), Atom("age", True, is_number=True)]


def test_not_reaches_into_parentheses_and_counts() -> None:
    assert parse_atoms("NOT (a OR count(b, c AND d) >= 1)") == [Atom(name, True) for name in "abcd"]


def test_two_nots_cancel() -> None:
    assert parse_atoms("NOT NOT a AND NOT (b OR NOT c)") == [Atom("a", False), Atom("b", True), Atom("c", False)]


def test_an_option_may_start_with_a_digit() -> None:
    assert parse_atoms("age=75_and_over")[0].concept == "age=75_and_over"


FAULTS = [
    "",
    "a b",
    "a AND",
    "AND a",
    "(a",
    "a)",
    "NOT",
    "a OR OR b",
    "count(a, b)",
    "count(a, b) >= 3",
    "count(a) >= 0",
    "count(a, b) >= b",
    "age <",
    "age < old",
    "a =",
    "a & b",
    "(" * 5000 + "a" + ")" * 5000,
]


@pytest.mark.parametrize("text", FAULTS, ids=lambda text: text[:20])
def test_what_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"\w"):
        parse_atoms(text)


WORDS = st.sampled_from(["a", "b=c", "age < 40", "AND", "OR", "NOT", "(", ")", "count(", ",", ">= 1"])


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_what_checking_lets_pass_triage_can_evaluate(text: str) -> None:
    try:
        atoms = parse_atoms(text)
    except ExpressionError:
        return
    try:
        parse_expression(text)
    except TriageExpressionError as error:
        pytest.fail(f"{text}: {atoms}, but triage says {error}")
