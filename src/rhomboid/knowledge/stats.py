"""How much is known, and how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

import msgspec

from rhomboid.model import Cause, Grade, KnowledgeBase


class KnowledgeStats(msgspec.Struct, frozen=True):
    """
    Counts of a knowledge base.

    `estimates` are numbers about causes (base rates, ratios, findings, and each distribution once), as written:
    a row that a whole family inherits counts once. `by_grade` and `share_by_grade` divide them by grade; the shares
    sum to 1. A large measured share does not mean that the measured numbers decide the answers. `figures` are the
    published numbers about remedies, course, scans and claims, `judged_benefits` what is expected of remedies
    without one.
    """

    causes: int
    families: int
    findings: int
    red_flags: int
    categories: int
    rules: int
    sources: int
    phrases: int
    estimates: int
    by_grade: dict[str, int]
    share_by_grade: dict[str, float]
    remedies: int
    contraindications: int
    scan_findings: int
    claims: int
    figures: int
    judged_benefits: int
    figures_by_grade: dict[str, int]


def knowledge_stats(knowledge: KnowledgeBase) -> KnowledgeStats:
    """Count causes, findings, sources and estimates by grade."""
    counted = Counter(dict(_rows(knowledge)).values())
    total = sum(counted.values())
    figures = Counter(figure.estimate.grade for figure in knowledge.figures.values())
    by_grade = {grade: counted[grade] for grade in get_args(Grade)}
    return KnowledgeStats(
        causes=len(knowledge.causes),
        families=len({cause.family for cause in knowledge.causes.values()}),
        findings=len(knowledge.findings),
        red_flags=sum(finding.red_flag for finding in knowledge.findings.values()),
        categories=len(knowledge.categories),
        rules=len(knowledge.rules),
        sources=len(knowledge.sources),
        phrases=sum(len(patterns) for lexicon in knowledge.lexicons.values() for patterns in lexicon.phrases.values()),
        estimates=total,
        by_grade=by_grade,
        share_by_grade={grade: count / total if total else 0.0 for grade, count in by_grade.items()},
        remedies=len(knowledge.remedies),
        contraindications=sum(len(remedy.contraindications) for remedy in knowledge.remedies.values()),
        scan_findings=len(knowledge.scans),
        claims=len(knowledge.claims),
        figures=len(knowledge.figures),
        judged_benefits=sum(
            row.judged is not None for remedy in knowledge.remedies.values() for row in remedy.indications
        ),
        figures_by_grade={grade: figures[grade] for grade in get_args(Grade)},
    )


def _rows(knowledge: KnowledgeBase) -> Iterator[tuple[tuple[str, ...], Grade]]:
    for cause in knowledge.causes.values():
        yield from _cause_rows(cause)


def _cause_rows(cause: Cause) -> Iterator[tuple[tuple[str, ...], Grade]]:
    for setting, estimate in cause.pretest_probability.items():
        yield (cause.id, "pretest_probability", setting), estimate.grade
    for finding, estimate in cause.risk_factors.items():
        yield (cause.id, "risk_factors", finding), estimate.grade
    for finding, evidence in cause.findings.items():
        yield (evidence.inherited or cause.id, "findings", finding), evidence.estimate.grade
    for category, shares in cause.categories.items():
        yield (shares.inherited or cause.id, "categories", category), shares.grade
