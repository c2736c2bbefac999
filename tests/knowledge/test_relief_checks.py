"""Each check of remedies, course, scans and claims fires on a small knowledge base with one thing broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhomboid.knowledge import check_knowledge, load_knowledge
from rhomboid.model import Problem

ONE = "{value: -0.7, low: -1.1, high: -0.4, grade: measured, source: smith-2001, place: Table 3}"
SHARE = "{value: 0.4, n: 90, grade: measured, source: smith-2001, place: Table 4}"
CATEGORIES = """\
duration:
  name: how long
  question: How long?
  options: {hours: hours, days: days, weeks: weeks, months: months, years: years}
  background: {grade: judged, n: 20, shares: {hours: 0.1, days: 0.2, weeks: 0.3, months: 0.2, years: 0.2}}
severity:
  name: how bad
  question: How bad?
  options: {mild: mild, worst: the worst}
  background: {grade: judged, n: 20, shares: {mild: 0.5, worst: 0.5}}
"""
RELIEF = {
    "circumstances.yaml": "pacemaker: {name: a pacemaker, question: Do you have a pacemaker?}\n",
    "remedies/warmth.yaml": f"""\
id: warmth
name: Warmth
plain: Something warm.
tier: 0
cost: low
effort: little
always: true
time_to_effect: minutes
steps: [Put it on.]
stop_if: it burns
effects:
  pain: {{outcome: pain, measure: points, estimate: {ONE}, control: placebo, certainty: low, directness: neck}}
indications:
  - {{causes: [muscular], effect: pain}}
contraindications:
  - {{name: a pacemaker, when: pacemaker OR onset=sudden, action: caution, reason: It may stop., basis: judgement}}
""",
    "remedies/knife.yaml": f"""\
id: knife
name: Operation
plain: A cut.
tier: 5
cost: very_high
effort: much
time_to_effect: weeks
steps: [Ask.]
stop_if: it bleeds
before: [warmth]
questions: [Is there no other way?]
effects:
  better:
    {{outcome: better, measure: share, wanted: true, estimate: {SHARE}, compared: {SHARE}, versus: none,
    control: active, certainty: low, directness: neck}}
indications:
  - {{causes: [strain], durations: [years], effect: better}}
harms:
  - {{name: A bleed, severity: serious, rate: {{outcome: a bleed, measure: share, estimate: {SHARE}}}}}
contraindications:
  - {{name: a weak heart, suspected: [heart_attack], action: rule_out, reason: It may fail., basis: evidence,
    sources: [smith-2001]}}
""",
    "low_value.yaml": """\
- {id: knife, name: Operation, remedy: knife, verdict: avoid, why: It does little., instead: Warmth.,
  shows: [knife.better, knife.a_bleed], unless: sweating}
""",
    "reviews.yaml": "- {id: late, when: It is no better., whom: a doctor, causes: [strain], durations: [weeks]}\n",
    "scans.yaml": f"""\
bulge:
  name: a bulge
  plain: A disc is wide.
  regions:
    thoracic: {{prevalence: {{outcome: a bulge, measure: share, estimate: {SHARE}}}, bears_on: [strain]}}
""",
    "scan_advice.yaml": """\
- {id: none, when: It is new., says: No scan., sources: [smith-2001], shows: [scans.bulge_thoracic]}
""",
    "claims/out.yaml": """\
id: out
claim: It went out.
verdict: unsupported
plain: It did not.
qualifier: Nobody looked.
ideas: {back: 1, went: 1}
shows: [knife.better]
""",
    "course.yaml": f"""\
curves:
  some:
    {{who: some people, causes: [muscular], certainty: low, directness: neck,
    points: [{{week: 0, mean: {ONE}}}, {{week: 6, mean: {ONE}}}]}}
recovery:
  - {{id: soon, definition: No pain., figure: {{outcome: recovered, measure: share, wanted: true, estimate: {SHARE}}}}}
