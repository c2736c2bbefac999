"""What scans, treatments and claims are worth."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from rhomboid.answers import AccountError, appraise_claim, appraise_scan, appraise_treatment
from rhomboid.model import Account, KnowledgeBase

TODAY = date(2026, 11, 26)
HERE = Path(__file__).parent
CLAIMS: dict[str, Any] = yaml.safe_load((HERE / "appraisal_claims.yaml").read_text(encoding="utf-8"))
TREATMENTS: dict[str, Any] = yaml.safe_load((HERE / "appraisal_treatments.yaml").read_text(encoding="utf-8"))
NONE = "none"
VERDICTS = {
    "thoracic_less_degeneration": "supported",
    "disc_only_extreme_trauma": "contradicted",
    "from_neck": "supported",
    "goes_out_when_low_back_improves": "unsupported",
    "balm_cures_in_days": "mixed",
    "severe_yet_resolves": "supported",
    "ischaemia": "mixed",
    "fibromyalgia_thoracic": "mixed",
    "least_blamed_on_structure": "unsupported",
    "not_spinally_motivated": "supported",
    "belief_helps": "mixed",
}
"""What the evidence says of each claim of the register."""


def claim_share(knowledge: KnowledgeBase, half: str) -> float:
    asked = [(key, words) for key, halves in CLAIMS.items() if key != NONE for words in halves[half]]
    return sum(appraise_claim(words, knowledge).claim_id == key for key, words in asked) / len(asked)


def treatment_share(knowledge: KnowledgeBase, half: str) -> float:
    asked = [(key, words) for key, halves in TREATMENTS.items() if key != NONE for words in halves[half]]
    right = [appraise_treatment(words, Account(), knowledge, TODAY).remedy == key for key, words in asked]
    return sum(right) / len(right)


@pytest.mark.parametrize("claim", VERDICTS)
def test_a_claim_is_reached_from_six_wordings_of_which_none_is_the_registers_own(
    knowledge: KnowledgeBase, claim: str
) -> None:
    for words in CLAIMS[claim]["read"]:
        appraisal = appraise_claim(words, knowledge)
        assert (appraisal.claim_id, appraisal.verdict) == (claim, VERDICTS[claim]), words


def test_every_verdict_stands_on_figures_or_findings_with_sources(knowledge: KnowledgeBase) -> None:
    for claim in VERDICTS:
        appraisal = appraise_claim(CLAIMS[claim]["read"][0], knowledge)
        cited = {figure.estimate.source for figure in appraisal.figures}
        cited |= {statement.source for statement in appraisal.statements}
        assert cited & appraisal.sources.keys(), claim


@pytest.mark.parametrize("half", ["read", "held"])
def test_what_is_no_claim_of_the_register_is_taken_for_none(knowledge: KnowledgeBase, half: str) -> None:
    taken = [words for words in CLAIMS[NONE][half] if appraise_claim(words, knowledge).claim_id]
    assert taken == []


def test_wordings_nobody_looked_at_reach_their_claim(knowledge: KnowledgeBase) -> None:
    assert claim_share(knowledge, "held") >= 0.7


def test_wordings_nobody_looked_at_reach_their_treatment(knowledge: KnowledgeBase) -> None:
    assert treatment_share(knowledge, "read") >= 0.95
    assert treatment_share(knowledge, "held") >= 0.85


@pytest.mark.parametrize("half", ["read", "held"])
def test_what_is_no_treatment_known_here_is_taken_for_none(knowledge: KnowledgeBase, half: str) -> None:
    taken = [words for words in TREATMENTS[NONE][half] if appraise_treatment(words, Account(), knowledge, TODAY).remedy]
    assert taken == []


def test_the_words_that_were_recognised_are_shown(knowledge: KnowledgeBase) -> None:
    words = "They want to do a cervical fusion on me"
    matched = appraise_treatment(words, Account(), knowledge, TODAY).matched
    assert words[matched.span.start : matched.span.end] == matched.words
    assert "fusion" in matched.words


def test_of_several_treatments_the_others_are_named(knowledge: KnowledgeBase) -> None:
    appraisal = appraise_treatment("dry needling or acupuncture", Account(), knowledge, TODAY)
    assert {appraisal.remedy, *(other.remedy for other in appraisal.also_named)} == {"dry_needling", "acupuncture"}


def test_a_treatment_asked_about_in_danger_is_answered_with_what_to_do_now(knowledge: KnowledgeBase) -> None:
    account = Account(text="Sudden tearing pain between my shoulder blades, the worst of my life.")
    appraisal = appraise_treatment("massage", account, knowledge, TODAY)
    assert appraisal.disposition == "emergency"
    assert appraisal.what_to_do


def test_a_scan_shown_in_danger_is_answered_with_what_to_do_now(knowledge: KnowledgeBase) -> None:
    account = Account(text="My legs have gone weak and I cannot pass water since this morning.")
    appraisal = appraise_scan("T7-8 mild disc bulge", account, knowledge, TODAY)
    assert appraisal.disposition == "emergency"
    assert appraisal.what_to_do


def test_a_denied_fracture_alarms_nobody_and_a_told_one_does(knowledge: KnowledgeBase) -> None:
    denied = appraise_scan("No acute fracture. Mild disc bulge at T6-7.", Account(), knowledge, TODAY)
    told = appraise_scan("Compression fracture of T7.", Account(), knowledge, TODAY)
    assert denied.disposition is None
    assert told.disposition in ("emergency", "same_day", "days")


def test_common_wear_hardly_moves_the_ranking(knowledge: KnowledgeBase) -> None:
    appraisal = appraise_scan("C5-6 disc bulge, T7-8 protrusion", Account(age=48), knowledge, TODAY)
    assert max(shift.at_most - shift.before for item in appraisal.items for shift in item.shifts) < 0.1
    assert "hardly change" in appraisal.summary


def test_words_on_a_scan_that_are_not_understood_are_given_back_and_not_called_harmless(
    knowledge: KnowledgeBase,
) -> None:
    appraisal = appraise_scan("There is a glombulated frastle at T4.", Account(), knowledge, TODAY)
    assert appraisal.items == ()
    assert "does not make it harmless" in appraisal.summary


def test_a_reader_of_another_language_is_told_so(knowledge: KnowledgeBase) -> None:
    with pytest.raises(AccountError, match="English"):
        appraise_claim("le dos", knowledge, "fr-FR")


def test_words_too_long_to_be_a_question_are_refused(knowledge: KnowledgeBase) -> None:
    with pytest.raises(AccountError, match="characters"):
        appraise_claim("back " * 2000, knowledge)
