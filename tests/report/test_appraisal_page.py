"""Appraisals on the page, and on a page of their own."""

from __future__ import annotations

import pytest
from parsed import Page, words_of
from samples import (
    sample_claim,
    sample_plan,
    sample_scan,
    sample_treatment,
    serious_scan,
    unknown_claim,
    unknown_treatment,
)

from rhomboid.model import Appraisal, Caution
from rhomboid.report import render_appraisal, render_report

EVERY = {
    "scan": sample_scan(),
    "serious": serious_scan(),
    "treatment": sample_treatment(),
    "claim": sample_claim(),
    "unknown claim": unknown_claim(),
    "unknown treatment": unknown_treatment(),
}


@pytest.mark.parametrize("appraisal", EVERY.values(), ids=EVERY)
def test_an_appraisal_has_a_page_of_its_own(appraisal: Appraisal) -> None:
    html = render_appraisal(appraisal)
    Page(html).check()
    assert appraisal.words in Page(html).text
    assert appraisal.knowledge_hash in html
    assert "not a diagnosis" in html


@pytest.mark.parametrize("appraisal", EVERY.values(), ids=EVERY)
def test_words_cannot_become_markup(appraisal: Appraisal) -> None:
    html = render_appraisal(appraisal)
    for tag in ("<b>", "<i>", "<u>"):
        assert tag not in html


def test_all_appraisals_stand_on_one_page_with_one_list_of_sources(calm, account, knowledge) -> None:
    html = render_report(
        calm, account, knowledge, sample_plan(), tuple(EVERY[key] for key in EVERY if key != "serious")
    )
    page = Page(html)
    page.check()
    assert html.count('id="sources"') == 1
    listed = [attrs["id"] for attrs in page.all("li") if attrs.get("id", "").startswith("source-")]
    assert len(listed) == len(set(listed))
    assert page.text.count("A study called trial") == 1


def test_a_scan_finding_says_how_many_without_pain_have_it_and_the_most_it_can_mean() -> None:
    words = words_of(render_appraisal(sample_scan()))
    assert "Disc herniation (T7-8)" in words
    assert "37 in 100 people without pain there have it." in words
    assert "at most 2.7 times likelier" in words
    assert "Slipped disc of the upper back: from 1% to at most 3%" in words


def test_what_a_report_denies_is_said_to_be_missing_without_frightening_words() -> None:
    words = words_of(render_appraisal(sample_scan()))
    assert "What it says is not there Broken vertebra" in words
    assert "A broken bone of the spine" not in words


def test_what_was_not_understood_of_a_report_is_not_called_harmless() -> None:
    assert "not even that they are harmless" in words_of(render_appraisal(sample_scan()))


def test_a_serious_finding_comes_first_and_is_never_set_beside_a_number() -> None:
    html = render_appraisal(serious_scan())
    words = words_of(html)
    assert words.index("Show this report to an emergency department now.") < words.index("This report names")
    assert words.index("Pressed spinal cord") < words.index("Disc herniation (T7-8)")
    item = html[html.index('<li class="serious">') : html.index("</li>", html.index('<li class="serious">'))]
    assert "in 100" not in item
    assert "This is not wear" in item
    assert "disposition emergency" in html


def test_a_treatment_that_is_not_safe_shows_no_benefit() -> None:
    unsafe = sample_treatment(against=(Caution("thin bones", "They can break."),))
    words = words_of(render_appraisal(unsafe))
    assert "Not safe for you Thin bones: They can break. (our judgement)" in words
    assert "What to expect" not in words


def test_whoever_needs_someone_at_once_is_told_so_before_a_treatment_and_shown_no_benefit() -> None:
    html = render_appraisal(sample_treatment(disposition="same_day", what_to_do="Speak to a doctor today."))
    Page(html).check()
    words = words_of(html)
    assert words.index("See a doctor today Speak to a doctor today.") < words.index("Is it worth it: Thrusts")
    assert "What to expect" not in words


def test_a_treatment_says_what_it_is_worth_to_this_person() -> None:
    words = words_of(render_appraisal(sample_treatment()))
    assert "For you: next to nothing on its own." in words
    assert "together 85% likely" in words
    assert "A long course: rarely worth it" in words
    assert "What is tried before it Stay active" in words
    assert "Also named: Tape." in words


def test_a_claim_is_quoted_with_its_verdict() -> None:
    words = words_of(render_appraisal(sample_claim()))
    assert "Bad posture causes back pain : contradicted ." in words
    assert "Staying in one posture for hours is another matter." in words


def test_words_that_are_no_claim_of_the_register_are_said_to_be_none() -> None:
    words = words_of(render_appraisal(unknown_claim()))
    assert "This is no claim we know." in words
    assert "Claims that come near Bad posture causes back pain" in words
