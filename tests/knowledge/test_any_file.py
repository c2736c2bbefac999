"""Whatever a person makes of the files, they get problems and never a traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rhomboid.knowledge import load_knowledge
from rhomboid.knowledge.files import data_files

PIECES = [
    "", "x", "0", "-1", "1e-320", "1e308", "0.5", "true", "null", "[]", "{}", "[a, b]", "{a: 1}", "{judged: 0.5}",
    "smith-2001", "sweating", "heart", "@blade", "onset=sudden", "age < 40", "NOT", "(", ")", ",", ":", "-", "'", "é",
    "same_day", "2026-11-22", "\n", "\n\n- ", "  ",
]  # fmt: skip
TOKEN = re.compile(r"[A-Za-z0-9_.=@-]+|\S")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=st.data())
def test_no_change_to_the_files_raises(clean: Path, data: st.DataObject) -> None:
    file = clean / data.draw(st.sampled_from(data_files(clean)))
    text = file.read_text()
    token = data.draw(st.sampled_from([*TOKEN.finditer(text)]))
    changed = text[: token.start()] + data.draw(st.sampled_from(PIECES)) + text[token.end() :]
    file.write_text(changed)
    knowledge, problems = load_knowledge(clean)
    file.write_text(text)
    assert knowledge is not None or problems
    assert all(problem.path and problem.message for problem in problems)


def test_a_file_where_a_folder_should_be_is_a_problem(clean: Path) -> None:
    (clean / "rules/all.yaml").unlink()
    (clean / "rules").rmdir()
    (clean / "rules").write_text("[]")
    assert {problem.path for problem in load_knowledge(clean)[1]} >= {"rules"}


def test_a_file_that_stops_halfway_is_a_problem(clean: Path, broken: Callable[[str, str, str], Path]) -> None:
    text = (clean / "findings.yaml").read_text()
    assert load_knowledge(broken("findings.yaml", "", text[: len(text) // 2]))[1]
