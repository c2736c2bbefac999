"""The last page of a new trial: how the days are dealt out, what that could show, and the seal."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers import AccountError
from rhomboid.answers.trial_arms import USUAL_NAME, arm_name
from rhomboid.answers.trial_offers import power_words
from rhomboid.answers.trial_setup import (
    design_numbered,
    design_words,
    draw_seed,
    no_design_words,
    offers_for,
    power_from_words,
)
from rhomboid.answers.trials import seal_trial
from rhomboid.model import Remedy
from rhomboid.model.trial_record import TrialOffers
from rhomboid.report.power_picture import draw_power
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.trials.told import safety_of
from rhomboid.web.trials.wanted import (
    Wanted,
    arms_of,
    block_days_of,
    days_of,
    design_number,
    outcome_of,
    said_again,
    start_of,
)

router = APIRouter()


@router.get("/new/design")
def design(request: Request, person: ThePerson, wanted: Annotated[Wanted, Query()]) -> Response:
    """How the days could be dealt out, and what each way could show."""
    ready = _ready(person, wanted)
    return see_other(wanted.address("check")) if ready is None else _designing(request, person, wanted, ready[0])


@router.post("/new/design")
def seal(request: Request, person: ThePerson, wanted: Annotated[Wanted, Form()]) -> Response:
    """Seal the trial as it was chosen."""
    ready = _ready(person, wanted)
    if ready is None:
        return see_other(wanted.address("check"))
    arms, not_so = ready
    try:
        found = _offers(person, wanted, arms)
        chosen, start = design_numbered(found, design_number(wanted)), start_of(wanted, person.diary_today)
        outcome = outcome_of(wanted, person.knowledge)
    except AccountError as error:
        return _designing(request, person, wanted, arms, str(error))
    now, _zone = person.clock()
    record = seal_trial(person.diary(), arms, chosen, start, draw_seed(), now, person.knowledge, outcome, not_so)
    return see_other(f"/trials/{record.protocol.id}?sealed=yes")


def _designing(
    request: Request, person: Person, wanted: Wanted, arms: tuple[Remedy, ...], fault: str = ""
) -> HTMLResponse:
    """The designs; those of a usual length where what was asked for cannot be read."""
    knowledge, asked = person.knowledge, wanted
    try:
        found = _offers(person, asked, arms)
    except AccountError as error:
        fault = fault or str(error)
        asked = wanted.model_copy(update={"days": "", "block_days": "", "place": ""})
        found = _offers(person, asked, arms)
    told = said_again(arms, knowledge)
    return page(
        request,
        "trials/design.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        wanted=wanted,
        asked=asked,
        fault=fault,
        found=found,
        none_fits="" if found.offers else no_design_words(found, told, days_of(asked, knowledge)),
        offers=[(one, design_words(one.design), power_words(one.power), draw_power(one.power)) for one in found.offers],
        much_better=power_words(found.much_better) if found.much_better else "",
        power_from=power_from_words(found),
        remedy=arm_name(told[0].id, knowledge),
        comparator=arm_name(told[1].id, knowledge) if len(told) > 1 else USUAL_NAME,
        tomorrow=person.diary_today + timedelta(days=1),
    )


def _ready(person: Person, wanted: Wanted) -> tuple[tuple[Remedy, ...], tuple[str, ...]] | None:
    """What is compared, and what was said not to be so; None while the check of safety is open or speaks against it."""
    try:
        arms = arms_of(wanted, person.knowledge)
    except AccountError:
        return None
    safety = safety_of(person, arms)
    if safety.refusals or (safety.check_first and wanted.none_so != "yes"):
        return None
    return arms, tuple(caution.name for caution in safety.check_first)


def _offers(person: Person, wanted: Wanted, arms: tuple[Remedy, ...]) -> TrialOffers:
    knowledge = person.knowledge
    days, outcome = days_of(wanted, knowledge), outcome_of(wanted, knowledge)
    return offers_for(person.diary(), arms, outcome, days, knowledge, person.diary_today, block_days_of(wanted))
