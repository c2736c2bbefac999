"""A plan and a course as plain text for a terminal: what to try first, and how it usually goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import click

from rhomboid.answers import relief_wording as say
from rhomboid.answers.course_words import no_course_sentence
from rhomboid.answers.wording import DANGEROUS
from rhomboid.cli.terminal import heading, source_lines, wrap
from rhomboid.model import Assessment, Course, LeaveAlone, LeftOut, Plan, RemedyOption

HALF_POINTS = 21
"""Places across the 0-10 scale, one for each half point."""


def render_plan(plan: Plan) -> str:
    """The whole plan as lines of at most 78 characters. Where someone is needed now, only what to do now."""
    course = plan.course
    numbers = say.numbered(plan.sources, course.sources if course else {})
    blocks = [*_what_to_do(plan)]
    if plan.options:
        blocks += [*_options(plan, numbers), *_ruled_out(plan, numbers), *_left_out(plan), *_leave_alone(plan, numbers)]
    if course is not None:
        blocks += _course(course, numbers)
    blocks += [*_come_back(plan, numbers), *_notes(plan.notes)]
    blocks += source_lines({**plan.sources, **(course.sources if course else {})}, numbers)
    blocks += [
        f"Knowledge: {plan.knowledge} {plan.knowledge_version}, {plan.knowledge_hash[:12]}",
        "This is decision support with its reasons shown, not a prescription.",
    ]
    return "\n".join(blocks).rstrip() + "\n"


def render_course(course: Course) -> str:
    """The forecast as a table of weeks with the person's own pace, and the figures behind it."""
    numbers = say.numbered(course.sources)
    return "\n".join([*_course(course, numbers), *source_lines(course.sources, numbers)]).rstrip() + "\n"


def render_no_course(assessment: Assessment) -> str:
    """Why there is no forecast."""
    if assessment.disposition in DANGEROUS:
        return f"{wrap(assessment.title)}\n\n{wrap(assessment.what_to_do)}\n"
    return wrap(no_course_sentence(assessment)) + "\n"


def _what_to_do(plan: Plan) -> Iterator[str]:
    colour = "red" if plan.disposition in DANGEROUS else "green"
    yield click.style(wrap(plan.title), bold=True, fg=colour)
    yield ""
    yield wrap(plan.what_to_do)
    yield ""


def _options(plan: Plan, numbers: dict[str, int]) -> Iterator[str]:
    yield heading("What to try, safest first")
    yield ""
    for place, option in enumerate(plan.options[: say.SHOWN_OPTIONS], start=1):
        yield from _option(place, option, numbers)
    rest = plan.options[say.SHOWN_OPTIONS :]
    for tier_name, options in groupby(rest, key=lambda option: option.tier_name):
        yield heading(f"Then, if you want more: {tier_name}")
        for option in options:
            yield wrap(f"- {option.name}. {say.expectation(option, numbers)}", "", "  ")
            yield from _warnings(option, numbers, "  ")
        yield ""
    if rest:
        yield wrap("How to do these, their harms and the trials behind them: rhomboid plan --html page.html.")
        yield ""


def _option(place: int, option: RemedyOption, numbers: dict[str, int]) -> Iterator[str]:
    yield click.style(wrap(f"{place}. {option.name}", "", "   "), bold=True)
    yield wrap(f"{option.plain} {say.capital(say.COST[option.cost])}, {say.EFFORT[option.effort]}.", "   ")
    yield wrap(say.expectation(option, numbers), "   ")
    if option.tried is not None and option.tried in say.TRIED:
        yield wrap(say.TRIED[option.tried], "   ")
    for step in option.steps:
        yield wrap(f"- {step}", "   ", "     ")
    yield wrap(f"Works within: {say.as_heading(option.time_to_effect)}.", "   ")
    yield wrap(f"Stop if {say.as_heading(option.stop_if)}.", "   ")
    yield from _warnings(option, numbers, "   ")
    told = [
        *(say.effect_words(effect, numbers) for effect in option.effects),
        *(say.statement_sentence(statement, numbers) for statement in option.statements),
    ]
    for words in told[: say.SHOWN_EFFECTS]:
        yield wrap(f"= {words}", "   ", "     ")
    for harm in option.harms:
        yield wrap(f"! {say.harm_sentence(harm, numbers)}", "   ", "     ")
    yield ""


