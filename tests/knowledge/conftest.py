"""A small knowledge base with nothing wrong with it, to break in one place at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rhomboid.knowledge import check_knowledge
from rhomboid.model import Problem

CLEAN = {
    "kb.yaml": "id: small\nversion: 0.1.0\n",
    "grades.yaml": """\
words:
  most: {value: 0.75, low: 0.55, high: 0.9}
  rare: {value: 0.03, low: 0.01, high: 0.12}
judged: {probability: 1.2, ratio: 0.9, shares: 12}
""",
    "groups.yaml": "chest:\n  name: chest\n  rho: {judged: 0.5, low: 0.1, high: 0.9}\n",
    "findings.yaml": """\
over_scapula:
  name: pain over a shoulder blade
  question: Does it hurt on the shoulder blade?
  kind: site
  background: {judged: 0.3}
  sided: true
breastbone:
  name: pain in the middle of the chest
  question: Does the middle of your chest hurt?
  kind: site
  background: {judged: 0.1}
  group: chest
sweating:
  name: sweating
  question: Did you break into a sweat?
  kind: symptom
  background: {judged: 0.05}
  group: chest
  red_flag: true
worse_reaching:
  name: worse on reaching
  question: Is it worse when you reach out?
  kind: symptom
  background: {judged: 0.4}
scored:
  name: meets the score
  question: (scored)
  kind: symptom
  background: {judged: 0.1}
""",
    "categories.yaml": """\
onset:
  name: how it began
  question: How did it begin?
  options: {sudden: suddenly, gradual: gradually}
  background: {grade: judged, n: 20, shares: {sudden: 0.3, gradual: 0.7}}
age:
  name: age
  question: How old are you?
  role: prior
  edges: [40]
  options: {under_40: under 40, over_40: 40 and over}
  background: {grade: judged, n: 50, shares: {under_40: 0.4, over_40: 0.6}}
""",
    "causes/heart_attack.yaml": """\
id: heart_attack
name: Heart attack
plain: A heart attack.
family: heart
disposition: emergency
pretest_probability:
  home: {judged: 0.01}
  primary_care: {judged: 0.02}
  emergency_department: {judged: 0.05}
categories:
  onset: {grade: measured, source: smith-2001, place: Table 1, n: 100, shares: {sudden: 0.8, gradual: 0.2}}
findings:
  sweating: {value: 0.4, grade: measured, source: smith-2001, place: Table 2, n: 50}
  over_scapula: {word: rare, source: smith-2001, place: abstract}
  breastbone: {lr_positive: {value: 2.0, low: 1.5, high: 2.6, grade: measured, source: smith-2001, place: p. 4}}
""",
    "causes/strain.yaml": """\
id: strain
name: Strain
plain: A pulled muscle.
family: muscular
disposition: self_care
pretest_probability:
  home: {judged: 0.7}
  primary_care: {judged: 0.8}
  emergency_department: {judged: 0.6}
findings:
  worse_reaching: {judged: 0.8}
risk_factors:
  sweating: {judged: 1.5}
""",
    "causes/something_else.yaml": """\
id: something_else
name: Something else
plain: Something not listed.
family: other
disposition: routine
pretest_probability:
  home: {judged: 0.2}
  primary_care: {judged: 0.2}
  emergency_department: {judged: 0.2}
""",
    "families/heart.yaml": """\
id: heart
categories:
  onset: {grade: judged, shares: {sudden: 0.5, gradual: 0.5}}
findings:
  worse_reaching: {judged: 0.1}
  sweating: {judged: 0.2}
""",
    "sources/all.yaml": """\
smith-2001:
  authors: Smith A, Jones B
  year: 2001
  title: Pain in the upper back
  journal: A journal
  doi: 10.1000/example.1
  pmid: 12345
  checked_on: 2026-11-22
""",
    "rules/all.yaml": """\
- id: heart
  when: sweating AND (breastbone OR onset=sudden) AND NOT (worse_reaching AND age < 40)
  disposition: emergency
  reason: This can be the heart.
  causes: [heart_attack]
  basis: evidence
  sources: [smith-2001]
""",
    "screens.yaml": "- {id: card, question: Any of these?, reason: They matter., findings: [sweating]}\n",
    "thresholds.yaml": "".join(
        f"- {{disposition: {name}, mass: {{judged: 0.3}}, reason: Too likely to wait.}}\n"
        for name in ("emergency", "same_day", "days", "routine")
    ),
    "advice.yaml": "".join(
        f"{name}: {{title: Act, what_to_do: Do this., come_back_if: It gets worse.}}\n"
        for name in ("emergency", "same_day", "days", "routine", "self_care", "unread")
    ).replace("unread: {", "unread: {disposition: routine, "),
    "emergency_numbers.yaml": 'default: "112"\nGB: "999"\n',
    "places.yaml": """\
- {site: over_scapula, side: left, view: back, x: 72, y: 117, rx: 10, ry: 18}
- {site: over_scapula, side: right, view: back, x: 128, y: 117, rx: 10, ry: 18}
- {site: breastbone, side: middle, view: front, x: 100, y: 113, rx: 6, ry: 26}
""",
    "scales/score.yaml": """\
id: score
name: Score
finding: scored
source: smith-2001
subscales:
  - id: areas
    name: Areas
    items:
      - {id: neck, question: 'Does your neck hurt?', highest: 1, region: upper}
      - {id: belly, question: 'Does your belly hurt?', highest: 1}
criteria:
  - {least: {areas: 1}, regions: 1}
""",
    "lexicon/en/words.yaml": """\
classes:
  hurts: [hurts, "kills me"]
  blade: [shoulder blade, "@hurts"]
phrases:
  over_scapula: ["@blade"]
  breastbone: [breastbone]
  sweating: [sweat*]
  worse_reaching: ["worse & reach*"]
  onset=sudden: [suddenly]
cues:
  negation: [no, not]
""",
    "settings.yaml": """\
text_present_weight: {judged: 0.75}
text_absent_weight: {judged: 0.25}
unmentioned_weight: {judged: 0.2}
ruled_out_ratio: {judged: 0.1}
uncertain_weight: {judged: 0.5}
entropy_share: {judged: 0.05}
stop_shift: {judged: 0.02}
tie_overlap: {judged: 0.5}
other_factor: {judged: 1.0}
draws: 16
seed: 1
loss:
  emergency: {emergency: 0, same_day: 1, days: 1, routine: 1, self_care: 2}
  same_day: {emergency: 20, same_day: 0, days: 1, routine: 1, self_care: 1}
  days: {emergency: 60, same_day: 10, days: 0, routine: 1, self_care: 1}
  routine: {emergency: 90, same_day: 20, days: 5, routine: 0, self_care: 1}
  self_care: {emergency: 100, same_day: 30, days: 8, routine: 1, self_care: 0}
""",
}


def write_files(directory: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return directory


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """The small knowledge base on disk."""
    return write_files(tmp_path / "small", CLEAN)


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Writes the small knowledge base with one change: in this file, this text becomes that (none: the whole file)."""

    def write(path: str, find: str, put: str) -> Path:
        before = CLEAN.get(path, "")
        assert find in before
        after = before.replace(find, put, 1) if find else put
        return write_files(tmp_path / "changed", CLEAN | {path: after})

    return write


@pytest.fixture
def problems_after(broken: Callable[[str, str, str], Path]) -> Callable[[str, str, str], list[Problem]]:
    """Everything wrong with the small knowledge base after one change."""
    return lambda path, find, put: check_knowledge(broken(path, find, put))
