from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rhomboid import knowledge as package
from rhomboid.knowledge import check_knowledge, compile_knowledge, load_knowledge
from rhomboid.knowledge.compiled import Compiled, compiled_path, read_compiled
from rhomboid.knowledge.files import content_hash, data_files
from rhomboid.knowledge.read import read_knowledge


def test_the_compiled_form_equals_what_the_files_say(clean: Path) -> None:
    assert compile_knowledge(clean) == []
    read, _ = read_knowledge(clean)
    stored = read_compiled(compiled_path(clean), content_hash(clean))
    assert stored is not None
    assert stored[0] == read
    assert msgspec.json.encode(stored[0]) == msgspec.json.encode(read)


def test_loading_gives_the_same_with_and_without_the_compiled_form(clean: Path) -> None:
    before = load_knowledge(clean)
    compile_knowledge(clean)
    assert load_knowledge(clean) == before


def test_problems_are_told_from_the_compiled_form_too(clean: Path) -> None:
    (clean / "advice.yaml").unlink()
    before = load_knowledge(clean)
    compile_knowledge(clean)
    assert load_knowledge(clean) == before
    assert before[1]


def test_a_directory_of_ones_own_gets_no_file_beside_it_unasked(clean: Path) -> None:
    load_knowledge(clean)
    assert not compiled_path(clean).exists()


def test_the_compiled_form_is_renewed_when_a_file_changes(clean: Path) -> None:
    compile_knowledge(clean)
    (clean / "kb.yaml").write_text("id: small\nversion: 0.2.0\n")
    changed, _ = load_knowledge(clean)
    assert changed is not None
    assert changed.version == "0.2.0"
    assert read_compiled(compiled_path(clean), content_hash(clean)) is not None


def test_the_compiled_form_of_other_code_counts_for_nothing(clean: Path) -> None:
    compile_knowledge(clean)
    path = compiled_path(clean)
    stored = msgspec.msgpack.decode(path.read_bytes(), type=Compiled)
    path.write_bytes(msgspec.msgpack.encode(msgspec.structs.replace(stored, code="older")))
    assert read_compiled(path, content_hash(clean)) is None


@pytest.mark.parametrize("content", [b"", b"\x00rubbish", b"\x80"])
def test_a_damaged_compiled_form_counts_for_nothing(clean: Path, content: bytes) -> None:
    compile_knowledge(clean)
    compiled_path(clean).write_bytes(content)
    assert load_knowledge(clean)[0] is not None


def test_nothing_fails_where_the_compiled_form_cannot_be_written(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_knowledge(clean)
    compiled_path(clean).write_bytes(b"old")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert load_knowledge(clean)[0] is not None


def test_a_write_that_fails_leaves_no_part_behind(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no space"):
        compile_knowledge(clean)
    assert [path.name for path in clean.parent.iterdir()] == [clean.name]


def test_knowledge_with_lost_data_is_not_compiled(clean: Path) -> None:
    (clean / "kb.yaml").write_text("id: small\n")
    assert compile_knowledge(clean)
    assert not compiled_path(clean).exists()


def test_a_directory_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    knowledge, problems = load_knowledge(tmp_path / "nowhere")
    assert knowledge is None
    assert [problem.code for problem in problems] == ["unreadable"]
    assert check_knowledge(tmp_path / "nowhere") == problems


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_the_hash_changes_with_any_byte(clean: Path, data: st.DataObject) -> None:
    before = content_hash(clean)
    file = clean / data.draw(st.sampled_from(data_files(clean)))
    content = file.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    file.write_bytes(content[:at] + bytes([content[at] ^ data.draw(st.integers(1, 255))]) + content[at + 1 :])
    assert content_hash(clean) != before
    file.write_bytes(content)
    assert content_hash(clean) == before


def test_the_hash_changes_with_a_name(clean: Path) -> None:
    before = content_hash(clean)
    (clean / "rules/all.yaml").rename(clean / "rules/some.yaml")
    assert content_hash(clean) != before


def test_the_hash_does_not_depend_on_where_the_files_lie(clean: Path, tmp_path: Path) -> None:
    shutil.copytree(clean, tmp_path / "elsewhere")
    assert content_hash(clean) == content_hash(tmp_path / "elsewhere")


def test_text_moved_from_one_file_to_the_next_changes_the_hash(tmp_path: Path) -> None:
    hashes = set()
    for first, second in [("ab", "c"), ("a", "bc")]:
        (tmp_path / "a.yaml").write_text(first)
        (tmp_path / "b.yaml").write_text(second)
        hashes.add(content_hash(tmp_path))
    assert len(hashes) == 2


def test_reading_the_compiled_form_imports_no_yaml_and_no_schemas(clean: Path) -> None:
    compile_knowledge(clean)
    code = (
        "import sys; from pathlib import Path; from rhomboid.knowledge import load_knowledge;"
        f"assert load_knowledge(Path({str(clean)!r}))[0];"
        "print(sorted({'yaml', 'jsonschema', 'referencing', 'rpds'} & set(sys.modules)))"
    )
    source = Path(package.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    assert done.stdout.strip() == "[]"
