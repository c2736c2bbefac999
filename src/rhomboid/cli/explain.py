"""`rhomboid explain CAUSE --from SAVED.json`."""

from __future__ import annotations

import click

from rhomboid.cli.files import InputError, read_text


@click.command("explain")
@click.argument("cause")
@click.option("--from", "saved", required=True, metavar="FILE", help="An assessment saved with --json; - for stdin.")
def explain_command(cause: str, saved: str) -> None:
    """Every reason for and against CAUSE in a saved assessment, with its weight and source."""
    import msgspec

    from rhomboid.answers import AccountError, explain, wording
    from rhomboid.cli.terminal import render_explanation
    from rhomboid.model import Assessment

    try:
        assessment = msgspec.json.decode(read_text(saved), type=Assessment)
    except msgspec.DecodeError as error:
        raise InputError(f"{saved} is not a saved assessment ({error}). Save one with `assess --json`.") from None
    try:
        result = explain(assessment, cause)
    except AccountError as error:
        raise InputError(str(error)) from None
    click.echo(render_explanation(result, assessment, wording.source_numbers(assessment)), nl=False)
