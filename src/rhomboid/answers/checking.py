"""What is wrong with an account: everything at once, each fault with where it stands and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import get_args

import msgspec

from rhomboid.answers.errors import AccountError
from rhomboid.model import COSTS, SETTINGS, Account, KnowledgeBase, Pain, Presence, Tried
from rhomboid.model.account import Avoided, Sex, Side

LONGEST_TEXT = 20_000
OLDEST = 120


class Fault(msgspec.Struct, frozen=True):
    """One fault of an account. `where` is the path of keys to it, e.g. ``("answers", "fever")``."""

    where: tuple[str, ...]
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


def check_account(account: Account, knowledge: KnowledgeBase) -> tuple[Fault, ...]:
    """Every fault that stops the account from being answered, in the order of its fields."""
    return (
        *_check_person(account),
        *_check_answers(account, knowledge),
        *_check_choices(account, knowledge),
        *(fault for pain in account.pains for fault in _check_pain(pain, knowledge)),
        *_check_scores(account, knowledge),
        *_check_wishes(account, knowledge),
    )


def refuse_faults(account: Account, knowledge: KnowledgeBase) -> None:
    """Raise AccountError in words when the account cannot be answered."""
    faults = check_account(account, knowledge)
    if faults:
        raise AccountError(" ".join(str(fault) for fault in faults))


def _check_person(account: Account) -> Iterator[Fault]:
    if len(account.text) > LONGEST_TEXT:
        yield Fault(
            ("text",),
            f"The text is {len(account.text):,} characters long; at most {LONGEST_TEXT:,} are read.",
            "Keep what happened, where it hurts, and what makes it better or worse.",
        )
    if account.age is not None and not 0 <= account.age <= OLDEST:
        yield Fault(("age",), f"An age of {account.age:g} cannot be right.", f"Give years, from 0 to {OLDEST}.")
    if account.sex is not None and account.sex not in get_args(Sex):
        yield _unknown(("sex",), "sex", account.sex, get_args(Sex))
    if account.setting not in SETTINGS:
        yield _unknown(("setting",), "setting", account.setting, SETTINGS)


def _check_answers(account: Account, knowledge: KnowledgeBase) -> Iterator[Fault]:
    for concept, presence in account.answers.items():
        if concept in knowledge.categories:
            yield Fault(
                ("answers", concept),
                f"{concept!r} has more than two answers.",
                "Put it under choices, with one or more of its options.",
            )
        elif concept not in knowledge.findings and concept not in knowledge.circumstances:
            known = [*knowledge.findings, *knowledge.circumstances]
            yield _unknown(("answers", concept), "finding", concept, known)
        elif presence not in get_args(Presence):
            yield _unknown(("answers", concept), "answer", str(presence), get_args(Presence))


def _check_choices(account: Account, knowledge: KnowledgeBase) -> Iterator[Fault]:
    for name, options in account.choices.items():
        category = knowledge.categories.get(name)
        if category is None:
            yield _unknown(("choices", name), "category", name, knowledge.categories)
            continue
        allowed = [option.id for option in category.options]
        for option in options:
            if option not in allowed:
                yield _unknown(("choices", name), f"option of {name}", option, allowed)


def _check_pain(pain: Pain, knowledge: KnowledgeBase) -> Iterator[Fault]:
    sites = [finding.id for finding in knowledge.findings.values() if finding.kind == "site"]
    if pain.site not in sites:
        yield _unknown(("pains", pain.site), "site", pain.site, sites)
    if pain.side is not None and pain.side not in get_args(Side):
        yield _unknown(("pains", pain.site), "side", pain.side, get_args(Side))


def _check_scores(account: Account, knowledge: KnowledgeBase) -> Iterator[Fault]:
    for name, items in account.scores.items():
        scale = knowledge.scales.get(name)
        if scale is None:
            yield _unknown(("scores", name), "scale", name, knowledge.scales)
            continue
        highest = {item.id: item.highest for subscale in scale.subscales for item in subscale.items}
        for item, score in items.items():
            if item not in highest:
                yield _unknown(("scores", name, item), f"item of {name}", item, highest)
            elif not 0 <= score <= highest[item]:
                yield Fault(
                    ("scores", name, item), f"{item} of {name} cannot be {score}.", f"Give 0 to {highest[item]}."
                )


def _check_wishes(account: Account, knowledge: KnowledgeBase) -> Iterator[Fault]:
    for remedy, outcome in account.tried.items():
        if remedy not in knowledge.remedies:
            yield _unknown(("tried", remedy), "remedy", remedy, knowledge.remedies)
        elif outcome not in get_args(Tried):
            yield _unknown(("tried", remedy), "outcome", str(outcome), get_args(Tried))
    for name in account.avoid:
        if name not in get_args(Avoided):
            yield _unknown(("avoid",), "thing to avoid", str(name), get_args(Avoided))
    if account.highest_cost is not None and account.highest_cost not in COSTS:
        yield _unknown(("highest_cost",), "cost", account.highest_cost, COSTS)


def _unknown(where: tuple[str, ...], kind: str, given: str, allowed: Iterable[str]) -> Fault:
    names = list(allowed)
    close = get_close_matches(given, names, n=3)
    if close:
        remedy = f"Did you mean {' or '.join(close)}?"
    elif len(names) <= 8:
        remedy = f"Use one of: {', '.join(names)}."
    else:
        remedy = "See `rhomboid knowledge show` for the ids."
    return Fault(where, f"There is no {kind} called {given!r}.", remedy)
