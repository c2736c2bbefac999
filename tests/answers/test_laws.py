"""Laws that hold for every account."""

import json
from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rhomboid.answers import LONGEST_TEXT, AccountError, assess, rank, to_json
from rhomboid.knowledge import load_knowledge
from rhomboid.model import DISPOSITIONS, Account

TODAY = date(2026, 11, 22)
KNOWLEDGE = load_knowledge()[0]
FINDINGS = sorted(KNOWLEDGE.findings) if KNOWLEDGE else []
RED_FLAGS = [finding.id for finding in KNOWLEDGE.findings.values() if finding.red_flag] if KNOWLEDGE else []
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DENIALS = (
    "No fever.",
    "I have not lost any weight.",
    "Denies cough and shortness of breath.",
    "No numbness or weakness in the legs.",
    "No chest pain.",
    "I never had cancer.",
    "It does not hurt when I move.",
    "No trauma.",
)

presences = st.sampled_from(["present", "absent", "not_asked"])
answers = st.dictionaries(st.sampled_from(FINDINGS), presences, max_size=8)
ages = st.none() | st.integers(0, 100)
texts = st.sampled_from(
    [
        "",
        "Sudden tearing pain between my shoulder blades, worst ever.",
        "For three weeks a dull ache by my left shoulder blade, worse at the desk.",
        "A 70-year-old man with thoracic back pain for two days and rigors.",
    ]
)


def urgency(account: Account) -> int:
    return DISPOSITIONS.index(rank(account, KNOWLEDGE, TODAY).disposition)


@SOME
@given(answers, ages, texts, st.sampled_from(RED_FLAGS))
def test_adding_a_red_flag_never_lowers_the_urgency(told: dict, age: int | None, text: str, flag: str) -> None:
    without = {finding: presence for finding, presence in told.items() if finding != flag}
    before = Account(text=text, age=age, answers=without)
    after = Account(text=text, age=age, answers={**without, flag: "present"})
    assert urgency(after) <= urgency(before)


@SOME
@given(st.sets(st.sampled_from(RED_FLAGS), min_size=3, max_size=7), ages)
def test_the_law_holds_where_many_red_flags_compete(flags: set, age: int | None) -> None:
    *before, last = sorted(flags)
    account = Account(age=age, answers=dict.fromkeys(before, "present"))
    assert urgency(Account(age=age, answers={**account.answers, last: "present"})) <= urgency(account)


@SOME
@given(answers, ages, texts, st.lists(st.sampled_from(DENIALS), min_size=1, max_size=4))
def test_absence_from_text_never_lowers_the_urgency(told: dict, age: int | None, text: str, denials: list) -> None:
    before = Account(text=text, age=age, answers=told)
    after = Account(text=" ".join([text, *denials]), age=age, answers=told)
    assert urgency(after) <= urgency(before)


@SOME
@given(answers, st.sets(st.sampled_from(FINDINGS), max_size=6), texts)
def test_unknown_answers_change_nothing_but_the_question(told: dict, unknown: set, text: str) -> None:
    known = {finding: presence for finding, presence in told.items() if presence != "not_asked"}
    more = {**dict.fromkeys(unknown - set(known), "not_asked"), **known}
    plain = rank(Account(text=text, answers=known), KNOWLEDGE, TODAY)
    assert rank(Account(text=text, answers=more, choices={"quality": ()}), KNOWLEDGE, TODAY) == plain


@SOME
@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(told: dict, random) -> None:
    shuffled = list(told.items())
    random.shuffle(shuffled)
    first = to_json(assess(Account(answers=told), KNOWLEDGE, TODAY))
    assert to_json(assess(Account(answers=dict(shuffled)), KNOWLEDGE, TODAY)) == first


@SOME
@given(st.text(max_size=400))
@example("\x00")
@example("疼痛在肩胛骨之间，已经三天了。")
@example("ألم بين لوحي الكتف")
@example("no " * 3000)
@example("a" * (LONGEST_TEXT + 1))
def test_any_text_is_answered_or_refused_in_words(text: str) -> None:
    try:
        said = json.loads(to_json(assess(Account(text=text), KNOWLEDGE, TODAY)))["title"]
    except AccountError as error:
        said = str(error)
    assert said


@SOME
@given(answers, ages, texts)
def test_every_probability_lies_within_its_interval(told: dict, age: int | None, text: str) -> None:
    ranking = rank(Account(text=text, age=age, answers=told), KNOWLEDGE, TODAY)
    assert all(0 <= cause.low <= cause.probability <= cause.high <= 1 for cause in ranking.causes)
    probabilities = [cause.probability for cause in ranking.causes]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 1 - 1e-3 <= sum(probabilities) <= 2
