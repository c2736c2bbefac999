"""The interview on a terminal: one question at a time, why it is asked, and every answer can be taken back."""

from __future__ import annotations

from datetime import date

import click
from msgspec.structs import replace

from rhomboid.answers import (
    Interview,
    Step,
    answer_words,
    asked_question,
    check_account,
    needs_warning,
    next_step,
    take_back,
    warn,
)
from rhomboid.cli.dialogue import STOPS, prompt, say
from rhomboid.cli.replies import ask_scale, keys_for, understand_reply
from rhomboid.cli.session import load_session, save_session
from rhomboid.cli.terminal import wrap
from rhomboid.model import Account, KnowledgeBase, Question

ENOUGH = 20


def hold_interview(account: Account, knowledge: KnowledgeBase, today: date, session: str, resume: bool) -> Account:
    """
    Ask until nothing is worth asking or the person stops; the account so far is the result.

    Everything asked goes to stderr. The session is saved after every answer.
    """
    if resume:
        interview = load_session(session)
        faults = check_account(interview.account, knowledge)
        if faults:
            raise click.ClickException(f"The saved interview no longer fits: {faults[0]}")
        # Whoever comes back has to hear it again.
        interview = replace(interview, warned=None)
        say(f"Going on with the interview saved at {session}.")
    else:
        interview = Interview(account=_introduce(account))
    save_session(interview, session)
    while True:
        step = next_step(interview.account, knowledge, today)
        interview = _warned(interview, step)
        if interview.asked and len(interview.asked) % ENOUGH == 0:
            say(f"\n{len(interview.asked)} questions asked; most people need no more. q shows the answer.")
        if step.question is None:
            say("\nThere is nothing more worth asking.")
            break
        answered = _ask(interview, step.question, knowledge)
        if answered is None:
            break
        interview = answered
        save_session(interview, session)
    say(f"Saved at {session}; go on any time with `rhomboid assess --resume`.\n")
    return interview.account


def _introduce(account: Account) -> Account:
    """Words, age and sex: what everything else builds on. Each may be left empty."""
    say("In your own words: where does it hurt, how did it begin, and what makes it better or worse?")
    say("Finish with an empty line. If you are in danger now, call your emergency number first.\n")
    if not account.text:
        account = replace(account, text=_read_words())
    while account.age is None:
        said = prompt("How old are you? (Enter to leave out)")
        if not said:
            break
        if said.replace(".", "", 1).isdigit() and float(said) <= 120:
            account = replace(account, age=float(said))
        else:
            say("Please give years as a number, from 0 to 120.")
    while account.sex is None:
        said = prompt("Are you female or male? (f, m, Enter to leave out)").lower()
        if not said:
            break
        if said[:1] in ("f", "m"):
            account = replace(account, sex="female" if said[0] == "f" else "male")
        else:
            say("Please type f or m, or leave it out.")
    return account


def _read_words() -> str:
    lines: list[str] = []
    while True:
        line = prompt(">")
        if not line:
            return "\n".join(lines)
        lines.append(line)


def _warned(interview: Interview, step: Step) -> Interview:
    """Say at once, and once, when help is needed now."""
    if not needs_warning(interview, step.assessment):
        return interview
    say("\n" + click.style(step.assessment.title, bold=True, fg="red"))
    say(wrap(step.assessment.what_to_do))
    for alarm in step.assessment.alarms[:1]:
        say(wrap(f"Why: {alarm.reason}"))
    say(wrap("Do this first. The questions can wait; q stops them."))
    return warn(interview, step.assessment)


def _ask(interview: Interview, question: Question, knowledge: KnowledgeBase) -> Interview | None:
    """The interview with the reply; None when the person stops."""
    say("\n" + click.style(wrap(question.question), bold=True))
    say(wrap(f"Why: {question.why}", "  "))
    if question.concept in knowledge.scales:
        return ask_scale(interview, knowledge.scales[question.concept])
    for number, name in enumerate(question.option_names, start=1):
        say(f"  {number:>2}  {name}")
    while True:
        reply = prompt(f"[{keys_for(question, knowledge)}]").lower()
        if reply in STOPS:
            return None
        if reply in ("b", "back"):
            return take_back(interview)
        if reply in ("c", "change"):
            return _change(interview, knowledge)
        answered = understand_reply(interview, question, reply, knowledge)
        if answered is not None:
            return answered
        say("That was not understood.")


def _change(interview: Interview, knowledge: KnowledgeBase) -> Interview | None:
    """Ask one earlier question again; None when the person stops instead."""
    if not interview.asked:
        say("Nothing has been asked yet.")
        return interview
    for number, concept in enumerate(interview.asked, start=1):
        question = asked_question(interview, concept, knowledge)
        say(f"  {number}  {question.question} {answer_words(interview.account, question, knowledge)}")
    reply = prompt("Which one? (a number, Enter for none)")
    if not (reply.isdigit() and 1 <= int(reply) <= len(interview.asked)):
        return interview
    concept = interview.asked[int(reply) - 1]
    question = asked_question(interview, concept, knowledge)
    return _ask(take_back(interview, concept), question, knowledge)
