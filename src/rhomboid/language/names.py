"""Names within sentences."""

from __future__ import annotations

from rhomboid.language.catalogue import SOURCE_LANGUAGE
from rhomboid.language.speaking import spoken


def within_sentence(name: str) -> str:
    """
    A name as it stands within a sentence: English begins it small unless it is an abbreviation.

    In other languages it stays as its translator wrote it, for only they know which words are written large.
    """
    if spoken() != SOURCE_LANGUAGE or name[1:2].isupper():
        return name
    return name[:1].lower() + name[1:]
