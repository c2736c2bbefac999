"""The `rhomboid` command: its subcommands are imported only when called, so that each starts fast."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from rhomboid import __version__
from rhomboid.cli.exit_codes import INTERRUPTED, MEANINGS, OK

FEW_COLLECTIONS = 200_000
COMMANDS = {
    "app": ("rhomboid.cli.app", "Everything in a browser, on this machine; also what `rhomboid` alone does."),
    "assess": ("rhomboid.cli.assess", "Say what happened; get what to do, what it may be, and why."),
    "plan": ("rhomboid.cli.plan", "What to try first, what to leave alone, and when to come back."),
    "course": ("rhomboid.cli.plan", "How pain like this usually goes, and whether yours goes slower."),
    "appraise": ("rhomboid.cli.appraise", "What a scan, an offered treatment or a claim is worth."),
    "explain": ("rhomboid.cli.explain", "Every reason for and against one cause of a saved assessment."),
    "diary": ("rhomboid.cli.diary", "Write down how it is, in ten seconds; look at it, change it, bring it in or out."),
    "store": ("rhomboid.cli.store", "Where the diary is kept: back up, restore, check, encrypt, export, erase."),
    "trial": ("rhomboid.cli.trial", "Find out whether a remedy helps you, or would it have gone away anyway?"),
    "evaluate": ("rhomboid.cli.evaluate", "How good the answers are on published cases."),
    "knowledge": ("rhomboid.cli.knowledge", "Check, show and count what rhomboid knows."),
    "schema": ("rhomboid.cli.schema", "The JSON schema of every kind of answer."),
    "exit-codes": ("rhomboid.cli.root", "What the exit codes mean."),
}


class LateGroup(click.Group):
    """A group that knows its commands' names and help, and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of `COMMANDS`."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from the table alone: help imports none of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(
    cls=LateGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="rhomboid")
@click.pass_context
def rhomboid(context: click.Context) -> None:
    """
    Upper back pain: is it dangerous, what is it likely to be, and the source of every number.

    Everything stays on this machine. It supports a decision; it is not a diagnosis. If you think you may be in
    danger, call your emergency number now.
    """
    context.color = False if os.environ.get("NO_COLOR") else None
    if context.invoked_subcommand is None:
        context.invoke(import_module(COMMANDS["app"][0]).app_command)


@click.command("exit-codes")
def exit_codes_command() -> None:
    """What the exit codes mean."""
    for code, meaning in MEANINGS.items():
        click.echo(f"{code:>3}  {meaning}")


def run() -> None:
    """Run the command line and leave with its exit code."""
    # A command builds much that lives until it ends: looking for garbage in it would cost a fifth of the wait.
    gc.set_threshold(FEW_COLLECTIONS)
    try:
        sys.exit(rhomboid.main(prog_name="rhomboid", standalone_mode=False) or OK)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output left early, as `head` does: no reason to complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OK)
