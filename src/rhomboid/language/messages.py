"""A message in the language that is being spoken. What has no translation is said in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from rhomboid.language.catalogue import SOURCE_LANGUAGE, catalogue
from rhomboid.language.speaking import spoken

_Key = TypeVar("_Key", bound=str)


class Words(Mapping[_Key, str], Generic[_Key]):
    """Messages by key, marked by `gettext_noop`; each is told in the language that is spoken when it is looked up."""

    def __init__(self, messages: Mapping[_Key, str]) -> None:
        self._messages = dict(messages)

    def __getitem__(self, key: _Key) -> str:
        return gettext(self._messages[key])

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


def gettext(message: str) -> str:
    """The message in the language being spoken."""
    language = spoken()
    # An empty message names the header of a catalogue.
    if language == SOURCE_LANGUAGE or not message:
        return message
    return catalogue(language).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message for `n` of something, in the language being spoken."""
    language = spoken()
    if language == SOURCE_LANGUAGE:
        return singular if n == 1 else plural
    return catalogue(language).ngettext(singular, plural, n)


def gettext_noop(message: str) -> str:
    """The message as it is: marks a constant for translators, which is passed through `gettext` when it is said."""
    return message
