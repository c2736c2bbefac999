"""
The diary without a disk: reading what other programs wrote, its own forms as text, and daily series.

A day turns at 04:00 on the person's own clock. A day without an entry is a gap and never a zero.
"""

from rhomboid.diary.forms import parse_csv, parse_json, render_csv, render_json
from rhomboid.diary.mapped import ColumnMapping, guess_mapping, parse_mapped
from rhomboid.diary.moments import UnknownZoneError, on_clock
from rhomboid.diary.recognise import FORMATS, parse_diary, recognise
from rhomboid.diary.series import Daily, daily_series, series_names, to_array, value_of

__all__ = [
    "FORMATS",
    "ColumnMapping",
    "Daily",
    "UnknownZoneError",
    "daily_series",
    "guess_mapping",
    "on_clock",
    "parse_csv",
    "parse_diary",
    "parse_json",
    "parse_mapped",
    "recognise",
    "render_csv",
    "render_json",
    "series_names",
    "to_array",
    "value_of",
]
