"""Everything that a diary holds, in one JSON document for the person to take away."""

from __future__ import annotations

from rhomboid.store.dump import dump
from rhomboid.store.store import Store


def export(store: Store) -> bytes:
    """
    The whole diary as JSON: every entry with every revision, and every saved answer.

    `restore` takes it back, into a file or a server alike. It is not encrypted, whatever the diary is.
    """
    with store.reading() as connection:
        return dump(connection)
