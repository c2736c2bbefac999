"""`rhomboid app`, and `rhomboid` alone: everything in a browser, on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from rhomboid.cli.dialogue import say
from rhomboid.cli.files import InputError
from rhomboid.cli.keeping import store_option
from rhomboid.cli.session import default_session_path


@click.command("app")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen; a free port when left out.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--others", is_flag=True, help="Let other machines in, by the link alone; nothing is encrypted.")
@click.option("--no-browser", is_flag=True, help="Print the link only.")
@store_option
def app_command(port: int, host: str, others: bool, no_browser: bool, where: str | None) -> None:
    """
    Open rhomboid in the browser. It runs on this machine, and nothing leaves it.

    This is what `rhomboid` does when nothing else is asked of it.
    """
    from rhomboid.answers import AccountError
    from rhomboid.web import LaunchError, serve

    try:
        folder = Path(default_session_path()).parent
        serve(folder, where, say, host=host, port=port, open_browser=not no_browser, others=others)
    except (LaunchError, AccountError) as error:
        raise InputError(str(error)) from None
