from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from rhomboid.knowledge import SHIPPED_DIRECTORY
from rhomboid.knowledge.compiled import read_compiled
from rhomboid.knowledge.files import content_hash

ROOT = Path(__file__).parents[2]


def test_a_wheel_carries_the_compiled_form_of_its_own_files(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)  # our own file, made above
    shipped = tmp_path / SHIPPED_DIRECTORY.relative_to(ROOT / "src")
    assert read_compiled(shipped.with_name("upper_back.msgpack"), content_hash(shipped)) is not None
