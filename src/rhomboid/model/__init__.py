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
from rhomboid.model.course import CourseFact, CourseKnowledge, Curve, CurvePoint
from rhomboid.model.figure import Directness, Effect, EvidenceCertainty, Figure, Statement
from rhomboid.model.finding import Category, DependenceGroup, Finding, Option, Presence
from rhomboid.model.knowledge_base import KnowledgeBase, Place, Settings
from rhomboid.model.lexicon import Lexicon
from rhomboid.model.problem import Problem
from rhomboid.model.quantities import Estimate, Grade, Shares
from rhomboid.model.register import Claim, Region, ScanAdvice, ScanFinding, Verdict
from rhomboid.model.remedy import (
    COSTS,
    Circumstance,
    Contraindication,
    Cost,
    Harm,
    Indication,
    LowValue,
    ReliefSettings,
    Remedy,
    Review,
    Tried,
)
from rhomboid.model.rule import Advice, Rule, Screen, Threshold
from rhomboid.model.scale import Criterion, Scale, ScaleItem, Subscale
from rhomboid.model.source import Source

__all__ = [
    "COSTS",
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
    "Circumstance",
    "Claim",
    "Contraindication",
    "Cost",
    "CourseFact",
    "CourseKnowledge",
    "Criterion",
    "Curve",
    "CurvePoint",
    "DependenceGroup",
    "Directness",
    "Disposition",
    "Effect",
    "Estimate",
    "Evidence",
    "EvidenceCertainty",
    "Figure",
    "Finding",
    "Grade",
    "Harm",
    "Indication",
    "KnowledgeBase",
    "Lexicon",
    "LowValue",
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
    "Region",
    "ReliefSettings",
    "Remedy",
    "Review",
    "Rule",
    "Scale",
    "ScaleItem",
    "ScanAdvice",
    "ScanFinding",
    "Screen",
    "Setting",
    "Settings",
    "Shares",
    "Source",
    "Span",
    "Statement",
    "Subscale",
    "Threshold",
    "Tried",
    "Understood",
    "Verdict",
]
