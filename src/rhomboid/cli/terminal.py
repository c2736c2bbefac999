"""An assessment as plain text for a terminal: what to do first, reasons after, no colour unless wanted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

import click

from rhomboid.answers import wording
from rhomboid.model import Account, Assessment, CauseResult, Source

WIDTH = 78
BAR = 24


def render_assessment(assessment: Assessment, account: Account) -> str:
    """
    The whole answer as lines of at most 78 characters: what to do, causes, reasons, words, question, sources.

    Colours are ANSI codes that `click.echo` drops when the output is no terminal.
    """
    blocks = [
        *_what_to_do(assessment),
        *_causes(assessment),
        *_understood(assessment, account),
        *_question(assessment),
        *_notes(assessment),
        *_sources(assessment),
    ]
    return "\n".join(blocks).rstrip() + "\n"


def _what_to_do(assessment: Assessment) -> Iterator[str]:
    colour = "red" if assessment.disposition in wording.DANGEROUS else "green"
    yield click.style(wrap(assessment.title), bold=True, fg=colour)
    yield ""
    yield wrap(assessment.what_to_do)
    numbers = wording.source_numbers(assessment)
    for alarm in assessment.alarms:
        cited = " ".join(f"[{numbers[key]}]" for key in alarm.sources if key in numbers)
        yield wrap(f"Why: {alarm.reason} {cited}".rstrip())
    if assessment.come_back_if:
        yield ""
        yield wrap(assessment.come_back_if)
    yield ""


def _causes(assessment: Assessment) -> Iterator[str]:
    numbers = wording.source_numbers(assessment)
    yield heading("What it may be")
    if assessment.unread:
        yield wrap("Nothing could be understood yet, so these are only how common each cause is.")
    tied = wording.leading_tie_sentence(assessment)
    if tied:
        yield wrap(tied)
    yield ""
    for cause in wording.leading(assessment):
        yield from _cause(cause, numbers)
    dangers = wording.dangers_considered(assessment)
    if dangers:
        listed = ", ".join(f"{cause.name} ({wording.percent(cause.probability)})" for cause in dangers)
        yield wrap(f"Dangerous causes also looked at: {listed}.")
        yield ""


def _cause(cause: CauseResult, numbers: dict[str, int]) -> Iterator[str]:
    filled = round(cause.probability * BAR)
    bar = "█" * filled + "·" * (BAR - filled)
    yield f"{bar} {wording.percent(cause.probability):>8}  {click.style(cause.name, bold=True)}"
    yield wrap(f"{cause.plain} Likely {wording.interval(cause)}.", "    ")
    for sign, reasons in (("+", cause.reasons_for), ("-", cause.reasons_against)):
        for reason in reasons[: wording.SHOWN_REASONS]:
            yield wrap(f"{sign} {wording.reason_sentence(reason, numbers)}", "    ", "      ")
    yield ""


def _understood(assessment: Assessment, account: Account) -> Iterator[str]:
    if not assessment.understood and not assessment.not_counted:
        return
    yield heading("What was understood")
    for entry in assessment.understood:
        words = f' ("{quoted(entry.mention.words)}")' if entry.mention else ""
        yield wrap(f"- {wording.understood_sentence(entry)}{words}", "", "  ")
    for mention in assessment.not_counted:
        yield wrap(f'- Not counted: "{quoted(mention.words)}", because {wording.why_not_counted(mention)}.', "", "  ")
    if account.text:
        yield wrap("If something here is wrong, say it in other words or answer it yourself.")
    yield ""


def _question(assessment: Assessment) -> Iterator[str]:
    question = assessment.next_question
    if question is None:
        return
    yield heading("The question that would help most")
    yield wrap(question.question)
    for name in question.option_names:
        yield wrap(f"- {name}", "", "  ")
    yield wrap(f"Why it is asked: {question.why}")
    yield ""


def _notes(assessment: Assessment) -> Iterator[str]:
    if assessment.notes:
        yield heading("What is not known")
        for note in assessment.notes:
            yield wrap(f"- {note}", "", "  ")
        yield ""


def _sources(assessment: Assessment) -> Iterator[str]:
    cited = wording.cited_first(assessment)
    shown = {key: source for key, source in assessment.sources.items() if key in cited}
    yield from source_lines(shown, wording.source_numbers(assessment))
    yield f"Knowledge: {assessment.knowledge} {assessment.knowledge_version}, {assessment.knowledge_hash[:12]}"
    yield "This is decision support with its reasons shown, not a diagnosis."


def render_explanation(cause: CauseResult, assessment: Assessment, numbers: dict[str, int]) -> str:
    """Everything an assessment holds on one cause, each reason with its decibans, source and place."""
    lines = [
        click.style(cause.name, bold=True),
        wrap(f"{cause.plain} {wording.percent(cause.probability)}, likely {wording.interval(cause)}."),
    ]
    tied = wording.tie_sentence(cause, assessment)
    if tied:
        lines.append(wrap(tied))
    for title, reasons in (("For it", cause.reasons_for), ("Against it", cause.reasons_against)):
        if reasons:
            lines += ["", heading(title)]
        for reason in reasons:
            place = f", {reason.place}" if reason.place else ""
            sentence = wording.reason_sentence(reason, numbers)
            lines.append(wrap(f"{reason.decibans:+5.1f} dB  {sentence} {reason.grade}{place}.", "", "          "))
    cited = {reason.source for reason in (*cause.reasons_for, *cause.reasons_against)}
    listed = [(number, key) for key, number in numbers.items() if key in cited]
    if listed:
        lines += ["", heading("Sources")]
        lines += [_source_line(number, assessment.sources[key]) for number, key in listed]
    return "\n".join(lines) + "\n"


def quoted(words: str) -> str:
    """A person's words on one line, without control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in words)


def source_lines(sources: Mapping[str, Source], numbers: Mapping[str, int]) -> Iterator[str]:
    """The list of sources under its heading, by number; nothing where there is none."""
    if sources:
        yield heading("Sources")
        for key, number in sorted(numbers.items(), key=lambda entry: entry[1]):
            if key in sources:
                yield _source_line(number, sources[key])
        yield ""


def _source_line(number: int, source: Source) -> str:
    address = f" {source.address}" if source.address else ""
    return wrap(f"[{number}] {source.citation}{address}", "", "    ")


def heading(text: str) -> str:
    """A heading, bold and underlined on a terminal."""
    return click.style(text, bold=True, underline=True)


def wrap(text: str, first: str = "", rest: str | None = None) -> str:
    """The text in lines of at most 78 characters, the first and the rest indented."""
    indent = first if rest is None else rest
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False)
