"""Student's t against SciPy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rhomboid.diary.student_t import critical_value, two_sided_p


@given(st.floats(-60, 60), st.integers(1, 3000))
def test_the_probability_agrees_with_scipy_far_into_the_tail(t, freedom) -> None:
    assert two_sided_p(t, freedom) == pytest.approx(2 * stats.t.sf(abs(t), freedom), rel=1e-9, abs=1e-300)


@given(st.floats(1e-8, 1), st.integers(2, 3000))
def test_the_critical_value_has_the_probability_it_was_asked_for(p, freedom) -> None:
    assert two_sided_p(critical_value(p, freedom), freedom) == pytest.approx(p, rel=1e-8)


def test_the_ninety_five_percent_point_is_the_one_in_every_table() -> None:
    assert critical_value(0.05, 10) == pytest.approx(2.228, abs=5e-4)
    assert critical_value(0.05, 1_000_000) == pytest.approx(1.960, abs=5e-4)