recurrence: []
spread: {{judged: 2, low: 1, high: 3}}
daily_spread: {{judged: 1, low: 0.5, high: 2}}
start_by_severity:
  {{mild: {{judged: 2, low: 1, high: 3}}, worst: {{judged: 9, low: 8, high: 10}},
  unknown: {{judged: 5, low: 3, high: 7}}}}
slower_share: {{judged: 0.8}}
worse_points: {{judged: 2, low: 1, high: 3}}
pace_days: 7
pace_from_days: 14
""",
    "lexicon/en/relief.yaml": """\
phrases: {pacemaker: [pacemaker]}
treatments: {warmth: [warmth], knife: [operation]}
scans: {bulge: [bulge]}
ideas: {back: [back], went: [went]}
""",
}
REMEDY, KNIFE, LOW = "remedies/warmth.yaml", "remedies/knife.yaml", "low_value.yaml"
COURSE, SCANS, CLAIM, WORDS = "course.yaml", "scans.yaml", "claims/out.yaml", "lexicon/en/relief.yaml"

BREAKING = [
    ("unknown_concept", REMEDY, "when: pacemaker", "when: pacemacker", "pacemaker"),
    ("unknown_concept", REMEDY, "onset=sudden", "onset=suden", "onset=sudden"),
    ("negated", REMEDY, "pacemaker OR onset=sudden", "NOT pacemaker", "could make it safe"),
    ("number", REMEDY, "OR onset=sudden", "OR age < 40", "options"),
    ("expression_syntax", REMEDY, "OR onset=sudden", "OR", "cannot be read"),
    ("unknown_cause_or_family", REMEDY, "[muscular]", "[musclar]", "muscular"),
    ("unknown_effect", REMEDY, "effect: pain}", "effect: pains}", "pain"),
    ("unknown_value", KNIFE, "durations: [years]", "durations: [decades]", "years"),
    ("unknown_remedy", KNIFE, "before: [warmth]", "before: [warmht]", "warmth"),
    ("unknown_cause", KNIFE, "[heart_attack]", "[heart_atack]", "heart_attack"),
    ("unknown_remedy", LOW, "remedy: knife", "remedy: knive", "knife"),
    ("unknown_figure", LOW, "knife.better", "knife.beter", "knife.better"),
    ("unknown_figure", LOW, "knife.a_bleed", "knife.harm_0", "knife"),
    ("negated", LOW, "unless: sweating", "unless: NOT sweating", "could make it safe"),
    ("unknown_cause_or_family", "reviews.yaml", "[strain]", "[strane]", "strain"),
    ("unknown_cause", SCANS, "bears_on: [strain]", "bears_on: [strane]", "strain"),
    ("unknown_figure", "scan_advice.yaml", "bulge_thoracic", "bulge_lumbar", "bulge_thoracic"),
    ("unknown_figure", CLAIM, "knife.better", "knife.worse", "knife.better"),
    ("unknown_idea_of_a_claim", WORDS, "ideas: {back", "ideas: {bck: [x], back", "back"),
    ("unknown_scan_finding", WORDS, "scans: {bulge", "scans: {bulje: [x], bulge", "bulge"),
    ("unknown_cause_or_family", COURSE, "causes: [muscular]", "causes: [musclar]", "muscular"),
    ("weeks", COURSE, "{week: 6", "{week: 0", "do not rise"),
    ("unknown_severity", COURSE, "{mild:", "{tiny: {judged: 1, low: 0, high: 2}, mild:", "mild"),
    ("missing_severity", COURSE, "worst: {judged: 9, low: 8, high: 10},", "", "worst"),
    ("duplicate_id", "circumstances.yaml", "pacemaker:", "sweating:", "already"),
    ("no_interval", REMEDY, "low: -1.1, high: -0.4", "n: 50", "interval"),
    ("interval_order", REMEDY, "low: -1.1", "low: -0.5", "outside"),
    ("id", KNIFE, "id: knife", "id: knive", "not the file's name"),
    ("missing_key", KNIFE, "stop_if: it bleeds\n", "", "stop_if"),
    ("unknown_key", KNIFE, "harms:", "harm:", "harms"),
    ("wrong_form", REMEDY, "{causes: [muscular], effect: pain}", "{causes: [muscular]}", "rests on an `effect`"),
]
OTHERS = [
    ("dangling_source", REMEDY, "source: smith-2001", "source: smith-2002", "smith-2001"),
    ("dangling_source", KNIFE, "sources: [smith-2001]", "sources: [smith-2002]", "smith-2001"),
    ("no_indication", KNIFE, "  - {causes: [strain], durations: [years], effect: better}\n", "  []\n", "no cause"),
    (
        "indicated_twice",
        REMEDY,
        "  - {causes: [muscular], effect: pain}\n",
        "  - {causes: [muscular], effect: pain}\n" * 2,
        "Keep one",
    ),
    ("not_weighable", REMEDY, "measure: points", "measure: days", "0-10"),
    ("no_questions", KNIFE, "questions: [Is there no other way?]\n", "", "questions"),
    ("always_ruled_out", REMEDY, "action: caution", "action: rule_out", "caution"),
    ("unused_circumstance", REMEDY, "pacemaker OR onset=sudden", "onset=sudden", "pacemaker"),
    ("no_words", WORDS, ", knife: [operation]", "", "knife"),
    ("no_words", WORDS, ", went: [went]", "", "went"),
    ("no_phrase", WORDS, "phrases: {pacemaker: [pacemaker]}\n", "", "pacemaker"),
    (
        "unsourced_claim",
        CLAIM,
        "shows: [knife.better]",
        "figures: {own: {outcome: x, measure: count, estimate: {judged: 1, low: 0, high: 2}}}",
        "Cite",
    ),
]


@pytest.fixture
def with_relief(clean: Path) -> Path:
    """The small knowledge base, and remedies, course, scans and claims beside it."""
    (clean / "categories.yaml").write_text((clean / "categories.yaml").read_text() + CATEGORIES)
    for path, text in RELIEF.items():
        target = clean / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text)
    return clean


def change(directory: Path, path: str, find: str, put: str) -> list[Problem]:
    text = (directory / path).read_text()
    assert find in text
    (directory / path).write_text(text.replace(find, put, 1))
    return check_knowledge(directory)


def test_nothing_is_wrong_with_the_small_knowledge_of_relief(with_relief: Path) -> None:
    assert check_knowledge(with_relief) == []


@pytest.mark.parametrize(("code", "path", "find", "put", "told"), BREAKING, ids=[row[0] for row in BREAKING])
def test_what_would_be_lost_makes_the_knowledge_unusable(
    with_relief: Path, code: str, path: str, find: str, put: str, told: str
) -> None:
    problems = [problem for problem in change(with_relief, path, find, put) if problem.code == code]
    assert problems
    assert told in f"{problems[0].message} {problems[0].remedy}"
    assert problems[0].path.split("/")[0] == path.split("/")[0]
    assert load_knowledge(with_relief)[0] is None


@pytest.mark.parametrize(("code", "path", "find", "put", "told"), OTHERS, ids=[row[0] for row in OTHERS])
def test_what_is_to_be_mended_is_told_and_leaves_the_knowledge_whole(
    with_relief: Path, code: str, path: str, find: str, put: str, told: str
) -> None:
    problems = [problem for problem in change(with_relief, path, find, put) if problem.code == code]
    assert problems
    assert told in f"{problems[0].message} {problems[0].remedy}"
    assert load_knowledge(with_relief)[0] is not None


def test_a_family_stands_for_all_of_its_causes(with_relief: Path) -> None:
    loaded, _ = load_knowledge(with_relief)
    assert loaded.remedies["warmth"].indications[0].causes == ("strain",)


def test_every_figure_is_found_by_its_file_and_key(with_relief: Path) -> None:
    loaded, _ = load_knowledge(with_relief)
    assert set(loaded.figures) == {
        "warmth.pain",
        "knife.better",
        "knife.a_bleed",
        "scans.bulge_thoracic",
        "course.soon",
    }
