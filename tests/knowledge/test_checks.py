"""Each check fires on the small knowledge base with one thing broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rhomboid.knowledge import check_knowledge, load_knowledge

Break = Callable[[str, str, str], Path]
STRAIN = "causes/strain.yaml"
CAUSE, RULE, WORDS = "causes/heart_attack.yaml", "rules/all.yaml", "lexicon/en/words.yaml"
SOURCES, SCALE, FINDINGS = "sources/all.yaml", "scales/score.yaml", "findings.yaml"
SOURCE = "{authors: Jones, year: 2002, title: T, checked_on: 2026-11-22, doi: 10.1000/"
SECOND_RULE = "- {id: heart, when: sweating, disposition: days, reason: R, causes: [strain], basis: judgement}\n"
THRESHOLD = "- {disposition: days, mass: {judged: 0.3}, reason: Too likely to wait.}\n"
ADVICE = "days: {title: Act, what_to_do: Do this., come_back_if: It gets worse.}\n"
PLACE = "- {site: breastbone, side: middle, view: front, x: 100, y: 113, rx: 6, ry: 26}\n"

BREAKING = [
    ("unknown_finding", CAUSE, "  sweating: {value", "  sweeting: {value", "Did you mean `sweating`?"),
    ("unknown_finding", STRAIN, "  sweating: {judged", "  sweeting: {judged", "sweeting"),
    ("used_twice", STRAIN, "  sweating: {judged", "  worse_reaching: {judged", "count twice"),
    ("unknown_finding", "families/heart.yaml", "sweating", "swetting", "swetting"),
    ("unknown_finding", SCALE, "finding: scored", "finding: score", "scored"),
    ("unknown_group", FINDINGS, "group: chest\n  red", "group: chess\n  red", "chest"),
    ("unknown_category", CAUSE, "  onset:", "  onsett:", "onset"),
    ("unknown_option", CAUSE, "sudden: 0.8", "suden: 0.8", "sudden"),
    ("missing_option", CAUSE, "{sudden: 0.8, gradual: 0.2}", "{sudden: 0.4, later: 0.6}", "gradual"),
    ("unknown_concept", RULE, "onset=sudden", "onset=sudde", "onset=sudden"),
    ("unknown_concept", RULE, "breastbone", "brestbone", "breastbone"),
    ("unknown_number", RULE, "age < 40", "weight < 40", "age"),
    ("unknown_cause", RULE, "[heart_attack]", "[heart_atack]", "heart_attack"),
    ("unknown_concept", WORDS, "onset=sudden: [", "onset=quick: [", "onset=quick"),
    ("unknown_word_class", WORDS, '["@blade"]', '["@blades"]', "blade"),
    ("class_cycle", WORDS, '"kills me"', '"@blade"', "contains itself"),
    ("unknown_subscale", SCALE, "least: {areas: 1}", "least: {area: 1}", "areas"),
    ("unknown_site", "places.yaml", "site: breastbone", "site: sweating", "sweating"),
    ("unknown_finding", "screens.yaml", "[sweating]", "[sweeting]", "sweating"),
    ("duplicate_id", "screens.yaml", "id: card", "id: sweating", "already"),
    ("rule_syntax", RULE, "AND (breastbone", "AND breastbone", "cannot be read"),
    ("red_flag_negated", RULE, "NOT (worse_reaching", "NOT (sweating", "could lower the urgency"),
    ("duplicate_rule", "rules/more.yaml", "", SECOND_RULE, "two rules"),
    ("regions", SCALE, "regions: 1", "regions: 2", "only 1"),
    ("duplicate_item", SCALE, "id: belly", "id: neck", "twice"),
    ("shares_sum", CAUSE, "sudden: 0.8", "sudden: 0.7", "0.9"),
    ("missing_n", CAUSE, "n: 100, ", "", "how many people"),
    ("unknown_word", CAUSE, "word: rare", "word: seldom", "most"),
    ("no_interval", CAUSE, ", n: 50}", "}", "no interval"),
    ("interval_order", CAUSE, "low: 1.5", "low: 2.5", "outside"),
    ("wrong_grade", CAUSE, "value: 0.4, grade: measured", "value: 0.4, grade: graded", "word:"),
    ("edges", "categories.yaml", "edges: [40]", "edges: [40, 50]", "need 1 edges"),
    ("edges", "categories.yaml", "edges: [40]", "edges: [40, 30]", "do not rise"),
    ("id", CAUSE, "id: heart_attack", "id: heart_attach", "not the file's name"),
    ("unknown_file", "causes/back.yml", "", "id: back", "would not be read"),
    ("missing_key", CAUSE, "  home: {judged: 0.01}\n", "", "no `home`"),
    ("duplicate_key", CAUSE, "name: Heart attack\n", "name: Heart attack\nname: Heart\n", "already on line 2"),
]
OTHERS = [
    ("dangling_source", CAUSE, "smith-2001, place: Table 2", "smith-2010, place: Table 2", "smith-2001"),
    ("dangling_source", RULE, "[smith-2001]", "[nobody-1900]", "Add it"),
    ("unused_source", "sources/more.yaml", "", f"jones-2002: {SOURCE}other}}\n", "Cite it"),
    ("no_address", SOURCES, "  doi: 10.1000/example.1\n  pmid: 12345\n", "", "doi, pmid, pmcid or url"),
    ("mirror", SOURCES, "pmid: 12345", "url: https://www.scribd.com/document/1", "scribd.com"),
    ("mirror", SOURCES, "pmid: 12345", "url: http://de.scribd.com/document/1", "scribd.com"),
    ("mirror", SOURCES, "pmid: 12345", "url: http://192.0.2.7:8080/paper.pdf", "192.0.2.7"),
    ("mirror", SOURCES, "pmid: 12345", "url: https://twin.sci-hub.example/x", "sci-hub"),
    ("mirror", SOURCES, "pmid: 12345", "url: 'http://[1.2/x'", "mirror"),
    ("same_source", "sources/more.yaml", "", f"jones-2002: {SOURCE}EXAMPLE.1}}\n", "same doi"),
    ("duplicate_source", "sources/more.yaml", "", f"smith-2001: {SOURCE}other}}\n", "sources/all.yaml"),
    ("unused_finding", SCALE, "finding: scored", "finding: sweating", "scored"),
    (
        "unused_group",
        "groups.yaml",
        "",
        "{chest: {name: c, rho: {judged: 0.5}}, arm: {name: a, rho: {judged: 0.5}}}",
        "arm",
    ),
    ("no_phrase", WORDS, "  sweating: [sweat*]\n", "", "sweating"),
    ("missing_disposition", "thresholds.yaml", THRESHOLD, "", "days"),
    ("missing_disposition", "advice.yaml", ADVICE, "", "days"),
    ("prior_sum", "causes/strain.yaml", "primary_care: {judged: 0.8}", "primary_care: {judged: 0.3}", "0.52"),
    ("unknown_family", "families/hart.yaml", "", "id: hart\n", "hart"),
    ("no_place", "places.yaml", PLACE, "", "middle"),
    ("no_place", "places.yaml", "side: right", "side: left", "right"),
    ("impossible_ratio", CAUSE, "value: 2.0, low: 1.5, high: 2.6", "value: 12, low: 11, high: 13", "1.2"),
    ("impossible_ratio", CAUSE, "lr_positive: {value: 2.0", "lr_negative: {value: 2.0", "-0.8"),
    ("stray_file", "notes.txt", "", "remember the milk", "notes.txt"),
    ("interval_order", "grades.yaml", "low: 0.55", "low: 0.8", "most"),
]


def test_the_small_knowledge_base_is_clean(clean: Path) -> None:
    assert check_knowledge(clean) == []


@pytest.mark.parametrize(("code", "path", "find", "put", "words"), BREAKING)
def test_what_would_lose_data_is_told_and_gives_no_knowledge(
    broken: Break, code: str, path: str, find: str, put: str, words: str
) -> None:
    knowledge, problems = load_knowledge(broken(path, find, put))
    assert knowledge is None
    assert_told(problems, code, path, words)


@pytest.mark.parametrize(("code", "path", "find", "put", "words"), OTHERS)
def test_what_can_be_mended_later_is_told_beside_the_knowledge(
    broken: Break, code: str, path: str, find: str, put: str, words: str
) -> None:
    knowledge, problems = load_knowledge(broken(path, find, put))
    assert knowledge is not None
    assert_told(problems, code, None, words)


def assert_told(problems: list, code: str, path: str | None, words: str) -> None:
    told = [p for p in problems if p.code == code and words in str(p) and path in (None, p.path)]
    assert told, [f"{problem.code} {problem}" for problem in problems]
    assert all(problem.remedy or problem.code.startswith("unknown_") for problem in problems)


@pytest.mark.parametrize("path", ["advice.yaml", "places.yaml", "rules/all.yaml", "thresholds.yaml"])
def test_a_missing_part_is_told(clean: Path, path: str) -> None:
    (clean / path).unlink()
    assert "missing_file" in {problem.code for problem in check_knowledge(clean)}


@pytest.mark.parametrize("path", ["settings.yaml", "grades.yaml", "findings.yaml", "kb.yaml"])
def test_without_a_needed_file_there_is_no_knowledge(clean: Path, path: str) -> None:
    (clean / path).unlink()
    knowledge, problems = load_knowledge(clean)
    assert knowledge is None
    assert path in {problem.path for problem in problems}


@pytest.mark.parametrize(
    "when",
    [
        "sweating breastbone",
        "sweating AND",
        "AND sweating",
        "(sweating",
        "sweating)",
        "NOT",
        "NOT OR",
        "sweating OR OR breastbone",
        "count(sweating, breastbone)",
        "count(sweating, breastbone) >= 3",
        "count(sweating) >= 0",
        "age <",
        "age < old",
        "age < 40_to_50",
        "onset =",
        "sweating & breastbone",
        "(" * 3000 + "sweating" + ")" * 3000,
        "NOT " * 3000 + "sweating",
    ],
    ids=lambda when: when[:30],
)
def test_a_rule_that_cannot_be_read_is_told(broken: Break, when: str) -> None:
    text = f"- {{id: r, when: '{when}', disposition: days, reason: R, causes: [strain], basis: judgement}}\n"
    knowledge, problems = load_knowledge(broken("rules/more.yaml", "", text))
    assert knowledge is None
    assert [(problem.path, problem.code) for problem in problems] == [("rules/more.yaml", "rule_syntax")]


def test_something_else_must_be_among_the_causes(clean: Path) -> None:
    (clean / "causes/something_else.yaml").unlink()
    assert "no_something_else" in {problem.code for problem in check_knowledge(clean)}


def test_problems_stand_on_their_lines_and_are_sorted(broken: Break) -> None:
    problems = check_knowledge(broken(CAUSE, "sweating: {value", "sweeting: {value"))
    assert [(p.path, p.line) for p in problems if p.code == "unknown_finding"] == [(CAUSE, 13)]
    assert problems == sorted(problems)


def test_a_finding_used_only_by_a_rule_is_used(clean: Path) -> None:
    for path in ("causes/heart_attack.yaml", "families/heart.yaml"):
        file = clean / path
        lines = [line for line in file.read_text().splitlines() if "sweating" not in line and "risk_f" not in line]
        file.write_text("\n".join(lines))
    assert check_knowledge(clean) == []


def test_names_that_start_with_a_dot_are_no_part_of_the_knowledge(clean: Path) -> None:
    (clean / ".settings.yaml.swp").write_text("rubbish")
    assert check_knowledge(clean) == []
