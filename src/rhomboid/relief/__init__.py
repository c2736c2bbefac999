"""What to try first and what to leave alone: remedies, contraindications, course and appraisal. Pure."""

from rhomboid.relief.catalogue import Catalogue, build_catalogue
from rhomboid.relief.claims import rank_claims
from rhomboid.relief.contraindications import bearing_on
from rhomboid.relief.course import forecast
from rhomboid.relief.person import Person, facts_of, person_of
from rhomboid.relief.planning import Choices, allows_plan, choose, holds_back
from rhomboid.relief.scans import appraise_findings, most_urgent
from rhomboid.relief.treatments import low_value_of, tried_before, weigh_treatment

__all__ = [
    "Catalogue",
    "Choices",
    "Person",
    "allows_plan",
    "appraise_findings",
    "bearing_on",
    "build_catalogue",
    "choose",
    "facts_of",
    "forecast",
    "holds_back",
    "low_value_of",
    "most_urgent",
    "person_of",
    "rank_claims",
    "tried_before",
    "weigh_treatment",
]
