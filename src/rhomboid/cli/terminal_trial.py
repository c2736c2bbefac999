"""Trials as plain text for a terminal: the day, the designs, the verdict first and what it rests on after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import click

from rhomboid.answers import relief_wording as say
from rhomboid.answers.trial_offers import power_words
from rhomboid.answers.trial_pool import pool_words
from rhomboid.answers.trial_setup import design_words, power_from_words
from rhomboid.answers.trial_words import (
    FAIR,
    KNOWS_THE_ARM,
    course_words,
    estimate_words,
    evidence_words,
    leaning_words,
    status_words,
)
from rhomboid.cli.terminal import heading, source_lines, wrap
from rhomboid.model import KnowledgeBase
from rhomboid.model.trial import Evidence
from rhomboid.model.trial_record import TrialDay, TrialOffers, TrialPool, TrialRecord, TrialResult, TrialSafety

REACH = 4
"""The picture goes this many points to each side."""
CELLS_A_POINT = 4
SHOWN_LOOKS = 9
STATUS = {"not_begun": "not begun", "running": "running", "over": "over", "stopped": "stopped"}
COLOURS = {"helped": "green", "made_worse": "red", "stopped": "red"}


def render_day(day: TrialDay) -> str:
    """What today is for; nothing of how it goes."""
    lines = [wrap(status_words(day))]
    if day.arm is not None:
        lines = [click.style(wrap(day.doing), bold=True), lines[0]]
        lines += [wrap(f"- {step}", "", "  ") for step in day.steps]
        lines += [wrap(f"Stop if {say.as_heading(day.stop_if)}.")] if day.stop_if else []
        lines += [wrap("This day is for the change to settle: write it down all the same.")] if day.washout else []
        used = "--used" if day.arm == "remedy" else "--used-other" if day.steps else "--not-used"
        written = "Today is written down." if day.written_today else f"In the evening: rhomboid trial log 5 {used}."
        lines += ["", wrap(f"{day.written} days written down. {written}")]
    if day.missing:
        shown = ", ".join(str(on) for on in day.missing[-5:])
        how = "Only if you are sure: rhomboid trial log 5 --when DATE. Else leave them."
        lines.append(wrap(f"Days without a pain: {len(day.missing)}, the last of them {shown}. {how}"))
    return "\n".join(lines) + "\n"


def render_offers(found: TrialOffers) -> str:
    """The designs to choose from, each with what it could show."""
    lines = [heading("How it could be done")]
    for place, offer in enumerate(found.offers, start=1):
        lines.append(click.style(wrap(f"{place}. {design_words(offer.design)}", "", "   "), bold=True))
        lines.append(wrap(f"{offer.sentence} {power_words(offer.power)}", "   "))
    if found.much_better is not None:
        lines.append(wrap(f"Were it much better, by the first: {power_words(found.much_better)}"))
    return "\n".join([*lines, wrap(power_from_words(found)), ""])


def render_safety(safety: TrialSafety) -> str:
    """What applies to this person and needs a word first; empty where nothing does."""
    cautions = [wrap(f"! {say.caution_sentence(caution, {})}", "", "  ") for caution in safety.cautions]
    return "\n".join([heading("Mind"), *cautions, ""]) if cautions else ""


def render_sealed(record: TrialRecord) -> str:
    """What was sealed, and the hash to keep."""
    sealed = record.sealed
    return "\n".join(
        [
            click.style(
                wrap(f"The trial {sealed.protocol.id} is sealed. It begins on {sealed.protocol.start}."), bold=True
            ),
            wrap(f"It lasts {sealed.protocol.design.days} days, and you may end it on any of them."),
            "",
            wrap("Keep this, or send it to someone you trust. It proves later that nothing was changed:"),
            sealed.sha256,
            "",
            wrap("Each morning: rhomboid trial today. Each evening: rhomboid trial log 5, and what you used."),
            wrap("If it does you harm: rhomboid trial log --adverse-event, and say what happened. That ends it."),
            "",
        ]
    )


def render_result(result: TrialResult) -> str:
    """The verdict in words, then the numbers it rests on, then the picture."""
    verdict = result.verdict
    lines = [click.style(wrap(result.sentence), bold=True, fg=COLOURS.get(verdict.kind)), ""]
    lines += [wrap(" ".join(course_words(result))), ""]
    if verdict.as_randomised is not None:
        lines += [heading("How much"), wrap(f"As drawn: {estimate_words(verdict.as_randomised, result)}")]
        if verdict.as_used is not None and verdict.as_used != verdict.as_randomised:
            lines += [wrap(f"As used: {estimate_words(verdict.as_used, result)} {FAIR}")]
        lines += [wrap(words) for words in leaning_words(result)]
        lines.append("")
    lines += [heading("How sure"), *(wrap(words) for words in evidence_words(result)), ""]
    if result.looks:
        lines += [*_picture(result.looks, result), ""]
    lines.append(wrap(KNOWS_THE_ARM))
    lines += source_lines(result.sources, say.numbered(result.sources))
    return "\n".join([*lines, f"Sealed as {result.sha256}"]) + "\n"


def render_pool(found: TrialPool, files: Sequence[str], knowledge: KnowledgeBase) -> str:
    """What several people's trials say together; `files` are where each of them was read."""
    return "\n".join(wrap(line) if line else "" for line in pool_words(found, files, knowledge)) + "\n"


def render_list(records: Sequence[TrialRecord], today: date) -> str:
    """Every trial in a line."""
    if not records:
        return wrap("There is no trial yet. Begin one with: rhomboid trial new heat.") + "\n"
    return "\n".join(_row(record, today) for record in records) + "\n"


def _row(record: TrialRecord, today: date) -> str:
    protocol, status = record.protocol, record.status(today)
    day = f", day {record.day_number(today)} of {protocol.design.days}" if status == "running" else ""
    return f"{protocol.id}  {protocol.start} to {record.last_day}  {STATUS[status]}{day}"


def _picture(taken: tuple[Evidence, ...], result: TrialResult) -> Iterator[str]:
    """Which differences were not ruled out by when, a bar for each look."""
    unit = (result.protocol.outcome.high - result.protocol.outcome.low) / 10
    yield heading("What was not ruled out, day by day")
    half = REACH * CELLS_A_POINT
    yield f"  day  {'less pain':<{half}}0{'more pain':>{half}}"
    for one in _spread(taken):
        yield f"  {one.day:>3}  {_bar(one, unit)}"


def _spread(taken: tuple[Evidence, ...]) -> Iterable[Evidence]:
    """At most `SHOWN_LOOKS` of the looks, evenly, the last among them."""
    step = max(1, -(-len(taken) // SHOWN_LOOKS))
    return taken[(len(taken) - 1) % step :: step]


def _bar(one: Evidence, unit: float) -> str:
    half = REACH * CELLS_A_POINT
    low = -half if one.low is None else max(-half, round(one.low / unit * CELLS_A_POINT))
    high = half if one.high is None else min(half, round(one.high / unit * CELLS_A_POINT))
    cells = ["━" if low <= place <= high else "·" for place in range(-half, half + 1)]
    cells[half] = "╂" if low <= 0 <= high else "┃"
    return "".join(cells)