def _warnings(option: RemedyOption, numbers: dict[str, int], indent: str) -> Iterator[str]:
    for caution in option.cautions:
        yield wrap(f"! {say.caution_sentence(caution, numbers)}", indent, f"{indent}  ")
    if option.check_first:
        yield wrap(f"Ask first if you have: {say.not_if(option.check_first)}.", indent, f"{indent}  ")


def _ruled_out(plan: Plan, numbers: dict[str, int]) -> Iterator[str]:
    if plan.ruled_out:
        yield heading("Not for you")
        for entry in plan.ruled_out:
            reasons = " ".join(say.caution_sentence(caution, numbers) for caution in entry.because)
            yield wrap(f"- {entry.name}. {reasons}", "", "  ")
        yield ""


def _left_out(plan: Plan) -> Iterator[str]:
    by_reason: dict[str, list[LeftOut]] = {}
    for entry in plan.left_out:
        by_reason.setdefault(entry.because, []).append(entry)
    if by_reason:
        yield heading("Left out")
        for because, entries in by_reason.items():
            yield wrap(f"- {because} {', '.join(entry.name for entry in entries)}.", "", "  ")
        yield ""


def _leave_alone(plan: Plan, numbers: dict[str, int]) -> Iterator[str]:
    if plan.leave_alone:
        yield heading("What you can leave alone")
        for entry in plan.leave_alone[: say.SHOWN_LOW_VALUE]:
            yield from _low_value(entry, numbers)
        rest = [entry.name for entry in plan.leave_alone[say.SHOWN_LOW_VALUE :]]
        if rest:
            yield wrap(f"- Seldom worth it either: {'; '.join(rest)}.", "", "  ")
        yield ""


def _low_value(entry: LeaveAlone, numbers: dict[str, int]) -> Iterator[str]:
    yield wrap(f"- {entry.name}. {say.VERDICT[entry.verdict]}: {entry.why} {entry.instead}", "", "  ")
    for figure in entry.figures:
        yield wrap(f"= {say.figure_sentence(figure, numbers)}", "  ", "    ")
    for statement in entry.statements:
        yield wrap(f"= {say.statement_sentence(statement, numbers)}", "  ", "    ")


def _come_back(plan: Plan, numbers: dict[str, int]) -> Iterator[str]:
    if plan.urgent_if:
        yield heading("When to come back")
        for review in plan.come_back:
            cited = " ".join(f"[{numbers[key]}]" for key in review.sources if key in numbers)
            yield wrap(f"- {say.as_heading(review.when)}: {say.as_heading(review.whom)}. {cited}".rstrip(), "", "  ")
        yield wrap(plan.urgent_if)
        yield ""


def _course(course: Course, numbers: dict[str, int]) -> Iterator[str]:
    yield heading("How it usually goes")
    yield wrap(say.course_sentence(course))
    yield ""
    yield "  week   half of people   9 in 10   0         5        10"
    for band in course.bands:
        if band.week in say.SHOWN_WEEKS:
            middle, most = f"{band.p50:.1f}", f"{band.p90:.1f}"
            yield f"  {band.week:>4g}   {middle:>6} or less   {most:>7}   {_strip(band.p25, band.p50, band.p75)}"
    yield ""
    if course.pace is not None:
        pace = course.pace
        yield wrap(
            f"Your last days: {say.number(pace.recent_nrs)} of 10; half of people are at "
            f"{say.number(pace.expected_nrs)} or less by day {say.number(pace.day)}. {pace.sentence}"
        )
    yield wrap(course.slower_means)
    for entry in (*course.recovery, *course.recurrence):
        yield wrap(f"- {say.figure_sentence(entry.figure, numbers)} Counted as: {entry.definition}", "", "  ")
    for share in course.curves:
        cited = say.cite(share.source, numbers)
        yield wrap(f"- {share.share:.0%} of the forecast: {share.who}. Certainty {share.certainty}. {cited}", "", "  ")
    yield from (wrap(note) for note in course.notes)
    yield ""


def _strip(low: float, middle: float, high: float) -> str:
    """A quarter to three quarters of people as a bar on the 0-10 scale, half of them at the mark."""
    cells = ["·"] * HALF_POINTS
    for place in range(round(low * 2), round(high * 2) + 1):
        cells[place] = "━"
    cells[round(middle * 2)] = "┃"
    return "".join(cells)


def _notes(notes: tuple[str, ...]) -> Iterator[str]:
    if notes:
        yield heading("What is not known")
        for note in notes:
            yield wrap(f"- {note}", "", "  ")
        yield ""
