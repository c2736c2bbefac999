"""When an entry is about, in the words a person types."""

from __future__ import annotations

from datetime import datetime

from rhomboid.cli.files import InputError
from rhomboid.diary.facts import When
from rhomboid.model import diary_day


def moment_told(words: str, now: datetime, zone: str) -> When:
    """The moment in words such as ``2026-11-25 22:30``, ``22:30`` or ``yesterday``, or a refusal."""
    from rhomboid.answers import AccountError
    from rhomboid.answers.moments import moment_told as told

    try:
        return told(words, now, zone)
    except AccountError as error:
        raise InputError(str(error)) from None


def day_note(at: datetime) -> str:
    """What to say of a moment in the night, which counts for the day before; empty for any other."""
    day = diary_day(at)
    return "" if day == at.date() else f" It counts for {day:%A %d %B}: a day turns at 04:00."
