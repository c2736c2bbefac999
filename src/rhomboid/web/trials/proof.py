"""Whether a trial is what was sealed before its first day, and how anybody can check that."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers.trial_arms import arm_id, arm_name
from rhomboid.answers.trial_proof import verify_trials
from rhomboid.answers.trial_setup import design_words
from rhomboid.model.trial import ARMS
from rhomboid.trials import canonical
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson
from rhomboid.web.trials.downloads import download
from rhomboid.web.trials.told import place_of, record_of

router = APIRouter()
JSON = "application/json"


@router.get("/{trial}/proof")
def proof_page(request: Request, person: ThePerson, trial: str, kept: str = "") -> HTMLResponse:
    """The plan as it was sealed, its hash and schedule, and whether it still fits; `kept` is a hash from elsewhere."""
    record, knowledge = record_of(person, trial), person.knowledge
    protocol = record.protocol
    return page(
        request,
        "trials/proof.html",
        record=record,
        protocol=protocol,
        problems=verify_trials(person.diary(), (record,), kept.strip() or None),
        kept=kept,
        names={arm: arm_name(arm_id(protocol, arm), knowledge) for arm in ARMS},
        place=place_of(protocol, knowledge),
        dealt=design_words(protocol.design),
        periods=[(one, protocol.start + timedelta(days=one.first_day - 1)) for one in record.sealed.schedule],
    )


@router.get("/{trial}/sealed.json")
def sealed_json(person: ThePerson, trial: str) -> Response:
    """What was sealed, whole, as `rhomboid trial new --json` writes it."""
    sealed = record_of(person, trial).sealed
    return download(msgspec.json.format(msgspec.json.encode(sealed)), JSON, f"{trial}-sealed.json")


@router.get("/{trial}/protocol.json")
def protocol_json(person: ThePerson, trial: str) -> Response:
    """The very bytes whose SHA-256 was sealed, so that any hash program can check them."""
    return download(canonical(record_of(person, trial).protocol), JSON, f"{trial}-protocol.json")
