"""A trial on one person, from the safety of what is compared to the verdict and its proof."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from simulated_person import SEALED, START, again, begin, evening, live, on, write

from rhomboid.answers import AccountError
from rhomboid.answers.trial_arms import remedy_for_trial
from rhomboid.answers.trial_log import check_day, keep_log, log_entry
from rhomboid.answers.trial_offers import offer_trial, own_days, power_words
from rhomboid.answers.trial_proof import verify_trials
from rhomboid.answers.trial_records import PROTOCOL, daily_outcomes, last_counted, trials_in, under_way
from rhomboid.answers.trial_safety import check_trial
from rhomboid.answers.trial_words import between_differences, difference
from rhomboid.answers.trials import PAIN, stop_trial, trial_day, trial_result
from rhomboid.model import Account, KnowledgeBase
from rhomboid.model.diary import Entry, EntryPain
from rhomboid.model.trial import DailyOutcome, Power
from rhomboid.model.trial_record import SealedTrial
from rhomboid.report.trial_picture import render_trial_svg
from rhomboid.store import Store, new_id, open_store
from rhomboid.store.rows import saved_digest
from rhomboid.trials import fingerprint, judge, schedule

TODAY = SEALED.date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "diary.sqlite", clock=lambda: SEALED) as opened:
        yield opened


def arms(knowledge: KnowledgeBase, *remedies: str):
    return [knowledge.remedies[remedy] for remedy in remedies]


def codes(knowledge: KnowledgeBase, *remedies: str, account: Account | None = None, running=()) -> list[str]:
    safety = check_trial(arms(knowledge, *remedies), account, knowledge, TODAY, running)
    return [refusal.code for refusal in safety.refusals]


# From set-up to verdict


def test_a_remedy_that_takes_two_points_off_is_found_to_help(store: Store, knowledge: KnowledgeBase) -> None:
    live(store, begin(store, knowledge), effect=-2.0)
    result = trial_result(again(store), store.entries(), knowledge, on(56))
    assert result.verdict.kind == "helped"
    assert result.sentence.startswith("It helped: days with heat were better than days with only your usual care")
    assert result.verdict.as_randomised.low < -2.0 < result.verdict.as_randomised.high < 0
    assert result.verdict.adherence.told == result.verdict.adherence.as_drawn == result.verdict.adherence.recorded < 56
    assert (result.through, result.days, result.status) == (56, 56, "running")


def test_a_remedy_that_does_nothing_is_found_not_to_help(store: Store, knowledge: KnowledgeBase) -> None:
    live(store, begin(store, knowledge), effect=0.0)
    result = trial_result(again(store), store.entries(), knowledge, on(56))
    assert result.verdict.kind == "did_not_help"
    assert result.verdict.evidence.e_value < 20


def test_the_verdict_is_the_one_that_the_days_themselves_give(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    live(store, record, effect=-1.0, days=30)
    result = trial_result(again(store), store.entries(), knowledge, on(30))
    daily = daily_outcomes(record, store.entries(), START, on(30))
    alone = judge(record.protocol, daily, 30)
    assert msgspec.structs.replace(result.verdict, sentence="") == msgspec.structs.replace(alone, sentence="")


def test_each_look_is_what_a_verdict_on_that_day_would_have_rested_on(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    live(store, record, effect=-1.0, days=25)
    entries = store.entries()
    for look in trial_result(record, entries, knowledge, on(25)).looks:
        then = judge(record.protocol, daily_outcomes(record, entries, START, on(look.day)), look.day).evidence
        assert then.e_value == pytest.approx(look.e_value)
        assert (then.day, then.units, then.low, then.high) == (look.day, look.units, look.low, look.high)
        assert then.settled_on == look.settled_on


def test_looking_does_not_change_what_is_seen_later(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    live(store, record, effect=-1.0, days=20)
    early = trial_result(record, store.entries(), knowledge, on(10))
    late = trial_result(record, store.entries(), knowledge, on(20))
    assert late.looks[: len(early.looks)] == early.looks
    assert store.saved() == store.saved(PROTOCOL)


def test_before_the_first_day_nothing_can_be_told(store: Store, knowledge: KnowledgeBase) -> None:
    result = trial_result(begin(store, knowledge), (), knowledge, TODAY)
    assert (result.status, result.through, result.verdict.kind, result.looks) == ("not_begun", 0, "cannot_tell", ())


# The seal


def test_what_is_kept_before_day_one_is_the_protocol_its_hash_and_its_schedule(
    store: Store, knowledge: KnowledgeBase
) -> None:
    record = begin(store, knowledge, not_so=("diabetes",))
    kept = msgspec.json.decode(store.saved(PROTOCOL)[0].body, type=SealedTrial)
    assert kept == record.sealed == again(store).sealed
    assert kept.sha256 == fingerprint(kept.protocol)
    assert kept.schedule == schedule(kept.protocol)
    assert kept.not_so == ("diabetes",)
    assert store.saved(PROTOCOL)[0].knowledge_hash == knowledge.hash


def test_the_same_seed_gives_the_same_schedule_and_another_another(store: Store, knowledge: KnowledgeBase) -> None:
    first, second, other = (begin(store, knowledge, seed=seed) for seed in (7, 7, 8))
    assert first.sealed.schedule == second.sealed.schedule != other.sealed.schedule
    assert len({record.protocol.id for record in (first, second, other)}) == 3


@pytest.mark.parametrize("changes", [{"start": TODAY}, {"start": TODAY - timedelta(days=3)}, {"seed": -1}])
def test_a_trial_whose_first_day_has_come_or_whose_seed_cannot_be_is_not_sealed(
    store: Store, knowledge: KnowledgeBase, changes: dict
) -> None:
    with pytest.raises(AccountError):
        begin(store, knowledge, **changes)
    assert store.saved() == ()


def test_in_the_small_hours_it_is_still_the_day_before(store: Store, knowledge: KnowledgeBase) -> None:
    night = datetime(2026, 11, 27, 3, tzinfo=UTC)
    assert begin(store, knowledge, now=night, start=START).protocol.start == START


# Safety


def test_two_arms_that_are_the_same_are_refused(knowledge: KnowledgeBase) -> None:
    assert codes(knowledge, "heat", "heat") == ["same_arms"]


def test_what_someone_else_gives_with_hands_needles_or_prescriptions_is_refused(knowledge: KnowledgeBase) -> None:
    given = [key for key, one in knowledge.remedies.items() if one.appointment and one.tier >= 2]
    assert len(given) > 10
    assert all("given_by_others" in codes(knowledge, remedy) for remedy in given)
    assert codes(knowledge, "heat") == []


def test_what_is_not_safe_for_the_person_is_refused_with_the_reason(knowledge: KnowledgeBase) -> None:
    thinned = Account(text="My upper back aches after a day at the desk. I take warfarin.", age=45)
    safety = check_trial(arms(knowledge, "heat", "oral_nsaid"), thinned, knowledge, TODAY)
    assert [refusal.code for refusal in safety.refusals] == ["contraindicated"]
    assert "bleeding" in safety.refusals[0].reason
    assert codes(knowledge, "heat", account=thinned) == []


@pytest.mark.parametrize(
    "words",
    [
        "Sudden tearing pain between my shoulder blades, the worst of my life, and my left arm has gone weak.",
        "My back hurts at the bra line, both legs are weak and numb since yesterday and I cannot pass water.",
    ],
)
def test_whoever_is_needed_at_once_comes_before_any_trial(knowledge: KnowledgeBase, words: str) -> None:
    safety = check_trial(arms(knowledge, "cold"), Account(text=words, age=50), knowledge, TODAY)
    assert "urgent" in {refusal.code for refusal in safety.refusals}
    assert safety.what_to_do


def test_while_a_trial_is_under_way_another_is_refused_and_after_it_is_not(
    store: Store, knowledge: KnowledgeBase
) -> None:
    record = begin(store, knowledge, "cold")
    assert codes(knowledge, "cold", running=under_way(trials_in(store), TODAY)) == ["under_way"]
    assert codes(knowledge, "heat", running=under_way(trials_in(store), TODAY)) == ["under_way"]
    assert under_way(trials_in(store), on(57)) == ()
    stop_trial(store, record, on(3), "wish")
    assert under_way(trials_in(store), on(3)) == ()


def test_not_asked_is_not_absent_and_answered_is_not_asked_again(knowledge: KnowledgeBase) -> None:
    heat = arms(knowledge, "heat")
    nothing = check_trial(heat, None, knowledge, TODAY)
    assert nothing.rests_on == "nothing"
    assert "diabetes" in {caution.name for caution in nothing.check_first}
    answered = check_trial(heat, Account(answers={"hx_diabetes": "absent"}), knowledge, TODAY, told_on=TODAY)
    assert answered.rests_on == "saved_account"
    assert {caution.name for caution in nothing.check_first} - {c.name for c in answered.check_first} == {"diabetes"}
    present = check_trial(heat, Account(answers={"hx_diabetes": "present"}), knowledge, TODAY)
    assert "diabetes" in {caution.name for caution in present.cautions}
    assert present.rests_on == "told_now"


@pytest.mark.parametrize(
    ("words", "remedy"), [("heat", "heat"), ("hot water bottle", "heat"), ("TENS machine", "tens")]
)
def test_a_remedy_is_known_by_its_id_its_name_or_what_people_call_it(
    knowledge: KnowledgeBase, words: str, remedy: str
) -> None:
    assert remedy_for_trial(words, knowledge).id == remedy


@pytest.mark.parametrize("words", ["bananas", "heat and a cold pack", ""])
def test_words_that_name_no_one_remedy_begin_no_trial(knowledge: KnowledgeBase, words: str) -> None:
    with pytest.raises(AccountError):
        remedy_for_trial(words, knowledge)


# What could be shown


def test_what_comes_and_goes_within_a_day_is_offered_a_coin_a_day_first(knowledge: KnowledgeBase) -> None:
    found = offer_trial(arms(knowledge, "cold"), PAIN, 56, knowledge)
    assert found.power_from == "published"
    assert found.offers[0].design.unit == "day"
    assert found.much_better.decided > found.offers[0].power.decided


@pytest.mark.parametrize("words", ["heat", "cold", "tens"])
def test_what_might_linger_at_all_is_offered_no_look_at_the_day_after(knowledge: KnowledgeBase, words: str) -> None:
    found = offer_trial(arms(knowledge, words), PAIN, 56, knowledge)
    assert {offer.design.look_ahead_days for offer in found.offers} == {0}


def test_the_slower_of_two_remedies_sets_the_blocks(knowledge: KnowledgeBase) -> None:
    found = offer_trial(arms(knowledge, "cold", "topical_nsaid"), PAIN, 84, knowledge)
    assert found.carryover_days == knowledge.remedies["topical_nsaid"].carryover_days.value
    assert all(offer.design.washout_days == 2 and offer.design.unit != "day" for offer in found.offers)


def test_a_remedy_that_is_slow_gets_no_design_but_the_days_it_would_need(knowledge: KnowledgeBase) -> None:
    found = offer_trial(arms(knowledge, "capsicum_plaster"), PAIN, 28, knowledge)
    assert found.offers == ()
    assert offer_trial(arms(knowledge, "capsicum_plaster"), PAIN, found.least_days, knowledge).offers
    assert not offer_trial(arms(knowledge, "capsicum_plaster"), PAIN, found.least_days - 1, knowledge).offers
    assert offer_trial(arms(knowledge, "strength_training"), PAIN, 28, knowledge).least_days is None


def test_every_remedy_that_can_be_had_without_anyone_says_how_long_it_lingers(knowledge: KnowledgeBase) -> None:
    own = [one for one in knowledge.remedies.values() if not (one.appointment and one.tier >= 2)]
    assert [one.id for one in own if one.carryover_days is None] == []


def test_steady_days_of_ones_own_make_the_same_difference_easier_to_see(store: Store, knowledge: KnowledgeBase) -> None:
    for day in range(30):
        at = SEALED - timedelta(days=30 - day)
        store.add(Entry(new_id(), at, pains=(EntryPain(4 + 0.2 * (day % 3)),)))
    own = own_days(store.entries(), (), PAIN.name, TODAY, seed=1)
    assert own.sd.value < knowledge.trials.day_to_day.sd.low
    found = offer_trial(arms(knowledge, "heat"), PAIN, 28, knowledge, own)
    usual = offer_trial(arms(knowledge, "heat"), PAIN, 28, knowledge)
    assert (found.power_from, found.diary_days) == ("own_diary", 30)
    assert found.offers[0].power.decided > usual.offers[0].power.decided


def test_days_of_an_earlier_trial_do_not_count_as_ordinary_days(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    live(store, record, effect=-2.0, days=20)
    entries = store.entries()
    assert own_days(entries, (), PAIN.name, on(21), seed=1).sd.n == len(entries)
    assert own_days(entries, (record,), PAIN.name, on(21), seed=1) is None


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Power(-1.0, 200, (0.1,) * 28, 0.83, 0.8, 28), "28 days give an 80% chance to see a difference of 1 point."),
        (Power(-2.0, 200, (0.1,) * 56, 0.67, 0.8, None), "56 days give a 67% chance to see a difference of 2 points."),
    ],
)
def test_what_a_design_could_show_is_said_in_words(shown: Power, words: str) -> None:
    assert power_words(shown) == words


# The days


def test_a_day_without_an_entry_is_missing_and_never_zero(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    write(store, record, 1, 0.0, True)
    write(store, record, 3, used=False)
    assert daily_outcomes(record, store.entries(), START, on(4)) == (
        DailyOutcome(1, 0.0, "remedy"),
        DailyOutcome(2),
        DailyOutcome(3, None, "comparator"),
        DailyOutcome(4),
    )
    day = trial_day(record, store.entries(), knowledge, on(4))
    assert (day.written, day.missing, day.written_today) == (1, (on(2), on(3)), False)


def test_an_entry_of_the_diary_counts_as_well_as_one_of_the_trial(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    store.add(Entry(new_id(), evening(1), pains=(EntryPain(6, "neck"), EntryPain(2, "mid_thoracic"))))
    store.add(Entry(new_id(), evening(1) - timedelta(hours=8), pains=(EntryPain(4),), remedies=("heat", "yoga")))
    store.add(Entry(new_id(), evening(2), pains=(EntryPain(3),), remedies=("yoga",)))
    store.add(Entry(new_id(), evening(3), pains=(EntryPain(3),)))
    told = daily_outcomes(record, store.entries(), START, on(3))
    assert [(one.value, one.used) for one in told] == [(5.0, "remedy"), (3.0, "comparator"), (3.0, None)]


def test_of_two_remedies_both_or_neither_used_cannot_be_told_apart(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge, "heat", "cold")
    for day, used in enumerate([("heat",), ("cold",), ("heat", "cold"), ()], start=1):
        store.add(Entry(new_id(), evening(day), pains=(EntryPain(3),), remedies=used))
    told = daily_outcomes(record, store.entries(), START, on(4))
    assert [one.used for one in told] == ["remedy", "comparator", None, None]


def test_today_counts_once_its_pain_is_written_down(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    write(store, record, 1, 5.0)
    assert last_counted(record, store.entries(), on(1)) == 1
    assert last_counted(record, store.entries(), on(2)) == 1
    assert last_counted(record, store.entries(), on(3)) == 2
    assert last_counted(record, store.entries(), on(99)) == 56


def test_saying_a_day_again_changes_it_and_keeps_what_was_said_before(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    write(store, record, 1, 5.0, True)
    entry = store.entries()[0]
    at = evening(1)
    keep_log(store, log_entry(record, entry, at, "", "minute", at, pain=7.0, note="a long drive"))
    (now,) = store.entries()
    assert (now.pains[0].nrs, now.remedies, now.note) == (7.0, ("heat",), "a long drive")
    assert [revision.change for revision in store.history(now.id)] == ["added", "edited"]


def test_a_day_written_later_is_marked_and_counted_as_such(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    keep_log(store, log_entry(record, None, evening(1), "", "day", evening(3), pain=5.0))
    write(store, record, 2, 5.0)
    (late, _) = store.entries()
    assert (late.day, late.measures) == (on(1), {"written_days_late": 2.0})
    assert trial_result(record, store.entries(), knowledge, on(3)).written_late == 1


@pytest.mark.parametrize(("day", "today"), [(0, 5), (6, 5), (57, 60)])
def test_days_before_after_or_still_to_come_are_no_days_of_the_trial(
    store: Store, knowledge: KnowledgeBase, day: int, today: int
) -> None:
    with pytest.raises(AccountError):
        check_day(begin(store, knowledge), on(day), on(today))


def test_what_today_is_for_is_the_sealed_schedule_and_nothing_of_how_it_goes(
    store: Store, knowledge: KnowledgeBase
) -> None:
    record = begin(store, knowledge)
    live(store, record, effect=-2.0, days=30)
    for period in record.sealed.schedule[:30]:
        day = trial_day(record, store.entries(), knowledge, on(period.first_day))
        assert day.arm == period.arm
        assert bool(day.steps) == (period.arm == "remedy")
        assert day.doing.startswith("Today with heat" if period.arm == "remedy" else "Today without heat")
    assert {"verdict", "effect", "evidence"} & set(day.__struct_fields__) == set()


def test_the_first_days_of_a_block_are_said_to_be_for_settling(store: Store, knowledge: KnowledgeBase) -> None:
    design = offer_trial(arms(knowledge, "topical_nsaid"), PAIN, 84, knowledge).offers[0].design
    record = begin(store, knowledge, "topical_nsaid", design=design)
    washout = [trial_day(record, (), knowledge, on(day)).washout for day in range(1, 7)]
    assert washout == [True, True, False, False, False, False]


# Its end


def test_harm_ends_the_trial_whatever_the_days_say(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    live(store, record, effect=-2.0, days=40)
    stop_trial(store, record, on(40), "adverse_event", "burnt skin")
    stopped = again(store)
    result = trial_result(stopped, store.entries(), knowledge, on(50))
    assert (result.verdict.kind, result.status, result.through) == ("stopped", "stopped", 40)
    assert "Do not go on with heat" in result.sentence
    assert trial_day(stopped, store.entries(), knowledge, on(41)).arm is None
    with pytest.raises(AccountError):
        stop_trial(store, stopped, on(41), "wish")
    with pytest.raises(AccountError):
        check_day(stopped, on(41), on(41))


def test_a_trial_ended_by_choice_keeps_its_result_and_speaks_of_no_days_ahead(
    store: Store, knowledge: KnowledgeBase
) -> None:
    record = begin(store, knowledge)
    live(store, record, effect=-0.5, days=10)
    stop_trial(store, record, on(10), "wish", "I am going away")
    write(store, record, 12, 9.0, True)
    result = trial_result(again(store), store.entries(), knowledge, on(20))
    assert result.verdict.kind == "cannot_tell"
    assert "stopped before the days could tell" in result.sentence
    assert (result.through, result.stop.words) == (10, "I am going away")


# The proof


def forge(store: Store, change, honest_row: bool = False) -> None:
    """What someone who knows the file's form could do to the last sealed trial."""
    path = store.place.path
    with sqlite3.connect(path) as file:
        file.row_factory = sqlite3.Row
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        row = dict(file.execute("SELECT * FROM saved ORDER BY line DESC LIMIT 1").fetchone())
        row["body"] = change(row["body"])
        digest = saved_digest(row) if honest_row else row["digest"]
        file.execute("UPDATE saved SET body = ?, digest = ? WHERE line = ?", (row["body"], digest, row["line"]))


