"""An account from a YAML or JSON file."""

import json

from rhomboid.cli.answers_file import parse_answers
from rhomboid.model import Pain

GOOD = """\
text: Pain by my shoulder blade.
age: 46
sex: male
answers:
  fever: no
  worse_neck_movement: yes
  cough: null
  sweating: absent
choices:
  quality: burning
  onset: [gradual, on_waking]
pains:
  - between_shoulder_blades
  - {site: over_scapula, side: right}
"""


def test_yes_and_no_and_null_are_answers(knowledge) -> None:
    account, problems = parse_answers(GOOD, "a.yaml", knowledge)
    assert not problems
    assert account.answers == {
        "fever": "absent", "worse_neck_movement": "present", "cough": "not_asked", "sweating": "absent"
    }  # fmt: skip
    assert account.choices == {"quality": ("burning",), "onset": ("gradual", "on_waking")}
    assert account.pains == (Pain("between_shoulder_blades"), Pain("over_scapula", "right"))
    assert account.age == 46


def test_json_is_read_as_well_even_with_tabs(knowledge) -> None:
    text = json.dumps({"age": 46, "answers": {"fever": False}}, indent="\t")
    account, problems = parse_answers(text, "a.json", knowledge)
    assert not problems
    assert account.answers == {"fever": "absent"}


def test_every_fault_is_told_at_once_with_its_line(knowledge) -> None:
    text = "agee: 46\nsex: 3\nanswers:\n  feverr: yes\n  cough: maybe\nage: 40\nage: 41\n"
    account, problems = parse_answers(text, "a.yaml", knowledge)
    assert account is None
    told = {(problem.line, problem.code) for problem in problems}
    assert {(1, "unknown-key"), (2, "wrong-value"), (5, "wrong-value"), (7, "duplicate")} <= told
    assert all(str(problem).startswith("a.yaml:") for problem in problems)


def test_an_unknown_finding_is_told_with_its_line_and_a_remedy(knowledge) -> None:
    _, problems = parse_answers("age: 40\nanswers:\n  feverr: yes\n", "a.yaml", knowledge)
    assert [(problem.line, problem.code) for problem in problems] == [(3, "refused")]
    assert "fever" in problems[0].remedy


def test_a_broken_file_is_told_with_its_line(knowledge) -> None:
    _, problems = parse_answers("age: 40\nanswers: [unclosed\n", "a.yaml", knowledge)
    assert problems[0].code == "syntax"
    assert problems[0].line > 1


def test_a_file_without_keys_is_refused(knowledge) -> None:
    for text in ("", "- a\n- b\n", "just words"):
        account, problems = parse_answers(text, "a.yaml", knowledge)
        assert account is None
        assert problems[0].code == "not-a-mapping"


def test_a_file_cannot_run_anything(knowledge) -> None:
    account, problems = parse_answers("text: !!python/object/apply:os.getcwd []\n", "a.yaml", knowledge)
    assert account is None
    assert problems


def test_wrong_values_unknown_findings_and_an_impossible_age_are_told_together(knowledge) -> None:
    text = "answers:\n  fevr: yes\n  cough: maybe\nage: 300\n"
    account, problems = parse_answers(text, "a.yaml", knowledge)
    assert account is None
    assert [(problem.line, problem.code) for problem in problems] == [
        (2, "refused"),
        (3, "wrong-value"),
        (4, "refused"),
    ]
