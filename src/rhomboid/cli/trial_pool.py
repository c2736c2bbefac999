"""`rhomboid trial pool`: several people's trials of one comparison, each learning from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rhomboid.cli.exit_codes import SOME_LINES_FAILED
from rhomboid.cli.files import InputError, read_text
from rhomboid.cli.knowledge_base import open_knowledge, show_problems
from rhomboid.cli.trial_under_way import as_text, json_option, told_in_words

if TYPE_CHECKING:
    from rhomboid.model import Problem
    from rhomboid.model.trial_record import TrialResult


@click.command("pool")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@click.pass_context
def pool_command(context: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """
    What several people's trials say together.

    Each FILE is what one person's `rhomboid trial result --json` wrote, one trial a person, all of one comparison: that
    of the first. A file that does not fit is left out, and why is said. With --json it can be a next trial's --prior.
    """
    from rhomboid.answers.trial_pool import fit_to_pool, pool_trials
    from rhomboid.cli.terminal_trial import render_pool

    read, unreadable = _read(files)
    fit, misfits = fit_to_pool(read)
    problems = [*unreadable, *misfits]
    show_problems(problems)
    with told_in_words():
        found = pool_trials([result for _, result in fit])
    names = [path for path, _ in fit]
    click.echo(as_text(found) if as_json else render_pool(found, names, open_knowledge()), nl=as_json)
    if problems:
        context.exit(SOME_LINES_FAILED)


def _read(files: tuple[str, ...]) -> tuple[list[tuple[str, TrialResult]], list[Problem]]:
    """The results that can be read, each with its file, and what is wrong with the other files."""
    from rhomboid.answers.trial_pool import LEFT_OUT, read_result
    from rhomboid.model import Problem

    read: list[tuple[str, TrialResult]] = []
    problems: list[Problem] = []
    for path in files:
        try:
            found = read_result(read_text(path), path)
        except InputError as error:
            found = Problem(path, 0, "unreadable", error.message, LEFT_OUT)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            read.append((path, found))
    return read, problems
