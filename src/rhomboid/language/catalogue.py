"""
Catalogues of translations: ``locale/<language>/LC_MESSAGES/rhomboid.po``, compiled to ``.mo`` beside it.

An installed rhomboid holds the compiled form. In a checkout it is made when it is missing or older than its source.
"""

from __future__ import annotations

import contextlib
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from rhomboid.files import write_whole

SOURCE_LANGUAGE = "en"
"""The language in which messages are written, which needs no catalogue."""

LOCALE_DIRECTORY = Path(__file__).parent / "locale"
DOMAIN = "rhomboid"


def catalogued() -> tuple[str, ...]:
    """The languages with a catalogue, by code, in alphabetical order."""
    found = {path.parent.parent.name for path in LOCALE_DIRECTORY.glob(f"*/LC_MESSAGES/{DOMAIN}.[mp]o")}
    return tuple(sorted(found - {SOURCE_LANGUAGE}))


def source_path(language: str) -> Path:
    """Where the translations of a language are written."""
    return LOCALE_DIRECTORY / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def compiled_path(language: str) -> Path:
    """Where the compiled form of a language's catalogue lies."""
    return source_path(language).with_suffix(".mo")


@lru_cache(maxsize=8)
def catalogue(language: str) -> GNUTranslations:
    """The translations of a language. Raises OSError when there are none that can be read."""
    source, compiled = source_path(language), compiled_path(language)
    if _is_fresh(compiled, source):
        return GNUTranslations(BytesIO(compiled.read_bytes()))
    content = compile_catalogue(source)
    with contextlib.suppress(OSError):
        write_whole(compiled, content, private=False)
    return GNUTranslations(BytesIO(content))


def compile_catalogue(source: Path) -> bytes:
    """The compiled form of the translations in `source`, without what is fuzzy or empty."""
    # Babel is heavy, and only a checkout whose catalogue has changed needs it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        translations = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, translations)
    return compiled.getvalue()


def _is_fresh(compiled: Path, source: Path) -> bool:
    try:
        made = compiled.stat().st_mtime_ns
    except OSError:
        return False
    try:
        return source.stat().st_mtime_ns <= made
    except OSError:
        # An installed rhomboid has no source beside the compiled form.
        return True
