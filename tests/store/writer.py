"""Writes entries one after the other and says the number of each once it is acknowledged. Run to be killed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from rhomboid.model.diary import Entry, EntryPain
from rhomboid.store import open_store

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


def main(where: str, passphrase: str, first: int, last: int, prefix: str = "e") -> None:
    with open_store(where, passphrase or None) as store:
        for number in range(first, last):
            entry = Entry(f"{prefix}{number}", AT, pains=(EntryPain(number % 11),), note=f"number {number} " * 20)
            store.add(entry)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
