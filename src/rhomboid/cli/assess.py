"""`rhomboid assess`: a text, a file of answers, a batch, or an interview on a terminal."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from rhomboid.cli.account import AccountOptions, account_options, interview_options, told_or_interviewed
from rhomboid.cli.day import today_option
from rhomboid.cli.files import InputError, write_text
from rhomboid.cli.keeping import keep_answers, store_option
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.model import Account, Assessment, KnowledgeBase


@click.command("assess")
@account_options
@today_option
@click.option("--json", "as_json", is_flag=True, help="Write the whole assessment as JSON.")
@click.option("--save", is_flag=True, help="Keep the answer, and what you told, in the diary.")
@store_option
@click.option("--html", metavar="FILE", help="Also write one self-contained page.")
@click.option("--batch", metavar="IN.jsonl", help="Many accounts, one JSON object a line: id, text, age, sex.")
@click.option("--out", metavar="OUT.jsonl", help="Where the batch's answers go.")
@interview_options
@click.pass_context
def assess_command(
    context: click.Context,
    /,
    today: date,
    as_json: bool,
    save: bool,
    where: str | None,
    html: str | None,
    batch: str | None,
    out: str | None,
    **told: object,
) -> None:
    """
    What to do and how soon, what it may be, and why.

    With no option on a terminal it interviews you, one question at a time. Data goes to stdout, talk to stderr.
    `rhomboid plan` says what to try.
    """
    options = msgspec.convert(told, AccountOptions)
    _refuse_mixtures(options, batch, out, html, save)
    knowledge = open_knowledge()
    if batch:
        from rhomboid.cli.batch import run_batch

        setting, locale = options.setting or "home", options.locale or "en"
        context.exit(run_batch(batch, out or "", knowledge, setting, locale, today))
    account = told_or_interviewed(options, knowledge, today)
    assessment = _answer(account, knowledge, today, as_json, html)
    if save:
        keep_answers(where, account, assessment)


def _refuse_mixtures(options: AccountOptions, batch: str | None, out: str | None, html: str | None, save: bool) -> None:
    if bool(batch) != bool(out):
        raise click.UsageError("--batch and --out go together: --batch IN.jsonl --out OUT.jsonl.")
    if batch:
        single = {name: getattr(options, name) for name in ("text", "age", "sex", "answers", "session")} | {
            "html": html,
            "save": save or None,
        }
        mixed = [f"--{name}" for name, value in single.items() if value is not None]
        if mixed:
            raise click.UsageError(f"--batch reads every person from its file: leave out {', '.join(mixed)}.")


def _answer(account: Account, knowledge: KnowledgeBase, today: date, as_json: bool, html: str | None) -> Assessment:
    from rhomboid.answers import AccountError, assess, to_json

    try:
        assessment = assess(account, knowledge, today)
    except AccountError as error:
        raise InputError(str(error)) from None
    if html:
        from rhomboid.report import render_report

        write_text(html, render_report(assessment, account, knowledge), private=True)
        click.echo(f"Wrote {html}.", err=True)
    if as_json:
        click.echo(to_json(assessment))
    else:
        from rhomboid.cli.terminal import render_assessment

        click.echo(render_assessment(assessment, account), nl=False)
    return assessment
