"""Hand-made plans, courses and appraisals, so that no test of the page depends on what the knowledge holds today."""

from __future__ import annotations

import msgspec

from rhomboid.model import (
    Band,
    Benefit,
    CauseShift,
    Caution,
    ClaimAppraisal,
    Course,
    CourseFigure,
    CurveShare,
    Effect,
    Estimate,
    Figure,
    Harm,
    LeaveAlone,
    LeftOut,
    NamedWords,
    NearClaim,
    Pace,
    PainPoint,
    Plan,
    RemedyName,
    RemedyOption,
    ReviewAdvice,
    RuledOut,
    ScanAdvice,
    ScanAppraisal,
    ScanItem,
    Source,
    Span,
    Statement,
    TreatmentAppraisal,
)

KNOWLEDGE = {"knowledge": "sample", "knowledge_version": "0.0.1", "knowledge_hash": "f" * 64}
WHOLE = Span(0, 4)


def source(key: str) -> Source:
    return Source(key, f"{key.capitalize()} A", 2020, f"A study called {key}", "Journal", doi=f"10.1/{key}")


def sources(*keys: str) -> dict[str, Source]:
    return {key: source(key) for key in keys}


def estimate(value: float, low: float, high: float, key: str | None = "trial") -> Estimate:
    return Estimate(value, low, high, "measured" if key else "judged", key)


SHARES = Effect(
    id="gel.relief",
    outcome="at least half of the pain gone",
    measure="share",
    estimate=estimate(0.6, 0.52, 0.68),
    compared=estimate(0.4, 0.33, 0.47),
    wanted=True,
    versus="a dummy gel",
    by="a week",
    control="placebo",
    certainty="high",
    directness="elsewhere",
)
POINTS = Effect(
    id="heat.pain",
    outcome="pain",
    measure="points",
    estimate=estimate(-0.9, -1.7, -0.1, "heat"),
    versus="no heat",
    by="a day",
    control="nothing",
    certainty="low",
    directness="low_back",
)


def option(number: int, tier: int = 0, **changes: object) -> RemedyOption:
    """One of many remedies, like no other by name."""
    return msgspec.structs.replace(
        RemedyOption(
            remedy=f"remedy_{number}",
            name=f"Remedy {number}",
            plain=f"What remedy {number} is.",
            tier=tier,
            tier_name=f"tier {tier}",
            fit=0.9,
            benefit=Benefit(0.6, -0.2, 1.4),
            net_points=0.5,
            time_to_effect="days",
            cost="low",
            effort="little",
            steps=(f"Do remedy {number}.", "Then rest."),
            stop_if=f"remedy {number} hurts",
            effects=(POINTS,),
            rests_on=POINTS.id,
            certainty="low",
            directness="low_back",
            statements=(Statement("It was looked at.", "words"), Statement("We think so.")),
            harms=(Harm("sore skin", "mild", source="harm"),),
            check_first=(Caution("thin skin", "It tears.", "guideline", ("caution",)),),
            questions=("How long?",),
        ),
        **changes,
    )


def sample_course(**changes: object) -> Course:
    weeks = (0, 1, 2, 3, 4, 6, 8, 10, 12, 26, 52)
    bands = tuple(
        Band(float(week), *(round(max(0.0, 6 - week**0.5 + spread), 2) for spread in (-2, -1, 0, 1, 2)), read=week == 6)
        for week in weeks
    )
    recovered = Figure("course.well", "recovered", "share", estimate(0.53, 0.46, 0.6, "well"), by="three months")
    back = Figure("course.back", "some pain again", "share", estimate(0.33, 0.25, 0.41, "again"), by="a year")
    return msgspec.structs.replace(
        Course(
            covered=0.9,
            start_nrs=6.0,
            start_is="told",
            bands=bands,
            curves=(CurveShare("necks", 1.0, "people with a sore neck", "low", "neck", "necks"),),
            recovery=(CourseFigure(recovered, "Their own word that it was over."),),
            recurrence=(CourseFigure(back, "Any pain after a month without."),),
            slower_means="Slower than expected means: above 8 in 10 people.",
            notes=("Nobody followed upper backs.",),
            sources=sources("necks", "well", "again"),
            points=tuple(PainPoint(float(day), float(6 - day % 4)) for day in range(0, 30, 2)),
            pace=Pace("slower", "It is going slower than in most people.", 28.0, 5.031, 3.969, 4.9),
        ),
        **changes,
    )


def sample_plan(**changes: object) -> Plan:
    gel = option(2, 1, name="Gel", benefit=Benefit(0.4, 0.1, 0.8), effects=(SHARES,), rests_on=SHARES.id)
    options = (
        option(1, cautions=(Caution("brittle bones", "Begin light."),), tried="helped"),
        gel,
        option(3, 1, prevents=True),
        *(option(number, 2) for number in range(4, 8)),
        option(8, 3, medicine=True, check_first=tuple(Caution(f"illness {n}", "Ask.") for n in range(1, 8))),
    )
    against = (Caution("blood thinners", "It can bleed.", "guideline", ("bleeding",)),)
    return msgspec.structs.replace(
        Plan(
            schema_version="1",
            **KNOWLEDGE,
            today="2026-11-22",
            disposition="self_care",
            title="You can look after this yourself for now",
            what_to_do="Keep moving.",
            urgent_if="Get help the same day for fever.",
            emergency_number="112",
            options=options,
            ruled_out=(RuledOut("thrusts", "Thrusts", against), RuledOut("needles", "Needles", against)),
            left_out=(
                LeftOut("laser", "Laser", "not_worth_it", "Too little.", (POINTS,)),
                LeftOut("tablets", "Tablets", "wish", "You asked for no medicines."),
                LeftOut("tape", "Tape", "tried", "You said it did not help."),
            ),
            leave_alone=tuple(
                LeaveAlone(
                    f"low_{n}", f"Low value {n}", "avoid", "It does nothing.", "Wait.", figures=(SHARES,), statements=()
                )
                for n in range(1, 8)
            ),
            come_back=(ReviewAdvice("It is no better after six weeks.", "a doctor", ("review",)),),
            notes=("None of this was studied in upper backs.",),
            sources=sources("heat", "words", "harm", "caution", "trial", "bleeding", "review"),
            course=sample_course(),
        ),
        **changes,
    )


