"""`rhomboid knowledge`: check, show, sources, stats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rhomboid.cli.day import today_option
from rhomboid.cli.exit_codes import KNOWLEDGE_FAULTS
from rhomboid.cli.files import InputError
from rhomboid.cli.knowledge_base import open_knowledge, show_problems
from rhomboid.cli.terminal import wrap

if TYPE_CHECKING:
    from rhomboid.model import Cause, Estimate, KnowledgeBase, Remedy, Shares

COUNTS = ("causes", "families", "findings", "red_flags", "categories", "rules", "sources", "phrases", "estimates")
RELIEF_COUNTS = ("remedies", "contraindications", "scan_findings", "claims", "figures", "judged_benefits")
SHIPPED_CASES = (Path("cases/upper_back.jsonl"),)


@click.group("knowledge")
def knowledge_command() -> None:
    """Check, show and count what rhomboid knows."""


@knowledge_command.command("check")
@click.argument("directory", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_context
def check_knowledge_command(context: click.Context, directory: Path | None) -> None:
    """Every fault of the knowledge files at once, with file and line. DIRECTORY: your own files."""
    from rhomboid.knowledge import check_knowledge

    problems = check_knowledge(directory)
    show_problems(problems)
    if problems:
        click.echo(f"{len(problems)} faults.", err=True)
        context.exit(KNOWLEDGE_FAULTS)
    click.echo("The knowledge base has no faults.")


@knowledge_command.command("show")
@click.argument("name", required=False)
def show_command(name: str | None) -> None:
    """One cause or remedy as rhomboid sees it, every number with its origin; without NAME, the ids of all."""
    from difflib import get_close_matches

    knowledge = open_knowledge()
    if name is None:
        names = {entry.id: entry.name for entry in knowledge.causes.values()}
        names |= {entry.id: entry.name for entry in knowledge.remedies.values()}
        for key, told in names.items():
            click.echo(f"{key}  {told}")
    elif name in knowledge.causes:
        click.echo("\n".join(_cause_lines(knowledge.causes[name], knowledge)))
    elif name in knowledge.remedies:
        click.echo("\n".join(_remedy_lines(knowledge.remedies[name])))
    else:
        close = get_close_matches(name, [*knowledge.causes, *knowledge.remedies], n=3)
        advice = f"Did you mean {' or '.join(close)}?" if close else "`rhomboid knowledge show` lists all."
        raise InputError(f"There is no cause or remedy called {name!r}. {advice}")


@knowledge_command.command("sources")
def sources_command() -> None:
    """Every source, with its address and who was studied."""
    for source in open_knowledge().sources.values():
        click.echo(wrap(f"{source.id}: {source.citation} {source.address or ''}".rstrip(), "", "    "))
        if source.population:
            click.echo(wrap(f"Studied: {source.population}", "    "))


@knowledge_command.command("stats")
@click.argument("cases", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@today_option
def stats_command(cases: tuple[Path, ...], today: date) -> None:
    """
    How much is known, and how well: by count, and by the weight it has in the answers to CASES.

    CASES are JSON lines with text, age and sex; the shipped development cases when left out.
    """
    from rhomboid.knowledge import knowledge_stats

    knowledge = open_knowledge()
    stats = knowledge_stats(knowledge)
    for name in (*COUNTS, *RELIEF_COUNTS):
        click.echo(f"{getattr(stats, name):6d}  {name.replace('_', ' ')}")
    click.echo("\nEstimates by grade")
    for grade, count in stats.by_grade.items():
        click.echo(f"{count:6d}  {grade:9s} {stats.share_by_grade[grade]:6.1%}")
    click.echo("\nFigures of remedies, course, scans and claims by grade")
    for grade, count in stats.figures_by_grade.items():
        click.echo(f"{count:6d}  {grade}")
    for path in cases or tuple(path for path in SHIPPED_CASES if path.exists()):
        weights = _decision_weight(path, knowledge, today)
        total = sum(weights.values()) or 1.0
        click.echo(f"\nWeight in the answers to {path}: summed |decibans| of the first five causes, by grade")
        for grade, weight in sorted(weights.items(), key=lambda entry: -entry[1]):
            click.echo(f"{weight:9.0f}  {grade:9s} {weight / total:6.1%}")


def _decision_weight(path: Path, knowledge: KnowledgeBase, today: date) -> dict[str, float]:
    from rhomboid.cohort import decision_weight

    with path.open("rb") as lines:
        return decision_weight(lines, knowledge, today)


def _cause_lines(cause: Cause, knowledge: KnowledgeBase) -> Iterator[str]:
    yield click.style(f"{cause.name} ({cause.id})", bold=True)
    yield wrap(cause.plain)
    yield f"Family: {cause.family}. Needs: {cause.disposition}."
    yield "\nHow common among adults with upper back pain"
    for setting, estimate in cause.pretest_probability.items():
        yield f"  {setting}: {_number(estimate)}"
    if cause.risk_factors:
        yield "\nTimes likelier in people with"
        for concept, estimate in cause.risk_factors.items():
            yield f"  {concept}: {_number(estimate)}"
    if cause.findings:
        yield "\nHow often it shows (s), or likelihood ratios (LR+, LR-)"
        for concept, row in cause.findings.items():
            form = "s" if row.sensitivity else "LR+" if row.lr_positive else "LR-"
            inherited = f" (family {row.inherited})" if row.inherited else ""
            background = knowledge.findings[concept].background.value
            yield f"  {concept}: {form} {_number(row.estimate)}; in all {background:g}{inherited}"
    for concept, shares in cause.categories.items():
        told = ", ".join(f"{option} {share:.2f}" for option, share in shares.shares.items())
        yield f"\n{concept}: {told}; {_origin(shares)}"


def _remedy_lines(remedy: Remedy) -> Iterator[str]:
    from rhomboid.answers import relief_wording as say

    yield click.style(f"{remedy.name} ({remedy.id})", bold=True)
    yield wrap(remedy.plain)
    yield f"Tier {remedy.tier}. {say.capital(say.COST[remedy.cost])}, {say.EFFORT[remedy.effort]}."
    if remedy.effects:
        yield "\nWhat was found"
        for effect in remedy.effects.values():
            rated = f"certainty {effect.certainty}, {say.WHOSE[effect.directness]}"
            yield wrap(f"{say.figure_words(effect)}; {rated}; {_origin(effect.estimate)}", "  ", "    ")
    yield "\nWhat is expected (points of 10; negative is less pain)"
    for row in remedy.indications:
        number = f"by {row.effect}" if row.judged is None else _number(row.judged)
        yield wrap(f"{', '.join(row.causes)} ({', '.join(row.durations) or 'any duration'}): {number}", "  ", "    ")
    if remedy.contraindications:
        yield "\nWhat speaks against it"
        for against in remedy.contraindications:
            rule = " or suspected: ".join(filter(None, (against.when, ", ".join(against.suspected))))
            origin = ", ".join((against.basis, *against.sources))
            yield wrap(f"{against.action}: {against.name} [{rule}]; {origin}", "  ", "    ")


def _number(estimate: Estimate) -> str:
    return f"{estimate.value:g} ({estimate.low:.3g} to {estimate.high:.3g}), {_origin(estimate)}"


def _origin(number: Estimate | Shares) -> str:
    return ", ".join(part for part in (number.grade, number.source, number.place) if part)
