"""The knowledge base as the commands need it: loaded, or refused in words."""

from __future__ import annotations

import click

from rhomboid.cli.exit_codes import KNOWLEDGE_FAULTS
from rhomboid.knowledge import load_knowledge
from rhomboid.model import KnowledgeBase, Problem


class KnowledgeError(click.ClickException):
    """A knowledge base too faulty to answer from. Exit code 4."""

    exit_code = KNOWLEDGE_FAULTS


def open_knowledge() -> KnowledgeBase:
    """The shipped knowledge base."""
    knowledge, problems = load_knowledge()
    if knowledge is None:
        show_problems(problems)
        raise KnowledgeError("The knowledge base cannot be used. See `rhomboid knowledge check`.")
    return knowledge


def show_problems(problems: list[Problem]) -> None:
    """Every problem, one a line, on stderr."""
    for problem in problems:
        click.echo(str(problem), err=True)
