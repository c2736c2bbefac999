"""Who is asking and what they told: the options that `assess`, `plan`, `course` and `appraise` share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click
import msgspec

from rhomboid.cli.files import InputError, read_text
from rhomboid.language import speaking
from rhomboid.model import SETTINGS, Account, KnowledgeBase, Setting
from rhomboid.model.account import Sex

Command = TypeVar("Command", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--text", metavar="FILE", help="The person's own words, from FILE or - for stdin."),
    click.option("--age", type=click.FloatRange(0, 120), help="Age in years; overrules an age in the words."),
    click.option("--sex", type=click.Choice(["female", "male"]), help="Overrules what the words say."),
    click.option("--answers", metavar="FILE", help="Answers in YAML or JSON: text, age, sex, answers, choices, pains."),
    click.option(
        "--setting", type=click.Choice(SETTINGS), help="Where the person is asking; sets how common causes are."
    ),
    click.option("--locale", metavar="en-GB", help="Language of the words, and country of the emergency number."),
)
_INTERVIEW_OPTIONS = (
    click.option("--resume", is_flag=True, help="Go on with the saved interview."),
    click.option("--session", metavar="FILE", help="Where the interview is kept, saved after every answer."),
)


class AccountOptions(msgspec.Struct, frozen=True):
    """The options of one call that say who is asking and what they told."""

    text: str | None = None
    age: float | None = None
    sex: Sex | None = None
    answers: str | None = None
    setting: Setting | None = None
    locale: str | None = None
    resume: bool = False
    session: str | None = None


def account_options(command: Command) -> Command:
    """Adds the options of an account to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def interview_options(command: Command) -> Command:
    """Adds the options of an interview to a command."""
    for option in reversed(_INTERVIEW_OPTIONS):
        command = option(command)
    return command


def tells_something(options: AccountOptions) -> bool:
    """Whether the options name words or answers."""
    return options.text is not None or options.answers is not None


def read_account(options: AccountOptions, knowledge: KnowledgeBase) -> Account:
    """The account from files and options; options overrule the file. From here on its language is spoken."""
    _refuse_mixtures(options)
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
    account = msgspec.structs.replace(account, **changes)
    click.get_current_context().with_resource(speaking(account.locale))
    return account


def told_or_interviewed(options: AccountOptions, knowledge: KnowledgeBase, today: date) -> Account:
    """The account from files and options; on a terminal, without any, from an interview."""
    account = read_account(options, knowledge)
    if tells_something(options):
        return account
    if not sys.stdin.isatty():
        raise click.UsageError("There is nothing to go on. Use --text FILE, --text - for stdin, or --answers FILE.")
    from rhomboid.cli.interview import hold_interview
    from rhomboid.cli.session import default_session_path

    return hold_interview(account, knowledge, today, options.session or default_session_path(), options.resume)


def _refuse_mixtures(options: AccountOptions) -> None:
    if options.text == "-" and options.answers == "-":
        raise click.UsageError("Only one of --text and --answers can be read from stdin.")
    if options.resume and tells_something(options):
        raise click.UsageError("--resume goes on with an interview: leave out --text and --answers.")
