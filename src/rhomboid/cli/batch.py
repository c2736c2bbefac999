"""`rhomboid assess --batch`: accounts in, answers out, with a progress bar on stderr."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

import click
import msgspec
from click._termui_impl import ProgressBar

from rhomboid.cli.exit_codes import OK, SOME_LINES_FAILED
from rhomboid.cli.files import InputError, open_atomically, reason
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.cohort import assess_many
from rhomboid.model import Setting

MOST_PROCESSES = 2


def run_batch(source: str, target: str, setting: Setting, locale: str, today: date) -> int:
    """Answer every line of `source` into `target`, whole or not at all. The exit code says whether a line failed."""
    knowledge = open_knowledge()
    failed = answered = 0
    processes = min(MOST_PROCESSES, os.cpu_count() or 1)
    with _open_input(source) as (file, size), open_atomically(target) as out, _progress(size) as bar:
        lines = _counted(file, bar)
        for line in assess_many(lines, knowledge, today, setting, locale, processes):
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


@contextmanager
def _progress(size: int) -> Iterator[ProgressBar[int]]:
    """A bar over the bytes read; click draws nothing when stderr is no terminal."""
    stream = click.get_text_stream("stderr")
    with click.progressbar(length=size or None, label="Assessing", file=stream, hidden=not stream.isatty()) as bar:
        yield bar


def _counted(file: IO[bytes], bar: ProgressBar[int]) -> Iterator[bytes]:
    for line in file:
        yield line
        bar.update(len(line))
