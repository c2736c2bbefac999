"""`rhomboid assess --batch`: accounts in, answers out, with a progress bar on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

import click
import msgspec

from rhomboid.cli.exit_codes import OK, SOME_LINES_FAILED
from rhomboid.cli.files import InputError, open_atomically, reason
from rhomboid.cohort import assess_many
from rhomboid.model import KnowledgeBase, Setting

MOST_PROCESSES = 2
BAR = 30


def run_batch(source: str, target: str, knowledge: KnowledgeBase, setting: Setting, locale: str, today: date) -> int:
    """Answer every line of `source` into `target`, whole or not at all. The exit code says whether a line failed."""
    failed = answered = 0
    processes = min(MOST_PROCESSES, os.cpu_count() or 1)
    with _open_input(source) as (file, size), open_atomically(target) as out:
        for line in assess_many(_with_progress(file, size), knowledge, today, setting, locale, processes):
            if line.answer is None:
                failed += 1
                click.echo(f"{source}:{line.number}: {line.problem}", err=True)
            else:
                answered += 1
                out.write(msgspec.json.encode(line.answer).decode() + "\n")
    told = f"{answered} answered" + (f", {failed} could not be answered" if failed else "")
    click.echo(f"{told}; wrote {target}.", err=True)
    return SOME_LINES_FAILED if failed else OK


@contextmanager
def _open_input(source: str) -> Iterator[tuple[IO[bytes], int]]:
    try:
        file = click.open_file(source, "rb")
        size = Path(source).stat().st_size if source != "-" else 0
    except OSError as error:
        raise InputError(f"Cannot read {source}: {reason(error)}. Check the name, or use - for stdin.") from None
    with file:
        yield file, size


def _with_progress(file: IO[bytes], size: int) -> Iterator[bytes]:
    """The lines, with a bar over the bytes read; nothing is drawn where stderr is no terminal."""
    drawn = -1
    done = 0
    shown = size > 0 and sys.stderr.isatty()
    for line in file:
        yield line
        done += len(line)
        filled = min(BAR, BAR * done // size) if shown else drawn
        if filled > drawn:
            drawn = filled
            bar = "█" * filled + "·" * (BAR - filled)
            click.echo(f"\rAssessing {bar} {min(1.0, done / size):4.0%}", err=True, nl=False)
    if shown:
        click.echo("", err=True)
