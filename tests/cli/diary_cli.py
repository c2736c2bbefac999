"""The diary's commands, called on a diary in a folder of the test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from rhomboid.cli.root import rhomboid

LATE = "2026-11-25 22:30"


class Cli:
    """`rhomboid` with a diary of its own, on a machine whose clock is in London."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "mine.sqlite"
        self.environment = {
            "NO_COLOR": "1",
            "TZ": "Europe/London",
            "RHOMBOID_STORE": str(self.file),
            "RHOMBOID_PASSPHRASE": None,
        }

    def __call__(self, *arguments: str, told: str | None = None, code: int | None = 0, **more: str) -> Result:
        """What a command says; its exit code must be `code`, unless that is None."""
        result = CliRunner().invoke(rhomboid, arguments, input=told, env={**self.environment, **more})
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert code is None or result.exit_code == code, result.output
        return result

    def json(self, *arguments: str, **more: Any) -> Any:
        """What a command writes as JSON."""
        return json.loads(self(*arguments, "--json", **more).stdout)

    def entries(self) -> list[dict[str, Any]]:
        """The entries as they stand."""
        found: list[dict[str, Any]] = self.json("diary", "list")
        return found

    def add(self, *arguments: str, when: str = LATE, **more: Any) -> dict[str, Any]:
        """An entry written, as it was kept."""
        added: dict[str, Any] = self.json("diary", "add", *arguments, "--when", when, **more)["entry"]
        return added

    def write(self, name: str, text: str) -> str:
        """A file in the folder of the test."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)
