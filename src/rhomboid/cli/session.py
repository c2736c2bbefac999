"""An interview kept on disk after every answer, so that it can be resumed."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from rhomboid.answers import Interview
from rhomboid.cli.files import InputError, read_text, write_text


def default_session_path() -> str:
    """Where the interview is kept when no file is named: the person's own folder, readable by them alone."""
    return str(Path(click.get_app_dir("rhomboid")) / "session.json")


def load_session(path: str) -> Interview:
    """The interview saved at `path`. A file that is none is refused in words."""
    if not Path(path).exists():
        raise InputError(f"There is no saved interview at {path}. Start one with `rhomboid assess`.")
    try:
        return msgspec.json.decode(read_text(path), type=Interview)
    except msgspec.DecodeError as error:
        raise InputError(f"{path} is not a saved interview ({error}). Start anew with `rhomboid assess`.") from None


def save_session(interview: Interview, path: str) -> None:
    """Save the whole interview, or leave the last saved one as it was."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"Cannot keep the interview in {path}: {error.strerror}. Name another --session.") from None
    write_text(path, msgspec.json.format(msgspec.json.encode(interview), indent=2).decode() + "\n", private=True)
