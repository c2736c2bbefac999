"""Laws that hold for every plan."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import pairwise

import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rhomboid.answers import assess, plan, to_json
from rhomboid.knowledge import load_knowledge
from rhomboid.model import COSTS, Account, Assessment, Contraindication, Plan

TODAY = date(2026, 11, 26)
KNOWLEDGE = load_knowledge()[0]
SOME = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
TEXTS = (
    "Two days ago I lifted a heavy box and felt a sharp pull beside my right shoulder blade.",
    "For eight months a dull ache between my shoulder blades, worse at the desk and at the end of the day.",
    "Neck pain going into my left arm for three weeks, with tingling in the middle finger.",
    "Pain all over for six years, exhausted, I wake unrefreshed.",
    "",
)
EVERY_ROW = [row for remedy in KNOWLEDGE.remedies.values() for row in remedy.contraindications] if KNOWLEDGE else []
ATOMS = sorted({atom for row in EVERY_ROW if row.when for atom in re.findall(r"[a-z][a-z_0-9]*", row.when)})
ANSWERABLE = [atom for atom in ATOMS if atom in KNOWLEDGE.findings or atom in KNOWLEDGE.circumstances]
presences = st.sampled_from(["present", "absent", "not_asked"])
answers = st.dictionaries(st.sampled_from(ANSWERABLE), presences, max_size=6)
texts = st.sampled_from(TEXTS)
tried = st.dictionaries(
    st.sampled_from(sorted(KNOWLEDGE.remedies)), st.sampled_from(["helped", "no_help", "worse", "unsure"]), max_size=4
)
ages = st.sampled_from([None, 15, 34, 52, 70, 82])


@lru_cache(maxsize=512)
def _assessed(encoded: bytes) -> Assessment:
    return assess(msgspec.json.decode(encoded, type=Account), KNOWLEDGE, TODAY)


def assessed(account: Account) -> Assessment:
    return _assessed(msgspec.json.encode(account))


def planned(account: Account) -> Plan:
    return plan(assessed(account), account, KNOWLEDGE)


def rings(row: Contraindication, known: dict[str, bool]) -> bool:
    """Whether what is known makes a contraindication's expression true, worked out by Python and not by rhomboid."""
    if row.when is None:
        return False
    text = re.sub(r"count\(([^()]*)\) >= (\d+)", r"(sum([\1]) >= \2)", row.when)
    text = text.replace(" AND ", " and ").replace(" OR ", " or ")
    names = re.sub(r"[a-z][a-z_0-9]*(=[a-z_0-9]+)?", lambda m: _python(m.group(0), known), text)
    return bool(eval(names))  # noqa: S307 - the text is the knowledge base's own


def _python(atom: str, known: dict[str, bool]) -> str:
    return atom if atom in ("and", "or", "sum") else str(known.get(atom, False))


def known_of(account: Account) -> dict[str, bool]:
    said = {entry.concept: entry.answer != "absent" for entry in assessed(account).understood}
    return said | {key: value == "present" for key, value in account.answers.items() if value != "not_asked"}


@SOME
@given(texts, answers, ages)
def test_a_contraindicated_remedy_is_never_an_option(text: str, told: dict, age: float | None) -> None:
    account = Account(text=text, answers=told, age=age)
    known = known_of(account)
    for option in planned(account).options:
        rows = KNOWLEDGE.remedies[option.remedy].contraindications
        assert [row.name for row in rows if row.action == "rule_out" and rings(row, known)] == []


@SOME
@given(texts, answers, ages, st.sampled_from(ANSWERABLE))
def test_adding_a_contraindication_never_adds_an_option(text: str, told: dict, age: float | None, more: str) -> None:
    before = Account(text=text, age=age, answers={key: value for key, value in told.items() if key != more})
    after = msgspec.structs.replace(before, answers={**before.answers, more: "present"})
    # The same assessment: what is unsafe is weighed after what it may be.
    options = [plan(assessed(before), account, KNOWLEDGE).options for account in (before, after)]
    assert {option.remedy for option in options[1]} <= {option.remedy for option in options[0]}


