"""What one treatment is worth to one person, offered by someone else or thought of by themselves."""

from __future__ import annotations

import msgspec

from rhomboid.model import RemedyName
from rhomboid.model.plan import Benefit, LeaveAlone
from rhomboid.relief.catalogue import Catalogue
from rhomboid.relief.contraindications import Safety, judge_safety
from rhomboid.relief.person import Person
from rhomboid.relief.planning import leave_alone
from rhomboid.relief.weighing import weigh_remedies


class ForPerson(msgspec.Struct, frozen=True):
    """One treatment for one person: how much of what it may be it is for (0..1), its benefit and its safety."""

    fit: float
    benefit: Benefit
    safety: Safety


def weigh_treatment(remedy: str, catalogue: Catalogue, person: Person) -> ForPerson:
    """Fit, benefit and safety of a remedy for a person. Raises KeyError for one that the catalogue does not have."""
    entry = next((entry for entry in weigh_remedies(catalogue, person, ()) if entry.remedy.id == remedy), None)
    if entry is None:
        raise KeyError(remedy)
    safety = judge_safety(entry.remedy, person, catalogue.settings.suspected_mass.value)
    return ForPerson(entry.fit, entry.benefit, safety)


def low_value_of(remedy: str, catalogue: Catalogue) -> tuple[LeaveAlone, ...]:
    """What the register of low-value care says of a remedy, whoever it is for."""
    return tuple(leave_alone(entry, catalogue) for entry in catalogue.knowledge.low_value if entry.remedy == remedy)


def tried_before(remedy: str, catalogue: Catalogue) -> tuple[RemedyName, ...]:
    """The remedies to try before this one."""
    remedies = catalogue.knowledge.remedies
    return tuple(RemedyName(key, remedies[key].name) for key in remedies[remedy].before)
