"""The interview as a value."""

from datetime import date

from rhomboid.answers import (
    Interview,
    answer_card,
    answer_category,
    answer_finding,
    answer_scale,
    answer_words,
    asked_question,
    needs_warning,
    next_step,
    take_back,
    warn,
)
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
    most = len(knowledge.findings) + len(knowledge.categories)
    while question := next_step(interview.account, knowledge, TODAY).question:
        assert len(interview.asked) < most
        if question.concept in knowledge.categories:
            interview = answer_category(interview, question.concept, [])
        elif question.concept in knowledge.scales:
            interview = answer_scale(interview, knowledge.scales[question.concept], {})
        elif question.options:
            interview = answer_card(interview, question, [])
        else:
            interview = answer_finding(interview, question.concept, "absent")
    assert interview.asked


def test_an_interview_does_not_stop_while_a_danger_is_open(knowledge) -> None:
    step = next_step(Account(text="Pain between my shoulder blades for two days.", age=66), knowledge, TODAY)
    assert step.assessment.open_alarms
    assert step.question is not None


def test_danger_is_asked_about_first_on_cards(knowledge) -> None:
    question = next_step(
        Account(text="Pain between my shoulder blades for two days.", age=66), knowledge, TODAY
    ).question
    assert question is not None
    assert question.concept in {screen.id for screen in knowledge.screens}
    assert question.screens_danger


def test_what_is_not_ticked_on_a_card_is_absent_and_the_whole_card_can_be_taken_back(knowledge) -> None:
    start = Interview(account=Account(age=66))
    card = next_step(start.account, knowledge, TODAY).question
    answered = answer_card(start, card, [card.options[0]])
    assert answered.account.answers == {card.options[0]: "present", **dict.fromkeys(card.options[1:], "absent")}
    assert asked_question(answered, card.concept, knowledge).options == card.options
    assert take_back(answered) == start


def test_a_card_nobody_could_answer_says_nothing(knowledge) -> None:
    start = Interview(account=Account(age=66))
    card = next_step(start.account, knowledge, TODAY).question
    answered = answer_card(start, card, None)
    assert set(answered.account.answers.values()) == {"not_asked"}
    assert next_step(answered.account, knowledge, TODAY).question.concept != card.concept


def test_a_red_flag_denied_only_in_words_is_asked_again(knowledge) -> None:
    account = Account(text="Pain between my shoulder blades for two days, no fever, no chest pain.", age=66)
    shown = set()
    interview = Interview(account=account)
    for _ in knowledge.screens:
        question = next_step(interview.account, knowledge, TODAY).question
        if question.concept in {screen.id for screen in knowledge.screens}:
            shown |= set(question.options)
            interview = answer_card(interview, question, [])
    assert {"fever", "front_of_chest"} <= shown


def test_an_unfinished_questionnaire_is_not_asked_again(knowledge) -> None:
    scale = knowledge.scales["fibromyalgia_2016"]
    left = answer_scale(Interview(account=Account(age=50)), scale, {})
    asked = {value.concept for value in next_step(left.account, knowledge, TODAY).assessment.would_change_most}
    assert scale.id not in asked
    assert take_back(left).account.scores == {}


def test_what_is_urgent_is_told_once_and_again_when_it_grows(knowledge) -> None:
    def step(account: Account):
        return next_step(account, knowledge, TODAY).assessment

    calm = step(Account(text="A burning pain by my shoulder blade."))
    today = step(Account(text="Upper back pain with a fever, I inject drugs, and my spine hurts at night."))
    now = step(Account(text="Crushing chest pain and a cold sweat with my upper back pain."))
    assert (today.disposition, now.disposition) == ("same_day", "emergency")
    new = Interview(account=Account())
    assert not needs_warning(new, calm)
    assert needs_warning(new, today)
    told = warn(new, today)
    assert not needs_warning(told, today)
    assert needs_warning(told, now)
    assert not needs_warning(warn(told, now), today)
    assert take_back(answer_finding(told, "fever", "absent")).warned == "same_day"


def test_an_answer_is_told_in_words(knowledge) -> None:
    card = asked_question(Interview(Account(), cards={"spinal_cord": ("leg_weakness",)}), "spinal_cord", knowledge)
    quality = asked_question(Interview(Account()), "quality", knowledge)
    assert answer_words(Account(), card, knowledge) == "don't know"
    assert answer_words(Account(answers={"leg_weakness": "absent"}), card, knowledge) == "none of these"
    ticked = Account(answers={"leg_weakness": "present"})
    assert answer_words(ticked, card, knowledge) == knowledge.findings["leg_weakness"].name
    assert answer_words(Account(choices={"quality": ("burning",)}), quality, knowledge) == "burning"
