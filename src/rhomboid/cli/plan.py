"""`rhomboid plan` and `rhomboid course`: what to try first, and how pain like this usually goes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.account import AccountOptions, account_options, interview_options, told_or_interviewed
from rhomboid.cli.day import today_option
from rhomboid.cli.files import InputError, write_bytes, write_text
from rhomboid.cli.keeping import keep_answers, store_option
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.cli.pain_points import read_points
from rhomboid.model import COSTS, Account, KnowledgeBase

if TYPE_CHECKING:
    from rhomboid.model import Appraisal, Assessment, Plan

points_option = click.option(
    "--points", metavar="FILE", help="Your own pain, one `day,pain` a line (2026-11-20,6), laid over the forecast."
)


@click.command("plan")
@account_options
@click.option("--tried", multiple=True, metavar="REMEDY=HOW", help="How it went: heat=helped, no_help, worse, unsure.")
@click.option("--no-medicines", is_flag=True, help="Leave out everything that holds a drug.")
@click.option("--no-appointments", is_flag=True, help="Leave out everything that needs someone else.")
@click.option("--highest-cost", type=click.Choice(COSTS), help="Leave out what costs more.")
@points_option
@click.option("--scan", multiple=True, metavar="WORDS", help="Also appraise a scan report on the page.")
@click.option("--treatment", multiple=True, metavar="WORDS", help="Also appraise an offered treatment on the page.")
@click.option("--claim", multiple=True, metavar="WORDS", help="Also appraise a claim on the page.")
@today_option
@click.option("--json", "as_json", is_flag=True, help="Write the whole plan as JSON.")
@click.option("--save", is_flag=True, help="Keep the answer, and what you told, in the diary.")
@store_option
@click.option("--html", metavar="FILE", help="Also write one self-contained page, with the assessment.")
@click.option("--pdf", metavar="FILE", help="Also write one page for the clinician, its sources on a second.")
@interview_options
def plan_command(
    today: date,
    tried: tuple[str, ...],
    no_medicines: bool,
    no_appointments: bool,
    points: str | None,
    scan: tuple[str, ...],
    treatment: tuple[str, ...],
    claim: tuple[str, ...],
    as_json: bool,
    save: bool,
    where: str | None,
    html: str | None,
    pdf: str | None,
    **told: object,
) -> None:
    """
    What to try first, what to leave alone, and when to come back.

    Least risk first, then what may be expected for what it is likely to be. Where someone is needed at once there is
    no plan, only what to do now. With no option on a terminal it interviews you.
    """
    from rhomboid.answers import AccountError, appraise_claim, appraise_scan, appraise_treatment, assess, plan, to_json

    highest_cost = told.pop("highest_cost")
    knowledge = open_knowledge()
    account = told_or_interviewed(msgspec.convert(told, AccountOptions), knowledge, today)
    account = _with_wishes(account, tried, no_medicines, no_appointments, highest_cost)
    try:
        assessment = assess(account, knowledge, today)
        made = plan(assessment, account, knowledge, read_points(points) if points else ())
        appraisals: list[Appraisal] = [appraise_scan(words, account, knowledge, today) for words in scan]
        appraisals += [appraise_treatment(words, account, knowledge, today) for words in treatment]
        appraisals += [appraise_claim(words, knowledge) for words in claim]
    except AccountError as error:
        raise InputError(str(error)) from None
    _write_pages(html, pdf, assessment, account, knowledge, made, appraisals)
    if as_json:
        click.echo(to_json(made))
    else:
        from rhomboid.cli.terminal_relief import render_plan

        click.echo(render_plan(made), nl=False)
    if save:
        keep_answers(where, account, assessment, made)


def _with_wishes(
    account: Account, tried: tuple[str, ...], no_medicines: bool, no_appointments: bool, highest_cost: object
) -> Account:
    """The account with what the options say of wishes and of what was tried; they overrule the file."""
    outcomes: dict[str, str] = dict(account.tried)
    for entry in tried:
        remedy, equals, outcome = entry.partition("=")
        if not equals:
            raise click.UsageError(f"--tried {entry} does not say how it went. Write --tried {entry}=helped.")
        outcomes[remedy.strip()] = outcome.strip()
    avoid = {*account.avoid}
    avoid |= {"medicines"} if no_medicines else set()
    avoid |= {"appointments"} if no_appointments else set()
    return msgspec.structs.replace(
        account, tried=outcomes, avoid=tuple(sorted(avoid)), highest_cost=highest_cost or account.highest_cost
    )


def _write_pages(
    html: str | None,
    pdf: str | None,
    assessment: Assessment,
    account: Account,
    knowledge: KnowledgeBase,
    made: Plan,
    appraisals: list[Appraisal],
) -> None:
    if html:
        from rhomboid.report import render_report

        write_text(html, render_report(assessment, account, knowledge, made, appraisals), private=True)
        click.echo(f"Wrote {html}.", err=True)
    if pdf:
        from rhomboid.report import ReportError, render_clinician_pdf

        try:
            page = render_clinician_pdf(assessment, account, knowledge, made, appraisals)
        except ReportError as error:
            raise InputError(str(error)) from None
        write_bytes(pdf, page, private=True)
        click.echo(f"Wrote {pdf}.", err=True)


@click.command("course")
@account_options
@points_option
@today_option
@click.option("--json", "as_json", is_flag=True, help="Write the whole forecast as JSON.")
@interview_options
def course_command(today: date, points: str | None, as_json: bool, **told: object) -> None:
    """
    How pain like this usually goes over the weeks, and whether yours goes slower.

    The forecast is mixed over what it may be, from cohorts that were followed; the page of `rhomboid plan --html`
    draws it.
    """
    from rhomboid.answers import AccountError, assess, course, to_json
    from rhomboid.cli.terminal_relief import render_course, render_no_course

    knowledge = open_knowledge()
    account = told_or_interviewed(msgspec.convert(told, AccountOptions), knowledge, today)
    try:
        assessment = assess(account, knowledge, today)
        expected = course(assessment, account, knowledge, read_points(points) if points else ())
    except AccountError as error:
        raise InputError(str(error)) from None
    if as_json:
        click.echo(to_json(expected))
    else:
        click.echo(render_course(expected) if expected else render_no_course(assessment), nl=False)
