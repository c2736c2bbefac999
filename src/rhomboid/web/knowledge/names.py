"""What the ids of the knowledge are called."""

from __future__ import annotations

from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import Disposition, Setting

FAMILIES: dict[str, str] = {
    "muscular": gettext_noop("Muscles and tendons"),
    "spinal_joint": gettext_noop("Joints of the spine and ribs"),
    "neck": gettext_noop("The neck"),
    "nerve": gettext_noop("Nerves"),
    "cord": gettext_noop("The spinal cord"),
    "shoulder": gettext_noop("The shoulder"),
    "bone": gettext_noop("Bones"),
    "inflammatory": gettext_noop("Inflammatory illness"),
    "infection": gettext_noop("Infection"),
    "tumour": gettext_noop("Tumours"),
    "heart_vessels": gettext_noop("Heart and large vessels"),
    "lungs": gettext_noop("Lungs"),
    "visceral": gettext_noop("Organs of the belly"),
    "widespread": gettext_noop("Pain in the whole body, and the mind"),
    "other": gettext_noop("Anything else"),
}
FINDINGS: dict[str, str] = {
    "category": gettext_noop("Questions with several answers"),
    "site": gettext_noop("Where it hurts"),
    "symptom": gettext_noop("What is felt"),
    "history": gettext_noop("What was before"),
}
SETTINGS: dict[Setting, str] = {
    "home": gettext_noop("At home"),
    "primary_care": gettext_noop("At a family doctor's"),
    "emergency_department": gettext_noop("In an emergency department"),
}
NEEDS: dict[Disposition, str] = {
    "emergency": gettext_noop("Needs help at once: call the emergency number."),
    "same_day": gettext_noop("Needs a doctor on the same day."),
    "days": gettext_noop("Needs a doctor within a few days."),
    "routine": gettext_noop("If it is this and nothing else, it is worth showing to someone, without hurry."),
    "self_care": gettext_noop("If it is this and nothing else, it can be looked after at home for now."),
}
URGENCIES: dict[Disposition, str] = {
    "emergency": gettext_noop("Help at once"),
    "same_day": gettext_noop("A doctor on the same day"),
    "days": gettext_noop("A doctor within a few days"),
    "routine": gettext_noop("No hurry"),
    "self_care": gettext_noop("At home"),
}
BASIS: dict[str, str] = {
    "guideline": gettext_noop("A guideline says so."),
    "evidence": gettext_noop("Studies show it."),
    "judgement": gettext_noop("This is our judgement."),
}


def named(names: dict[str, str], key: str) -> str:
    """The name of an id in the language being spoken; what has no name yet is told by its id."""
    return _(names[key]) if key in names else key.replace("_", " ")
