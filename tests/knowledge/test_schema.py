from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator

from rhomboid.knowledge.files import SHIPPED_DIRECTORY, data_files, file_kind
from rhomboid.knowledge.schema import SCHEMA_DIRECTORY
from rhomboid.model import Problem

Check = Callable[[str, str, str], list[Problem]]
SCHEMAS = sorted(SCHEMA_DIRECTORY.glob("*.json"))


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.stem)
def test_each_schema_is_itself_valid(file) -> None:
    Draft202012Validator.check_schema(json.loads(file.read_bytes()))


def test_every_shipped_file_has_a_kind_and_every_kind_a_schema() -> None:
    kinds = {file_kind(path) for path in data_files(SHIPPED_DIRECTORY)}
    assert kinds <= {file.stem for file in SCHEMAS}


@pytest.mark.parametrize("file", [file for file in SCHEMAS if file.stem != "estimate"], ids=lambda file: file.stem)
def test_no_schema_lets_an_unknown_key_pass_at_the_top(file) -> None:
    top = json.loads(file.read_bytes())
    rows = top["items"] if top["type"] == "array" else top
    assert "additionalProperties" in rows


def test_an_unknown_key_is_told_with_the_key_that_was_meant(problems_after: Check) -> None:
    (problem,) = problems_after("causes/strain.yaml", "findings:", "findigns:")[:1]
    assert str(problem) == "causes/strain.yaml:10: Unknown key `findigns`. Did you mean `findings`?"


def test_all_faults_of_a_file_are_told_at_once(problems_after: Check) -> None:
    broken = "id: strain\nname: 3\nfamily: muscular\ndispositon: later\npretest_probability: {home: {judged: 2}}\n"
    problems = [p for p in problems_after("causes/strain.yaml", "", broken) if p.path == "causes/strain.yaml"]
    assert [(p.line, p.code) for p in problems] == [
        (1, "missing_key"),
        (1, "missing_key"),
        (2, "wrong_type"),
        (4, "unknown_key"),
        (5, "missing_key"),
        (5, "missing_key"),
        (5, "out_of_range"),
    ]


PLACE = ("causes/strain.yaml", "worse_reaching: {judged: 0.8}")


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        ("{judged: 0.8, word: most}", "wrong_form", "exactly one of"),
        ("{}", "wrong_form", "exactly one of"),
        ("{judged: 0.8, source: smith-2001}", "misplaced", "`source`"),
        ("{judged: 1.0}", "out_of_range", "at most 0.99"),
        ("{judged: 0.001}", "out_of_range", "at least 0.01"),
        ("{judged: most}", "wrong_type", "Write a number"),
        ("{judged: 0.8, low: 0.7}", "missing_key", "no `high`"),
        ("{value: 0.8}", "missing_key", "no `grade`"),
        ("{value: 0.8, grade: measured, place: p. 1, n: 9}", "missing_key", "no `source`"),
        ("{value: 0.8, grade: measured, source: smith-2001, n: 9}", "missing_key", "no `place`"),
        ("{value: 0.8, grade: guessed, source: smith-2001, place: p. 1, n: 9}", "unknown_value", "guessed"),
        ("{word: most}", "missing_key", "no `source`"),
        ("{word: most, source: smith-2001, place: p. 1, low: 0.1, high: 0.2}", "misplaced", "`low`"),
        ("{lr_positive: {judged: 0}}", "out_of_range", "above 0"),
        ("{lr_positive: {word: most, source: smith-2001, place: p. 1}}", "unknown_key", "`word`"),
        ("{lr_positive: {judged: 2}, lr_negative: {judged: 0.5}}", "wrong_form", "One row holds one number"),
        ("{lr_positive: {judged: 2}, judged: 0.5}", "unknown_key", "`judged`"),
    ],
)
def test_a_number_of_the_wrong_form_is_told(problems_after: Check, row: str, code: str, words: str) -> None:
    problems = problems_after(PLACE[0], PLACE[1], f"worse_reaching: {row}")
    told = [problem for problem in problems if problem.code == code and words in str(problem)]
    assert told, [str(problem) for problem in problems]
    assert told[0].line == 11


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{grade: measured, n: 9, shares: {sudden: 0.5, gradual: 0.5}}", "missing_key"),
        ("{grade: judged, source: smith-2001, shares: {sudden: 0.5, gradual: 0.5}}", "misplaced"),
        ("{grade: judged, shares: {sudden: 0.0, gradual: 1.0}}", "out_of_range"),
    ],
)
def test_a_distribution_of_the_wrong_form_is_told(problems_after: Check, row: str, code: str) -> None:
    problems = problems_after("families/heart.yaml", "{grade: judged, shares: {sudden: 0.5, gradual: 0.5}}", row)
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("path", "find", "put", "told"),
    [
        ("findings.yaml", "scored:", "Scored-it:", "`Scored-it` cannot be a key here. An id is lower-case words"),
        ("advice.yaml", "same_day:", "sameday:", "`sameday` cannot be a key here. Did you mean `same_day`?"),
        ("emergency_numbers.yaml", "GB:", "gbr:", "`gbr` cannot be a key here. A country is two capitals"),
        ("lexicon/en/words.yaml", "[no, not]", "[no, 5]", "Entry 2 is 5. Write text."),
        ("causes/strain.yaml", "worse_reaching: {judged: 0.8}", "", "`findings` is empty. Write a mapping"),
        ("causes/strain.yaml", "self_care", "selfcare", '`disposition` is "selfcare". Did you mean `self_care`?'),
        ("rules/all.yaml", "sources: [smith-2001]", "sources: []", "`sources` has too little in it."),
        ("causes/strain.yaml", "name: Strain", "name: ''", "`name` has too little in it."),
        ("rules/all.yaml", "[heart_attack]", "[strain, strain]", "`causes` repeats an entry."),
        ("rules/all.yaml", "  sources: [smith-2001]\n", "", "Entry 1 has no `sources`. Add `sources`."),
        ("places.yaml", "x: 72", "x: 720", "`x` is 720. It must be at most 200."),
        ("kb.yaml", "version: 0.1.0", "version: '1'", "A version is three numbers"),
    ],
)
def test_each_kind_of_fault_is_told_in_a_plain_sentence(
    problems_after: Check, path: str, find: str, put: str, told: str
) -> None:
    problems = [str(problem) for problem in problems_after(path, find, put)]
    assert any(told in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("doi: 10.1000/example.1", "doi: https://doi.org/10.1000/example.1"),
        ("pmid: 12345", "pmid: PMID12345"),
        ("checked_on: 2026-11-22", "checked_on: last week"),
        ("pmid: 12345", "pmcid: 12345"),
        ("pmid: 12345", "url: example.org/page"),
    ],
)
def test_an_address_of_the_wrong_form_is_told(problems_after: Check, field: str, written: str) -> None:
    problems = problems_after("sources/all.yaml", field, written)
    assert {"wrong_form", "wrong_type"} & {problem.code for problem in problems}
