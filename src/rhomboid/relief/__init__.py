"""What to try first and what to leave alone: remedies, contraindications, course and appraisal. Pure."""

from rhomboid.relief.catalogue import Catalogue, build_catalogue
from rhomboid.relief.course import forecast
from rhomboid.relief.person import Person, person_of
from rhomboid.relief.planning import Choices, choose

__all__ = ["Catalogue", "Choices", "Person", "build_catalogue", "choose", "forecast", "person_of"]
