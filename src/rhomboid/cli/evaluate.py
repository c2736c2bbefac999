"""`rhomboid evaluate CASES.jsonl`."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import click
import msgspec

from rhomboid.cli.day import today_option
from rhomboid.cli.exit_codes import SOME_LINES_FAILED
from rhomboid.cli.files import InputError, read_text
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.cohort import BatchAnswer, Case, Evaluation, Figure, assess_many, evaluate
from rhomboid.model import SETTINGS, Setting

Decoded = TypeVar("Decoded")
COUNTED = {
    "strict_top_1": "published cause first",
    "strict_top_3": "published cause in first 3",
    "strict_top_5": "published cause in first 5",
    "lenient_top_1": "acceptable cause first",
    "lenient_top_3": "acceptable cause in first 3",
    "lenient_top_5": "acceptable cause in first 5",
    "under_triage": "answered less urgent than any fair answer",
    "over_triage": "answered more urgent than any fair answer",
    "emergencies_answered_emergency": "emergencies answered emergency",
    "emergencies_answered_emergency_or_same_day": "emergencies answered emergency or same_day",
    "routine_or_self_care_answered_emergency": "routine or self_care answered emergency",
    "routine_or_self_care_answered_emergency_or_same_day": "routine or self_care answered emergency or same_day",
    "mean_probability_of_first_cause": "mean probability of the first cause",
}
PLAIN = {
    "brier": "Brier score over all causes (0 best)",
    "brier_of_first_cause": "Brier score of the first cause, lenient",
    "log_loss": "log loss of the published cause",
    "log_loss_lenient": "log loss of the best acceptable cause",
}


@click.command("evaluate")
@click.argument("cases", metavar="CASES.jsonl")
@click.option("--results", metavar="OUT.jsonl", help="Score these answers instead of answering now.")
@click.option("--setting", type=click.Choice(SETTINGS), default="home", show_default=True)
@today_option
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@click.pass_context
def evaluate_command(
    context: click.Context, cases: str, results: str | None, setting: Setting, today: date, as_json: bool
) -> None:
    """
    Ranks, triage and calibration on published cases, by kind and by half, with bootstrap 95% intervals.

    A gain on one half only is not a gain.
    """
    read = _decode(cases, Case)
    if not read:
        raise InputError(f"{cases} holds no case. Give one JSON object a line.")
    if results is not None:
        answers, failed = {answer.id: answer for answer in _decode(results, BatchAnswer)}, 0
    else:
        answers, failed = _answer(cases, setting, today)
    evaluation = evaluate(read, answers)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(evaluation), indent=2).decode())
    else:
        click.echo(render_evaluation(evaluation), nl=False)
    if failed:
        context.exit(SOME_LINES_FAILED)


def render_evaluation(evaluation: Evaluation) -> str:
    """The figures as text: one block a group, then the reliability table."""
    lines = [f"{evaluation.cases} cases, {evaluation.missing} without an answer. In brackets: 95% bootstrap interval."]
    for group in evaluation.groups:
        lines += ["", f"{group.name} (n = {group.n})"]
        counted = [key for key in COUNTED if key in group.figures]
        lines += [f"  {_counted(group.figures[key])}  {COUNTED[key]}" for key in counted]
        lines += [f"  {_plain(group.figures[key])}  {text}" for key, text in PLAIN.items()]
    lines += ["", "Reliability of the first cause"]
    lines += ["  said       n   mean said   right, strict          right, lenient"]
    for row in evaluation.reliability:
        lines.append(
            f"  {row.low:4.0%}-{row.high:4.0%} {row.n:3d}       {row.mean_probability:5.1%}"
            f"   {_counted(row.right_strict)}  {_counted(row.right_lenient)}"
        )
    return "\n".join(lines) + "\n"


def _counted(figure: Figure) -> str:
    return f"{figure.value:6.1%} ({figure.low:6.1%} to {figure.high:6.1%})"


def _plain(figure: Figure) -> str:
    return f"{figure.value:6.3f} ({figure.low:6.3f} to {figure.high:6.3f})"


def _answer(path: str, setting: Setting, today: date) -> tuple[dict[str, BatchAnswer], int]:
    lines = [line.encode() for line in read_text(path).split("\n")]
    answers: dict[str, BatchAnswer] = {}
    failed = 0
    for line in assess_many(lines, open_knowledge(), today, setting):
        if line.answer is None:
            failed += 1
            click.echo(f"{path}:{line.number}: {line.problem}", err=True)
        else:
            answers[line.answer.id] = line.answer
    return answers, failed


def _decode(path: str, kind: type[Decoded]) -> list[Decoded]:
    decoded = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            try:
                decoded.append(msgspec.json.decode(line, type=kind))
            except msgspec.DecodeError as error:
                raise InputError(f"{path}:{number}: {error}. Mend or delete the line.") from None
    return decoded
