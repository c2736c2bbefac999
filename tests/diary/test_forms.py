"""What is written out is read back the same."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from made_entries import diaries, written

from rhomboid.diary import parse_csv, parse_diary, parse_json, render_csv, render_json
from rhomboid.model.diary import Entry, EntryPain

FORMS = {"csv": (render_csv, parse_csv), "json": (render_json, parse_json)}
AT = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=300)
@given(diary=diaries)
def test_export_then_import_is_the_identity(form, diary) -> None:
    render, parse = FORMS[form]
    entries, problems = parse(render(diary))
    assert not problems
    assert written(entries) == written(diary)


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=50)
@given(diary=diaries)
def test_own_exports_are_recognised_as_such(form, diary) -> None:
    assert written(parse_diary(FORMS[form][0](diary))[0]) == written(diary)


@pytest.mark.parametrize("form", FORMS)
def test_zero_unsaid_and_none_stay_three_things(form) -> None:
    render, parse = FORMS[form]
    diary = (
        Entry("zero", AT, pains=(EntryPain(0),), interference=0, sleep_hours=0, load=0, measures={"steps": 0}),
        Entry("unsaid", AT),
        Entry("none", AT, remedies=(), triggers=()),
    )
    zero, unsaid, none = parse(render(diary))[0]
    assert (zero.pains[0].nrs, zero.interference, zero.sleep_hours, zero.load, zero.measures) == (
        0,
        0,
        0,
        0,
        {"steps": 0},
    )
    assert (unsaid.pains, unsaid.interference, unsaid.remedies, unsaid.measures) == ((), None, None, {})
    assert (none.remedies, none.triggers) == ((), ())


def test_a_line_that_cannot_be_read_is_told_with_its_number_and_the_rest_is_read() -> None:
    good = Entry("good", AT, pains=(EntryPain(3, "base_of_neck"), EntryPain(5, "low_back")), note="two\nlines")
    bad = Entry("bad", AT, pains=(EntryPain(4),))
    text = render_csv([good, bad]).replace("4.0", "eleven")
    entries, problems = parse_csv(text, "mine.csv")
    assert [entry.id for entry in entries] == ["good"]
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [("mine.csv", 5, "not_an_entry")]


def test_a_pain_above_ten_is_refused() -> None:
    text = render_csv([Entry("a", AT, pains=(EntryPain(4),))]).replace("4.0", "40")
    assert parse_csv(text)[0] == ()
    assert len(parse_csv(text)[1]) == 1


@pytest.mark.parametrize("text", ["", "{", '{"format":"something else","entries":[]}', "[1, 2]", "\x00\x01", '{"a":1}'])
def test_what_is_no_diary_is_told_and_never_raised(text) -> None:
    entries, problems = parse_diary(text)
    assert entries == ()
    assert problems or text in ("", "\x00\x01", "[1, 2]")
    assert parse_json(text)[1]


def test_a_note_longer_than_any_cell_that_python_expects_is_kept() -> None:
    entry = Entry("long", AT, note="sore " * 60_000)
    assert parse_csv(render_csv([entry]))[0] == (entry,)