@SOME
@given(texts, answers, ages, st.sampled_from(sorted(KNOWLEDGE.circumstances)))
def test_a_circumstance_changes_neither_the_causes_nor_the_urgency(
    text: str, told: dict, age: float | None, circumstance: str
) -> None:
    before = Account(text=text, age=age, answers={key: value for key, value in told.items() if key != circumstance})
    after = msgspec.structs.replace(before, answers={**before.answers, circumstance: "present"})
    one, other = assessed(before), assessed(after)
    assert one.disposition == other.disposition
    assert [cause.probability for cause in one.causes] == [cause.probability for cause in other.causes]


@SOME
@given(texts, answers, tried, ages)
def test_a_riskier_tier_never_stands_above_a_safer_one(text: str, told: dict, how: dict, age: float | None) -> None:
    options = planned(Account(text=text, answers=told, tried=how, age=age)).options
    tiers = [option.tier for option in options]
    assert tiers == sorted(tiers)
    for one, next_one in pairwise(options):
        assert one.tier < next_one.tier or one.net_points >= next_one.net_points


@SOME
@given(
    answers,
    st.sampled_from(["Sudden tearing pain between my shoulder blades, worst ever.", "Back pain and my legs are weak."]),
)
def test_where_someone_is_needed_now_there_is_no_plan_but_what_to_do_now(told: dict, text: str) -> None:
    account = Account(text=text, answers=told)
    made = planned(account)
    assume(made.disposition in ("emergency", "same_day"))
    assert (made.options, made.left_out, made.leave_alone, made.ruled_out, made.come_back) == ((), (), (), (), ())
    assert made.course is None
    assert made.what_to_do


@SOME
@given(texts, answers, tried, st.randoms(use_true_random=False))
def test_the_plan_is_the_same_whatever_the_order_of_answers(text: str, told: dict, how: dict, random: object) -> None:
    shuffled = {key: told[key] for key in random.sample(sorted(told), len(told))}
    backwards = dict(reversed(list(how.items())))
    one = planned(Account(text=text, answers=told, tried=how))
    other = planned(Account(text=text, answers=shuffled, tried=backwards))
    assert to_json(one) == to_json(other)


@SOME
@given(texts, answers, tried, st.sets(st.sampled_from(["medicines", "appointments"])), st.sampled_from([None, *COSTS]))
def test_wishes_are_honoured_and_waiting_is_always_an_option(
    text: str, told: dict, how: dict, avoid: set, highest: str | None
) -> None:
    account = Account(text=text, answers=told, tried=how, avoid=tuple(sorted(avoid)), highest_cost=highest)
    made = planned(account)
    assume(made.disposition not in ("emergency", "same_day"))
    assert "stay_active" in {option.remedy for option in made.options}
    for option in made.options:
        assert not (option.medicine and "medicines" in avoid)
        assert not (option.appointment and "appointments" in avoid)
        assert highest is None or COSTS.index(option.cost) <= COSTS.index(highest) or option.always


@SOME
@given(texts, answers, tried)
def test_every_remedy_stands_in_one_place_only(text: str, told: dict, how: dict) -> None:
    made = planned(Account(text=text, answers=told, tried=how))
    places = [entry.remedy for part in (made.options, made.ruled_out, made.left_out) for entry in part]
    assert len(places) == len(set(places))


@SOME
@given(texts, answers)
def test_every_figure_of_a_plan_opens_its_source_or_says_that_it_is_judged(text: str, told: dict) -> None:
    made = planned(Account(text=text, answers=told))
    figures = [effect for option in made.options for effect in option.effects]
    figures += [harm.rate for option in made.options for harm in option.harms if harm.rate]
    figures += [figure for entry in made.leave_alone for figure in entry.figures]
    for figure in figures:
        assert figure.estimate.source in made.sources or figure.estimate.grade == "judged"
