"""All that rhomboid knows, in one value."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.cause import Cause, Disposition
from rhomboid.model.course import CourseKnowledge
from rhomboid.model.figure import Figure
from rhomboid.model.finding import Category, DependenceGroup, Finding
from rhomboid.model.lexicon import Lexicon
from rhomboid.model.quantities import Estimate
from rhomboid.model.register import Claim, ScanAdvice, ScanFinding
from rhomboid.model.remedy import Circumstance, LowValue, ReliefSettings, Remedy, Review
from rhomboid.model.rule import Advice, Rule, Screen, Threshold
from rhomboid.model.scale import Scale
from rhomboid.model.source import Source
from rhomboid.model.trial import TrialKnowledge

PlaceSide = Literal["left", "right", "middle"]
BodyView = Literal["back", "front", "left", "right"]


class Place(msgspec.Struct, frozen=True):
    """
    Where a site lies on the body map: view, and an ellipse in the map's units (0..200 across, 0..300 down).

    `side` is the person's own: on the back view their left is on the left of the picture, on the front view
    on the right. The views ``left`` and ``right`` show the person from that side. Over all views, a sided site has
    a place for each side, any other site one in the middle.
    """

    site: str
    side: PlaceSide
    view: BodyView
    x: float
    y: float
    rx: float
    ry: float


class Settings(msgspec.Struct, frozen=True):
    """
    The numbers of the method itself: how words are weighed, when questions stop, what an error costs.

    `loss` is indexed by given, then needed disposition. `stop_shift` is the largest expected move of a leading
    cause's probability that no longer justifies a question; a danger that has become less likely by more than
    `ruled_out_ratio` is not screened for; `entropy_share` is what a bit of certainty is worth in units of loss;
    `draws` is the number of fixed-seed draws behind each interval.
    """

    text_present_weight: Estimate
    text_absent_weight: Estimate
    uncertain_weight: Estimate
    entropy_share: Estimate
    stop_shift: Estimate
    ruled_out_ratio: Estimate
    tie_overlap: Estimate
    other_factor: Estimate
    unmentioned_weight: Estimate
    draws: int
    seed: int
    loss: dict[Disposition, dict[Disposition, float]]


class KnowledgeBase(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Causes, findings, rules and words, checked and expanded, with the hash of the files they came from.

    `advice` is kept by disposition, and under ``unread`` for an account of which nothing was understood. `hash` is
    the SHA-256 of every file's path and bytes: two answers with the same hash rest on the same
    numbers. `figures` holds every published figure that an entry may show, by id. A base that only assesses has
    neither `relief`, `course` nor `trials`. `language` is that of its prose: the files are English.
    """

    id: str
    version: str
    hash: str
    causes: dict[str, Cause]
    findings: dict[str, Finding]
    categories: dict[str, Category]
    groups: dict[str, DependenceGroup]
    rules: tuple[Rule, ...]
    thresholds: tuple[Threshold, ...]
    screens: tuple[Screen, ...]
    advice: dict[str, Advice]
    scales: dict[str, Scale]
    places: tuple[Place, ...]
    emergency_numbers: dict[str, str]
    lexicons: dict[str, Lexicon]
    sources: dict[str, Source]
    settings: Settings
    circumstances: dict[str, Circumstance] = {}
    remedies: dict[str, Remedy] = {}
    relief: ReliefSettings | None = None
    course: CourseKnowledge | None = None
    low_value: tuple[LowValue, ...] = ()
    reviews: tuple[Review, ...] = ()
    scans: dict[str, ScanFinding] = {}
    scan_advice: tuple[ScanAdvice, ...] = ()
    claims: dict[str, Claim] = {}
    figures: dict[str, Figure] = {}
    trials: TrialKnowledge | None = None
    language: str = "en"
