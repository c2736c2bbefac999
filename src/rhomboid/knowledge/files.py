"""Which files make up a knowledge base, what kind each is, and the hash of them all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

SHIPPED_DIRECTORY = Path(__file__).parent / "data" / "upper_back"
"""The knowledge that comes with the program."""

_SINGLE_FILES = (
    "advice",
    "categories",
    "emergency_numbers",
    "findings",
    "grades",
    "groups",
    "kb",
    "places",
    "screens",
    "settings",
    "thresholds",
)
_OPTIONAL_FILES = (
    "circumstances",
    "course",
    "low_value",
    "relief",
    "reviews",
    "scan_advice",
    "scans",
    "trials",
)
_FOLDERS = {
    "causes": "cause",
    "claims": "claim",
    "families": "family",
    "remedies": "remedy",
    "rules": "rules",
    "scales": "scales",
    "sources": "sources",
}
OPTIONAL_PATHS = tuple(f"{kind}.yaml" for kind in _OPTIONAL_FILES)
"""Files of a knowledge base that gives plans too."""
SINGLE_PATHS = tuple(f"{kind}.yaml" for kind in _SINGLE_FILES)
"""Files that every knowledge base has exactly once."""


def file_kind(path: str) -> str | None:
    """The kind (the name of its schema) of the file at a relative path; None when it belongs nowhere."""
    parts = path.split("/")
    if not path.endswith(".yaml"):
        return None
    if path in SINGLE_PATHS or path in OPTIONAL_PATHS:
        return path.removesuffix(".yaml")
    if len(parts) == 2:
        return _FOLDERS.get(parts[0])
    if len(parts) == 3 and parts[0] == "lexicon":
        return "lexicon"
    return None


def data_files(directory: Path) -> list[str]:
    """Relative paths, with forward slashes and sorted, of every file; names starting with a dot are left out."""
    return sorted(_walk(str(directory), ""))


def _walk(directory: str, prefix: str) -> Iterator[str]:
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def content_hash(directory: Path, paths: list[str] | None = None) -> str:
    """
    SHA-256 over each file's relative path and bytes.

    Lengths are hashed too, so that no two different sets of files can run together into the same bytes.
    """
    digest = hashlib.sha256()
    for path in data_files(directory) if paths is None else paths:
        content = (directory / path).read_bytes()
        digest.update(os.fsencode(f"{path}\0{len(content)}\0"))
        digest.update(content)
    return digest.hexdigest()
