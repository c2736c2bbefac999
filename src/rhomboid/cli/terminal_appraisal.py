"""Appraisals as plain text for a terminal: the answer first, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

import click

from rhomboid.answers import relief_wording as say
from rhomboid.cli.terminal import heading, quoted, source_lines, wrap
from rhomboid.model import Appraisal, ClaimAppraisal, ScanAppraisal, ScanItem, TreatmentAppraisal


def render_appraisal_text(appraisal: Appraisal) -> str:
    """One appraisal as lines of at most 78 characters."""
    numbers = say.numbered(appraisal.sources)
    if isinstance(appraisal, ScanAppraisal):
        body = _scan(appraisal, numbers)
    elif isinstance(appraisal, TreatmentAppraisal):
        body = _treatment(appraisal, numbers)
    else:
        body = _claim(appraisal, numbers)
    first = (
        [wrap(appraisal.what_to_do), ""] if not isinstance(appraisal, ClaimAppraisal) and appraisal.what_to_do else []
    )
    lines = [
        *first,
        click.style(wrap(appraisal.summary), bold=True),
        "",
        *body,
        *source_lines(appraisal.sources, numbers),
    ]
    lines.append(f"Knowledge: {appraisal.knowledge} {appraisal.knowledge_version}, {appraisal.knowledge_hash[:12]}")
    return "\n".join(lines) + "\n"


def _scan(appraisal: ScanAppraisal, numbers: dict[str, int]) -> Iterator[str]:
    for item in appraisal.items:
        yield from _scan_item(item, numbers)
    for words in appraisal.unmatched:
        yield wrap(f'Not understood: "{quoted(words)}". Ask whoever wrote it what it means.')
    if appraisal.advice and appraisal.items:
        yield heading("When a scan is worth having")
        for entry in appraisal.advice:
            cited = " ".join(say.cite(key, numbers) for key in entry.sources)
            yield wrap(f"- {say.as_heading(entry.when)}: {entry.says} {cited}", "", "  ")
        for figure in appraisal.figures:
            yield wrap(f"= {say.figure_sentence(figure, numbers)}", "  ", "    ")
    yield from (wrap(note) for note in appraisal.notes)
    yield ""


def _scan_item(item: ScanItem, numbers: dict[str, int]) -> Iterator[str]:
    where = ", ".join((*item.levels, *([say.REGION[item.region]] if item.region else [])))
    place = f" ({where})" if where else ""
    absent = ", said not to be there" if item.presence == "absent" else ""
    yield click.style(wrap(f"{say.capital(item.name)}{place}{absent}"), bold=True)
    yield wrap(f'From "{quoted(item.words)}". {item.plain}', "  ")
    if item.presence == "present" and not item.serious:
        yield wrap(say.scan_sentence(item, numbers), "  ")
        if item.who and item.prevalence:
            yield wrap(f"Counted in: {item.who}.", "  ")
    for shift in item.shifts:
        yield wrap(f"- {shift.name}: {say.shift_words(shift.before, shift.at_most)}.", "  ", "    ")
    if item.note:
        yield wrap(item.note, "  ")
    yield ""


def _treatment(appraisal: TreatmentAppraisal, numbers: dict[str, int]) -> Iterator[str]:
    if appraisal.matched is None or appraisal.name is None:
        return
    yield wrap(f'"{quoted(appraisal.matched.words)}" was taken for: {appraisal.name}. {appraisal.plain}')
    for other in appraisal.also_named:
        yield wrap(f"Also named, and not appraised here: {other.name}.")
    if appraisal.benefit is not None and appraisal.fit is not None:
        yield wrap(
            f"For what you told, it is for {appraisal.fit:.0%} of what it may be: "
            f"expect {say.benefit_words(appraisal.benefit)}."
        )
    yield ""
    sections = (
        ("Not for you", [say.caution_sentence(entry, numbers) for entry in appraisal.against]),
        (
            "What it does",
            [
                *(say.effect_words(effect, numbers) for effect in appraisal.effects),
                *(say.statement_sentence(statement, numbers) for statement in appraisal.statements),
            ],
        ),
        ("What it can do to you", [say.harm_sentence(harm, numbers) for harm in appraisal.harms]),
        (
            "Low-value care",
            [
                f"{entry.name}. {say.VERDICT[entry.verdict]}: {entry.why} {entry.instead} "
                + " ".join(say.figure_sentence(figure, numbers) for figure in entry.figures)
                for entry in appraisal.low_value
            ],
        ),
        ("Mind", [say.caution_sentence(entry, numbers) for entry in appraisal.cautions]),
        ("Ask about these first", [say.caution_sentence(entry, numbers) for entry in appraisal.check_first]),
        ("What is tried before", [entry.name for entry in appraisal.tried_before]),
        ("Questions to ask", list(appraisal.questions)),
    )
    for title, lines in sections:
        if lines:
            yield heading(title)
            yield from (wrap(f"- {line}", "", "  ") for line in lines)
            yield ""


def _claim(appraisal: ClaimAppraisal, numbers: dict[str, int]) -> Iterator[str]:
    if appraisal.claim is not None and appraisal.verdict is not None:
        yield wrap(f"The claim: {appraisal.claim}")
        yield wrap(f"Verdict: {say.VERDICT[appraisal.verdict]}. {appraisal.qualifier}")
        yield ""
        for figure in appraisal.figures:
            yield wrap(f"= {say.figure_sentence(figure, numbers)}", "", "  ")
        for statement in appraisal.statements:
            yield wrap(f"= {say.statement_sentence(statement, numbers)}", "", "  ")
        yield ""
    if appraisal.near:
        yield heading("Claims that come near")
        yield from (wrap(f"- {near.claim}", "", "  ") for near in appraisal.near)
        yield ""
