"""An interview kept on disk after every answer, so that it can be resumed."""

from __future__ import annotations

from pathlib import Path

import click

from rhomboid.answers import AccountError, Interview
from rhomboid.answers.session import load_interview, save_interview
from rhomboid.cli.files import InputError


def default_session_path() -> str:
    """Where the interview is kept when no file is named: the person's own folder, readable by them alone."""
    return str(Path(click.get_app_dir("rhomboid")) / "session.json")


def load_session(path: str) -> Interview:
    """The interview saved at `path`. A file that is none is refused in words."""
    try:
        interview = load_interview(Path(path))
    except AccountError as error:
        raise InputError(str(error)) from None
    if interview is None:
        raise InputError(f"There is no saved interview at {path}. Start one with `rhomboid assess`.")
    return interview


def save_session(interview: Interview, path: str) -> None:
    """Save the whole interview, or leave the last saved one as it was."""
    try:
        save_interview(interview, Path(path))
    except AccountError as error:
        raise InputError(f"{error} Name another --session.") from None
