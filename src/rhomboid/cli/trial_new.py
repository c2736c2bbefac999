"""`rhomboid trial new`: what is compared, whether it is safe, how the days are dealt out, and the seal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.account import AccountOptions, account_options, read_account, tells_something
from rhomboid.cli.day import Day
from rhomboid.cli.dialogue import prompt, say
from rhomboid.cli.exit_codes import REFUSED
from rhomboid.cli.files import InputError, read_text
from rhomboid.cli.keeping import open_diary, store_option
from rhomboid.cli.knowledge_base import open_knowledge
from rhomboid.cli.terminal import wrap
from rhomboid.cli.trial_under_way import json_option, trial_today

if TYPE_CHECKING:
    from rhomboid.model import KnowledgeBase, Remedy
    from rhomboid.model.trial import NormalPrior, TrialOutcome
    from rhomboid.model.trial_record import TrialOffers, TrialSafety
    from rhomboid.store import Store

YES = ("y", "yes")


class TrialRefusedError(click.ClickException):
    """A trial that may not be safe, with every reason. Exit code 8."""

    exit_code = REFUSED


class NewTrial(msgspec.Struct, frozen=True):
    """What the options of one call say of the trial itself."""

    remedy: str
    versus: str | None = None
    days: int | None = None
    block_days: int | None = None
    design: int | None = None
    start: date | None = None
    seed: int | None = None
    site: str | None = None
    confirm_safe: bool = False
    prior: str | None = None


@click.command("new")
@click.argument("remedy")
@click.option("--versus", metavar="REMEDY", help="Another remedy to compare it with; your usual care when left out.")
@click.option("--days", type=click.IntRange(5, 180), help="How long it may last at most.")
@click.option("--block-days", type=click.IntRange(2, 60), help="Longer blocks than the remedy needs.")
@click.option("--design", type=click.IntRange(1), help="Which of the designs offered, by number; asked on a terminal.")
@click.option("--start", type=Day(), metavar="DATE", help="The first day; tomorrow when left out.")
@click.option("--seed", type=click.IntRange(0), help="Draw the schedule from this number.")
@click.option("--site", metavar="PLACE", help="Compare the pain of one place; else the worst of all you write down.")
@click.option("--confirm-safe", is_flag=True, help="Nothing that would speak against it is so; asked on a terminal.")
@click.option("--prior", metavar="FILE", help="Lean the estimate on others' trials: what trial pool --json wrote.")
@account_options
@store_option
@json_option
def new_command(where: str | None, as_json: bool, **told: object) -> None:
    """
    Plan a trial and seal it: `rhomboid trial new heat`.

    A coin decides which days are with the remedy. What is known of you is checked first (--text, --answers, or what
    `rhomboid assess --save` kept); what nobody has said is asked. The plan and its hash are kept before the first day.
    """
    from rhomboid.answers import AccountError

    knowledge = open_knowledge()
    wanted = msgspec.convert({key: told[key] for key in NewTrial.__struct_fields__}, NewTrial)
    options = msgspec.convert(
        {key: told[key] for key in told.keys() & {*AccountOptions.__struct_fields__}}, AccountOptions
    )
    try:
        with open_diary(where) as store:
            _plan_and_seal(store, wanted, options, knowledge, as_json)
    except AccountError as error:
        raise InputError(str(error)) from None


def _plan_and_seal(
    store: Store, wanted: NewTrial, options: AccountOptions, knowledge: KnowledgeBase, as_json: bool
) -> None:
    from rhomboid.answers.trial_setup import check_start, design_numbered, draw_seed
    from rhomboid.answers.trials import seal_trial
    from rhomboid.cli.terminal_trial import render_sealed
    from rhomboid.store import this_moment

    now, _ = this_moment()
    arms = _arms(wanted, knowledge)
    prior = _prior(arms, wanted.prior)
    not_so = _confirmed(_checked(store, arms, options, knowledge), wanted)
    outcome = _outcome(wanted, knowledge)
    found = _offers(store, arms, outcome, wanted, knowledge)
    design = design_numbered(found, _number_chosen(found, wanted))
    start = wanted.start or (trial_today() + timedelta(days=1))
    check_start(start, trial_today())
    seed = draw_seed() if wanted.seed is None else wanted.seed
    record = seal_trial(store, arms, design, start, seed, now, knowledge, outcome, not_so, prior)
    click.echo(
        msgspec.json.format(msgspec.json.encode(record.sealed)) if as_json else render_sealed(record), nl=as_json
    )


def _arms(wanted: NewTrial, knowledge: KnowledgeBase) -> tuple[Remedy, ...]:
    """The remedies that were meant, each said back."""
    from rhomboid.answers.trial_arms import remedy_for_trial

    told = [words for words in (wanted.remedy, wanted.versus) if words is not None]
    arms = tuple(remedy_for_trial(words, knowledge) for words in told)
    for words, remedy in zip(told, arms, strict=True):
        say(wrap(f"{words!r} was taken as: {remedy.name} ({remedy.id}). {remedy.plain}"))
    return arms


def _prior(arms: Sequence[Remedy], file: str | None) -> NormalPrior | None:
    """What others' trials of the same comparison let one expect, said before anything is begun."""
    from rhomboid.answers.trial_pool import prior_for, read_pool
    from rhomboid.answers.trial_words import expected_words

    if file is None:
        return None
    found = read_pool(read_text(file), file)
    prior = prior_for(arms, found)
    say(
        wrap(
            f"Your estimate will lean on {len(found.trials)} other people's trials. Before your first day it stands at "
            f"{expected_words(prior)}; each day of yours makes it lean on them less, and the result says by how much. "
            "The evidence, and the verdict with it, rests on your own days alone."
        )
    )
    return prior


