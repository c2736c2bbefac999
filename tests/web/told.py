"""Interviews that the pages about answers are opened with."""

from __future__ import annotations

from rhomboid.answers import Interview
from rhomboid.model import Account, Pain

CALM = Interview(
    Account(
        text="For two weeks I've had a burning pain between my shoulder blades, mostly on the left, worse when sitting "
        "at the computer. No fever. My pain is 6 out of 10.",
        age=45,
        pains=(Pain("inner_border_scapula", "left"),),
        answers={"worse_trunk_movement": "present"},
    ),
    asked=("worse_trunk_movement",),
)
DANGER = Interview(
    Account(text="Crushing chest pain and sweating, short of breath, and pain between my shoulder blades.", age=60)
)
