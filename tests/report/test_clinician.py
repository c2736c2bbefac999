"""The clinician's page."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from samples import option, sample_claim, sample_plan, sample_scan, sample_treatment, serious_scan

from rhomboid.answers import assess, plan
from rhomboid.model import Account, Alarm, Assessment, Caution, KnowledgeBase, Question, RuledOut
from rhomboid.report import ReportError, render_clinician_pdf
from rhomboid.report.clinician.nouns import LENGTHS, Given, Line
from rhomboid.report.clinician.person import red_flags, what_was_tried
from rhomboid.report.clinician.summary import variants_of
from rhomboid.report.clinician.text import BLANK, SHOWN, cut, in_short, printable, shortened
from rhomboid.report.clinician.typesetting import fixed_words, typeset

TODAY = date(2026, 11, 22)
MARKUP = '#panic("x") *b* $x$ <l> \\ ] } // #image("/etc/hostname") `r` @source-1 {{ x }} <script>'
LASTING = Account(
    text="For eight months burning pain between my shoulder blades. Heat helps. No weight loss.",
    age=66,
    sex="female",
    answers={"hx_anticoagulant": "present", "fever": "absent"},
    tried={"massage": "no_help"},
)


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, on one line."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [re.sub(r"\s+", " ", page.extract_text().replace("\u200b", "")) for page in pages]


@pytest.fixture(scope="module")
def lasting(knowledge: KnowledgeBase) -> bytes:
    assessment = assess(LASTING, knowledge, TODAY)
    return render_clinician_pdf(assessment, LASTING, knowledge, plan(assessment, LASTING, knowledge), (sample_scan(),))


def test_everything_stands_on_one_page_and_its_sources_on_the_next(lasting: bytes) -> None:
    first, *sources = pages_of(lasting)
    for words in (
        "Female, 66 years. Duration: six weeks to a year.",
        "Pain between the shoulder blades",
        "For eight months burning pain",
        "Probability (90% interval)",
        "There (1): blood thinners or a bleeding disorder.",
        "Denied when asked (1): fever.",
        "Only denied in passing (1): weight loss",
        "Not asked (",
        "Massage by a therapist: did not help",
        "Blood thinners or a bleeding disorder: rules out",
        "Plan in brief",
        "Disc herniation T7-8, in 37 in 100 without pain",
        "Would change this most if asked",
        "not a diagnosis",
    ):
        assert words in first, words
    assert sources[0].startswith("Sources [1]")


def test_five_causes_stand_with_their_strongest_reasons(knowledge: KnowledgeBase) -> None:
    assessment = assess(LASTING, knowledge, TODAY)
    ranking = variants_of(Given(assessment, LASTING, knowledge, None, ()))[0].ranking
    assert [row.name for row in ranking.causes] == [cause.name for cause in assessment.causes[:5]]
    for row, cause in zip(ranking.causes, assessment.causes, strict=False):
        assert len(row.speaking_for) == min(3, len(cause.reasons_for))
        assert len(row.against) == min(3, len(cause.reasons_against))
        assert all("×" in line.text for line in row.speaking_for)
        assert all("÷" in line.text for line in row.against)


def test_a_reason_without_a_source_says_that_it_is_judged(knowledge: KnowledgeBase) -> None:
    assessment = assess(LASTING, knowledge, TODAY)
    rows = variants_of(Given(assessment, LASTING, knowledge, None, ()))[0].ranking.causes
    lines = [line for row in rows for line in (*row.speaking_for, *row.against)]
    assert lines
    assert all(bool(line.cites) != line.text.endswith("(j)") for line in lines)


def test_the_file_is_tagged_titled_and_in_english(lasting: bytes) -> None:
    reader = PdfReader(io.BytesIO(lasting))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "Upper back pain: a summary for the clinician"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_the_same_values_give_the_same_bytes_dated_by_the_assessment(knowledge: KnowledgeBase) -> None:
    assessment = assess(LASTING, knowledge, TODAY)
    once, again = (render_clinician_pdf(assessment, LASTING, knowledge) for _ in range(2))
    assert once == again
    assert PdfReader(io.BytesIO(once)).metadata["/CreationDate"].startswith("D:20261122000000")


def test_an_emergency_says_so_and_has_no_plan(knowledge: KnowledgeBase) -> None:
    account = Account(text="An hour ago a sudden tearing pain hit my upper back, the worst of my life.", age=61)
    first = pages_of(render_clinician_pdf(assess(account, knowledge, TODAY), account, knowledge, sample_plan()))[0]
    assert "Emergency: now" in first
    assert "Remedy" not in first
    assert "None by themselves: they were told to get help." in first


def test_a_serious_scan_raises_the_urgency_and_comes_first(calm, account, knowledge) -> None:
    first = pages_of(render_clinician_pdf(calm, account, knowledge, sample_plan(), (serious_scan(),)))[0]
    assert "Emergency: now A scan report names something that has to be looked at." in first
    assert first.index("Pressed spinal cord") < first.index("Disc herniation")
    assert "Remedy" not in first


def test_a_serious_finding_is_never_among_what_is_left_out(calm, account, knowledge) -> None:
    given = Given(calm, account, knowledge, None, (*[sample_scan()] * 9, serious_scan()))
    for variant in variants_of(given):
        assert variant.right[0].lines[0].text.startswith("Pressed spinal cord")


def test_the_second_page_lists_what_the_first_cites_and_nothing_else(knowledge: KnowledgeBase) -> None:
    assessment = assess(LASTING, knowledge, TODAY)
    for variant in variants_of(Given(assessment, LASTING, knowledge, sample_plan(), (sample_scan(),) * 9)):
        text = msgspec.json.encode(msgspec.structs.replace(variant, sources=())).decode()
        cited = {int(number) for found in re.findall(r'"cites":\[([\d,]+)\]', text) for number in found.split(",")}
        assert [source.number for source in variant.sources] == sorted(cited)


def test_an_empty_account_has_a_page(knowledge: KnowledgeBase) -> None:
    assessment = assess(Account(), knowledge, TODAY)
    first = pages_of(render_clinician_pdf(assessment, Account(), knowledge, plan(assessment, Account(), knowledge)))[0]
    assert "Sex not told, age not told." in first
    assert "Where: not told." in first
    assert "There (0): none." in first


def test_words_cannot_become_markup(calm: Assessment, knowledge: KnowledgeBase) -> None:
    account = Account(text=MARKUP, tried={MARKUP: "helped"})
    treatment = sample_treatment(words=MARKUP, summary=MARKUP)
    made = sample_plan(
        ruled_out=(RuledOut("x", MARKUP, (Caution(MARKUP, MARKUP),)),), options=(option(1, name=MARKUP),)
    )
    first = pages_of(render_clinician_pdf(calm, account, knowledge, made, (treatment,)))[0]
    assert first.count('#panic("x") *b* $x$ <l> \\ ] } // #image("/etc/hostname")') >= 5


def flooded(calm: Assessment, word: str) -> tuple[Assessment, Account, dict]:
    """As much of everything as there could be, in words as long as anyone could write."""
    long = " ".join([word * 60] * 20)
    reason = msgspec.structs.replace(calm.causes[0].reasons_for[0], name=long)
    against = msgspec.structs.replace(reason, decibans=-3.0)
    causes = tuple(
        msgspec.structs.replace(cause, name=long, reasons_for=(reason,) * 9, reasons_against=(against,) * 9)
        for cause in calm.causes
    )
    alarm = Alarm("a", "routine", long, (), (), tuple(calm.sources), "guideline")
    question = Question("q", long, long)
    assessment = msgspec.structs.replace(
        calm,
        causes=causes,
        alarms=(alarm,) * 40,
        would_change_most=(question,) * 40,
        knowledge=long,
        knowledge_version=long,
    )
    everything = tuple(option(n, name=long, questions=tuple(long + str(q) for q in range(9))) for n in range(40))
    ruled_out = tuple(
        RuledOut(f"r{n}", long, tuple(Caution(f"{n} {m} {long}", long) for m in range(9))) for n in range(40)
    )
    made = sample_plan(options=everything, ruled_out=ruled_out)
    scan = sample_scan(unmatched=(long,) * 40, items=sample_scan().items * 20)
    account = Account(text=long * 8, tried={f"{n} {long}": "helped" for n in range(40)})
    return assessment, account, {"plan": made, "appraisals": (scan, sample_claim(words=long, summary=long)) * 20}


@pytest.mark.parametrize("word", ["W", "i", "\u4e00", "\u05d0"])
def test_however_much_there_is_page_one_stays_one_page(word: str, calm: Assessment, knowledge: KnowledgeBase) -> None:
    assessment, account, more = flooded(calm, word)
    first, second, *_ = pages_of(render_clinician_pdf(assessment, account, knowledge, **more))
    assert "not a diagnosis" in first
    assert "more" in first
    assert second.startswith("Sources [1]")


def test_everything_known_of_the_person_stands_at_every_length(knowledge: KnowledgeBase) -> None:
    assessment = assess(LASTING, knowledge, TODAY)
    variants = variants_of(Given(assessment, LASTING, knowledge, plan(assessment, LASTING, knowledge), ()))
    assert len(variants) == len(LENGTHS)
    for variant in variants:
        assert [section.title for section in variant.left] == ["Red flags", "Contraindications known", "What was tried"]
        assert len(variant.ranking.causes) == 5


odd_accounts = st.builds(
    Account,
    text=st.text(max_size=300) | st.text(alphabet="\u202e\u200f\u05d0\u0627 \u0301\ufe0f\U0001f600a\n", max_size=80),
    age=st.none() | st.floats(0, 120),
    sex=st.sampled_from([None, "female", "male"]),
    locale=st.sampled_from(["en", "en-GB", "fr"]),
    answers=st.dictionaries(
        st.sampled_from(["fever", "hx_cancer", "collapse", "allergy_nsaid"]),
        st.sampled_from(["present", "absent", "not_asked"]),
    ),
    tried=st.dictionaries(st.sampled_from(["heat", "massage"]), st.sampled_from(["helped", "worse"])),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(account=odd_accounts)
def test_any_account_has_a_page(account: Account, knowledge: KnowledgeBase) -> None:
    assessment = assess(account, knowledge, TODAY)
    pages = pages_of(render_clinician_pdf(assessment, account, knowledge, plan(assessment, account, knowledge)))
    assert "not a diagnosis" in pages[0]
    assert all(page.startswith("Sources") for page in pages[1:2])


def test_a_missing_typst_is_said_with_its_remedy(calm, account, knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ReportError, match=r"pip install 'rhomboid\[pdf\]'"):
        render_clinician_pdf(calm, account, knowledge)


def test_red_flags_are_sorted_by_what_was_really_asked(knowledge: KnowledgeBase) -> None:
    account = Account(
        text="Upper back pain. No fever. No weight loss.",
        answers={"fever": "absent", "hx_cancer": "present", "rigors": "not_asked"},
    )
    flags = red_flags(assess(account, knowledge, TODAY), account, knowledge)
    named = {kind: set(names) for kind, names in flags.items()}
    assert named["there"] == {knowledge.findings["hx_cancer"].name}
    assert named["denied"] == {knowledge.findings["fever"].name}
    assert named["in_passing"] == {knowledge.findings["weight_loss"].name}
    assert knowledge.findings["rigors"].name in named["not_asked"]
    assert sum(map(len, flags.values())) == sum(finding.red_flag for finding in knowledge.findings.values())


def test_what_the_account_says_of_a_trial_overrules_its_words(knowledge: KnowledgeBase) -> None:
    account = Account(text="Upper back pain. Heat helps.", tried={"heat": "worse"})
    assert "Heat: made it worse" in what_was_tried(assess(account, knowledge, TODAY), account, knowledge)


def test_every_character_that_is_let_through_can_be_typeset(calm, account, knowledge) -> None:
    letters = [chr(code) for low, high in SHOWN for code in range(low, high + 1)]
    shown = [letter for letter in letters if printable(letter) == letter]
    assert len(shown) > 1000
    words = " ".join("".join(shown[start : start + 20]) for start in range(0, len(shown), 20))
    line = msgspec.to_builtins(Line(f"{words} {BLANK}"))
    data = msgspec.json.encode(msgspec.to_builtins(_bare(line))).decode()
    assert typeset(data, format="pdf", pdf_standards="ua-1").startswith(b"%PDF")


def _bare(line: dict) -> dict:
    """The least page that holds one line."""
    variant = {
        "person": "x",
        "urgency": {"title": "x", "urgent": False, "lines": []},
        "told": [line],
        "ranking": {"title": "x", "causes": [], "lines": []},
        "left": [],
        "right": [],
        "small_print": [],
        "sources": [],
    }
    return {"title": "x", "description": "x", "maps": [], "variants": [variant], **fixed_words()}


@given(st.text())
def test_what_is_printable_stays_on_one_line_and_is_not_changed_twice(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert all(unicodedata.category(character) not in ("Cc", "Cf", "Cn", "Co", "Cs") for character in shown)


@given(st.text(), st.integers(2, 50))
def test_a_cut_text_is_no_longer_than_allowed(text: str, most: int) -> None:
    kept = cut(text, most).replace("\u200b", "")
    assert len(kept) <= most
    assert kept == printable(text) or kept.endswith("…")


@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(2, 9))
def test_a_shortened_list_says_how_many_more_there_are(names: list[str], most: int) -> None:
    lines = shortened([Line(name) for name in names], most)
    assert len(lines) <= most
    hidden = len(names) - most + 1
    assert lines[-1:] == ((Line(f"and {hidden} more"),) if len(names) > most else tuple(map(Line, names[-1:])))
    told = in_short(names, most, 10)
    assert told.endswith(f"and {len(names) - most} more") == (len(names) > most)
