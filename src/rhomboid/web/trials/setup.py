"""A new trial in three pages: what is tried, whether it is safe, how the days are dealt out; then the seal."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers import AccountError
from rhomboid.answers.relief_wording import caution_sentence
from rhomboid.answers.trial_arms import USUAL_NAME, arm_name
from rhomboid.answers.trial_offers import power_words
from rhomboid.answers.trial_records import trials_in, under_way
from rhomboid.answers.trial_setup import (
    check_for,
    design_numbered,
    design_words,
    draw_seed,
    no_design_words,
    offers_for,
    power_from_words,
    trial_choices,
)
from rhomboid.answers.trial_words import safety_words
from rhomboid.answers.trials import seal_trial
from rhomboid.answers.wording import DANGEROUS
from rhomboid.model import Assessment, Remedy
from rhomboid.model.plan import Caution
from rhomboid.model.trial_record import TrialOffers, TrialSafety
from rhomboid.report.power_picture import draw_power
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.trials.told import knowledge_here, known_account, told_now
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
    safety = _safety(person, arms)
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
    safety = _safety(person, arms)
    so = tuple(caution for caution in safety.check_first if caution.name in answered.so)
    if safety.refusals or so or answered.unsure:
        return _refused(request, person, safety, so, unsure=bool(answered.unsure))
    if safety.check_first and answered.none_so != "yes":
        return _asking(request, person, answered, arms, safety, unanswered=True)
    return see_other(Wanted(**_plain(answered)).address("design"))


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


def _choosing(request: Request, person: Person, wanted: Wanted, fault: str = "") -> HTMLResponse:
    knowledge, today = knowledge_here(person), person.diary_today
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
        arms=said_again(arms, knowledge_here(person)),
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


def _designing(
    request: Request, person: Person, wanted: Wanted, arms: tuple[Remedy, ...], fault: str = ""
) -> HTMLResponse:
    """The designs; those of a usual length where what was asked for cannot be read."""
    knowledge, asked = knowledge_here(person), wanted
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
        UNPROCESSABLE if fault else HTTPStatus.OK,
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
    safety = _safety(person, arms)
    if safety.refusals or (safety.check_first and wanted.none_so != "yes"):
        return None
    return arms, tuple(caution.name for caution in safety.check_first)


def _offers(person: Person, wanted: Wanted, arms: tuple[Remedy, ...]) -> TrialOffers:
    knowledge = person.knowledge
    days, outcome = days_of(wanted, knowledge), outcome_of(wanted, knowledge)
    return offers_for(person.diary(), arms, outcome, days, knowledge, person.diary_today, block_days_of(wanted))


def _safety(person: Person, arms: tuple[Remedy, ...]) -> TrialSafety:
    knowledge = knowledge_here(person)
    return check_for(person.diary(), said_again(arms, knowledge), told_now(person), knowledge, person.diary_today)


def _assessed(person: Person) -> Assessment | None:
    """What was told, assessed; None where nothing was."""
    account = known_account(person)
    return None if account is None else person.assessment(account)


def _settled(wanted: Wanted, arms: tuple[Remedy, ...]) -> Wanted:
    """The remedies by their ids, whichever words they were told in."""
    return wanted.model_copy(update={"remedy": arms[0].id, "words": "", "versus": arms[1].id if len(arms) > 1 else ""})


def _plain(wanted: Wanted) -> dict[str, str]:
    return {name: str(getattr(wanted, name)) for name in Wanted.model_fields}
