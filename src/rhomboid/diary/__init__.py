"""
The diary without a disk: reading what other programs wrote, its own forms as text, daily series, the level under
them, flares and calm, and the expected course beside them.

A day turns at 04:00 on the person's own clock. A day without an entry is a gap and never a zero.
"""

from rhomboid.diary.episodes import find_episodes
from rhomboid.diary.forms import parse_csv, parse_json, render_csv, render_json
from rhomboid.diary.mapped import ColumnMapping, guess_mapping, parse_mapped
from rhomboid.diary.moments import UnknownZoneError, on_clock
from rhomboid.diary.overlay import lay_over
from rhomboid.diary.recognise import FORMATS, parse_diary, recognise
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
    "daily_series",
    "find_episodes",
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
