"""`make demo`: one real account, answered to the terminal and to a page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from rhomboid.answers import assess
from rhomboid.cli.files import read_text, write_text
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.cli.terminal import render_assessment
from rhomboid.model import Account
from rhomboid.report import render_report

ACCOUNT = Path("examples/shoulder-blade.txt")
PAGE = Path("build/demo.html")


def main() -> None:
    """Print the account, its assessment, and where the page is."""
    knowledge = open_knowledge()
    account = Account(text=read_text(str(ACCOUNT)).strip())
    assessment = assess(account, knowledge, datetime.now().astimezone().date())
    PAGE.parent.mkdir(exist_ok=True)
    write_text(str(PAGE), render_report(assessment, account, knowledge))
    click.echo(f"The account:\n\n{account.text}\n\nWhat rhomboid answers:\n")
    click.echo(render_assessment(assessment, account))
    click.echo(f"The same as a page: {PAGE.resolve()}")


if __name__ == "__main__":
    main()
