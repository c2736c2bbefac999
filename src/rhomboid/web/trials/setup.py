"""A new trial in three pages: what is tried, whether it is safe, how the days are dealt out; then the seal."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers import AccountError
from rhomboid.answers.relief_wording import caution_sentence
from rhomboid.answers.trial_records import trials_in, under_way
from rhomboid.answers.trial_setup import (
    trial_choices,
)
from rhomboid.answers.trial_words import safety_words
from rhomboid.answers.wording import DANGEROUS
from rhomboid.model import Assessment, Remedy
from rhomboid.model.plan import Caution
from rhomboid.model.trial_record import TrialSafety
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.trials.told import known_account, safety_of
from rhomboid.web.trials.wanted import (
    Wanted,
    arms_of,
    said_again,
)

router = APIRouter()
UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


class Answered(Wanted):
    """
    The answers to what nobody said yet: each thing of `so` is so, `unsure` is that the person does not know.
    """

    so: list[str] = Field(default_factory=list)
    unsure: str = ""


@router.get("/new")
def choose(request: Request, person: ThePerson, wanted: Annotated[Wanted, Query()]) -> HTMLResponse:
    """What to try, least risk first."""
    return _choosing(request, person, wanted)


@router.get("/new/check")
def check(request: Request, person: ThePerson, wanted: Annotated[Wanted, Query()]) -> Response:
    """Whether it is safe, as far as is known; what nobody said is asked."""
    try:
        arms = arms_of(wanted, person.knowledge)
    except AccountError as error:
        return _choosing(request, person, wanted, str(error))
    wanted = _settled(wanted, arms)
    safety = safety_of(person, arms)
    if safety.refusals:
        return _refused(request, person, safety)
    if not (safety.check_first or safety.cautions):
        return see_other(wanted.address("design"))
    return _asking(request, person, wanted, arms, safety)


@router.post("/new/check")
def checked(request: Request, person: ThePerson, answered: Annotated[Answered, Form()]) -> Response:
    """Go on where nothing speaks against it; refuse it, with every reason, where something does."""
    try:
        arms = arms_of(answered, person.knowledge)
    except AccountError as error:
        return _choosing(request, person, answered, str(error))
    safety = safety_of(person, arms)
    so = tuple(caution for caution in safety.check_first if caution.name in answered.so)
    if safety.refusals or so or answered.unsure:
        return _refused(request, person, safety, so, unsure=bool(answered.unsure))
    if safety.check_first and answered.none_so != "yes":
        return _asking(request, person, answered, arms, safety, unanswered=True)
    return see_other(Wanted(**_plain(answered)).address("design"))


def _choosing(request: Request, person: Person, wanted: Wanted, fault: str = "") -> HTMLResponse:
    knowledge, today = person.knowledge, person.diary_today
    open_ones = under_way(trials_in(person.diary()), today)
    assessment = _assessed(person)
    if assessment is not None and assessment.disposition in DANGEROUS:
        return page(request, "trials/danger.html", lead=assessment, trial="")
    # None of them can be begun while another is under way.
    choices = () if open_ones else trial_choices(known_account(person), knowledge, today)
    can = [choice.remedy for choice in choices if not choice.refusals]
    tiers = knowledge.relief.tiers if knowledge.relief else ()
    return page(
        request,
        "trials/new.html",
        UNPROCESSABLE if fault else HTTPStatus.OK,
        wanted=wanted,
        fault=fault,
        open=open_ones[-1] if open_ones else None,
        tiers=[(name, [one for one in can if one.tier == tier]) for tier, name in enumerate(tiers)],
        can=can,
        refused=[choice for choice in choices if choice.refusals],
    )


def _asking(
    request: Request,
    person: Person,
    wanted: Wanted,
    arms: tuple[Remedy, ...],
    safety: TrialSafety,
    unanswered: bool = False,
) -> HTMLResponse:
    return page(
        request,
        "trials/check.html",
        UNPROCESSABLE if unanswered else HTTPStatus.OK,
        wanted=wanted,
        arms=said_again(arms, person.knowledge),
        safety=safety,
        rests_on=safety_words(safety),
        cautions=[caution_sentence(caution, {}) for caution in safety.cautions],
        unanswered=unanswered,
    )


def _refused(
    request: Request, person: Person, safety: TrialSafety, so: tuple[Caution, ...] = (), unsure: bool = False
) -> HTMLResponse:
    """Every reason against it; alone what to do now, where someone is needed first."""
    assessment = _assessed(person)
    if safety.what_to_do and assessment is not None:
        return page(request, "trials/danger.html", lead=assessment, trial="")
    open_ones = under_way(trials_in(person.diary()), person.diary_today)
    return page(
        request,
        "trials/refused.html",
        refusals=safety.refusals,
        so=so,
        unsure=unsure,
        open=open_ones[-1] if open_ones else None,
    )


def _assessed(person: Person) -> Assessment | None:
    """What was told, assessed; None where nothing was."""
    account = known_account(person)
    return None if account is None else person.assessment(account)


def _settled(wanted: Wanted, arms: tuple[Remedy, ...]) -> Wanted:
    """The remedies by their ids, whichever words they were told in."""
    return wanted.model_copy(update={"remedy": arms[0].id, "words": "", "versus": arms[1].id if len(arms) > 1 else ""})


def _plain(wanted: Wanted) -> dict[str, str]:
    return {name: str(getattr(wanted, name)) for name in Wanted.model_fields}
