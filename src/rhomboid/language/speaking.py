"""Which languages there are, and which one is being spoken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from rhomboid.language.catalogue import SOURCE_LANGUAGE, catalogued

_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE_LANGUAGE)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that can be spoken, by code: English, which the text is written in, then the others."""
    return (SOURCE_LANGUAGE, *catalogued())


def spoken() -> str:
    """The code of the language that is being spoken now."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language (or the nearest that there is) inside the `with`, in this thread or task alone."""
    token = _spoken.set(language_of(language))
    try:
        yield
    finally:
        _spoken.reset(token)


@lru_cache(maxsize=256)
def language_of(locale: str) -> str:
    """
    The language to answer a locale in: ``de`` for ``de-AT`` or ``de_DE``, ``en`` for one that cannot be spoken.

    A translation for the very region comes before that for the language at large.
    """
    known = {_tag(code): code for code in languages()}
    parts = _tag(locale).split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[tag] for tag in tags if tag in known), SOURCE_LANGUAGE)


def _tag(locale: str) -> str:
    return locale.partition(".")[0].replace("_", "-").lower()
