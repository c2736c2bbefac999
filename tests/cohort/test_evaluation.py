"""The figures on published cases."""

import math
from itertools import islice, permutations

import pytest

from rhomboid.cohort import BatchAnswer, Case, RankedCause, evaluate, half_of, score_case
from rhomboid.cohort.evaluation import bootstrap
from rhomboid.model import DISPOSITIONS

CAUSES = ["a", "b", "c", "d", "e", "f", "g"]


def case(number: int, **more) -> Case:
    return Case(id=f"case-{number}", **{"cause_id": "a", "triage": "routine", **more})


def answer(number: int, ranked: list[str], disposition: str = "routine") -> BatchAnswer:
    step = 0.5 / len(ranked)
    causes = tuple(RankedCause(c, 0.5 - i * step, 0.1, 0.9) for i, c in enumerate(ranked))
    return BatchAnswer(f"case-{number}", disposition, causes)


def drawn(count: int = 80):
    """Cases and answers of every kind: right, nearly right, wrong, missing, urgent and not."""
    cases, answers = [], {}
    for number, ranked in enumerate(islice(permutations(CAUSES), 0, 61 * count, 61)):
        also = (DISPOSITIONS[number % 3],) if number % 2 else ()
        cases.append(
            case(
                number,
                cause_id=CAUSES[number % 7],
                acceptable_cause_ids=(CAUSES[(number * 3) % 7],),
                triage=DISPOSITIONS[number % 5],
                triage_also_acceptable=also,
                source_kind="vignette" if number % 4 else "case_report",
                serious=number % 3 == 0,
            )
        )
        if number % 17:
            answers[f"case-{number}"] = answer(number, list(ranked), DISPOSITIONS[(number * 2) % 5])
    return cases, answers


def test_the_figures_are_those_of_the_plain_definition() -> None:
    cases, answers = drawn()
    figures = evaluate(cases, answers).groups[0].figures
    strict, lenient, under, over = [], [], [], []
    for one in cases:
        given = answers.get(one.id)
        ids = [c.id for c in given.causes] if given else []
        fair = {one.cause_id, *one.acceptable_cause_ids}
        strict.append(one.cause_id in ids[:3])
        lenient.append(bool(fair & set(ids[:3])))
        allowed = [DISPOSITIONS.index(d) for d in (one.triage, *one.triage_also_acceptable)]
        said = DISPOSITIONS.index(given.disposition) if given else 4
        under.append(said > max(allowed))
        over.append(said < min(allowed))
    assert figures["strict_top_3"].value == pytest.approx(sum(strict) / 80)
    assert figures["lenient_top_3"].value == pytest.approx(sum(lenient) / 80)
    assert figures["under_triage"].value == pytest.approx(sum(under) / 80)
    assert figures["over_triage"].value == pytest.approx(sum(over) / 80)


def test_a_missing_answer_is_a_miss_and_an_under_triage() -> None:
    score = score_case(case(1, triage="emergency"), None)
    assert score.missing
    assert score.under
    assert score.lenient >= 5


def test_another_acceptable_urgency_is_neither_under_nor_over() -> None:
    score = score_case(case(1, triage="days", triage_also_acceptable=("same_day",)), answer(1, ["a"], "same_day"))
    assert not score.under
    assert not score.over


def test_both_halves_and_every_kind_are_reported() -> None:
    cases, answers = drawn()
    groups = {group.name: group for group in evaluate(cases, answers).groups}
    assert {"half: even", "half: odd", "kind: case_report", "kind: vignette"} <= set(groups)
    assert groups["half: even"].n + groups["half: odd"].n == len(cases)


def test_a_case_stays_in_its_half() -> None:
    assert half_of("case-1") == half_of("case-1")
    assert {half_of(f"case-{n}") for n in range(20)} == {"even", "odd"}


def test_a_bootstrap_interval_holds_the_mean_and_never_changes() -> None:
    values = [0.0, 1.0, 1.0, 0.0, 1.0]
    figure = bootstrap(values)
    assert figure.low <= figure.value <= figure.high
    assert figure == bootstrap(values)
    assert bootstrap([1.0] * 5).low == 1.0
    assert math.isnan(bootstrap([]).value)


def test_a_sure_and_right_answer_has_no_loss() -> None:
    sure = BatchAnswer("case-1", "routine", (RankedCause("a", 1.0, 1.0, 1.0), RankedCause("b", 0.0, 0.0, 0.0)))
    figures = evaluate([case(1)], {"case-1": sure}).groups[0].figures
    assert figures["brier"].value == 0
    assert figures["log_loss"].value == 0


def test_a_sure_and_wrong_answer_has_a_large_but_finite_loss() -> None:
    wrong = BatchAnswer("case-1", "routine", (RankedCause("b", 1.0, 1.0, 1.0), RankedCause("a", 0.0, 0.0, 0.0)))
    figures = evaluate([case(1)], {"case-1": wrong}).groups[0].figures
    assert figures["brier"].value == 2
    assert 5 < figures["log_loss"].value < 20


def test_the_reliability_table_holds_every_answered_case_once() -> None:
    cases, answers = drawn()
    evaluation = evaluate(cases, answers)
    assert sum(row.n for row in evaluation.reliability) == len(answers)
    assert evaluation.missing == len(cases) - len(answers)
    assert all(row.low <= row.mean_probability <= row.high for row in evaluation.reliability)
