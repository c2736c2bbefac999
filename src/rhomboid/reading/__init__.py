"""A person's own words and questionnaire answers into findings. No disk, clock, network or randomness."""

from rhomboid.reading.reader import Reader
from rhomboid.reading.resolve import resolve
from rhomboid.reading.scales import score_scale, score_scales

__all__ = ["Reader", "resolve", "score_scale", "score_scales"]
