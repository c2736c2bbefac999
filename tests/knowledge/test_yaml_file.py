from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.knowledge.yaml_file import load_yaml, parse_yaml


def test_every_value_knows_its_line() -> None:
    file = parse_yaml("a: 1\nb:\n  - x\n  - c:\n      2\n", "f.yaml")
    assert file.value == {"a": 1, "b": ["x", {"c": 2}]}
    assert [file.line(at) for at in [("a",), ("b",), ("b", 1), ("b", 1, "c")]] == [1, 2, 4, 4]


def test_a_path_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    file = parse_yaml("a: 1\nb: {c: 2}\n", "f.yaml")
    assert file.line(("b", "missing", 3)) == 2


def test_a_duplicate_key_is_a_problem_on_its_line() -> None:
    (problem,) = parse_yaml("a: 1\nb: 2\na: 3\n", "f.yaml").problems
    assert (problem.line, problem.code) == (3, "duplicate_key")
    assert "line 1" in problem.message


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1\nb: 2\n", 2), ("a: 1\n b: 2\n", 2), ("a: 'x\n", 2), ("a: @b\n", 1), ("a: 1\n---\nb: 2\n", 2)],
)
def test_a_syntax_error_is_a_problem_on_its_line(text: str, line: int) -> None:
    (problem,) = parse_yaml(text, "f.yaml").problems
    assert (problem.line, problem.code) == (line, "yaml_syntax")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("1e-5", 1e-5),
        ("1.5E-05", 1.5e-5),
        (".5", 0.5),
        ("12", 12),
        ("012", 12),
        ("2026-11-22", "2026-11-22"),
        ("12:30", "12:30"),
        ("~", None),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("'12'", "12"),
    ],
)
def test_scalars_are_read_as_people_mean_them(text: str, value: object) -> None:
    assert parse_yaml(f"key: {text}", "f.yaml").value == {"key": value}


def test_an_alias_is_refused() -> None:
    (problem,) = parse_yaml("a: &x {n: 1}\nb: *x\n", "f.yaml").problems
    assert problem.code == "yaml_alias"


def test_a_value_that_contains_itself_does_not_loop() -> None:
    assert parse_yaml("&x [*x]", "f.yaml").problems[0].code == "yaml_alias"


def test_a_key_that_is_a_list_is_a_problem() -> None:
    assert parse_yaml("? [a, b]\n: 1\n", "f.yaml").problems[0].code == "yaml_key"


@pytest.mark.parametrize("text", ["", "# only a remark\n"])
def test_an_empty_file_is_a_problem(text: str) -> None:
    assert parse_yaml(text, "f.yaml").problems[0].code == "empty_file"


def test_very_deep_nesting_is_a_problem() -> None:
    assert parse_yaml("[" * 5000 + "]" * 5000, "f.yaml").problems[0].code == "yaml_syntax"


def test_bytes_that_are_not_utf8_are_a_problem_on_their_line(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"a: 1\nb: \xff\n")
    (problem,) = load_yaml(file, "f.yaml").problems
    assert (problem.line, problem.code) == (2, "not_utf8")


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    assert load_yaml(tmp_path, "f.yaml").problems[0].code == "unreadable"


@given(st.one_of(st.text(), st.text(alphabet="ab:-[]{}&*!|>'\"#%@,? \n\t0.~\x07")))
def test_no_text_raises(text: str) -> None:
    file = parse_yaml(text, "f.yaml")
    assert file.value is not None or file.problems
