"""Files that take their name only once they are whole and on the disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def open_whole(target: Path, private: bool = True) -> Iterator[TextIO]:
    """
    A file to be written that replaces `target` when the block ends well; a crash leaves the old one as it was.

    `private` makes it readable by its owner alone. Raises OSError where the folder cannot hold it.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_whole(target: Path, content: bytes, private: bool = True) -> None:
    """Write a file and the folder it lies in, or leave the old one as it was. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open_whole(target, private) as file:
        file.flush()
        file.buffer.write(content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
