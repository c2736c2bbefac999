"""The interview on a terminal: one question at a time, why it is asked, and every answer can be taken back."""

from __future__ import annotations

from datetime import date

import click

from rhomboid.answers import (
    Interview,
    Step,
    answer_category,
    answer_finding,
    check_account,
    next_step,
    take_back,
    wording,
)
from rhomboid.cli.session import load_session, save_session
from rhomboid.cli.terminal import wrap
from rhomboid.model import Account, KnowledgeBase, Presence

KEYS = "y = yes, n = no, d = don't know, b = back, c = change an earlier answer, q = stop"
CHOICE_KEYS = "a number (or several: 1 3), d = don't know, b = back, c = change an earlier answer, q = stop"
PRESENCES: dict[str, Presence] = {
    "y": "present", "yes": "present", "n": "absent", "no": "absent", "d": "not_asked", "": "not_asked"
}  # fmt: skip
STOPS = ("q", "quit", "stop")
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
        _say(f"Going on with the interview saved at {session}.")
    else:
        interview = Interview(account=_introduce(account))
    save_session(interview, session)
    warned = False
    while True:
        step = next_step(interview.account, knowledge, today)
        warned = _warn(step, warned)
        if interview.asked and len(interview.asked) % ENOUGH == 0:
            _say(f"\n{len(interview.asked)} questions asked; most people need no more. q shows the answer.")
        if step.question is None:
            _say("\nThere is nothing more worth asking.")
            break
        answered = _ask(interview, step.question.concept, step.question.why, knowledge)
        if answered is None:
            break
        interview = answered
        save_session(interview, session)
    _say(f"Saved at {session}; go on any time with `rhomboid assess --resume`.\n")
    return interview.account


def _introduce(account: Account) -> Account:
    """Words, age and sex: what everything else builds on. Each may be left empty."""
    from msgspec.structs import replace

    _say("In your own words: where does it hurt, how did it begin, and what makes it better or worse?")
    _say("Finish with an empty line. If you are in danger now, call your emergency number first.\n")
    if not account.text:
        account = replace(account, text=_read_words())
    while account.age is None:
        said = _prompt("How old are you? (Enter to leave out)")
        if not said:
            break
        if said.replace(".", "", 1).isdigit() and float(said) <= 120:
            account = replace(account, age=float(said))
        else:
            _say("Please give years as a number, from 0 to 120.")
    while account.sex is None:
        said = _prompt("Are you female or male? (f, m, Enter to leave out)").lower()
        if not said:
            break
        if said[:1] in ("f", "m"):
            account = replace(account, sex="female" if said[0] == "f" else "male")
        else:
            _say("Please type f or m, or leave it out.")
    return account


def _read_words() -> str:
    lines: list[str] = []
    while True:
        line = _prompt(">")
        if not line:
            return "\n".join(lines)
        lines.append(line)


def _warn(step: Step, warned: bool) -> bool:
    """Say at once, and once, when help is needed now."""
    urgent = step.assessment.disposition in wording.DANGEROUS
    if urgent and not warned:
        _say("\n" + click.style(step.assessment.title, bold=True, fg="red"))
        _say(wrap(step.assessment.what_to_do))
        for alarm in step.assessment.alarms[:1]:
            _say(wrap(f"Why: {alarm.reason}"))
        _say(wrap("Do this first. The questions can wait; q stops them."))
    return warned or urgent


def _ask(interview: Interview, concept: str, why: str, knowledge: KnowledgeBase) -> Interview | None:
    """The interview with the reply; None when the person stops."""
    category = knowledge.categories.get(concept)
    question = category.question if category else knowledge.findings[concept].question
    _say("\n" + click.style(wrap(question), bold=True))
    _say(wrap(f"Why: {why}", "  "))
    if category:
        for number, option in enumerate(category.options, start=1):
            _say(f"  {number}  {option.name}")
    while True:
        reply = _prompt(f"[{CHOICE_KEYS if category else KEYS}]").lower()
        if reply in STOPS:
            return None
        if reply in ("b", "back"):
            return take_back(interview)
        if reply in ("c", "change"):
            return _change(interview, knowledge)
        if category:
            chosen = _chosen(reply, [option.id for option in category.options])
            if chosen is not None:
                return answer_category(interview, concept, chosen)
        elif reply in PRESENCES:
            return answer_finding(interview, concept, PRESENCES[reply])
        _say("That was not understood.")


def _chosen(reply: str, options: list[str]) -> list[str] | None:
    """The options by number; none of them for "don't know"; None when the reply is not understood."""
    if reply in ("", "d"):
        return []
    numbers = reply.replace(",", " ").split()
    if not all(number.isdigit() and 1 <= int(number) <= len(options) for number in numbers):
        return None
    return [options[int(number) - 1] for number in numbers]


def _change(interview: Interview, knowledge: KnowledgeBase) -> Interview | None:
    """Ask one earlier question again; None when the person stops instead."""
    if not interview.asked:
        _say("Nothing has been asked yet.")
        return interview
    for number, concept in enumerate(interview.asked, start=1):
        _say(f"  {number}  {_answered(interview.account, concept, knowledge)}")
    reply = _prompt("Which one? (a number, Enter for none)")
    if not (reply.isdigit() and 1 <= int(reply) <= len(interview.asked)):
        return interview
    concept = interview.asked[int(reply) - 1]
    return _ask(take_back(interview, concept), concept, "You asked to change this answer.", knowledge)


def _answered(account: Account, concept: str, knowledge: KnowledgeBase) -> str:
    category = knowledge.categories.get(concept)
    if category:
        names = {option.id: option.name for option in category.options}
        said = ", ".join(names[option] for option in account.choices.get(concept, ())) or "don't know"
        return f"{category.question} {said}"
    said = {"present": "yes", "absent": "no", "not_asked": "don't know"}[account.answers[concept]]
    return f"{knowledge.findings[concept].question} {said}"


def _prompt(text: str) -> str:
    try:
        reply: str = click.prompt(text, default="", show_default=False, prompt_suffix=" ", err=True)
    except OSError:
        # The terminal is gone: nothing more can be said, and every answer is saved.
        raise click.Abort from None
    return reply.strip()


def _say(text: str) -> None:
    click.echo(text, err=True)
