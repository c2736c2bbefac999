"""The nouns: frozen values that every other package speaks in. No disk, clock, network or randomness."""

from rhomboid.model.account import Account, Mention, Observation, Pain, Reading, Span
from rhomboid.model.assessment import (
    SCHEMA_VERSION,
    Alarm,
    Assessment,
    CauseResult,
    PairResult,
    Question,
    Reason,
    Understood,
)
from rhomboid.model.cause import DISPOSITIONS, SETTINGS, Cause, Disposition, Evidence, Setting
from rhomboid.model.finding import Category, DependenceGroup, Finding, Option, Presence
from rhomboid.model.knowledge_base import KnowledgeBase, Place, Settings
from rhomboid.model.lexicon import Lexicon
from rhomboid.model.problem import Problem
from rhomboid.model.quantities import Estimate, Grade, Shares
from rhomboid.model.rule import Advice, Rule, Screen, Threshold
from rhomboid.model.scale import Criterion, Scale, ScaleItem, Subscale
from rhomboid.model.source import Source

__all__ = [
    "DISPOSITIONS",
    "SCHEMA_VERSION",
    "SETTINGS",
    "Account",
    "Advice",
    "Alarm",
    "Assessment",
    "Category",
    "Cause",
    "CauseResult",
    "Criterion",
    "DependenceGroup",
    "Disposition",
    "Estimate",
    "Evidence",
    "Finding",
    "Grade",
    "KnowledgeBase",
    "Lexicon",
    "Mention",
    "Observation",
    "Option",
    "Pain",
    "PairResult",
    "Place",
    "Presence",
    "Problem",
    "Question",
    "Reading",
    "Reason",
    "Rule",
    "Scale",
    "ScaleItem",
    "Screen",
    "Setting",
    "Settings",
    "Shares",
    "Source",
    "Span",
    "Subscale",
    "Threshold",
    "Understood",
]
