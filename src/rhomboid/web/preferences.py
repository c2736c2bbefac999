"""How the person wants the app to be: language, country, colours; kept in a file of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from rhomboid.files import write_whole

Theme = Literal["auto", "light", "dark"]


class Preferences(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What was chosen in the settings.

    `language` is None until it is chosen: the browser's is taken then. `country` (ISO 3166, ``DE``) decides the
    emergency number; it is never guessed from the language, because a wrong number is worse than two.
    """

    language: str | None = None
    country: str | None = None
    theme: Theme = "auto"

    def locale(self, language: str) -> str:
        """The locale of an account told in `language`: the country is the person's, not the language's."""
        return f"{language}-{self.country}" if self.country else language


def load_preferences(path: Path) -> Preferences:
    """What was chosen before; the defaults where nothing was, or where it can no longer be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except (OSError, msgspec.DecodeError):
        return Preferences()


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Keep what was chosen. Raises OSError where the file cannot be written."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(preferences)))
