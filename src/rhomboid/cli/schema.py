"""`rhomboid schema`."""

from __future__ import annotations

import json

import click

from rhomboid.answers import ANSWERS, schema


@click.command("schema")
@click.argument("answer", type=click.Choice(list(ANSWERS)), default="assessment")
def schema_command(answer: str) -> None:
    """The JSON schema of an ANSWER, for programs that read what --json writes; an assessment when left out."""
    click.echo(json.dumps(schema(answer), indent=2))
