"""Builds the wheel with the knowledge compiled, and refuses to when anything is wrong with its files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface[Any]):
    """Adds the compiled knowledge to a wheel; an editable install compiles it when it is first loaded."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What reading the knowledge needs at build time."""
        needed = ("jsonschema", "msgspec", "pyyaml")
        return [name for name in self.metadata.core.dependencies if name.startswith(needed)]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before files are collected."""
        if version == "editable":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from rhomboid.knowledge import SHIPPED_DIRECTORY, compile_knowledge
            from rhomboid.knowledge.compiled import compiled_path
        finally:
            sys.path.remove(str(source))
        problems = compile_knowledge()
        if problems:
            raise RuntimeError("The knowledge has problems:\n" + "\n".join(str(problem) for problem in problems))
        compiled = compiled_path(SHIPPED_DIRECTORY)
        build_data["force_include"][str(compiled)] = compiled.relative_to(source).as_posix()
