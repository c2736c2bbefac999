"""Builds the wheel with knowledge and translations compiled, and refuses to when anything is wrong with the files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileFiles(BuildHookInterface[Any]):
    """Adds what is compiled from files to a wheel; an editable install compiles it when it is first loaded."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What reading the knowledge and the translations needs at build time."""
        needed = ("babel", "jsonschema", "msgspec", "pyyaml")
        return [name for name in self.metadata.core.dependencies if name.startswith(needed)]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before files are collected."""
        if version == "editable":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            compiled = [_compiled_knowledge(), *_compiled_catalogues()]
        finally:
            sys.path.remove(str(source))
        for path in compiled:
            build_data["force_include"][str(path)] = path.relative_to(source).as_posix()


def _compiled_knowledge() -> Path:
    from rhomboid.knowledge import SHIPPED_DIRECTORY, compile_knowledge
    from rhomboid.knowledge.compiled import compiled_path

    problems = compile_knowledge()
    if problems:
        raise RuntimeError("The knowledge has problems:\n" + "\n".join(str(problem) for problem in problems))
    return compiled_path(SHIPPED_DIRECTORY)


def _compiled_catalogues() -> Iterator[Path]:
    from rhomboid.files import write_whole
    from rhomboid.language.catalogue import catalogued, compile_catalogue, compiled_path, source_path

    for language in catalogued():
        write_whole(compiled_path(language), compile_catalogue(source_path(language)), private=False)
        yield compiled_path(language)
