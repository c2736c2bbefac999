"""
The only entrance for the faces: one account in, one answer out, and an interview as a value.

Trials are in `trials` and the modules beside it: they need the store, which nobody else should wait for.
"""

from rhomboid.answers.answered import answer_words
from rhomboid.answers.appraise_claim import appraise_claim, appraise_listed_claim
from rhomboid.answers.appraise_scan import appraise_scan
from rhomboid.answers.appraise_treatment import appraise_listed_treatment, appraise_treatment
from rhomboid.answers.assessing import Ranking, assess, emergency_number, rank, to_json
from rhomboid.answers.caches import readable_languages
from rhomboid.answers.checking import LONGEST_TEXT, Fault, check_account
from rhomboid.answers.checks import Check, answer_check, checks_before
from rhomboid.answers.diary import Screening, says_something, screen_entry
from rhomboid.answers.entry_words import UsedRemedy, quality_named, remedies_used, site_named
from rhomboid.answers.episode_words import days_told, kinds_explained, standing_sentences, what_it_is
from rhomboid.answers.errors import AccountError
from rhomboid.answers.interview import (
    Interview,
    Step,
    answer_card,
    answer_category,
    answer_finding,
    answer_scale,
    asked_question,
    needs_warning,
    next_step,
    take_back,
    warn,
)
from rhomboid.answers.month import DiaryMonth, diary_episodes, diary_month, episode_on, month_days, whole_series
from rhomboid.answers.notes import weight_by_grade
from rhomboid.answers.planning import course, plan
from rhomboid.answers.schema import ANSWERS, explain, schema
from rhomboid.answers.what_if import Move, Switch, moves, switched, switches

__all__ = [
    "ANSWERS",
    "LONGEST_TEXT",
    "AccountError",
    "Check",
    "DiaryMonth",
    "Fault",
    "Interview",
    "Move",
    "Ranking",
    "Screening",
    "Step",
    "Switch",
    "UsedRemedy",
    "answer_card",
    "answer_category",
    "answer_check",
    "answer_finding",
    "answer_scale",
    "answer_words",
    "appraise_claim",
    "appraise_listed_claim",
    "appraise_listed_treatment",
    "appraise_scan",
    "appraise_treatment",
    "asked_question",
    "assess",
    "check_account",
    "checks_before",
    "course",
    "days_told",
    "diary_episodes",
    "diary_month",
    "emergency_number",
    "episode_on",
    "explain",
    "kinds_explained",
    "month_days",
    "moves",
    "needs_warning",
    "next_step",
    "plan",
    "quality_named",
    "rank",
    "readable_languages",
    "remedies_used",
    "says_something",
    "schema",
    "screen_entry",
    "site_named",
    "standing_sentences",
    "switched",
    "switches",
    "take_back",
    "to_json",
    "warn",
    "weight_by_grade",
    "what_it_is",
    "whole_series",
]
