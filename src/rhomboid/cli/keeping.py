"""The diary as the commands need it: found, unlocked and open, or refused in one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

import click
import msgspec

from rhomboid.cli.dialogue import say
from rhomboid.cli.exit_codes import STORE_UNUSABLE
from rhomboid.cli.files import InputError
from rhomboid.model import Account, Entry, EpisodeEdit, edit_fault

if TYPE_CHECKING:
    from rhomboid.model import Assessment, Plan
    from rhomboid.store import Store

VARIABLE = "RHOMBOID_PASSPHRASE"
"""The variable that may hold the passphrase. It is never an argument, which every user of the machine could read."""

EPISODE_EDIT = "episode-edit"
TAKEN_BACK = b'{"taken_back":"last"}'
"""Kept in the place of an edit: the last one before it that still counts no longer does."""

LOOK = "relations-look"

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
    """Keep what was told and every answer to it, with the hash of the knowledge the answers came from."""
    from rhomboid.answers import to_json

    knowledge_hash = answers[0].knowledge_hash
    with open_diary(where) as store:
        store.save("account", to_json(account).encode(), knowledge_hash)
        for answer in answers:
            saved = store.save(type(answer).__name__.lower(), to_json(answer).encode(), knowledge_hash)
            say(f"Saved the {saved.kind} as {saved.id[:8]}. `rhomboid store saved` lists what is kept.")


def last_account(store: Store) -> Account | None:
    """What the person last told and kept; None where nothing was, or where it can no longer be read."""
    kept = store.saved("account")
    try:
        return msgspec.json.decode(kept[-1].body, type=Account) if kept else None
    except msgspec.DecodeError:
        return None


def keep_edit(store: Store, edit: EpisodeEdit) -> None:
    """Keep the person's word on an episode after all their earlier ones; refused in a sentence where it is faulty."""
    if fault := edit_fault(edit):
        raise InputError(f"{fault} Nothing was saved.")
    store.save(EPISODE_EDIT, msgspec.json.encode(edit), "")


def take_back_edit(store: Store) -> bool:
    """Let the person's last word on an episode no longer count; it stays kept. False where there is none left."""
    if not episode_edits(store):
        return False
    store.save(EPISODE_EDIT, TAKEN_BACK, "")
    return True


def episode_edits(store: Store) -> tuple[EpisodeEdit, ...]:
    """All that the person said of episodes and did not take back, oldest first; what cannot be read is counted."""
    edits: list[EpisodeEdit | None] = []
    for saved in store.saved(EPISODE_EDIT):
        if saved.body == TAKEN_BACK:
            del edits[-1:]
        else:
            edits.append(_edit_in(saved.body))
    usable = tuple(edit for edit in edits if edit is not None)
    if unread := len(edits) - len(usable):
        say(f"{unread} of the {len(edits)} things you said of flares and calm cannot be read here; they stay kept.")
    return usable


def look_number(store: Store, entries: tuple[Entry, ...], asked: tuple[str, ...]) -> int:
    """
    How often this diary was looked at for relations, this time included, kept in the store.

    Asking the same of the same entries is the same look. Asking something else of them is another, or whoever asks of
    one outcome after the other would have the error of one look many times.
    """
    said = sha256(msgspec.json.encode((entries, sorted(set(asked))))).hexdigest()
    this = msgspec.json.encode({"last": entries[-1].day, "entries": len(entries), "asked": asked, "sha256": said})
    looks = [saved.body for saved in store.saved(LOOK)]
    if this in looks:
        return looks.index(this) + 1
    store.save(LOOK, this, "")
    return len(looks) + 1


def _edit_in(body: bytes) -> EpisodeEdit | None:
    try:
        edit = msgspec.json.decode(body, type=EpisodeEdit)
    except msgspec.DecodeError:
        return None
    return None if edit_fault(edit) else edit
