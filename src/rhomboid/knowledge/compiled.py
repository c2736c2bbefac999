"""
The compiled form: the expanded knowledge in one file, so that starting does not read YAML.

It holds the hash of the files it was made from and of the code that made it, and counts for nothing when either
differs.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from rhomboid.files import write_whole
from rhomboid.model import KnowledgeBase, Problem

_PACKAGE = Path(__file__).parent
_CODE = ("*.py", "schema/*.json", "data/*.yaml", "../model/*.py")


class Compiled(msgspec.Struct, frozen=True):
    """What the file holds. `knowledge` stays encoded until both hashes are known to fit."""

    code: str
    hash: str
    problems: list[Problem]
    knowledge: msgspec.Raw


def compiled_path(directory: Path) -> Path:
    """Where the compiled form of `directory` lies: beside it, so that it is not one of its files."""
    return directory.parent / f"{directory.name}.msgpack"


def read_compiled(path: Path, digest: str) -> tuple[KnowledgeBase, list[Problem]] | None:
    """The knowledge in `path` when it was made from files of this hash by this code; None in any other case."""
    try:
        compiled = msgspec.msgpack.decode(path.read_bytes(), type=Compiled)
        if (compiled.hash, compiled.code) != (digest, code_hash()):
            return None
        return msgspec.msgpack.decode(compiled.knowledge, type=KnowledgeBase), compiled.problems
    except (OSError, msgspec.MsgspecError):
        return None


def write_compiled(path: Path, knowledge: KnowledgeBase, problems: list[Problem]) -> None:
    """
    Write the compiled form in one step, so that no reader sees half a file.

    Raises OSError when the directory cannot be written to.
    """
    raw = msgspec.Raw(msgspec.msgpack.encode(knowledge))
    content = msgspec.msgpack.encode(Compiled(code_hash(), knowledge.hash, problems, raw))
    write_whole(path, content, private=False)


def code_hash() -> str:
    """SHA-256 of the code, schemas and nouns that turn files into knowledge."""
    digest = hashlib.sha256()
    for pattern in _CODE:
        folder, _, ending = f"./{pattern}".rpartition("/")
        with os.scandir(_PACKAGE / folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(ending.removeprefix("*")))
        for name in names:
            content = (_PACKAGE / folder / name).read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
