"""Lists, headings, verdicts and labels: what belongs to what within a sentence."""

from __future__ import annotations

import pytest

from rhomboid.model import Finding
from rhomboid.reading import Reader, resolve

SAID: list[tuple[str, dict[str, str]]] = [
    ("I have a pain by my right shoulder blade that moves with my neck.", {"over_scapula": "present"}),
    (
        "I have pain in my neck, chest wall and arm.",
        {"side_of_neck": "present", "front_of_chest": "present", "arm_pain": "present"},
    ),
    ("Pain in the neck, jaw, left arm and hand.", {"jaw_throat": "present", "forearm_hand": "present"}),
    ("Pain and numbness in my left arm.", {"arm_pain": "present", "arm_tingling_numbness": "present"}),
    ("Pain, numbness and tingling in my right hand.", {"forearm_hand": "present", "arm_tingling_numbness": "present"}),
    (
        "Numbness, tingling and weakness of the right hand.",
        {"arm_tingling_numbness": "present", "arm_weakness": "present"},
    ),
    ("No pain, numbness or weakness in the arms.", {"arm_tingling_numbness": "absent", "arm_weakness": "absent"}),
    ("Mid and low back pain for 3 years.", {"mid_thoracic_spine": "present", "low_back": "present"}),
    ("No pins and needles, no numbness.", {"arm_tingling_numbness": "absent"}),
    ("She denies fever, chills, or night sweats.", {"fever": "absent", "rigors": "absent", "night_sweats": "absent"}),
    ("Denies: fever, chills, night sweats.", {"fever": "absent", "rigors": "absent", "night_sweats": "absent"}),
    ("Cough: nil. Fever: none.", {"cough": "absent", "fever": "absent"}),
    (
        "Aggravating: driving, sitting. Relieving: heat.",
        {"worse_sitting_desk": "present", "eased_by_heat_massage": "present"},
    ),
    ("Neck pain, worse w/ sitting at the computer.", {"worse_sitting_desk": "present"}),
    ("It's a sore spot, I don't touch it, getting worse every week.", {"course=worse": "present"}),
    (
        "There's no pain or tingling in the arm, but my right grip is weak.",
        {"arm_tingling_numbness": "absent", "arm_weakness": "present"},
    ),
    ("Lying flat is unbearable, leaning forward makes it better.", {"eased_by_leaning_forward": "present"}),
    ("I can't turn my head without a stabbing pain.", {"quality=sharp": "present"}),
    (
        "Strength, feeling, bladder and bowel are normal.",
        {"arm_weakness": "absent", "arm_tingling_numbness": "absent", "bladder_bowel": "absent"},
    ),
    ("My strength is normal.", {"arm_weakness": "absent"}),
    ("My weight is normal.", {"weight_loss": "absent"}),
    ("My weight is the same.", {"weight_loss": "absent"}),
    ("Gait normal, no sphincter disturbance.", {"gait_trouble": "absent"}),
    ("I can still move the shoulder fully.", {"arm_limited": "absent"}),
    ("Turning my head hurts, lifting my arm is fine.", {"worse_neck_movement": "present"}),
    ("No one in my family has heart trouble.", {"fh_heart": "absent"}),
    ("My chest hurts. No recent chest injury.", {"front_of_chest": "present"}),
    ("I have pain in my neck. The neck and shoulder X-rays are normal.", {"side_of_neck": "present"}),
    ("I have pain in my neck. An MRI of my neck was fine.", {"side_of_neck": "present"}),
    ("My skin has gone yellow and I have an ache in the upper belly.", {"upper_belly": "present"}),
    (
        "In the past week both legs have become stiff and heavy.",
        {"leg_weakness": "present", "leg_stiffness": "present"},
    ),
    ("In the past two days my legs have been weak.", {"leg_weakness": "present"}),
    ("An hour later my legs would not hold me.", {"leg_weakness": "present", "rapid_neuro_change": "present"}),
    ("I get stabs under my right ribs, going through to my shoulder blade.", {"over_scapula": "present"}),
    ("I've had breast cancer.", {"hx_cancer": "present"}),
    ("I was diagnosed with breast cancer.", {"hx_cancer": "present"}),
    ("I had a tear of the lower aorta in the past.", {"hx_aneurysm": "present"}),
    ("My husband says I'm feverish.", {"fever": "present"}),
    (
        "A month after a colonoscopy my mother, who is diabetic, developed severe pain in her spine.",
        {"hx_diabetes": "present", "severity=severe": "present"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text for text, _ in SAID])
def test_what_belongs_together_is_read_together(
    reader: Reader, findings: dict[str, Finding], text: str, expected: dict[str, str]
) -> None:
    read = {concept: mention.presence for concept, mention in resolve(reader.read(text), findings).items()}
    assert {concept: read.get(concept) for concept in expected} == expected


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("It's not the worst pain.", "severity=worst"),
        ("Lying flat is unbearable, sitting up makes it better.", "worse_sitting_desk"),
        ("I was told it's a frozen shoulder.", "arm_limited"),
        ("I was diagnosed with a rotator cuff injury.", "trauma_minor"),
        ("I was diagnosed with a rotator cuff injury.", "shoulder_joint"),
        ("I'm worried about my heart.", "hx_cad"),
        ("My back hurts since my father fell ill.", "unwell"),
        ("My back hurts since my father fell ill.", "onset=after_injury"),
        ("I can feel the knot with my fingers.", "forearm_hand"),
        ("I have neck pain, tingling in my hand.", "forearm_hand"),
    ],
)
def test_what_is_only_named_is_not_there(reader: Reader, findings: dict[str, Finding], text: str, concept: str) -> None:
    mention = resolve(reader.read(text), findings).get(concept)
    assert mention is None or mention.presence == "absent"
