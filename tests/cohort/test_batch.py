"""A batch of accounts."""

import json
from datetime import date

from rhomboid.answers import rank
from rhomboid.cohort import assess_many, decision_weight
from rhomboid.cohort import batch as batch_module
from rhomboid.model import Account

TODAY = date(2026, 11, 22)


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_lines_are_answered_in_order_like_single_accounts(knowledge) -> None:
    lines = [line(id=f"p{n}", text="Pain between my shoulder blades, no fever.", age=30 + n, sex="F") for n in range(5)]
    answers = [entry.answer for entry in assess_many(lines, knowledge, TODAY)]
    assert [answer.id for answer in answers] == [f"p{n}" for n in range(5)]
    account = Account(text="Pain between my shoulder blades, no fever.", age=32, sex="female")
    single = rank(account, knowledge, TODAY)
    assert [c.id for c in answers[2].causes] == [c.id for c in single.causes]
    assert len(answers[2].causes) == len(knowledge.causes)
    assert {"fever", "between_shoulder_blades"} <= {f.concept for f in answers[2].findings}


def test_nothing_but_words_age_and_sex_is_read(knowledge) -> None:
    bare = line(id="p", text="my back hurts", age=50, sex="M")
    full = line(id="p", text="my back hurts", age=50, sex="M", diagnosis="dissection", triage="emergency", cause_id="x")
    first, second = assess_many([bare, full], knowledge, TODAY)
    assert first.answer == second.answer


def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(knowledge) -> None:
    lines = [
        line(id="a", text="back pain"),
        b"{not json\n",
        b"\n",
        line(id="b", text="back pain", age=400),
        line(text="no id"),
        line(id="c", text="back pain", sex="purple"),
        b"\xff\xfe\n",
        line(id=7, text=""),
    ]
    results = list(assess_many(lines, knowledge, TODAY))
    assert [entry.number for entry in results] == [1, 2, 4, 5, 6, 7, 8]
    assert [entry.number for entry in results if entry.answer] == [1, 8]
    assert all(entry.problem for entry in results if not entry.answer)
    assert results[-1].answer.id == "7"


def test_two_processes_give_the_same_answers(knowledge, monkeypatch) -> None:
    monkeypatch.setattr(batch_module, "WORTH_ANOTHER_PROCESS", 3)
    monkeypatch.setattr(batch_module, "BLOCK", 2)
    lines = [line(id=f"p{n}", text="Pain by my shoulder blade.", age=20 + n) for n in range(7)]
    assert list(assess_many(lines, knowledge, TODAY, processes=2)) == list(assess_many(lines, knowledge, TODAY))


def test_the_weight_of_answers_is_told_by_grade(knowledge) -> None:
    weights = decision_weight([line(id="a", text="Pain when I turn my head."), b"{bad"], knowledge, TODAY)
    assert set(weights) <= {"measured", "derived", "graded", "judged"}
    assert sum(weights.values()) > 0
