"""`rhomboid store`: where the diary is kept, and everything that can be done to it as a whole."""

from __future__ import annotations

import os
from pathlib import Path

import click
import msgspec

from rhomboid.cli.dialogue import say
from rhomboid.cli.exit_codes import STORE_FAULTS
from rhomboid.cli.files import InputError, write_bytes
from rhomboid.cli.keeping import (
    VARIABLE,
    ask_passphrase,
    at_terminal,
    open_diary,
    store_option,
    told_in_words,
    unlocked,
)

ERASE = "erase"


@click.group("store")
def store_command() -> None:
    """
    Where the diary is kept: back up, restore, check, encrypt, export, erase.

    The passphrase of an encrypted diary is asked for, or read from RHOMBOID_PASSPHRASE; it is never an argument.
    """


@store_command.command("where")
@store_option
def where_command(where: str | None) -> None:
    """Where the diary is, whether it is encrypted, and which backups there are. Opens nothing."""
    from rhomboid.store import list_backups, place_of
    from rhomboid.store.engines import is_encrypted, is_missing

    with told_in_words():
        place = place_of(where)
        click.echo(str(place))
        if place.path is not None:
            missing = is_missing(place.path)
            kept = "not there yet" if missing else "encrypted" if is_encrypted(place.path) else "not encrypted"
            click.echo(f"The diary is {kept}.")
        backups = list_backups(place)
    click.echo(f"Backups in {place.backups}: {len(backups)}")
    for backup in backups:
        click.echo(f"  {backup.taken_at:%Y-%m-%d %H:%M} UTC  {backup.path.name}")


@store_command.command("backup")
@store_option
def backup_command(where: str | None) -> None:
    """Make a backup now. One is made by itself on every day on which something is new."""
    from rhomboid.store import back_up

    with open_diary(where) as store:
        backup = back_up(store)
        if store.backup_fault:
            say(store.backup_fault)
    click.echo(str(backup.path))
    say("It lies beside the diary. Against a lost disk, copy it elsewhere.")


@store_command.command("restore")
@click.argument("backup", required=False, type=click.Path(path_type=Path))
@store_option
def restore_command(backup: Path | None, where: str | None) -> None:
    """
    Let the diary hold what a backup holds: BACKUP, or the newest whole one.

    What it holds now is backed up first. BACKUP may also be a file of `rhomboid store export`.
    """
    from rhomboid.store import restore

    with told_in_words():
        chosen = unlocked(lambda passphrase: restore(where, backup, passphrase))
    click.echo(f"The diary holds again what {chosen} holds.")


@store_command.command("verify")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write the faults as JSON.")
@click.pass_context
def verify_command(context: click.Context, where: str | None, as_json: bool) -> None:
    """Read all of the diary and check that every row is as it was written."""
    from rhomboid.store import faults_at

    with told_in_words():
        problems = unlocked(lambda passphrase: faults_at(where, passphrase))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(problems)))
    for problem in () if as_json else problems:
        say(str(problem))
    if problems:
        context.exit(STORE_FAULTS)
    if not as_json:
        click.echo("The diary is whole: every row is as it was written.")


@store_command.command("export")
@click.argument("file")
@store_option
def export_command(file: str, where: str | None) -> None:
    """
    Everything in the diary as one JSON FILE, history and saved answers included; - for stdout.

    It is not encrypted. `rhomboid store restore FILE` takes it back, into a file or a server.
    """
    from rhomboid.store import export

    with open_diary(where) as store:
        content = export(store)
    if file == "-":
        click.echo(content.decode())
        return
    write_bytes(file, content, private=True)
    say(f"Wrote {file}. It is not encrypted.")


@store_command.command("erase")
@click.option("--yes", is_flag=True, help="Do not ask; for programs.")
@store_option
def erase_command(yes: bool, where: str | None) -> None:
    """Take away the diary and all its backups, for good."""
    from rhomboid.store import erase, list_backups, place_of

    with told_in_words():
        place = place_of(where)
        if not yes:
            if not at_terminal():
                raise click.UsageError("Nobody is there to be asked. Nothing was erased; --yes erases without asking.")
            say(f"This takes away {place} and all its backups ({len(list_backups(place))}). It cannot be undone.")
            if click.prompt(f"Type {ERASE} to go on", default="", show_default=False, err=True) != ERASE:
                raise InputError("Nothing was erased.")
        gone = erase(where)
    for path in gone:
        click.echo(f"Erased {path}")
    say("A disk may keep traces of erased files." if gone else "There was nothing to erase.")


@store_command.command("encrypt")
@store_option
def encrypt_command(where: str | None) -> None:
    """Encrypt the diary's file and its backups with a passphrase. Whoever loses the passphrase loses the diary."""
    from rhomboid.store import encrypt

    passphrase = os.environ.get(VARIABLE)
    if not passphrase:
        if not at_terminal():
            raise click.UsageError(f"Nobody is there to be asked for a passphrase. Give it in {VARIABLE}.")
        say("Whoever loses the passphrase loses the diary: there is no other way in.")
        passphrase = ask_passphrase(twice=True)
    with told_in_words():
        encrypt(where, passphrase)
    click.echo("The diary and its backups are encrypted.")


@store_command.command("saved")
@click.argument("answer_id", metavar="[ID]", required=False)
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write the list as JSON.")
def saved_command(answer_id: str | None, where: str | None, as_json: bool) -> None:
    """The answers that --save kept, oldest first; with an ID (or its beginning) that answer's JSON."""
    with open_diary(where) as store:
        saved = store.saved()
    if answer_id is not None:
        found = [kept for kept in saved if kept.id.startswith(answer_id)]
        if len(found) != 1:
            raise InputError(
                f"{len(found) or 'No'} saved answers begin with {answer_id}. Leave ID out to see them all."
            )
        click.echo(found[0].body.decode())
        return
    if as_json:
        told = [{name: getattr(kept, name) for name in ("id", "kind", "saved_at", "knowledge_hash")} for kept in saved]
        click.echo(msgspec.json.format(msgspec.json.encode(told)))
        return
    for kept in saved:
        at = kept.saved_at.astimezone()
        from_what = f" knowledge {kept.knowledge_hash[:12]}" if kept.knowledge_hash else ""
        click.echo(f"{kept.id[:8]}  {at:%Y-%m-%d %H:%M}  {kept.kind:<12}{from_what}".rstrip())
    if not saved:
        say("Nothing was saved yet: rhomboid assess --save, rhomboid plan --save.")
