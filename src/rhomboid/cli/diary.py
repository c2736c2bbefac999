"""`rhomboid diary`: the group of its commands."""

from __future__ import annotations

import click

from rhomboid.cli.diary_add import add_command
from rhomboid.cli.diary_change import delete_command, edit_command
from rhomboid.cli.diary_episodes import episodes_command
from rhomboid.cli.diary_files import export_command, import_command
from rhomboid.cli.diary_list import list_command, screen_command
from rhomboid.cli.diary_relations import claim_command, relations_command
from rhomboid.cli.diary_show import show_command


@click.group("diary")
def diary_command() -> None:
    """
    Write down how it is, in ten seconds; look at it, change it, bring it in or out.

    `rhomboid diary add 6` is enough. Nothing is ever overwritten, and a day without an entry is a gap, never a zero.
    """


for command in (
    add_command,
    list_command,
    edit_command,
    delete_command,
    show_command,
    episodes_command,
    relations_command,
    claim_command,
    import_command,
    export_command,
    screen_command,
):
    diary_command.add_command(command)
