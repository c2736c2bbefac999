"""The plan and the course on the page."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import Page, section, words_of
from samples import option, sample_course, sample_plan, sample_scan, serious_scan

from rhomboid.answers import assess
from rhomboid.answers import plan as make_plan
from rhomboid.model import Account, Assessment, Benefit, KnowledgeBase, PainPoint, Plan
from rhomboid.report import render_report
from rhomboid.report.course_drawing import draw_fan, own_by_week


@pytest.fixture(scope="module")
def html(calm: Assessment, account: Account, knowledge: KnowledgeBase) -> str:
    return render_report(calm, account, knowledge, sample_plan())


def page_with(plan: Plan, calm: Assessment, account: Account, knowledge: KnowledgeBase) -> str:
    html = render_report(calm, account, knowledge, plan)
    Page(html).check()
    return html


def test_the_page_with_a_plan_is_well_formed(html: str) -> None:
    Page(html).check()


def test_the_page_without_a_plan_says_nothing_of_one(calm, account, knowledge) -> None:
    html = render_report(calm, account, knowledge)
    assert 'id="plan"' not in html
    assert 'id="course"' not in html


def test_three_options_stand_open_and_the_others_are_folded(html: str) -> None:
    plan = section(html, "plan")
    first, _, folded = plan.partition("5 other things that could be tried")
    assert [f"<h3>{name}</h3>" in first for name in ("Remedy 1", "Gel", "Remedy 3")] == [True] * 3
    assert "Remedy 4" not in first
    assert all(f"Remedy {number}" in folded for number in range(4, 9))
    assert first.count("<details open>") == 1


def test_others_stand_under_the_name_of_their_risk_tier(html: str) -> None:
    folded = words_of(section(html, "plan")).partition("other things")[2]
    assert folded.index("Tier 2") < folded.index("Remedy 4") < folded.index("Tier 3") < folded.index("Remedy 8")


def test_an_option_says_what_to_expect_how_to_do_it_and_when_to_stop(html: str) -> None:
    words = words_of(section(html, "plan"))
    assert "perhaps 0.6 points of 10 less pain (between 1.4 less and 0.2 more)" in words
    assert "Do remedy 1." in words
    assert "Stop if remedy 1 hurts." in words
    assert "You said it helped you." in words


def test_what_is_known_to_speak_against_an_option_is_never_folded_away(html: str) -> None:
    first = section(html, "plan").partition("<details")[0]
    assert "Brittle bones: Begin light." in first


def test_a_long_list_to_check_first_says_how_long_it_is(html: str) -> None:
    assert "7 things can speak against it" in words_of(section(html, "plan"))


def test_an_option_that_rests_on_a_share_is_shown_as_a_hundred_people(html: str) -> None:
    gel = section(html, "plan").partition("<h3>Gel</h3>")[2].partition("<h3>")[0].partition("<details")[0]
    drawn = [attrs["aria-label"] for attrs in Page(f"<p>{gel}</p>").all("svg")]
    assert drawn[1:] == [
        "With it: 60 in 100 (between 52 and 68)",
        "With a dummy gel: 40 in 100 (between 33 and 47)",
    ]


def test_what_only_prevents_has_no_bar(html: str) -> None:
    third = section(html, "plan").partition("<h3>Remedy 3</h3>")[2].partition("</ol>")[0].partition("<details")[0]
    assert "<svg" not in third
    assert "keep it from coming back" in third


def test_a_bar_is_as_wide_as_the_interval(calm, account, knowledge) -> None:
    unsure = sample_plan(options=(option(1, benefit=Benefit(1.0, -3.0, 5.0)),))
    html = page_with(unsure, calm, account, knowledge)
    assert "between 5 less and 3 more" in words_of(html)
    assert 'd="M26.0 18H294.0"' in section(html, "plan").partition('class="span"')[2][:40]


def test_what_is_unsafe_or_of_little_worth_is_said_with_why(html: str) -> None:
    words = words_of(section(html, "plan"))
    assert "Not safe for you Thrusts; Needles." in words
    assert "Blood thinners: It can bleed." in words
    assert "You asked for no medicines. Tablets" in words
    assert "You said it did not help. Tape" in words
    assert "Low value 1: leave it alone" in words
    assert "3 more" in words
    assert "Instead: Wait." in words


def test_when_to_come_back_and_what_makes_it_urgent_are_said(html: str) -> None:
    words = words_of(section(html, "plan"))
    assert "Get help the same day for fever." in words
    assert "It is no better after six weeks. A doctor." in words


def test_every_figure_of_the_plan_links_to_its_source(html: str) -> None:
    sources = section(html, "sources")
    for name in ("heat", "trial", "words", "harm", "caution", "bleeding", "review", "necks", "well", "again"):
        assert f"A study called {name}." in sources
    unlinked = re.sub(r'<a class="cite".*?</a>', "", html)
    assert not re.search(r"\[\d+\]", unlinked)


@pytest.mark.parametrize("disposition", ["emergency", "same_day"])
def test_no_plan_and_no_course_stand_beside_urgent_help(disposition, calm, account, knowledge) -> None:
    urgent = msgspec.structs.replace(calm, disposition=disposition, title="Get help", what_to_do="Call 112.")
    plan = sample_plan(disposition=disposition, what_to_do="Call 112.")
    html = render_report(urgent, account, knowledge, plan)
    Page(html).check()
    assert "Remedy" not in html
    assert 'id="course"' not in html
    assert words_of(section(html, "plan")).strip().endswith("Nothing by yourself now. Call 112.")


def test_a_plan_of_someone_needed_now_shows_no_option_even_beside_a_calm_assessment(calm, account, knowledge) -> None:
    html = page_with(sample_plan(disposition="emergency", title="Get help"), calm, account, knowledge)
    assert "Remedy" not in html
    assert '<h1 id="title">Get help</h1>' in html


def test_a_serious_scan_leads_the_page_and_takes_the_plan_away(calm, account, knowledge) -> None:
    html = render_report(calm, account, knowledge, sample_plan(), (serious_scan(),))
    Page(html).check()
    first = words_of(section(html, "what-to-do"))
    assert "Get emergency help now" in first
    assert "Show this report to an emergency department now." in first
    assert calm.title not in html
    assert "Remedy" not in html


def test_a_scan_to_be_seen_in_days_leaves_only_the_safest_things(calm, account, knowledge) -> None:
    scan = sample_scan(disposition="days", what_to_do="Show it to a doctor.")
    html = render_report(calm, account, knowledge, sample_plan(), (scan,))
    assert "Remedy 1" in html
    assert "Remedy 4" not in html
    assert "until someone has seen it" in html


def test_the_course_is_drawn_with_a_twin_in_figures(html: str) -> None:
    course = section(html, "course")
    words = words_of(course)
    assert "Of people who begin at 6 of 10, half are at" in words
    assert course.count("<tr>") == 2 + 11 + 5
    assert "Their own word that it was over." in words
    assert "Any pain after a month without." in words
    assert "Slower than expected means" in words
    assert "It is going slower than in most people. Your last days: 5 of 10." in words
    assert "Nobody followed upper backs." in words


def test_a_course_without_points_has_no_line_of_ones_own(calm, account, knowledge) -> None:
    plan = sample_plan(course=sample_course(points=(), pace=None))
    course = section(page_with(plan, calm, account, knowledge), "course")
    assert "own-line" not in course
    assert "weeks from now" in course


def test_the_fan_runs_from_the_left_edge_to_a_year_at_the_right() -> None:
    fan = draw_fan(sample_course(points=()))
    assert fan.median.startswith("M24 ")
    assert "352 " in fan.median
    assert len(fan.measured) == 1
    assert [x for _, x in fan.weeks] == sorted(x for _, x in fan.weeks)


def test_the_fan_counts_weeks_from_the_first_own_point() -> None:
    early = draw_fan(sample_course(points=(PainPoint(-14.0, 10.0), PainPoint(-7.0, 0.0))))
    assert [(spot.x, spot.y) for spot in early.own] == [(24.0, 12.0), (44.5, 208.0)]


def test_many_points_are_drawn_as_a_line_only_and_none_after_a_year() -> None:
    points = tuple(PainPoint(float(day), 5.0) for day in range(400))
    fan = draw_fan(sample_course(points=points))
    assert fan.own == ()
    assert fan.own_line.count("L") == 364


def test_ones_own_weeks_are_counted_from_one_and_gaps_stay_gaps() -> None:
    weeks = own_by_week((PainPoint(0, 4), PainPoint(6, 6), PainPoint(21, 1)))
    assert [(week.week, week.days, week.mean, week.least, week.most) for week in weeks] == [
        (1, 2, 5.0, 4.0, 6.0),
        (4, 1, 1.0, 1.0, 1.0),
    ]


@settings(max_examples=20)
@given(
    text=st.text(max_size=200) | st.sampled_from(["Pain & <b>fever</b> [1] {{ x }}", "sudden tearing upper back pain"])
)
def test_any_words_have_a_page_with_a_plan(text: str, knowledge: KnowledgeBase) -> None:
    account = Account(text=text, age=50)
    assessment = assess(account, knowledge, date(2026, 11, 22))
    Page(render_report(assessment, account, knowledge, make_plan(assessment, account, knowledge))).check()
