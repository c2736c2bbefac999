"""A person's own words and questionnaire answers into findings. No disk, clock, network or randomness."""

from rhomboid.reading.phrasebook import Phrasebook
from rhomboid.reading.reader import Reader
from rhomboid.reading.resolve import resolve
from rhomboid.reading.scales import score_scale, score_scales
from rhomboid.reading.scan_report import read_scan
from rhomboid.reading.tried import read_tried

__all__ = ["Phrasebook", "Reader", "read_scan", "read_tried", "resolve", "score_scale", "score_scales"]