def _outcome(wanted: NewTrial, knowledge: KnowledgeBase) -> TrialOutcome:
    from rhomboid.answers.trial_setup import outcome_at
    from rhomboid.answers.trials import PAIN

    return PAIN if wanted.site is None else outcome_at(wanted.site, knowledge)


def _checked(store: Store, arms: Sequence[Remedy], options: AccountOptions, knowledge: KnowledgeBase) -> TrialSafety:
    """The check of safety; every reason against it is told, and then nothing is begun."""
    from rhomboid.answers.trial_setup import check_for
    from rhomboid.answers.trial_words import safety_words
    from rhomboid.cli.terminal_trial import render_safety

    told = read_account(options, knowledge) if tells_something(options) else None
    safety = check_for(store, arms, told, knowledge, trial_today())
    if safety.what_to_do:
        say(click.style(wrap(safety.what_to_do), bold=True, fg="red"))
    if safety.refusals:
        reasons = "\n".join(wrap(f"- {refusal.reason} {refusal.remedy}", "", "  ") for refusal in safety.refusals)
        raise TrialRefusedError(f"No trial was begun.\n{reasons}")
    say(wrap(safety_words(safety)))
    say(render_safety(safety))
    return safety


def _confirmed(safety: TrialSafety, wanted: NewTrial) -> tuple[str, ...]:
    """What the person says is not so; a trial is not begun while any of it is open."""
    names = tuple(caution.name for caution in safety.check_first)
    if not names:
        return ()
    say("Is any of these so?")
    for caution in safety.check_first:
        say(wrap(f"- {caution.name}. {caution.reason}", "  ", "    "))
    if wanted.confirm_safe:
        return names
    if not sys.stdin.isatty():
        raise TrialRefusedError("No trial was begun: nobody has said that none of these is so. If so: --confirm-safe.")
    if prompt("None of these is so: y. Anything else begins no trial.").lower() not in YES:
        raise TrialRefusedError("No trial was begun. Ask a doctor or pharmacist about it first.")
    return names


def _offers(
    store: Store, arms: Sequence[Remedy], outcome: TrialOutcome, wanted: NewTrial, knowledge: KnowledgeBase
) -> TrialOffers:
    from rhomboid.answers.trial_setup import no_design_words, offers_for, usual_days
    from rhomboid.cli.terminal_trial import render_offers

    days = wanted.days or usual_days(knowledge)
    found = offers_for(store, arms, outcome, days, knowledge, trial_today(), wanted.block_days)
    if found.offers:
        say(render_offers(found))
        return found
    way_on = "" if found.least_days is None else f" It needs: --days {found.least_days}."
    raise InputError(f"{no_design_words(found, arms, days)}{way_on}")


def _number_chosen(found: TrialOffers, wanted: NewTrial) -> int:
    if wanted.design is not None or len(found.offers) == 1 or not sys.stdin.isatty():
        return wanted.design or 1
    typed = prompt("Which one? (a number, Enter for the first)")
    return int(typed) if typed.isdigit() else 0 if typed else 1
