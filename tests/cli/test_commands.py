"""The commands, as a person or a program calls them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from rhomboid.cli.root import rhomboid
from rhomboid.model import Assessment

WORDS = "For a week a pain by my right shoulder blade that moves with my neck."
SOURCE = Path(__file__).parents[2] / "src"


def run(*args: str, stdin: str | None = None):
    return CliRunner().invoke(rhomboid, list(args), input=stdin)


@pytest.fixture
def words(tmp_path: Path) -> str:
    path = tmp_path / "words.txt"
    path.write_text(WORDS)
    return str(path)


def test_words_from_a_file_are_answered_plainly(words: str) -> None:
    result = run("assess", "--text", words, "--age", "46", "--sex", "male", "--today", "2026-11-22")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    lines = result.stdout.splitlines()
    assert lines[0]
    assert "What it may be" in lines
    assert lines.index("What it may be") > 0
    assert max(map(len, lines)) <= 100


def test_words_from_stdin_are_the_same_as_from_a_file(words: str) -> None:
    options = ("--today", "2026-11-22", "--json")
    from_file = run("assess", "--text", words, *options)
    assert run("assess", "--text", "-", *options, stdin=WORDS).stdout == from_file.stdout


def test_json_is_an_assessment(words: str) -> None:
    result = run("assess", "--text", words, "--json", "--locale", "en-GB")
    assessment = msgspec.json.decode(result.stdout, type=Assessment)
    assert assessment.emergency_number == "999"
    schema = json.loads(run("schema").stdout)
    assert not list(Draft202012Validator(schema).iter_errors(json.loads(result.stdout)))


def test_a_page_is_written_beside_the_answer(words: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("assess", "--text", words, "--html", str(page))
    assert result.exit_code == 0
    assert page.read_text().startswith("<!doctype html>")
    assert str(page) in result.stderr
    assert str(page) not in result.stdout


def test_answers_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("age: 60\nanswers:\n  collapse: yes\n")
    result = run("assess", "--answers", str(path), "--json")
    assert json.loads(result.stdout)["disposition"] == "emergency"


def test_faults_of_an_answers_file_are_told_with_lines_and_exit_code_2(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("agee: 60\nanswers:\n  colapse: maybe\n")
    result = run("assess", "--answers", str(path))
    assert result.exit_code == 2
    assert f"{path}:1:" in result.stderr
    assert f"{path}:3:" in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("assess", "--text", "missing.txt"), "Cannot read missing.txt"),
        (("assess", "--age", "old"), "--age"),
        (("assess", "--today", "tomorrow"), "Write it as 2026-11-22"),
        (("assess", "--batch", "a.jsonl"), "go together"),
        (("assess", "--batch", "missing.jsonl", "--out", "o.jsonl"), "Cannot read missing.jsonl"),
        (("assess", "--batch", "a", "--out", "b", "--age", "4"), "leave out --age"),
        (("assess", "--text", "-", "--answers", "-"), "Only one"),
        (("assess", "--resume", "--text", "-"), "leave out"),
        (("assess",), "nothing to go on"),
        (("explain", "fever", "--from", "missing.json"), "Cannot read"),
        (("knowledge", "show", "muscle_strein"), "Did you mean muscle_strain"),
        (("evaluate", "missing.jsonl"), "Cannot read"),
        (("nonsense",), "No such command"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(args: tuple, said: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_bytes_that_are_no_text_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    result = run("assess", "--text", str(path))
    assert result.exit_code == 2
    assert "not UTF-8" in result.stderr


def test_a_text_that_is_too_long_is_refused_in_words() -> None:
    result = run("assess", "--text", "-", stdin="pain " * 5000)
    assert result.exit_code == 2
    assert "at most 20,000" in result.stderr


def test_a_page_that_cannot_be_written_is_told(words: str, tmp_path: Path) -> None:
    result = run("assess", "--text", words, "--html", str(tmp_path / "no" / "page.html"))
    assert result.exit_code == 2
    assert "Cannot write" in result.stderr


def test_a_cause_is_explained_from_a_saved_assessment(words: str, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text(run("assess", "--text", words, "--json").stdout)
    first = json.loads(saved.read_text())["causes"][0]
    result = run("explain", first["id"], "--from", str(saved))
    assert result.exit_code == 0
    assert first["name"] in result.stdout
    assert " dB " in result.stdout
    assert run("explain", "bad_karma", "--from", str(saved)).exit_code == 2
    saved.write_text("{}")
    assert "not a saved assessment" in run("explain", first["id"], "--from", str(saved)).stderr


def test_a_batch_answers_what_it_can_and_says_what_it_could_not(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "back pain", "age": 40, "sex": "F"}\nnonsense\n{"id": "b", "text": ""}\n')
    result = run("assess", "--batch", str(source), "--out", str(target))
    assert result.exit_code == 3
    assert f"{source}:2:" in result.stderr
    answers = [json.loads(line) for line in target.read_text().splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert set(answers[0]) == {"id", "disposition", "causes", "findings"}
    assert set(answers[0]["causes"][0]) == {"id", "probability", "low", "high"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_whole_batch_ends_with_exit_code_0(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "back pain"}\n')
    target.write_text("old")
    assert run("assess", "--batch", str(source), "--out", str(target)).exit_code == 0
    assert json.loads(target.read_text())["id"] == "a"


def test_a_batch_can_be_piped() -> None:
    result = run("assess", "--batch", "-", "--out", "-", stdin='{"id": "a", "text": "back pain"}\n')
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "a"


def test_cases_are_evaluated(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    one = {"id": "a", "text": WORDS, "cause_id": "cervical_referred_pain", "triage": "routine", "extra": True}
    cases.write_text(json.dumps(one) + "\n")
    result = run("evaluate", str(cases))
    assert result.exit_code == 0
    assert "all (n = 1)" in result.stdout
    assert "Reliability" in result.stdout
    figures = json.loads(run("evaluate", str(cases), "--json").stdout)
    assert figures["cases"] == 1
    cases.write_text('{"id": "a"}\n')
    assert f"{cases}:1:" in run("evaluate", str(cases)).stderr


def test_saved_answers_can_be_evaluated(tmp_path: Path) -> None:
    cases, out = tmp_path / "cases.jsonl", tmp_path / "out.jsonl"
    cases.write_text(json.dumps({"id": "a", "text": WORDS, "cause_id": "muscle_strain", "triage": "routine"}) + "\n")
    run("assess", "--batch", str(cases), "--out", str(out))
    now = run("evaluate", str(cases), "--json").stdout
    assert run("evaluate", str(cases), "--results", str(out), "--json").stdout == now


def test_knowledge_is_shown_and_counted() -> None:
    assert "cervical_radiculopathy" in run("knowledge", "show").stdout
    shown = run("knowledge", "show", "cervical_radiculopathy")
    assert "How common" in shown.stdout
    assert run("knowledge", "sources").exit_code == 0
    assert "measured" in run("knowledge", "stats").stdout


def test_faults_of_knowledge_end_with_exit_code_4(tmp_path: Path) -> None:
    result = run("knowledge", "check", str(tmp_path))
    assert result.exit_code == 4
    assert "faults" in result.stderr


def test_the_exit_codes_are_told() -> None:
    result = run("exit-codes")
    codes = [line.split()[0] for line in result.stdout.splitlines()]
    assert codes == ["0", "2", "3", "4", "5", "6", "7", "8", "9", "130"]


def test_help_and_version_import_nothing_slow() -> None:
    code = (
        "import sys\n"
        "from rhomboid.cli.root import rhomboid\n"
        "rhomboid(['--help'], standalone_mode=False)\n"
        "slow = {'numpy', 'jinja2', 'rich', 'rapidfuzz', 'yaml', 'jsonschema'} & set(sys.modules)\n"
        "print(sorted(slow))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    result = subprocess.run([sys.executable, "-c", code], check=True, env=env, capture_output=True, text=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_leaves_early_is_no_error(words: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    command = f"{sys.executable} -m rhomboid.cli assess --text {words} --json | head -c 10"
    result = subprocess.run(["bash", "-c", command], check=False, env=env, capture_output=True, text=True)
    assert "Traceback" not in result.stderr
