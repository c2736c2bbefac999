"""`rhomboid appraise`: what a scan report, an offered treatment or a claim is worth."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from rhomboid.cli.account import AccountOptions, account_options, read_account
from rhomboid.cli.day import today_option
from rhomboid.cli.exit_codes import NOT_RECOGNISED
from rhomboid.cli.files import InputError, read_text, write_text
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.model import Appraisal

words_argument = click.argument("words")
json_option = click.option("--json", "as_json", is_flag=True, help="Write the whole appraisal as JSON.")
html_option = click.option("--html", metavar="FILE", help="Also write one self-contained page.")


@click.group("appraise")
def appraise_command() -> None:
    """
    How much a scan, an offered treatment or a claim should change your mind.

    WORDS are yours, in quotes, or - for stdin. What was recognised in them is shown; what was not is said.
    """


@appraise_command.command("scan")
@words_argument
@account_options
@today_option
@json_option
@html_option
@click.pass_context
def scan_command(
    context: click.Context, /, words: str, today: date, as_json: bool, html: str | None, **told: object
) -> None:
    """
    What a scan report can mean: "C5-6 disc bulge, T7-8 protrusion" --age 48.

    How many people of that age without pain have it, the most it can mean, and how little it moves the causes of the
    account, or of upper back pain in general.
    """
    from rhomboid.answers import AccountError, appraise_scan

    knowledge = open_knowledge()
    account = read_account(msgspec.convert(told, AccountOptions), knowledge)
    try:
        appraisal = appraise_scan(_words(words), account, knowledge, today)
    except AccountError as error:
        raise InputError(str(error)) from None
    _show(context, appraisal, bool(appraisal.items), as_json, html)


@appraise_command.command("treatment")
@words_argument
@account_options
@today_option
@json_option
@html_option
@click.pass_context
def treatment_command(
    context: click.Context, /, words: str, today: date, as_json: bool, html: str | None, **told: object
) -> None:
    """
    What an offered treatment is worth: "cervical fusion".

    Benefit, harms, what is tried before, and what to ask. With an account (--text or --answers) also how well it
    fits, and whether it is safe for that person.
    """
    from rhomboid.answers import AccountError, appraise_treatment

    knowledge = open_knowledge()
    account = read_account(msgspec.convert(told, AccountOptions), knowledge)
    try:
        appraisal = appraise_treatment(_words(words), account, knowledge, today)
    except AccountError as error:
        raise InputError(str(error)) from None
    _show(context, appraisal, appraisal.matched is not None, as_json, html)


@appraise_command.command("claim")
@words_argument
@click.option("--locale", default="en", metavar="en-GB", help="Language of the words.")
@json_option
@html_option
@click.pass_context
def claim_command(context: click.Context, /, words: str, locale: str, as_json: bool, html: str | None) -> None:
    """What is known of a claim: "my low back is better so my upper back went out"."""
    from rhomboid.answers import AccountError, appraise_claim

    try:
        appraisal = appraise_claim(_words(words), open_knowledge(), locale)
    except AccountError as error:
        raise InputError(str(error)) from None
    _show(context, appraisal, appraisal.claim_id is not None, as_json, html)


def _words(words: str) -> str:
    return read_text("-") if words == "-" else words


def _show(context: click.Context, appraisal: Appraisal, recognised: bool, as_json: bool, html: str | None) -> None:
    from rhomboid.answers import to_json

    if html:
        from rhomboid.report import render_appraisal

        write_text(html, render_appraisal(appraisal), private=True)
        click.echo(f"Wrote {html}.", err=True)
    if as_json:
        click.echo(to_json(appraisal))
    else:
        from rhomboid.cli.terminal_appraisal import render_appraisal_text

        click.echo(render_appraisal_text(appraisal), nl=False)
    if not recognised:
        context.exit(NOT_RECOGNISED)
