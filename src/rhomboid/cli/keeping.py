"""The diary as the commands need it: found, unlocked and open, or refused in one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from rhomboid.cli.dialogue import say
from rhomboid.cli.exit_codes import STORE_UNUSABLE
from rhomboid.cli.files import InputError

if TYPE_CHECKING:
    from rhomboid.model import Account, Assessment, EpisodeEdit, Plan
    from rhomboid.store import Store

VARIABLE = "RHOMBOID_PASSPHRASE"
"""The variable that may hold the passphrase. It is never an argument, which every user of the machine could read."""

Result = TypeVar("Result")

store_option = click.option(
    "--store",
    "where",
    metavar="PATH|URL",
    envvar="RHOMBOID_STORE",
    show_envvar=True,
    help="Where the diary is: a file or postgresql://...; your data folder when left out.",
)


class StoreUnusableError(click.ClickException):
    """A diary that cannot be opened, read or written, and why. Exit code 6."""

    exit_code = STORE_UNUSABLE


@contextmanager
def told_in_words(as_a: type[click.ClickException] = StoreUnusableError) -> Iterator[None]:
    """Turn what the store says into what the command says, with the exit code of `as_a`."""
    from rhomboid.store import EntryNotFoundError, EntryRefusedError, StoreError

    try:
        yield
    except (EntryNotFoundError, EntryRefusedError) as error:
        raise InputError(str(error)) from None
    except StoreError as error:
        raise as_a(str(error)) from None


def unlocked(work: Callable[[str | None], Result]) -> Result:
    """What `work` does with the passphrase, which is asked for on a terminal when it is needed and not set."""
    from rhomboid.store import StoreError, StoreLockedError

    passphrase = os.environ.get(VARIABLE) or None
    try:
        return work(passphrase)
    except StoreLockedError as error:
        if passphrase is not None:
            raise
        if not at_terminal():
            raise StoreError(f"{error} A program gives the passphrase in {VARIABLE}.") from None
        say(str(error))
        return work(ask_passphrase())


def ask_passphrase(twice: bool = False) -> str:
    """The passphrase typed, unseen."""
    typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
    return typed


def at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


@contextmanager
def open_diary(where: str | None) -> Iterator[Store]:
    """The diary, open for as long as the block runs."""
    from rhomboid.store import open_store

    with told_in_words():
        store = unlocked(lambda passphrase: open_store(where, passphrase))
        if store.backup_fault:
            say(f"Today's backup: {store.backup_fault}")
        with store:
            yield store


def keep_answers(where: str | None, account: Account, *answers: Assessment | Plan) -> None:
    """Keep what was told and every answer to it, and say under which names."""
    from rhomboid.answers import kept

    with open_diary(where) as store:
        for saved in kept.keep_answers(store, account, *answers):
            say(f"Saved the {saved.kind} as {saved.id[:8]}. `rhomboid store saved` lists what is kept.")


def episode_edits(store: Store) -> tuple[EpisodeEdit, ...]:
    """All that the person said of episodes and did not take back; what cannot be read is counted aloud."""
    from rhomboid.answers import kept

    usable, unread = kept.episode_edits(store)
    if unread:
        said = len(usable) + unread
        say(f"{unread} of the {said} things you said of flares and calm cannot be read here; they stay kept.")
    return usable
