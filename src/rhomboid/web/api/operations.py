"""What a program can ask for. Every answer is the bytes that `--json` writes."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from starlette.responses import Response

from rhomboid.answers import (
    appraise_claim,
    appraise_scan,
    appraise_treatment,
    assess,
    course,
    explain,
    plan,
    to_json,
)
from rhomboid.web.api.bodies import JSON, Told, ToldClaim, ToldPoints, ToldWords, read
from rhomboid.web.person import ThePerson

router = APIRouter(prefix="/api")

AnAccount = Annotated[Told, Depends(read(Told))]
WithPoints = Annotated[ToldPoints, Depends(read(ToldPoints))]
WithWords = Annotated[ToldWords, Depends(read(ToldWords))]
AClaim = Annotated[ToldClaim, Depends(read(ToldClaim))]


class KnowledgeName(msgspec.Struct, frozen=True):
    """Which knowledge answers: two answers of the same hash rest on the same numbers."""

    id: str
    version: str
    hash: str


@router.post("/assess", operation_id="assess")
def assess_account(person: ThePerson, told: AnAccount) -> Response:
    """How urgent it is, what it may be, and why."""
    return answered(assess(told.account, person.shipped, told.today or person.today))


@router.post("/explain/{cause}", operation_id="explain")
def explain_cause(person: ThePerson, cause: str, told: AnAccount) -> Response:
    """One cause with every reason for and against it."""
    return answered(explain(assess(told.account, person.shipped, told.today or person.today), cause))


@router.post("/plan", operation_id="plan")
def plan_account(person: ThePerson, told: WithPoints) -> Response:
    """What to try, least risk first, and what to leave alone."""
    account, knowledge = told.account, person.shipped
    assessment = assess(account, knowledge, told.today or person.today)
    return answered(plan(assessment, account, knowledge, told.points))


@router.post("/course", operation_id="course")
def course_of_account(person: ThePerson, told: WithPoints) -> Response:
    """How pain like this usually goes; null where that cannot be said."""
    account, knowledge = told.account, person.shipped
    assessment = assess(account, knowledge, told.today or person.today)
    return answered(course(assessment, account, knowledge, told.points))


@router.post("/appraise/scan", operation_id="appraise_scan")
def appraise_scan_words(person: ThePerson, told: WithWords) -> Response:
    """What a scan report can mean."""
    return answered(appraise_scan(told.words, told.account, person.shipped, told.today or person.today))


@router.post("/appraise/treatment", operation_id="appraise_treatment")
def appraise_treatment_words(person: ThePerson, told: WithWords) -> Response:
    """What an offered treatment is worth."""
    return answered(appraise_treatment(told.words, told.account, person.shipped, told.today or person.today))


@router.post("/appraise/claim", operation_id="appraise_claim")
def appraise_claim_words(person: ThePerson, told: AClaim) -> Response:
    """What is known of a claim."""
    return answered(appraise_claim(told.words, person.shipped, told.locale))


@router.get("/knowledge", operation_id="knowledge")
def knowledge_name(person: ThePerson) -> Response:
    """Which knowledge base answers."""
    knowledge = person.shipped
    return answered(KnowledgeName(knowledge.id, knowledge.version, knowledge.hash))


@router.get("/result", operation_id="result")
def result(person: ThePerson) -> Response:
    """The assessment of the interview under way."""
    return answered(person.assessment())


def answered(answer: msgspec.Struct | None) -> Response:
    """An answer as the library writes it."""
    return Response(to_json(answer), media_type=JSON)
