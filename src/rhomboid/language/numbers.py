"""Numbers as readers of the language being spoken write them. Babel, which knows how, is loaded for no English."""

from __future__ import annotations

from functools import lru_cache

from rhomboid.language.catalogue import SOURCE_LANGUAGE
from rhomboid.language.speaking import spoken


def numeral(text: str) -> str:
    """A number written the English way (``1,234.5``) with the marks of the language being spoken (``1.234,5``)."""
    language = spoken()
    return text if language == SOURCE_LANGUAGE else text.translate(_marks(language))


def whole_percent(share: float) -> str:
    """A share (0..1) as a whole percentage."""
    language = spoken()
    if language == SOURCE_LANGUAGE:
        return f"{share:.0%}"
    from babel.numbers import format_percent

    # Rounded as in English, so that no two languages tell different numbers.
    return format_percent(int(f"{share:.0%}".rstrip("%")) / 100, locale=language)


@lru_cache(maxsize=8)
def _marks(language: str) -> dict[int, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return str.maketrans({".": get_decimal_symbol(language), ",": get_group_symbol(language)})
