"""
The diary without a disk: reading what other programs wrote, its own forms as text, daily series, the level under
them, flares and calm, the expected course beside them, and what goes before what.

A day turns at 04:00 on the person's own clock. A day without an entry is a gap and never a zero.
"""

from rhomboid.diary.claim import answer_claim
from rhomboid.diary.episodes import find_episodes
from rhomboid.diary.forms import parse_csv, parse_json, render_csv, render_json
from rhomboid.diary.mapped import ColumnMapping, guess_mapping, parse_mapped
from rhomboid.diary.moments import UnknownZoneError, on_clock
from rhomboid.diary.overlay import lay_over
from rhomboid.diary.proposal import at_will
from rhomboid.diary.recognise import FORMATS, parse_diary, recognise
from rhomboid.diary.relations import find_relations
from rhomboid.diary.series import (
    Daily,
    daily_series,
    is_pain,
    scale_of,
    series_names,
    to_array,
    usual_daily,
    value_of,
)
from rhomboid.diary.smoother import smooth

__all__ = [
    "FORMATS",
    "ColumnMapping",
    "Daily",
    "UnknownZoneError",
    "answer_claim",
    "at_will",
    "daily_series",
    "find_episodes",
    "find_relations",
    "guess_mapping",
    "is_pain",
    "lay_over",
    "on_clock",
    "parse_csv",
    "parse_diary",
    "parse_json",
    "parse_mapped",
    "recognise",
    "render_csv",
    "render_json",
    "scale_of",
    "series_names",
    "smooth",
    "to_array",
    "usual_daily",
    "value_of",
]
