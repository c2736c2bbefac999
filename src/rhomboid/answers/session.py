"""An interview kept in a file after every answer, so that it can be resumed, by whichever face."""

from __future__ import annotations

from pathlib import Path

import msgspec

from rhomboid.answers.errors import AccountError
from rhomboid.answers.interview import Interview
from rhomboid.files import write_whole


def load_interview(path: Path) -> Interview | None:
    """The interview saved at `path`, None where there is none. Raises AccountError for a file that holds none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Interview)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AccountError(f"Cannot read {path}: {error.strerror}. Check whose it is.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AccountError(f"{path} is not a saved interview ({error}). Move it away to start anew.") from None


def save_interview(interview: Interview, path: Path) -> None:
    """Save the whole interview, or leave the last saved one as it was. Raises AccountError where it cannot be kept."""
    try:
        write_whole(path, msgspec.json.format(msgspec.json.encode(interview), indent=2) + b"\n")
    except OSError as error:
        raise AccountError(f"Cannot keep the interview in {path}: {error.strerror}. Choose another place.") from None
