"""
The entrance: the shipped knowledge, or a directory of one's own.

Reading YAML and its schemas is imported only when files have changed: it costs more than everything else at start.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from rhomboid.knowledge.compiled import compiled_path, read_compiled, write_compiled
from rhomboid.knowledge.files import SHIPPED_DIRECTORY, content_hash
from rhomboid.model import KnowledgeBase, Problem

Loaded = tuple[KnowledgeBase | None, list[Problem]]


def load_knowledge(directory: Path | None = None) -> Loaded:
    """
    Knowledge base of `directory` (the shipped one when None) and everything wrong with its files.

    It is None when something in the files would be lost: see the problems. The compiled form is used when it was
    made from the very same files, and renewed when not; a directory of one's own gets one by `compile_knowledge`.
    Nothing fails where it cannot be written.
    """
    chosen = SHIPPED_DIRECTORY if directory is None else directory
    path = compiled_path(chosen)
    try:
        known = read_compiled(path, content_hash(chosen)) if path.is_file() else None
    except OSError:
        known = None
    if known:
        return known
    knowledge, problems = _read(chosen)
    if knowledge and (directory is None or path.is_file()):
        with contextlib.suppress(OSError):
            write_compiled(path, knowledge, problems)
    return knowledge, problems


def check_knowledge(directory: Path | None = None) -> list[Problem]:
    """Everything wrong with the files of `directory` (the shipped ones when None), by path and line."""
    return _read(SHIPPED_DIRECTORY if directory is None else directory)[1]


def compile_knowledge(directory: Path | None = None) -> list[Problem]:
    """
    Write the compiled form of `directory` (the shipped one when None) beside it; returns what is wrong with its files.

    Nothing is written when no knowledge base could be made. Raises OSError when the place cannot be written to.
    """
    chosen = SHIPPED_DIRECTORY if directory is None else directory
    knowledge, problems = _read(chosen)
    if knowledge:
        write_compiled(compiled_path(chosen), knowledge, problems)
    return problems


def _read(directory: Path) -> Loaded:
    from rhomboid.knowledge.read import read_knowledge

    try:
        return read_knowledge(directory)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"The knowledge cannot be read: {reason}."
        return None, [Problem(str(directory), 0, "unreadable", message, "Give a directory of knowledge files.")]
