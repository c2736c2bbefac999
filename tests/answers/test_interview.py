"""The interview as a value."""

from datetime import date

from rhomboid.answers import Interview, answer_category, answer_finding, next_step, take_back
from rhomboid.model import Account

TODAY = date(2026, 11, 22)


def test_an_answer_can_be_taken_back() -> None:
    start = Interview(account=Account(text="my back hurts"))
    asked = answer_category(answer_finding(start, "fever", "present"), "quality", ["burning"])
    assert asked.account.answers == {"fever": "present"}
    assert asked.account.choices == {"quality": ("burning",)}
    assert take_back(asked).account.choices == {}
    assert take_back(take_back(asked)) == start
    assert take_back(start) == start


def test_an_earlier_answer_can_be_taken_back_on_its_own() -> None:
    asked = answer_finding(answer_finding(Interview(account=Account()), "fever", "present"), "cough", "absent")
    left = take_back(asked, "fever")
    assert left.account.answers == {"cough": "absent"}
    assert left.asked == ("cough",)


def test_answering_again_replaces_the_answer() -> None:
    asked = answer_finding(answer_finding(Interview(account=Account()), "fever", "present"), "fever", "absent")
    assert asked.asked == ("fever",)
    assert asked.account.answers == {"fever": "absent"}


def test_an_interview_comes_to_an_end(knowledge) -> None:
    interview = Interview(account=Account(age=40, sex="female"))
    for _ in range(len(knowledge.findings) + len(knowledge.categories)):
        question = next_step(interview.account, knowledge, TODAY).question
        if question is None:
            return
        if question.options:
            interview = answer_category(interview, question.concept, [])
        else:
            interview = answer_finding(interview, question.concept, "absent")
    raise AssertionError("the interview never stopped")


def test_an_interview_does_not_stop_while_a_danger_is_open(knowledge) -> None:
    step = next_step(Account(text="Pain between my shoulder blades for two days.", age=66), knowledge, TODAY)
    assert step.assessment.open_alarms
    assert step.question is not None
