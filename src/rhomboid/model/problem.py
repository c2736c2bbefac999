"""What is wrong with a person's or a clinician's file, and how to mend it."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True, omit_defaults=True, order=True):
    """
    One fault in a file someone wrote. Returned beside the value, never raised.

    `line` counts from 1; 0 means the file as a whole.
    """

    path: str
    line: int
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message} {self.remedy}"
