from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rhomboid.knowledge import SHIPPED_DIRECTORY
from rhomboid.knowledge.compiled import read_compiled
from rhomboid.knowledge.files import content_hash
from rhomboid.language.catalogue import catalogued, compile_catalogue, source_path

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of a wheel made from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)  # our own file, made above
    return folder


def test_a_wheel_carries_the_compiled_form_of_its_own_files(unpacked: Path) -> None:
    shipped = unpacked / SHIPPED_DIRECTORY.relative_to(ROOT / "src")
    assert read_compiled(shipped.with_name("upper_back.msgpack"), content_hash(shipped)) is not None


@pytest.mark.parametrize("language", catalogued())
def test_a_wheel_carries_each_catalogue_compiled_and_not_its_source(unpacked: Path, language: str) -> None:
    source = source_path(language)
    shipped = unpacked / source.relative_to(ROOT / "src")
    assert shipped.with_suffix(".mo").read_bytes() == compile_catalogue(source)
    assert not shipped.exists()
