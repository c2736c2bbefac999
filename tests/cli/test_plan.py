"""`rhomboid plan`, `course` and `appraise`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rhomboid.cli.root import rhomboid

STRAIN = (
    "I'm a 34 year old man. Two days ago I lifted a heavy box and felt a sharp pull beside my right shoulder blade. "
    "It hurts 6/10, worse when I move my arm or twist."
)
DANGER = "Sudden tearing pain between my shoulder blades, the worst of my life, and my left arm has gone weak."


def run(*arguments: str, told: str = STRAIN) -> Result:
    return CliRunner().invoke(rhomboid, [*arguments], input=told, env={"NO_COLOR": "1"})


def test_a_plan_goes_from_the_safest_to_what_to_leave_alone_and_when_to_come_back() -> None:
    result = run("plan", "--text", "-")
    parts = [
        "What to try, safest first",
        "What you can leave alone",
        "How it usually goes",
        "When to come back",
        "Sources",
    ]
    places = [result.stdout.index(part) for part in parts]
    assert places == sorted(places)
    assert result.exit_code == 0


def test_in_danger_the_plan_is_only_what_to_do_now() -> None:
    result = run("plan", "--text", "-", told=DANGER)
    assert result.stdout.startswith("Get emergency help now")
    assert "What to try" not in result.stdout
    assert "How it usually goes" not in result.stdout


def test_no_line_is_too_wide_for_a_terminal() -> None:
    for arguments in (("plan", "--text", "-"), ("course", "--text", "-"), ("appraise", "scan", "C5-6 disc bulge")):
        lines = run(*arguments).stdout.splitlines()
        assert [line for line in lines if len(line) > 78 and "http" not in line] == []


def test_json_holds_the_whole_plan_and_nothing_else_is_on_stdout() -> None:
    made = json.loads(run("plan", "--text", "-", "--json").stdout)
    assert made["options"][0]["tier"] == 0
    assert made["knowledge_hash"]
    assert set(made["course"]) >= {"bands", "curves", "recurrence"}


def test_wishes_and_what_was_tried_are_options_of_the_command() -> None:
    arguments = ["--no-medicines", "--no-appointments", "--highest-cost", "low", "--tried", "heat=no_help"]
    made = json.loads(run("plan", "--text", "-", "--json", *arguments).stdout)
    assert not [option for option in made["options"] if option.get("medicine") or option.get("appointment")]
    assert {entry["kind"] for entry in made["left_out"]} >= {"wish", "tried"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--tried", "heat"], "--tried heat=helped"),
        (["--tried", "heta=helped"], "heat"),
        (["--tried", "heat=great"], "helped"),
    ],
)
def test_a_wish_that_cannot_be_read_is_refused_in_one_sentence(arguments: list[str], said: str) -> None:
    result = run("plan", "--text", "-", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_wishes_can_stand_in_the_file_of_answers(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(f"text: {json.dumps(STRAIN)}\navoid: medicines\nhighest_cost: free\ntried: {{cold: worse}}\n")
    made = json.loads(run("plan", "--answers", str(file), "--json").stdout)
    assert all(option["cost"] == "free" or option.get("always") for option in made["options"])


def test_the_own_diary_lies_over_the_forecast(tmp_path: Path) -> None:
    diary = tmp_path / "mine.csv"
    diary.write_text("date,pain\n" + "".join(f"2026-11-{day:02d},6\n" for day in range(1, 25)) + "2026-11-25,\n")
    told = json.loads(run("course", "--text", "-", "--points", str(diary), "--json").stdout)
    assert told["pace"]["status"] == "slower"
    assert len(told["points"]) == 24


def test_a_faulty_diary_is_refused_with_every_line_that_is_wrong(tmp_path: Path) -> None:
    diary = tmp_path / "mine.csv"
    diary.write_text("2026-11-01,6\nyesterday,5\n2026-11-03,11\n2026-11-04\n")
    result = run("course", "--text", "-", "--points", str(diary))
    assert result.exit_code == 2
    assert [f"mine.csv:{line}:" in result.stderr for line in (1, 2, 3, 4)] == [False, True, True, True]


def test_dates_and_numbered_days_are_not_mixed_up(tmp_path: Path) -> None:
    diary = tmp_path / "mine.csv"
    diary.write_text("2026-11-01,6\n3,5\n")
    assert "mixed" in run("course", "--text", "-", "--points", str(diary)).stderr


def test_a_page_and_a_pdf_are_written_for_their_owner_alone(tmp_path: Path) -> None:
    page, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    result = run(
        "plan", "--text", "-", "--html", str(page), "--pdf", str(paper), "--claim", "a disc only slips in a crash"
    )
    assert result.exit_code == 0
    assert "What to try" in page.read_text(encoding="utf-8")
    assert paper.read_bytes().startswith(b"%PDF")
    assert {file.stat().st_mode & 0o077 for file in (page, paper)} == {0}


def test_a_scan_is_appraised_with_the_share_of_people_without_pain() -> None:
    result = run("appraise", "scan", "C5-6 disc bulge, T7-8 protrusion", "--age", "48")
    assert "87.6 in 100 people" in result.stdout
    assert "30.9 in 100 people" in result.stdout
    assert result.exit_code == 0


def test_a_serious_finding_comes_before_everything_else() -> None:
    result = run("appraise", "scan", "compression fracture of T7, mild disc bulge at T8-9")
    words = " ".join(result.stdout.split())
    assert words.startswith("Speak to a doctor")
    assert (
        words.index("not wear and tear") < words.index("A broken or collapsed vertebra") < words.index("A disc bulge")
    )


def test_what_is_not_recognised_is_said_and_has_an_exit_code_of_its_own() -> None:
    for arguments in (
        ("appraise", "scan", "lovely holiday"),
        ("appraise", "treatment", "reiki"),
        ("appraise", "claim", "cracking your knuckles gives you arthritis"),
    ):
        result = run(*arguments)
        assert result.exit_code == 5
        assert "recognised" in result.stdout or "none of the claims" in result.stdout


def test_a_treatment_is_appraised_for_the_person_whose_account_is_given() -> None:
    alone = json.loads(run("appraise", "treatment", "naproxen tablets", "--json").stdout)
    own = json.loads(
        run("appraise", "treatment", "naproxen", "--text", "-", "--json", told=f"{STRAIN} I take warfarin.").stdout
    )
    assert alone["remedy"] == own["remedy"] == "oral_nsaid"
    assert "fit" not in alone
    assert own["fit"] > 0.5
    assert any("thinner" in caution["name"] for caution in own["against"])


def test_a_claim_is_answered_with_its_verdict_and_figures() -> None:
    told = json.loads(run("appraise", "claim", "my low back is better so my upper back went out", "--json").stdout)
    assert (told["claim_id"], told["verdict"]) == ("goes_out_when_low_back_improves", "unsupported")
    assert told["figures"]


def test_words_to_be_appraised_can_come_from_stdin_and_must_not_be_empty() -> None:
    assert run("appraise", "claim", "-", told="low back better, upper back went out").exit_code == 0
    assert "no words" in run("appraise", "claim", " ").stderr
