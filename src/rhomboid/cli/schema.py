"""`rhomboid schema`."""

from __future__ import annotations

import json

import click


@click.command("schema")
def schema_command() -> None:
    """The JSON schema of an assessment, for programs that read `rhomboid assess --json`."""
    from rhomboid.answers import schema

    click.echo(json.dumps(schema(), indent=2))
