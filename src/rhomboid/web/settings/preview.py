"""What a file holds, before anything of it is taken."""

from __future__ import annotations

import msgspec

from rhomboid.answers import AccountError
from rhomboid.answers import relief_wording as words
from rhomboid.answers.bringing_in import GUESSED, MAPPING, Alarming, Incoming, Reading
from rhomboid.model import Entry
from rhomboid.store import Store, StoreError, Taken
from rhomboid.web.settings.columns import Column, columns_of

SHOWN = 5


class Preview(msgspec.Struct, frozen=True):
    """
    What was read, and what the diary would make of it.

    `would` is None where the diary cannot be opened (`closed` says why) or nothing can be taken; `places` are the
    file's own words, `columns` those of a table that no program we know wrote.
    """

    reading: Reading
    would: Taken | None = None
    places: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    closed: str = ""
    fault: str = ""
    alarming: tuple[Alarming, ...] = ()

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to take."""
        return bool(self.reading.entries) and not self.reading.misfit and not self.fault

    @property
    def sample(self) -> tuple[tuple[Entry, str | None], ...]:
        """The last entries, each with how much it hurt at most."""
        return tuple(
            (entry, words.number(max(pain.nrs for pain in entry.pains)) if entry.pains else None)
            for entry in self.reading.entries[-SHOWN:]
        )


def preview_of(incoming: Incoming, store: Store | None, places: tuple[str, ...], closed: str) -> Preview:
    """Read a file and try it out on the diary, which is left as it is."""
    try:
        reading = incoming.read()
    except AccountError as error:
        return Preview(Reading(incoming.form or GUESSED, ()), columns=columns_of(incoming), fault=str(error))
    columns = columns_of(incoming) if reading.form in (GUESSED, MAPPING) else ()
    preview = Preview(reading, places=places, columns=columns, closed=closed)
    if store is None or not preview.can_be_taken:
        return preview
    try:
        return msgspec.structs.replace(preview, would=store.would_take(reading.entries, reading.from_elsewhere))
    except StoreError as error:
        return msgspec.structs.replace(preview, fault=str(error))
