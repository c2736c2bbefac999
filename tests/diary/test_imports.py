"""Files of other programs, in the shapes that their own code writes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.diary import FORMATS, ColumnMapping, parse_diary, parse_mapped, recognise
from rhomboid.model.diary import Entry, EntryPain, says_more

BEARABLE = """\
"date","date formatted","weekday","time of day","category","rating/amount","detail","notes"
"8th Dec 2021","2021-12-08","Wednesday","mid","Symptom","2","Back (mid) pain (Moderate)",""
"8th Dec 2021","2021-12-08","Wednesday","mid","Symptom","0","Neck pain (None)",""
"8th Dec 2021","2021-12-08","Wednesday","pre","Symptom","4","Headache (Unbearable)","woke up"
"8th Dec 2021","2021-12-08","Wednesday","am","Symptom","3","Nausea (Severe)",""
"8th Dec 2021","2021-12-08","Wednesday","7:30 pm","Mood","6","Calm | Tired","a long day"
"8th Dec 2021","2021-12-08","Wednesday","","Sleep","7:45","",""
"8th Dec 2021","2021-12-08","Wednesday","am","Meds/Supplements","","Ibuprofen (400mg) | Vitamin D",""
"8th Dec 2021","2021-12-08","Wednesday","all day","Lifestyle","","Caffeine - Little | Desk work",""
"8th Dec 2021","2021-12-08","Wednesday","Day 7","Period","Follicular","",""
"9th Dec 2021","2021-12-09","Thursday","","Health measurements","71.5","Weight",""
"someday","","","","Symptom","1","Neck pain (Mild)",""
"""

TRACK_AND_GRAPH = """\
FeatureName,Timestamp,Value,Note\r
Back pain,2022-09-14T21:30:41.432+01:00,0.0,\r
Back pain,2022-09-15T02:10:00+01:00,7.5,could not sleep\r
Sitting,2022-09-14T12:55:37.508+01:00,1:30:00,\r
Sitting,2022-09-14T13:55:37.508+01:00,-1:-30:00:odd: label,\r
Posture,2022-09-16T00:13:27.182+01:00,2.0:Slumped,\r
Nothing,2022-09-16T00:13:27.182+01:00,often,\r
"""

TRACK_AND_GRAPH_NOW = """\
FeatureName,Timestamp,Value,Label,Note
Posture,2022-09-16T00:13:27.182+01:00,2.0,Slumped,at work
Sitting,2021-02-09T11:07:28Z,1:10:00,,
"""

PAIN_TRACKER = (
    "Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Sleep Quality,Mood Impact,Missed Work Days,Notes"
    r'\n2024-01-01,08:00,5,"Upper Back; Neck","Stiffness; Burning","Lifting",4,6,,"said ""ow"", '
    'then\nrested"'
    r'\n2024-07-01,23:30,0,"","","",,,1,""'
)

LOOP = """\
Date,Back pain,Stretching,
2024-03-02,5000,YES_MANUAL,
2024-03-01,NO,NO,
2024-02-29,UNKNOWN,SKIP,
2024-02-28,2500,YES_AUTO,
"""

MANAGE_MY_PAIN = """\
Date;Time;Severity;Location;Characteristics;Aggravating Factors;Medication;Steps;Weather;Comments
23/04/2026;14:05;6,5;Shoulder blade, Neck;Burning;Sitting;Ibuprofen;4012;damp;after work
02/04/2026;;0;Neck;;;;;;
04/04/2026;evening;2;Neck;;;;;;
"""


def facts(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    return {f"{entry.at:%m-%d %H:%M}": entry for entry in entries}


def test_bearable_keeps_parts_of_the_day_stretches_pain_and_drops_nothing() -> None:
    entries, problems = parse_diary(BEARABLE, "Europe/London", "b.csv")
    found = facts(entries)
    assert found["12-08 14:00"].pains == (EntryPain(5, "Back (mid) pain"), EntryPain(0, "Neck pain"))
    assert {entry.known_to for entry in entries} == {"part_of_day", "minute", "day"}
    assert found["12-08 05:00"].pains == (EntryPain(10, "Headache"),)
    assert found["12-08 05:00"].note == "woke up"
    assert found["12-08 05:00"].day == found["12-08 14:00"].day
    assert found["12-08 09:00"].measures == {"Nausea": 3}
    assert found["12-08 09:00"].remedies == ("Ibuprofen (400mg)", "Vitamin D")
    assert found["12-08 19:30"].measures == {"Mood": 6}
    assert found["12-08 19:30"].note == "a long day\nMood: Calm | Tired"
    assert found["12-08 12:00"].sleep_hours == 7.75
    assert found["12-08 12:00"].measures == {"Lifestyle: Caffeine - Little": 1, "Lifestyle: Desk work": 1}
    assert found["12-08 12:00"].note == "Period: Follicular"
    assert found["12-09 12:00"].measures == {"Health measurements: Weight": 71.5}
    assert [(problem.line, problem.code) for problem in problems] == [(12, "no_date")]


def test_track_and_graph_keeps_offsets_zeros_durations_and_labels() -> None:
    entries, problems = parse_diary(TRACK_AND_GRAPH, "Europe/London", "t.csv")
    assert next(entry.at.isoformat() for entry in entries) == "2022-09-14T12:55:37.508000+01:00"
    assert {entry.zone for entry in entries} == {"Europe/London"}
    pains = [(entry.day.day, pain.nrs, pain.site) for entry in entries for pain in entry.pains]
    assert pains == [(14, 0.0, "Back pain"), (14, 7.5, "Back pain")]
    assert [entry.measures for entry in entries if entry.measures] == [
        {"Sitting (hours)": 1.5},
        {"Sitting (hours)": -1.5},
        {"Posture": 2.0},
    ]
    assert {"Sitting: odd: label", "Posture: Slumped", "could not sleep"} <= {entry.note for entry in entries}
    assert [(problem.line, problem.code) for problem in problems] == [(7, "not_a_number")]


def test_track_and_graph_with_a_column_for_labels_is_read_too() -> None:
    entries, problems = parse_diary(TRACK_AND_GRAPH_NOW, "")
    assert not problems
    assert [entry.measures for entry in entries] == [{"Sitting (hours)": 1 + 10 / 60}, {"Posture": 2.0}]
    assert entries[1].note == "Posture: Slumped\nat work"
    assert entries[1].zone == ""


def test_an_offset_that_is_not_that_of_the_zone_is_kept_without_the_zone() -> None:
    entries, _ = parse_diary(TRACK_AND_GRAPH_NOW, "Asia/Tokyo")
    assert [entry.zone for entry in entries] == ["", ""]
    assert entries[1].at.isoformat() == "2022-09-16T00:13:27.182000+01:00"


def test_pain_tracker_is_read_from_its_one_long_line_and_moved_from_utc_to_the_persons_clock() -> None:
    entries, problems = parse_diary(PAIN_TRACKER, "America/Vancouver", "p.csv")
    assert not problems
    first, second = entries
    assert first.at.isoformat() == "2024-01-01T00:00:00-08:00"
    assert first.day.isoformat() == "2023-12-31"
    qualities = ("Stiffness", "Burning")
    assert first.pains == (EntryPain(5, "Upper Back", qualities=qualities), EntryPain(5, "Neck", qualities=qualities))
    assert (first.sleep_quality, first.measures) == (4, {"Mood impact": 6})
    assert first.note == 'Limited activities: Lifting\nsaid "ow", then\nrested'
    assert second.at.isoformat() == "2024-07-01T16:30:00-07:00"
    assert second.pains == (EntryPain(0),)
    assert (second.sleep_quality, second.measures) == (None, {"Missed work days": 1})


def test_loop_counts_in_thousandths_and_tells_no_from_no_mark() -> None:
    entries, problems = parse_diary(LOOP, "Europe/Berlin", "Loop/Checkmarks.csv")
    assert not problems
    assert [(entry.day.isoformat(), entry.pains, entry.measures) for entry in entries] == [
        ("2024-02-28", (EntryPain(2.5, "Back pain"),), {"Stretching": 0}),
        ("2024-03-01", (EntryPain(0, "Back pain"),), {"Stretching": 0}),
        ("2024-03-02", (EntryPain(5, "Back pain"),), {"Stretching": 1}),
    ]
    assert {entry.known_to for entry in entries} == {"day"}


def test_one_habit_of_loop_has_the_name_of_its_folder() -> None:
    text = "Date,Value,Notes\n2024-03-02,4000,bad\n2024-03-01,-1,\n"
    entries, _ = parse_diary(text, "", "export/003 Neck pain/Checkmarks.csv")
    assert [(entry.pains, entry.note) for entry in entries] == [((EntryPain(4, "Neck pain"),), "bad")]


def test_the_codes_of_older_versions_of_loop_are_known() -> None:
    text = "Date,Walk\n2019-03-05,3\n2019-03-04,2\n2019-03-03,1\n2019-03-02,0\n2019-03-01,-1\n"
    entries, _ = parse_diary(text, "", "Checkmarks.csv")
    assert [(entry.day.day, entry.measures["Walk"]) for entry in entries] == [(2, 0), (3, 0), (4, 1)]


def test_manage_my_pain_is_read_by_its_columns_names_and_the_rest_is_kept() -> None:
    entries, problems = parse_diary(MANAGE_MY_PAIN, "Europe/London", "m.csv", form="manage_my_pain")
    assert not problems
    zero, evening, full = entries
    assert (zero.day.isoformat(), zero.known_to, zero.pains) == ("2026-04-02", "day", (EntryPain(0, "Neck"),))
    assert (evening.known_to, evening.note) == ("day", "Time: evening")
    assert full.at.isoformat() == "2026-04-23T14:05:00+01:00"
    assert full.pains == tuple(EntryPain(6.5, site, qualities=("Burning",)) for site in ("Shoulder blade", "Neck"))
    assert (full.triggers, full.remedies) == (("Sitting",), ("Ibuprofen",))
    assert (full.measures, full.note) == ({"Steps": 4012}, "Weather: damp\nafter work")


def test_dates_that_could_be_read_two_ways_are_not_guessed() -> None:
    text = "Date,Pain\n3/4/2026,5\n4/3/2026,6\n"
    entries, problems = parse_diary(text)
    assert (entries, [problem.code for problem in problems]) == ((), ["no_date", "no_date"])
    mapping = ColumnMapping(date="Date", columns={"Pain": "pain"}, form="%d/%m/%Y")
    assert [entry.day.isoformat() for entry in parse_mapped(text, mapping)[0]] == ["2026-03-04", "2026-04-03"]


def test_a_generic_mapping_takes_any_column_anywhere() -> None:
    text = "When,Ouch,Slept,Sat,Heat,Remark,Skip\n2026-01-02 09:00,50,6.5,3,yes,cold,9\n2026-01-03 09:00,0,,,no,,\n"
    mapping = ColumnMapping(
        when="When",
        columns={
            "Ouch": "pain:between_shoulder_blades",
            "Slept": "sleep_hours",
            "Sat": "measure:sitting_hours",
            "Heat": "remedy:heat",
            "Remark": "note",
            "Skip": "ignore",
        },
        highest=100,
    )
    entries, problems = parse_mapped(text, mapping, "Europe/London")
    assert not problems
    first, second = entries
    assert first.pains == (EntryPain(5, "between_shoulder_blades"),)
    assert (first.sleep_hours, first.measures, first.remedies, first.note) == (
        6.5,
        {"sitting_hours": 3},
        ("heat",),
        "cold",
    )
    assert (second.pains, second.sleep_hours, second.remedies) == ((EntryPain(0, "between_shoulder_blades"),), None, ())


def test_places_get_the_sites_that_the_caller_gives() -> None:
    entries, _ = parse_diary(PAIN_TRACKER, sites={"upper back": "between_shoulder_blades"})
    assert [pain.site for pain in entries[0].pains] == ["between_shoulder_blades", "Neck"]


def test_a_second_value_of_the_same_moment_pushes_nothing_out() -> None:
    text = "Date,Pain\n2026-01-02,3\n2026-01-02,6\n2026-01-02,6\n"
    entries, _ = parse_diary(text)
    assert sorted(pain.nrs for entry in entries for pain in entry.pains) == [3, 6, 6]
    assert len({entry.id for entry in entries}) == 3


def test_a_number_out_of_range_is_told_and_the_rest_is_read() -> None:
    entries, problems = parse_diary("Date,Pain\n2026-01-02,11\n2026-01-03,ten\n2026-01-04,4\n", path="x.csv")
    assert [entry.day.day for entry in entries] == [4]
    assert [(problem.line, problem.code) for problem in problems] == [(2, "not_kept"), (3, "not_a_number")]


def test_each_program_is_recognised_by_its_file() -> None:
    found = [recognise(text) for text in (BEARABLE, TRACK_AND_GRAPH, TRACK_AND_GRAPH_NOW, PAIN_TRACKER, MANAGE_MY_PAIN)]
    assert found == ["bearable", "track_and_graph", "track_and_graph", "pain_tracker", "by_column_names"]
    assert recognise(LOOP, "Checkmarks.csv") == "loop"
    assert recognise("\ufeff" + BEARABLE) == "bearable"


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None, max_examples=150)
@given(text=st.text(alphabet=st.sampled_from('a1,;"\n\\-:/{}2026 ') | st.characters(exclude_categories=["Cs"])))
def test_no_file_whatever_makes_an_importer_fall_over(form, text) -> None:
    entries, problems = parse_diary("Date,Value,FeatureName,Timestamp,category\n" + text, form=form)
    assert all(isinstance(entry, Entry) for entry in entries)
    assert all(problem.message for problem in problems)


@pytest.mark.parametrize(
    ("text", "path"),
    [(BEARABLE, ""), (TRACK_AND_GRAPH, ""), (PAIN_TRACKER, ""), (LOOP, "Checkmarks.csv"), (MANAGE_MY_PAIN, "")],
)
def test_importing_a_file_again_gives_the_same_entries(text, path) -> None:
    assert parse_diary(text, "Europe/London", path) == parse_diary(text, "Europe/London", path)


def test_a_later_export_extends_the_entries_of_the_day_on_which_the_first_was_made() -> None:
    morning = "Date,Pain,Steps\n2026-01-01,3,\n2026-01-02,5,\n"
    evening = "Date,Pain,Steps\n2026-01-01,3,\n2026-01-02,5,4000\n2026-01-03,1,\n"
    (first, second), _ = parse_diary(morning)
    (first_again, second_again, third), _ = parse_diary(evening)
    assert first_again == first
    assert second_again.id == second.id
    assert says_more(second_again, second)
    assert third.id not in (first.id, second.id)


@pytest.mark.parametrize(
    ("more", "less", "says"),
    [
        ({"load": 0}, {}, True),
        ({"remedies": ()}, {}, True),
        ({"remedies": ("heat",)}, {"remedies": ()}, True),
        ({"note": "a\nb"}, {"note": "a"}, True),
        ({"pains": (EntryPain(1), EntryPain(2, "low_back"))}, {"pains": (EntryPain(1),)}, True),
        ({}, {}, False),
        ({}, {"load": 0}, False),
        ({"load": 1, "interference": 2}, {"load": 0}, False),
        ({"measures": {"steps": 2.0, "mood": 1}}, {"measures": {"steps": 1.0}}, False),
        ({"note": "b"}, {"note": "a"}, False),
        ({"zone": "Europe/London", "load": 1}, {}, False),
    ],
)
def test_saying_more_is_saying_all_that_was_said_and_something_besides(more, less, says) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert says_more(Entry("x", at, **more), Entry("x", at, **less)) is says


def test_what_a_mapping_cannot_mean_is_told_and_never_left_out_without_a_word() -> None:
    text = "Date,Pain,Steps\n2026-01-01,3,\n"
    mapping = ColumnMapping(date="Date", site="Where", columns={"Pain": "pain", "Steps": "stepps", "Sleep": "load"})
    entries, problems = parse_mapped(text, mapping, path="x.csv")
    assert [entry.pains for entry in entries] == [(EntryPain(3),)]
    assert [(problem.code, problem.message) for problem in problems] == [
        ("no_target", "Nothing in a diary is called 'stepps', so it was left out."),
        ("no_column", "The file has no column 'Sleep'."),
        ("no_column", "The file has no column 'Where'."),
    ]
