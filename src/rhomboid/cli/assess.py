"""`rhomboid assess`: a text, a file of answers, a batch, or an interview on a terminal."""

from __future__ import annotations

import sys
from datetime import date

import click
import msgspec

from rhomboid.cli.day import today_option
from rhomboid.cli.files import InputError, read_text, write_text
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.model import SETTINGS, Account, KnowledgeBase, Setting
from rhomboid.model.account import Sex


@click.command("assess")
@click.option("--text", metavar="FILE", help="The person's own words, from FILE or - for stdin.")
@click.option("--age", type=click.FloatRange(0, 120), help="Age in years; overrules an age in the words.")
@click.option("--sex", type=click.Choice(["female", "male"]), help="Overrules what the words say.")
@click.option("--answers", metavar="FILE", help="Answers in YAML or JSON: text, age, sex, answers, choices, pains.")
@click.option("--setting", type=click.Choice(SETTINGS), help="Where the person is asking; sets how common causes are.")
@click.option("--locale", metavar="en-GB", help="Language of the words, and country of the emergency number.")
@today_option
@click.option("--json", "as_json", is_flag=True, help="Write the whole assessment as JSON.")
@click.option("--html", metavar="FILE", help="Also write one self-contained page.")
@click.option("--batch", metavar="IN.jsonl", help="Many accounts, one JSON object a line: id, text, age, sex.")
@click.option("--out", metavar="OUT.jsonl", help="Where the batch's answers go.")
@click.option("--resume", is_flag=True, help="Go on with the saved interview.")
@click.option("--session", metavar="FILE", help="Where the interview is kept, saved after every answer.")
@click.pass_context
def assess_command(context: click.Context, /, today: date, **options: object) -> None:
    """
    What to do and how soon, what it may be, and why.

    With no option on a terminal it interviews you, one question at a time. Data goes to stdout, talk to stderr.
    """
    chosen = msgspec.convert(options, Options)
    _refuse_mixtures(chosen)
    knowledge = open_knowledge()
    if chosen.batch:
        from rhomboid.cli.batch import run_batch

        context.exit(
            run_batch(chosen.batch, chosen.out or "", knowledge, chosen.setting or "home", chosen.locale or "en", today)
        )
    account = _account(chosen, knowledge)
    if chosen.text is None and chosen.answers is None:
        account = _interview(chosen, account, knowledge, today)
    _answer(account, chosen, knowledge, today)


class Options(msgspec.Struct, frozen=True):
    """The options of one call."""

    text: str | None
    age: float | None
    sex: Sex | None
    answers: str | None
    setting: Setting | None
    locale: str | None
    as_json: bool
    html: str | None
    batch: str | None
    out: str | None
    resume: bool
    session: str | None


def _refuse_mixtures(options: Options) -> None:
    if bool(options.batch) != bool(options.out):
        raise click.UsageError("--batch and --out go together: --batch IN.jsonl --out OUT.jsonl.")
    if options.batch:
        single = ("text", "age", "sex", "answers", "html", "session")
        mixed = [f"--{name}" for name in single if getattr(options, name) is not None]
        if mixed:
            raise click.UsageError(f"--batch reads every person from its file: leave out {', '.join(mixed)}.")
    if options.text == "-" and options.answers == "-":
        raise click.UsageError("Only one of --text and --answers can be read from stdin.")
    if options.resume and (options.text is not None or options.answers is not None):
        raise click.UsageError("--resume goes on with an interview: leave out --text and --answers.")


def _account(options: Options, knowledge: KnowledgeBase) -> Account:
    """The account from files and options; options overrule the file."""
    account = Account()
    if options.answers is not None:
        from rhomboid.cli.answers_file import parse_answers

        parsed, problems = parse_answers(read_text(options.answers), options.answers, knowledge)
        if parsed is None:
            raise InputError("The answers cannot be used:\n" + "\n".join(f"  {problem}" for problem in problems))
        account = parsed
    changes: dict[str, object] = {
        name: value for name in ("age", "sex", "setting", "locale") if (value := getattr(options, name)) is not None
    }
    if options.text is not None:
        changes["text"] = read_text(options.text)
    return msgspec.structs.replace(account, **changes)


def _interview(options: Options, account: Account, knowledge: KnowledgeBase, today: date) -> Account:
    if not sys.stdin.isatty():
        raise click.UsageError("There is nothing to assess. Use --text FILE, --text - for stdin, or --answers FILE.")
    from rhomboid.cli.interview import hold_interview
    from rhomboid.cli.session import default_session_path

    return hold_interview(account, knowledge, today, options.session or default_session_path(), options.resume)


def _answer(account: Account, options: Options, knowledge: KnowledgeBase, today: date) -> None:
    from rhomboid.answers import AccountError, assess, to_json

    try:
        assessment = assess(account, knowledge, today)
    except AccountError as error:
        raise InputError(str(error)) from None
    if options.html:
        from rhomboid.report import render_report

        write_text(options.html, render_report(assessment, account, knowledge), private=True)
        click.echo(f"Wrote {options.html}.", err=True)
    if options.as_json:
        click.echo(to_json(assessment))
    else:
        from rhomboid.cli.terminal import render_assessment

        click.echo(render_assessment(assessment, account), nl=False)
