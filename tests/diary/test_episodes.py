"""Flares, calm and ongoing pain: against every path there is, on made and real diaries, with the person's edits."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.diary import ColumnMapping, daily_series, parse_mapped
from rhomboid.diary.episodes import LEAST_ENTRIES, SILENT_DAYS, USUAL_DAYS, find_episodes, kind_chances
from rhomboid.diary.level_changes import ANYWHERE, NEAR, LevelDays, Settings, level_days
from rhomboid.model.diary import DailySeries
from rhomboid.model.episode import Episode, EpisodeEdit, Episodes, edit_fault

START = date(2026, 1, 1)
FOLDER = Path(__file__).parent / "myaiguide"
MAPPING = ColumnMapping(
    when="date", day="startday", month="startmonth", year="startyear", name="name", value="intensity"
)
PAIN_FILES = sorted(FOLDER.glob("*Pain*.csv"))

scores = st.integers(0, 20).map(lambda halves: halves / 2)
diaries = st.lists(st.none() | scores, min_size=LEAST_ENTRIES, max_size=40).filter(
    lambda days: sum(day is not None for day in days) >= LEAST_ENTRIES
)


def series(values) -> DailySeries:
    return DailySeries(
        "pain", START, tuple(None if value is None or np.isnan(value) else float(value) for value in values)
    )


def day(number: int) -> date:
    return START + timedelta(days=number)


def noisy(levels, seed: int, noise: float = 1.0, persistence: float = 0.0, missing: float = 0.15) -> list[float | None]:
    """Whole numbers around levels, with autocorrelated noise and missing days."""
    random = np.random.default_rng(seed)
    deviation, values = 0.0, []
    for number, level in enumerate(levels):
        fresh = random.normal(0, noise * (np.sqrt(1 - persistence**2) if number else 1))
        deviation = persistence * deviation + fresh
        values.append(None if random.random() < missing else float(np.clip(np.round(level + deviation), 0, 10)))
    return values


def chances(found: Episodes) -> np.ndarray:
    return np.array([(one.flare, one.calm, one.ongoing) for one in found.days])


def by_every_path(values: np.ndarray, settings: Settings) -> np.ndarray:
    """
    [days, levels] by adding up every path of levels and changes, each day of which stays, or changes to any level
    (the same one too), from the densities as they are defined; settings as likely beforehand.
    """
    levels, seen = settings.levels, np.isfinite(values)
    near = np.maximum(0.0, NEAR - np.abs(values[seen][:, None] - levels))
    landing = (1 - ANYWHERE) * (near / near.sum(1, keepdims=True)).mean(0) + ANYWHERE / len(levels)
    total = np.zeros((len(values), len(levels)))
    for stay, noise, persistence in itertools.product(settings.stays, settings.noise_sds, settings.persistences):
        for changes in itertools.product((True, False), repeat=len(values) - 1):
            for jumps in itertools.product(range(len(levels)), repeat=1 + sum(changes)):
                drawn = iter(jumps)
                path = [next(drawn)]
                for change in changes:
                    path.append(next(drawn) if change else path[-1])
                weight = np.prod(landing[list(jumps)]) * np.prod([1 / stay if c else 1 - 1 / stay for c in changes])
                mean, variance = levels[path[0]], noise**2
                for number, value in enumerate(values):
                    if number and changes[number - 1]:
                        mean, variance = levels[path[number]], noise**2
                    elif number:
                        mean = levels[path[number]] + persistence * (mean - levels[path[number]])
                        variance = persistence**2 * variance + (1 - persistence**2) * noise**2
                    if seen[number]:
                        weight *= np.exp(-0.5 * (value - mean) ** 2 / variance) / np.sqrt(variance)
                        mean, variance = value, 0.0
                total[np.arange(len(values)), path] += weight
    return total / total.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(
    "values",
    [
        (2.0, 2.8, 6.5, 6.0, 5.0),
        (np.nan, 2.0, np.nan, np.nan, 6.0),
        (2.0, np.nan, 2.5, 7.0, np.nan),
        (np.nan, np.nan, 4.0, np.nan, np.nan),
    ],
)
def test_the_probability_of_each_level_is_that_of_every_path_added_up(values) -> None:
    one = Settings(np.array([2.0, 4.5, 6.5]), np.array([4.0]), np.array([0.8]), np.array([0.4]))
    told = np.array(values)
    assert np.allclose(level_days(told, one).probabilities, by_every_path(told, one), atol=1e-12)


def test_settings_are_integrated_over_as_every_path_gives_them() -> None:
    many = Settings(np.array([2.0, 6.0]), np.array([3.0, 20.0]), np.array([0.7, 2.0]), np.array([0.0, 0.5]))
    told = np.array([2.0, np.nan, 2.9, 5.5, np.nan])
    assert np.allclose(level_days(told, many).probabilities, by_every_path(told, many), atol=2e-3)


@settings(deadline=None, max_examples=40)
@given(diaries)
def test_the_three_kinds_are_probabilities_of_every_day(values) -> None:
    found = chances(find_episodes(series(values)))
    assert found.shape == (len(values), 3)
    assert np.all((found >= 0) & (found <= 1))
    assert np.allclose(found.sum(axis=1), 1, atol=1e-12)


@settings(deadline=None, max_examples=40)
@given(diaries, st.integers(1, 20))
def test_days_without_an_entry_at_the_end_change_no_earlier_probability(values, days) -> None:
    here, more = (chances(find_episodes(series(diary))) for diary in (values, [*values, *[None] * days]))
    assert np.allclose(more[: len(values)], here, atol=1e-12)


@settings(deadline=None, max_examples=40)
@given(diaries)
def test_time_read_backwards_gives_the_same_levels_backwards(values) -> None:
    told = np.array([np.nan if value is None else value for value in values])
    assert np.allclose(level_days(told[::-1]).probabilities[::-1], level_days(told).probabilities, atol=2e-3)


@settings(deadline=None, max_examples=40)
@given(diaries)
def test_episodes_follow_each_other_and_begin_and_end_on_days_with_an_entry(values) -> None:
    written = {day(number) for number, value in enumerate(values) if value is not None}
    found = find_episodes(series(values)).episodes
    for one, after in itertools.pairwise(found):
        assert one.end is not None
        assert one.end < after.start
    assert all(one.start in written and (one.end is None or one.end in written) for one in found)
    assert all(one.probability is not None and 0 <= one.probability <= 1 for one in found)


@pytest.mark.parametrize("level", [1, 3, 5, 8, 10])
def test_steady_pain_is_ongoing_has_no_end_and_is_no_flare_however_high(level) -> None:
    found = find_episodes(series([level] * 60))
    assert [(one.kind, one.start, one.end) for one in found.episodes] == [("ongoing", START, None)]
    assert found.episodes[0].probability > 0.99


def test_no_pain_is_calm_and_a_few_days_of_pain_in_it_are_a_flare_well_below_seven() -> None:
    found = find_episodes(series([0] * 30 + [3, 4, 3] + [0] * 30))
    assert [one.kind for one in found.episodes] == ["calm", "flare", "calm"]
    assert (found.episodes[1].start, found.episodes[1].end) == (day(30), day(32))
    assert found.episodes[2].end is None


def test_a_week_at_seven_is_calm_for_someone_who_is_used_to_nine() -> None:
    found = find_episodes(series([9] * 40 + [7] * 7 + [9] * 40))
    assert [(one.kind, one.start) for one in found.episodes][1] == ("calm", day(40))


def test_what_lasts_longer_than_three_months_is_no_flare_but_the_new_usual() -> None:
    def after(days: int) -> Episodes:
        return find_episodes(series([2] * 200 + [6] * days))

    for days in (3, 40, USUAL_DAYS // 2 - 1):
        assert [(one.kind, one.end) for one in after(days).episodes] == [("ongoing", day(199)), ("flare", None)]
    long = after(USUAL_DAYS // 2 + 10)
    assert [(one.kind, one.end) for one in long.episodes] == [("ongoing", None)]
    assert long.days[0].usual_nrs == pytest.approx(2, abs=0.25)
    assert long.days[-1].usual_nrs == pytest.approx(6, abs=0.25)


@given(st.floats(0, 10), st.floats(-0.01, 0.01))
def test_a_little_more_or_less_of_usual_makes_no_probability_jump(usual, more) -> None:
    random = np.random.default_rng(1)
    levels = np.linspace(0, 10, 41)
    found = LevelDays(levels, random.dirichlet(np.ones(len(levels)), 3), 1.0)
    here, there = (kind_chances(found, np.full(3, one), 1.3) for one in (usual, usual + more))
    assert np.abs(here - there).max() < 0.02


def test_flares_of_a_noisy_diary_are_found_where_they_were() -> None:
    levels = np.full(180, 3.0)
    for start in (40, 90, 140):
        levels[start : start + 7] = 6.5
    hits, false = [], []
    for seed in range(15):
        flares = np.array([one.flare > 0.5 for one in find_episodes(series(noisy(levels, seed))).days])
        hits.append(flares[levels > 5].mean())
        false.append(flares[levels < 5].mean())
    assert np.mean(hits) > 0.85
    assert np.mean(false) < 0.02


@pytest.mark.parametrize("persistence", [0.0, 0.45])
def test_days_that_only_vary_around_one_level_rarely_give_a_flare(persistence) -> None:
    steady = [find_episodes(series(noisy([5.0] * 120, seed, persistence=persistence))) for seed in range(20)]
    assert sum(any(one.kind == "flare" for one in found.episodes) for found in steady) <= 2


def test_days_said_to_be_probable_flares_are_flares_about_that_often() -> None:
    said, so = [], []
    for seed in range(40):
        random = np.random.default_rng(seed)
        levels = np.full(150, 3.0)
        for start in random.choice(np.arange(5, 140, 15), 4, replace=False):
            levels[start : start + random.integers(3, 10)] += random.uniform(2, 4)
        found = find_episodes(series(noisy(levels, seed, persistence=0.3)))
        said += [one.flare for one in found.days]
        so += list(levels > 4)
    said, so = np.array(said), np.array(so)
    for low, high in ((0.0, 0.1), (0.3, 0.7), (0.9, 1.01)):
        band = (said >= low) & (said < high)
        assert np.mean(so[band]) == pytest.approx(np.mean(said[band]), abs=0.2)


def test_a_gap_is_neither_calm_nor_a_zero() -> None:
    found = find_episodes(series([6] * 30 + [None] * SILENT_DAYS + [6] * 30))
    assert [(one.kind, one.end) for one in found.episodes] == [("ongoing", None)]
    assert max(one.calm for one in found.days) < 0.1
    assert all(one.usual_nrs == pytest.approx(6, abs=0.1) for one in found.days)


def test_nothing_is_told_of_a_long_silence() -> None:
    silence = [None] * (SILENT_DAYS + 1)
    found = find_episodes(series([*silence, *[6] * 30, *silence, *[6] * 30, *silence]))
    assert [one.kind for one in found.episodes] == ["ongoing", "ongoing"]
    assert [(one.start, one.end) for one in found.episodes] == [(day(15), day(44)), (day(60), day(89))]
    assert len(found.days) == 105


def test_a_flare_no_longer_lasts_once_the_diary_has_been_silent() -> None:
    values = [2] * 60 + [7] * 4
    assert find_episodes(series([*values, None, None])).episodes[-1].end is None
    silent = find_episodes(series([*values, *[None] * (SILENT_DAYS + 1)])).episodes[-1]
    assert (silent.kind, silent.end) == ("flare", day(63))


@pytest.mark.parametrize(("entries", "words"), [(0, "no days"), (1, "one day"), (LEAST_ENTRIES - 1, "13 days")])
def test_a_short_diary_says_that_it_is_too_early_in_words(entries, words) -> None:
    found = find_episodes(series([*[4.0, None] * entries, None]))
    assert (found.episodes, found.inferred, found.days) == ((), (), ())
    assert found.too_early.startswith("It is too early to tell flares from calm")
    assert words in found.too_early
    assert not find_episodes(series([4.0, None] * LEAST_ENTRIES)).too_early


def test_other_numbers_than_pain_are_refused() -> None:
    with pytest.raises(ValueError, match="pain from 0 to 10"):
        find_episodes(series([8000.0] * 20))


FLARING = [2.0] * 30 + [6.0] * 5 + [2.0] * 30
SAID_ON = day(64)


def edit(action, kind, start, end=None, said_on=SAID_ON, moved_from=(None, None)) -> EpisodeEdit:
    before = [None if number is None else day(number) for number in moved_from]
    return EpisodeEdit(action, kind, said_on, day(start), None if end is None else day(end), *before)


def told(found: Episodes) -> list[tuple[str, int, int | None, str]]:
    return [
        (one.kind, (one.start - START).days, None if one.end is None else (one.end - START).days, one.origin)
        for one in found.episodes
    ]


def test_without_edits_the_episodes_are_those_of_the_diary() -> None:
    found = find_episodes(series(FLARING))
    assert told(found) == [
        ("ongoing", 0, 29, "inferred"),
        ("flare", 30, 34, "inferred"),
        ("ongoing", 35, None, "inferred"),
    ]
    assert found.episodes == found.inferred


def test_a_flare_that_the_diary_missed_is_added_and_cuts_what_was_there() -> None:
    found = find_episodes(series(FLARING), [edit("added", "flare", 10, 12)])
    assert told(found)[:3] == [
        ("ongoing", 0, 9, "inferred"),
        ("flare", 10, 12, "added"),
        ("ongoing", 13, 29, "inferred"),
    ]
    assert found.episodes[1].probability < 0.1


def test_a_confirmed_flare_stays_as_it_was_said() -> None:
    found = find_episodes(series(FLARING), [edit("confirmed", "flare", 30, 34)])
    assert told(found)[1] == ("flare", 30, 34, "confirmed")
    assert found.episodes[1].probability > 0.9


def test_a_flare_that_was_none_gives_its_days_back() -> None:
    found = find_episodes(series(FLARING), [edit("removed", "flare", 30, 34)])
    assert told(found) == [("ongoing", 0, None, "inferred")]


def test_a_moved_flare_stands_where_it_was_moved_to_and_no_longer_where_it_was() -> None:
    found = find_episodes(series(FLARING), [edit("moved", "flare", 33, 40, moved_from=(30, 34))])
    assert told(found) == [
        ("ongoing", 0, 32, "inferred"),
        ("flare", 33, 40, "moved"),
        ("ongoing", 41, None, "inferred"),
    ]


def test_the_last_word_on_a_day_counts() -> None:
    edits = [edit("added", "flare", 10, 20), edit("added", "calm", 15, 25), edit("removed", "flare", 10, 11)]
    assert told(find_episodes(series(FLARING), edits))[1:3] == [
        ("flare", 12, 14, "added"),
        ("calm", 15, 25, "added"),
    ]


def test_what_lasted_when_it_was_said_lasts_until_the_diary_turns() -> None:
    lasting = edit("confirmed", "flare", 60, said_on=day(62))
    now = [2.0] * 60 + [6.0] * 3
    assert told(find_episodes(series(now), [lasting]))[-1] == ("flare", 60, None, "confirmed")
    later = find_episodes(series([*now, 6.0, 6.0, *[2.0] * 20]), [lasting])
    assert told(later)[-2:] == [("flare", 60, 64, "confirmed"), ("ongoing", 65, None, "inferred")]


def test_a_lasting_flare_that_was_none_does_not_come_back_the_next_day() -> None:
    none = edit("removed", "flare", 60, said_on=day(61))
    values = [2.0] * 60 + [6.0] * 5
    assert told(find_episodes(series(values), [none])) == [("ongoing", 0, None, "inferred")]


def test_edits_stand_also_while_it_is_too_early_to_infer_anything() -> None:
    found = find_episodes(series([6.0] * 3), [edit("added", "flare", 0, said_on=day(2))])
    assert told(found) == [("flare", 0, None, "added")]
    assert found.episodes[0].probability is None
    assert found.too_early


def test_an_edit_of_days_before_the_diary_has_no_probability() -> None:
    found = find_episodes(series(FLARING), [edit("added", "flare", -20, -10)])
    assert found.episodes[0] == Episode("flare", day(-20), day(-10), None, "added")


@pytest.mark.parametrize(
    "wrong",
    [
        edit("added", "flare", 5, 4),
        edit("moved", "flare", 5, 8),
        edit("moved", "flare", 5, 8, moved_from=(4, 3)),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_in_words(wrong) -> None:
    assert edit_fault(wrong).endswith(".")
    with pytest.raises(ValueError, match="episode"):
        find_episodes(series(FLARING), [wrong])


actions = st.sampled_from(["confirmed", "added", "removed", "moved"])
kinds = st.sampled_from(["flare", "calm", "ongoing"])


@st.composite
def edits_of(draw) -> EpisodeEdit:
    start, before = draw(st.integers(-5, 70)), draw(st.integers(-5, 70))
    lengths = st.none() | st.integers(0, 20)
    length, before_length = draw(lengths), draw(lengths)
    return edit(
        draw(actions),
        draw(kinds),
        start,
        None if length is None else start + length,
        said_on=day(max(start, before, draw(st.integers(0, 70)))),
        moved_from=(before, None if before_length is None else before + before_length),
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(edits_of(), max_size=5))
def test_whatever_a_person_says_is_kept_apart_from_what_the_diary_says_and_no_day_has_two_episodes(edits) -> None:
    alone, found = find_episodes(series(FLARING)), find_episodes(series(FLARING), edits)
    assert (found.inferred, found.days) == (alone.inferred, alone.days)
    for one, after in itertools.pairwise(found.episodes):
        assert one.end is not None
        assert one.start <= one.end < after.start
    if edits and edits[-1].action != "removed":
        last = edits[-1]
        mine = [
            one for one in found.episodes if (one.kind, one.start, one.origin) == (last.kind, last.start, last.action)
        ]
        assert len(mine) == 1
        assert last.end is None or mine[0].end == last.end


@settings(deadline=None, max_examples=20)
@given(diaries)
def test_the_same_diary_gives_the_same_episodes(values) -> None:
    assert find_episodes(series(values)) == find_episodes(series(values))


def real(path: Path) -> DailySeries:
    entries, _ = parse_mapped(path.read_text(encoding="utf-8"), MAPPING, path=path.name)
    return daily_series(entries, "pain")


@pytest.mark.parametrize("path", PAIN_FILES, ids=lambda path: path.stem)
def test_every_public_diary_of_pain_has_its_episodes(path) -> None:
    found = find_episodes(real(path))
    assert not found.too_early
    assert found.episodes
    assert np.allclose(chances(found).sum(axis=1), 1)
    assert found.episodes[-1].end is None


def test_the_flares_of_a_long_public_diary_are_where_eyes_see_them() -> None:
    found = find_episodes(real(FOLDER / "Participant8PainNew.csv"))
    sure = [(one.start, one.end) for one in found.episodes if one.kind == "flare" and one.probability > 0.95]
    assert (date(2019, 8, 25), date(2019, 9, 3)) in sure
    assert (date(2019, 10, 31), date(2019, 11, 4)) in sure
    assert all(end < date(2020, 4, 1) for _, end in sure)


def test_a_longer_export_of_a_diary_moves_no_sure_episode_of_the_shorter() -> None:
    for name in ("Participant2Pain", "Participant8Pain"):
        older, newer = (find_episodes(real(FOLDER / f"{name}{more}.csv")) for more in ("", "New"))
        kept = {(one.kind, one.start, one.end) for one in newer.episodes}
        sure = [one for one in older.episodes[:-1] if one.probability > 0.95 and one.kind != "ongoing"]
        assert {(one.kind, one.start, one.end) for one in sure} <= kept