def scan_item(**changes: object) -> ScanItem:
    return msgspec.structs.replace(
        ScanItem(
            finding="disc_herniation",
            name="Disc herniation",
            plain="Part of a disc sticks out.",
            presence="present",
            words="disc herniation T7/8",
            span=WHOLE,
            region="thoracic",
            levels=("T7-8",),
            prevalence=estimate(0.37, 0.27, 0.47, "scans"),
            who="90 people without back pain",
            ceiling=2.7,
            shifts=(CauseShift("thoracic_disc_herniation", "Slipped disc of the upper back", 0.01, 0.027),),
            note="Most of them shrink.",
        ),
        **changes,
    )


def sample_scan(**changes: object) -> ScanAppraisal:
    return msgspec.structs.replace(
        ScanAppraisal(
            schema_version="1",
            **KNOWLEDGE,
            words="MRI: disc herniation T7/8. No fracture. Blurry <b>thing</b>.",
            items=(
                scan_item(),
                scan_item(
                    finding="fracture",
                    name="Broken vertebra",
                    plain="A broken bone of the spine.",
                    presence="absent",
                    words="No fracture",
                    levels=(),
                    prevalence=None,
                    ceiling=None,
                    shifts=(),
                    who=None,
                    note=None,
                    serious="same_day",
                ),
                scan_item(
                    finding="kyphosis",
                    name="Round back",
                    plain="The back is rounder.",
                    words="kyphosis",
                    prevalence=None,
                    ceiling=None,
                    shifts=(),
                    who=None,
                    note=None,
                ),
            ),
            unmatched=("Blurry <b>thing</b>.",),
            summary="What this report names is common in people without pain.",
            advice=(ScanAdvice("new_pain", "New pain without warning signs", "No scan is needed.", ("advice",)),),
            figures=(Figure("scan.days", "days off work", "days", estimate(120, 110, 130, "days"), versus="no scan"),),
            notes=("Each finding is taken alone.",),
            sources=sources("scans", "advice", "days"),
            age=46.0,
        ),
        **changes,
    )


def serious_scan() -> ScanAppraisal:
    return sample_scan(
        items=(scan_item(), scan_item(finding="cord", name="Pressed spinal cord", words="cord", serious="emergency")),
        disposition="emergency",
        what_to_do="Show this report to an emergency department now.",
        summary="This report names something that has to be looked at now.",
    )


def sample_treatment(**changes: object) -> TreatmentAppraisal:
    return msgspec.structs.replace(
        TreatmentAppraisal(
            schema_version="1",
            **KNOWLEDGE,
            words="My chiropractor wants 24 <i>visits</i>",
            summary="Little was found for it.",
            sources=sources("heat", "trial", "harm", "caution", "words"),
            matched=NamedWords("thrusts", "chiropractor", WHOLE),
            also_named=(RemedyName("tape", "Tape"),),
            remedy="thrusts",
            name="Thrusts",
            plain="A quick push.",
            tier=2,
            tier_name="hands or needles",
            time_to_effect="at once, if at all",
            cost="medium",
            effort="some",
            effects=(POINTS, SHARES),
            statements=(Statement("No better than a sham.", "words"),),
            harms=(Harm("soreness", "mild", source="harm"),),
            tried_before=(RemedyName("stay_active", "Stay active"),),
            questions=("When do we stop?",),
            low_value=(LeaveAlone("long", "A long course", "rarely", "No better than sham.", "Exercise."),),
            cautions=(Caution("an age over 75", "Bones may be thin."),),
            check_first=(Caution("thin bones", "They can break.", "guideline", ("caution",)),),
            fit=0.85,
            benefit=Benefit(0.0, -0.5, 0.5),
        ),
        **changes,
    )


def sample_claim(**changes: object) -> ClaimAppraisal:
    return msgspec.structs.replace(
        ClaimAppraisal(
            schema_version="1",
            **KNOWLEDGE,
            words="bad posture <u>causes</u> it",
            summary="Contradicted.",
            found=(NamedWords("posture", "posture", WHOLE),),
            near=(NearClaim("posture", "Bad posture causes back pain", 1.0),),
            sources=sources("trial", "words"),
            claim_id="posture",
            claim="Bad posture causes back pain",
            likeness=1.0,
            verdict="contradicted",
            plain="People who slouch hurt no more.",
            qualifier="Staying in one posture for hours is another matter.",
            figures=(SHARES,),
            statements=(Statement("No link was found.", "words"),),
        ),
        **changes,
    )


def unknown_claim() -> ClaimAppraisal:
    return ClaimAppraisal(
        schema_version="1",
        **KNOWLEDGE,
        words="moon phases",
        summary="This is no claim we know.",
        found=(),
        near=(NearClaim("posture", "Bad posture causes back pain", 0.2),),
        sources={},
    )


def unknown_treatment() -> TreatmentAppraisal:
    return TreatmentAppraisal(
        schema_version="1", **KNOWLEDGE, words="crystals", summary="No treatment was recognised.", sources={}
    )
