"""Files read and written: whole or not at all, and every failure told in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from rhomboid.cli.exit_codes import USAGE
from rhomboid.files import open_whole


class InputError(click.ClickException):
    """Input that cannot be used: what, where, and how to mend it. Exit code 2."""

    exit_code = USAGE


def read_text(path: str) -> str:
    """The text of a file, or of stdin for ``-``. Bytes that are not UTF-8 are refused in words."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"Cannot read {path}: {reason(error)}. Check the name, or use - for stdin.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8 and try again."
        ) from None


def write_text(path: str, text: str, private: bool = False) -> None:
    """Write a whole file or leave the old one as it was."""
    with open_atomically(path, private=private) as file:
        file.write(text)


def write_bytes(path: str, content: bytes, private: bool = False) -> None:
    """Write a whole file of bytes or leave the old one as it was."""
    with open_atomically(path, private=private) as file:
        file.flush()
        file.buffer.write(content)


@contextmanager
def open_atomically(path: str, private: bool = False) -> Iterator[TextIO]:
    """
    A file that takes its name only once complete and on disk: a crash leaves the old one as it was.

    `private` makes it readable by its owner alone. A place that cannot hold the new file, such as
    ``/dev/stdout``, is written directly, and ``-`` is stdout.
    """
    if path == "-":
        yield sys.stdout
        return
    target = Path(path)
    if target.exists() and not target.is_file():
        with _said_in_words(path), target.open("w", encoding="utf-8") as file:
            yield file
        return
    with _said_in_words(path), open_whole(target, private) as file:
        yield file


def reason(error: OSError) -> str:
    """Why the system refused, without its error number."""
    return error.strerror or str(error)


@contextmanager
def _said_in_words(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"Cannot write {path}: {reason(error)}. Choose another place.") from None
