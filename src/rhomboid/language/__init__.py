"""
The language that is being spoken: messages, numbers and days as its readers write them.

Text is written in English where it is said, and passed through `gettext`; another language is one file of
translations under ``locale``. Nothing here knows what the messages are about.
"""

from rhomboid.language.catalogue import SOURCE_LANGUAGE
from rhomboid.language.dates import day_month, day_month_year, days_between, month_year, weekday_day_month
from rhomboid.language.messages import Words, gettext, gettext_noop, ngettext
from rhomboid.language.names import within_sentence
from rhomboid.language.numbers import numeral, whole_percent
from rhomboid.language.speaking import language_of, languages, speaking, spoken

__all__ = [
    "SOURCE_LANGUAGE",
    "Words",
    "day_month",
    "day_month_year",
    "days_between",
    "gettext",
    "gettext_noop",
    "language_of",
    "languages",
    "month_year",
    "ngettext",
    "numeral",
    "speaking",
    "spoken",
    "weekday_day_month",
    "whole_percent",
    "within_sentence",
]
