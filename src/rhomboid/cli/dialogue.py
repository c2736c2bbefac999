"""Speaking with a person on the terminal. Everything said goes to stderr, so that stdout stays for answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

STOPS = ("q", "quit", "stop")
Answer = TypeVar("Answer")


def say(text: str) -> None:
    """One thing said."""
    click.echo(text, err=True)


def prompt(text: str) -> str:
    """What was typed, without the spaces round it; Enter alone gives an empty text."""
    try:
        reply: str = click.prompt(text, default="", show_default=False, prompt_suffix=" ", err=True)
    except OSError:
        # The terminal is gone: nothing more can be said, and every answer is saved.
        raise click.Abort from None
    return reply.strip()


def ask_until(understand: Callable[[str], Answer | None], text: str) -> Answer | None:
    """The first reply that is understood; None when the person leaves."""
    while True:
        reply = prompt(text).lower()
        if reply in STOPS:
            return None
        answer = understand(reply)
        if answer is not None:
            return answer
        say("That was not understood.")


def picked(reply: str, options: list[str]) -> list[str] | None:
    """The options by number; none of them for "don't know"; None when the reply is not understood."""
    if reply in ("", "d"):
        return []
    numbers = reply.replace(",", " ").split()
    if not all(number.isdigit() and 1 <= int(number) <= len(options) for number in numbers):
        return None
    return [options[int(number) - 1] for number in numbers]
