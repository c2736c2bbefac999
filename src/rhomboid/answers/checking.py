"""What is wrong with an account: everything at once, each fault with where it stands and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import get_args

import msgspec

from rhomboid.answers.errors import AccountError
from rhomboid.answers.wording import one_of
from rhomboid.language import Words, gettext_noop, numeral, speaking
from rhomboid.language import gettext as _
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
    """Every fault that stops the account from being answered, in the order of its fields, in its own language."""
    with speaking(account.locale):
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
            _("The text is {count} characters long; at most {most} are read.").format(
                count=numeral(f"{len(account.text):,}"), most=numeral(f"{LONGEST_TEXT:,}")
            ),
            _("Keep what happened, where it hurts, and what makes it better or worse."),
        )
    if account.age is not None and not 0 <= account.age <= OLDEST:
        yield Fault(
            ("age",),
            _("An age of {age} cannot be right.").format(age=numeral(f"{account.age:g}")),
            _("Give years, from 0 to {oldest}.").format(oldest=OLDEST),
        )
    if account.sex is not None and account.sex not in get_args(Sex):
        yield _unknown(("sex",), "sex", account.sex, get_args(Sex))
    if account.setting not in SETTINGS:
        yield _unknown(("setting",), "setting", account.setting, SETTINGS)


def _check_answers(account: Account, knowledge: KnowledgeBase) -> Iterator[Fault]:
    for concept, presence in account.answers.items():
        if concept in knowledge.categories:
            yield Fault(
                ("answers", concept),
                _("{concept} has more than two answers.").format(concept=repr(concept)),
                _("Put it under choices, with one or more of its options."),
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
                yield _unknown(("choices", name), "option", option, allowed, name)


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
                yield _unknown(("scores", name, item), "item", item, highest, name)
            elif not 0 <= score <= highest[item]:
                yield Fault(
                    ("scores", name, item),
                    _("{item} of {scale} cannot be {score}.").format(item=item, scale=name, score=score),
                    _("Give 0 to {highest}.").format(highest=highest[item]),
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


_UNKNOWN = Words(
    {
        "answer": gettext_noop("There is no answer called {given}."),
        "category": gettext_noop("There is no category called {given}."),
        "cost": gettext_noop("There is no cost called {given}."),
        "finding": gettext_noop("There is no finding called {given}."),
        "item": gettext_noop("There is no item of {within} called {given}."),
        "option": gettext_noop("There is no option of {within} called {given}."),
        "outcome": gettext_noop("There is no outcome called {given}."),
        "remedy": gettext_noop("There is no remedy called {given}."),
        "scale": gettext_noop("There is no scale called {given}."),
        "setting": gettext_noop("There is no setting called {given}."),
        "sex": gettext_noop("There is no sex called {given}."),
        "side": gettext_noop("There is no side called {given}."),
        "site": gettext_noop("There is no site called {given}."),
        "thing to avoid": gettext_noop("There is no thing to avoid called {given}."),
    }
)


def _unknown(where: tuple[str, ...], kind: str, given: str, allowed: Iterable[str], within: str = "") -> Fault:
    names = list(allowed)
    close = get_close_matches(given, names, n=3)
    if close:
        remedy = _("Did you mean {names}?").format(names=one_of(close))
    elif len(names) <= 8:
        remedy = _("Use one of: {names}.").format(names=", ".join(names))
    else:
        remedy = _("See `rhomboid knowledge show` for the ids.")
    return Fault(where, _UNKNOWN[kind].format(given=repr(given), within=within), remedy)
