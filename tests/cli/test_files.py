"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from rhomboid.cli.files import InputError, read_text, write_text


def test_a_failure_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_text(str(path), "half \ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_private_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    write_text(str(path), "{}", private=True)
    assert path.stat().st_mode & 0o077 == 0


def test_a_byte_order_mark_is_no_part_of_the_words(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes("\ufeffpain".encode())
    assert read_text(str(path)) == "pain"


def test_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cannot read"):
        read_text(str(tmp_path))
