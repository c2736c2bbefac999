"""Merging words, answers, places and scores into one set of observations."""

from rhomboid.answers.gathering import band, gather
from rhomboid.model import Account, KnowledgeBase, Mention, Pain, Reading, Span


def mention(concept: str, presence: str = "present", **more: object) -> Mention:
    return Mention(concept=concept, presence=presence, span=Span(0, 4), words="word", **more)


def gathered(knowledge: KnowledgeBase, *mentions: Mention, account: Account | None = None, **numbers: float):
    reading = Reading(mentions=mentions, **numbers)
    resolved = {m.concept: m for m in mentions if m.experiencer == "self" and m.time == "now"}
    return gather(account or Account(), reading, resolved, {}, knowledge)


def seen(result, concept: str):
    return next((o for o in result.observations if o.concept == concept), None)


def test_an_answer_overrules_the_words(knowledge) -> None:
    account = Account(answers={"fever": "absent"})
    result = gathered(knowledge, mention("fever"), account=account)
    assert seen(result, "fever").presence == "absent"
    assert seen(result, "fever").weight == 1
    assert [m.concept for m in result.not_counted] == ["fever"]


def test_not_knowing_leaves_the_words_as_they_are(knowledge) -> None:
    result = gathered(knowledge, mention("fever"), account=Account(answers={"fever": "not_asked"}))
    assert seen(result, "fever").presence == "present"
    assert "fever" in result.asked


def test_words_weigh_no_more_than_answers_and_maybe_less_than_words(knowledge) -> None:
    stated = seen(gathered(knowledge, mention("fever")), "fever").weight
    maybe = seen(gathered(knowledge, mention("fever", certainty="uncertain")), "fever").weight
    denied = seen(gathered(knowledge, mention("fever", "absent")), "fever").weight
    assert 1 >= stated > maybe
    assert denied < stated


def test_someone_elses_illness_and_the_past_are_shown_but_not_counted(knowledge) -> None:
    result = gathered(knowledge, mention("hx_cancer", experiencer="other"), mention("fever", time="past"))
    assert not result.observations
    assert {m.concept for m in result.not_counted} == {"hx_cancer", "fever"}


def test_an_absence_read_from_words_is_kept_from_triage(knowledge) -> None:
    account = Account(answers={"cough": "absent"})
    result = gathered(knowledge, mention("fever", "absent"), account=account)
    assert {o.concept for o in result.observations} == {"fever", "cough"}
    assert {o.concept for o in result.without_unsaid} == {"cough"}


def test_numbers_in_words_become_bands(knowledge) -> None:
    result = gathered(knowledge, mention("duration"), duration_days=3.0, pain_nrs=8.0, age=45.0, sex="female")
    assert seen(result, "duration").options == ("days",)
    assert seen(result, "severity").options == ("severe",)
    assert seen(result, "age").options == ("45_to_59",)
    assert seen(result, "sex").options == ("female",)
    assert next(entry for entry in result.understood if entry.concept == "duration=days").mention is not None


def test_an_age_that_was_given_overrules_an_age_that_was_read(knowledge) -> None:
    result = gathered(knowledge, account=Account(age=20), age=45.0)
    assert seen(result, "age").options == ("18_to_29",)


def test_the_upper_end_of_a_band_belongs_to_the_next_band(knowledge) -> None:
    assert band(knowledge.categories["age"], 17.9) == "under_18"
    assert band(knowledge.categories["age"], 18) == "18_to_29"
    assert band(knowledge.categories["age"], 200) == "75_and_over"


def test_left_and_right_together_are_both_sides(knowledge) -> None:
    account = Account(pains=(Pain("over_scapula", "left"), Pain("over_scapula", "right")))
    result = gathered(knowledge, account=account)
    assert seen(result, "side").options == ("both",)
    assert seen(result, "over_scapula").presence == "present"


def test_the_side_of_a_place_in_the_words_is_a_side_of_the_pain(knowledge) -> None:
    result = gathered(knowledge, mention("over_scapula", side="left"))
    assert seen(result, "side").options == ("left",)


def test_what_it_is_not_like_leaves_the_other_options(knowledge) -> None:
    result = gathered(knowledge, mention("quality=burning", "absent"))
    assert "burning" not in seen(result, "quality").options
    assert len(seen(result, "quality").options) == len(knowledge.categories["quality"].options) - 1


def test_two_qualities_mean_one_of_these(knowledge) -> None:
    result = gathered(knowledge, mention("quality=sharp"), mention("quality=burning"))
    assert seen(result, "quality").options == ("burning", "sharp")
