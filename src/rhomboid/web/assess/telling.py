"""Telling it in one's own words, with age and sex."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import msgspec
from babel import Locale
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from rhomboid.answers import LONGEST_TEXT, Interview, check_account
from rhomboid.language import gettext, spoken
from rhomboid.model import Account
from rhomboid.web.assess.sending import TheSent, go_on
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson

router = APIRouter()
_YEARS = re.compile(r"\d{1,3}([.,]\d{1,2})?")


@router.get("/assess")
def telling(request: Request, person: ThePerson) -> HTMLResponse:
    """The page to tell it on."""
    account = person.interview.account
    years = "" if account.age is None else f"{account.age:g}"
    return _page(request, person, account.text, years, account.sex or "")


@router.post("/assess")
def tell(request: Request, person: ThePerson, sent: TheSent) -> Response:
    """Keep what was told, and go on to what was understood, or to the map where no place was."""
    text, years, sex = sent.word("text"), sent.word("age"), sent.word("sex")
    faults = _faults(text, years, sex, person)
    if faults:
        return _page(request, person, text, years, sex, faults)
    age = float(years.replace(",", ".")) if years else None
    account = msgspec.structs.replace(person.account(), text=text, age=age, sex=sex or None)
    if account.answers and text != person.interview.account.text:
        account = _latest_words_first(account, person)
    person.remember(msgspec.structs.replace(person.interview, account=account))
    wants_map = "show" in sent or not person.assessment().understood
    return go_on(person, "map" if wants_map else "understood")


@router.get("/assess/anew")
def ask_anew(request: Request) -> HTMLResponse:
    """Whether to forget what was told."""
    return page(request, "assess/anew.html")


@router.post("/assess/anew")
def begin_anew(person: ThePerson) -> RedirectResponse:
    """Forget the interview under way."""
    person.begin_anew()
    return see_other("/assess")


def _page(
    request: Request, person: Person, text: str, years: str, sex: str, faults: dict[str, str] | None = None
) -> HTMLResponse:
    return page(
        request,
        "assess/tell.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK,
        text=text,
        years=years,
        sex=sex,
        faults=faults or {},
        longest=LONGEST_TEXT,
        begun=person.interview != Interview(Account()),
        **languages_read(person),
    )


def _latest_words_first(account: Account, person: Person) -> Account:
    """
    The account without the denials that its new words take back.

    An answer overrules words, because it is mostly the later of the two. Whoever denied chest pain and then writes of
    it has said it last.
    """
    before = {mention.concept for mention in person.assessment().not_counted}
    told = {
        mention.concept
        for mention in person.assessment(account).not_counted
        if mention.presence == "present" and mention.experiencer == "self" and mention.time == "now"
    }
    answers = {key: said for key, said in account.answers.items() if said != "absent" or key not in told - before}
    return msgspec.structs.replace(account, answers=answers)


def languages_read(person: Person) -> dict[str, Any]:
    """Which languages words may be in, and whether the one being spoken is among them, each named in it."""
    here = Locale.parse(spoken())
    names = [here.languages.get(code, code) for code in sorted(person.knowledge.lexicons)]
    return {
        "read": ", ".join(str(name) for name in names),
        "readable": spoken() in person.knowledge.lexicons,
        "language": here.languages.get(spoken(), spoken()),
    }


def _faults(text: str, years: str, sex: str, person: Person) -> dict[str, str]:
    """A sentence for each field that cannot be used."""
    faults: dict[str, str] = {}
    if years and not _YEARS.fullmatch(years):
        faults["age"] = gettext("Give your age in years, from 0 to 120, or leave it out.")
    if sex not in ("", "female", "male"):
        faults["sex"] = gettext("Choose female or male, or leave it out.")
    age = None if "age" in faults or not years else float(years.replace(",", "."))
    for fault in check_account(Account(text=text, age=age), person.knowledge):
        faults[fault.where[0]] = str(fault)
    return faults