def found(store: Store, kept: str | None = None) -> set[str]:
    return {problem.code for problem in verify_trials(store, trials_in(store), kept)}


def reseal(body: str, **changes) -> str:
    """The body with another protocol, the schedule and the hash made to fit: the whole work of a careful forger."""
    sealed = msgspec.json.decode(body, type=SealedTrial)
    protocol = msgspec.structs.replace(sealed.protocol, **changes)
    forged = SealedTrial(protocol, fingerprint(protocol), sealed.sealed_at, schedule(protocol))
    return msgspec.json.encode(forged).decode()


def test_a_trial_that_nobody_touched_is_as_it_was_sealed(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    live(store, record, effect=0.0, days=5)
    assert found(store) == found(store, record.sealed.sha256) == found(store, record.sealed.sha256.upper()) == set()


@pytest.mark.parametrize("honest_row", [False, True])
def test_another_seed_is_found(store: Store, knowledge: KnowledgeBase, honest_row: bool) -> None:
    begin(store, knowledge)
    forge(store, lambda body: body.replace('"seed":7', '"seed":8'), honest_row)
    assert found(store) >= {"protocol_changed", "schedule_changed"}
    assert ("changed" in found(store)) != honest_row


def test_another_schedule_is_found(store: Store, knowledge: KnowledgeBase) -> None:
    begin(store, knowledge)
    forge(store, lambda body: body.replace('"arm":"remedy"', '"arm":"comparator"', 1), honest_row=True)
    assert found(store) == {"schedule_changed"}


def test_a_forgery_without_a_seam_is_found_by_the_hash_that_was_kept_elsewhere(
    store: Store, knowledge: KnowledgeBase
) -> None:
    kept = begin(store, knowledge).sealed.sha256
    forge(store, lambda body: reseal(body, seed=8), honest_row=True)
    assert found(store) == set()
    assert found(store, kept) == {"another_hash"}


def test_a_seal_made_after_the_first_day_is_found(store: Store, knowledge: KnowledgeBase) -> None:
    begin(store, knowledge)
    forge(store, lambda body: reseal(body, start=TODAY), honest_row=True)
    assert found(store) == {"sealed_late"}


def test_a_seal_that_tells_another_time_than_the_store_is_found(store: Store, knowledge: KnowledgeBase) -> None:
    begin(store, knowledge, now=SEALED - timedelta(days=2))
    assert found(store) == {"clocks_apart"}


def test_a_design_that_cannot_be_is_told_and_its_result_refused(store: Store, knowledge: KnowledgeBase) -> None:
    begin(store, knowledge)
    forge(store, lambda body: body.replace('"units":56', '"units":0'), honest_row=True)
    assert found(store) >= {"cannot_be_drawn"}
    with pytest.raises(AccountError):
        trial_result(again(store), (), knowledge, on(1))


def test_a_trial_that_can_no_longer_be_read_is_told(store: Store, knowledge: KnowledgeBase) -> None:
    begin(store, knowledge)
    forge(store, lambda body: body.replace('"seed":7', '"seed":"x"'))
    assert trials_in(store) == ()
    assert found(store) == {"unreadable", "changed"}


def test_a_trial_sealed_twice_is_told_and_the_first_counts(store: Store, knowledge: KnowledgeBase) -> None:
    first = begin(store, knowledge)
    store.save(PROTOCOL, reseal(store.saved(PROTOCOL)[0].body.decode(), seed=8).encode(), knowledge.hash)
    assert trials_in(store) == (first,)
    assert "sealed_twice" in found(store)


def test_a_pain_changed_behind_the_diarys_back_is_found(store: Store, knowledge: KnowledgeBase) -> None:
    record = begin(store, knowledge)
    write(store, record, 1, 8.0)
    with sqlite3.connect(store.place.path) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE revision SET body = replace(body, '8', '2')")
    assert "changed" in found(store)


# Words and picture


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "any difference is still possible"),
        (-2.0, -1.0, "between 2 points less and 1 point less"),
        (None, 0.5, "anything up to 0.5 points more"),
        (-0.5, None, "anything from 0.5 points less on"),
        (0.0, 1.0, "between no difference and 1 point more"),
    ],
)
def test_a_range_is_said_with_its_open_ends(low: float | None, high: float | None, words: str) -> None:
    assert between_differences(low, high) == words


def test_less_is_below_zero() -> None:
    assert (difference(-1.0), difference(1.5), difference(0.0)) == ("1 point less", "1.5 points more", "no difference")


def test_the_picture_is_whole_and_says_in_words_what_it_shows(store: Store, knowledge: KnowledgeBase) -> None:
    from xml.etree import ElementTree

    record = begin(store, knowledge)
    live(store, record, effect=-2.0, days=30)
    for today in (0, 1, 30):
        result = trial_result(record, store.entries(), knowledge, on(today))
        root = ElementTree.fromstring(render_trial_svg(result))  # noqa: S314, our own
        named = {element.get("class") for element in root.iter()}
        assert result.sentence in root.find("{http://www.w3.org/2000/svg}desc").text
        assert ("kept" in named) == bool(result.looks)
        assert ("estimate" in named) == (result.verdict.as_randomised is not None)
    numbers = [
        float(part)
        for part in root.find(".//*[@class='kept']").get("d").replace("M", "L").strip("LZ").replace("L", " ").split()
    ]
    assert np.isfinite(numbers).all()
    assert min(numbers) >= 0
