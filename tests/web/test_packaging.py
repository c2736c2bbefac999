"""What is shipped: every page and asset with its licence, and nothing that asks another machine for anything."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "rhomboid" / "web"
SHIPPED = [path for part in ("templates", "static") for path in (WEB / part).rglob("*") if path.is_file()]
NAMES_ONLY = ("http://www.w3.org/", "https://github.com/leeoniya/uPlot")
"""A vocabulary, and the home of a vendored library in the comment at its head: no browser asks them for anything."""


def test_a_wheel_holds_every_template_asset_and_licence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    report = [path for path in (ROOT / "src/rhomboid/report/page").iterdir() if path.is_file()]
    wanted = {path.relative_to(ROOT / "src").as_posix() for path in (*SHIPPED, *report)}
    assert wanted - held == set()
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in held)
    assert "rhomboid/language/locale/de/LC_MESSAGES/rhomboid.mo" in held


def test_everything_that_others_made_has_its_licence() -> None:
    vendored = [path for path in (WEB / "static" / "vendor").iterdir() if path.is_dir()]
    assert vendored
    assert [path.name for path in vendored if not (path / "LICENSE").read_text(encoding="utf-8").strip()] == []


def test_no_template_or_asset_names_the_address_of_another_machine() -> None:
    found = {
        (path.relative_to(WEB).as_posix(), address)
        for path in SHIPPED
        if path.name != "LICENSE"
        for address in re.findall(r"(?:https?:|wss?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s\"'<>)`]*", _text(path), re.I)
        if not address.startswith(NAMES_ONLY)
    }
    assert found == set()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
