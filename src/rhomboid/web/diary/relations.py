"""What goes before the pain, with every look allowed for; and the claim that one pain came because another went."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers.relating import claim_of, places, relations_of
from rhomboid.diary import is_pain, series_names
from rhomboid.model import KnowledgeBase, LaggedEffect, Relation
from rhomboid.model.relation import LOW_BACK
from rhomboid.web.diary.words import series_words
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson

router = APIRouter(prefix="/diary")
MOST_REASONS = 3
FAR_DAYS = 730
"""More days than that are not worth promising."""
REMEDY = "remedy:"


@router.get("/relations")
def relations(
    request: Request,
    person: ThePerson,
    look: str = "",
    on: Annotated[list[str] | None, Query()] = None,
    same_day: str = "",
) -> HTMLResponse:
    """What to compare; and with `look`, what stands out. Each different look is counted, and so none is by chance."""
    store = person.diary()
    names = series_names(store.entries())
    found, number = relations_of(store, on or (), bool(same_day), person.knowledge) if look and names else (None, 0)
    return page(
        request,
        "diary/relations.html",
        choices=[(name, series_words(name, person.knowledge)) for name in names if is_pain(name)],
        is_empty=not names,
        chosen=on or [],
        same_day=bool(same_day),
        found=found,
        number=number,
        shown=[_relation_view(one) for one in found.surviving] if found else [],
        reasons=Counter(missed.says for missed in found.not_looked).most_common(MOST_REASONS) if found else [],
        looks=[_look_row(one, person.knowledge) for one in found.looks] if found else [],
    )


@router.get("/claim")
def claim(request: Request, person: ThePerson, earlier: str = "", later: str = "") -> HTMLResponse:
    """Two places to choose; and of two, what the diary says."""
    entries = person.diary().entries()
    names = places(series_names(entries))
    answer = claim_of(entries, earlier, later, person.knowledge) if earlier and later else None
    return page(
        request,
        "diary/claim.html",
        choices=[(name, series_words(name, person.knowledge)) for name in names],
        earlier=earlier or (LOW_BACK if LOW_BACK in names else ""),
        later=later,
        answer=answer,
        effects=[_effect_view(effect) for effect in answer.effects] if answer else [],
        is_far=bool(answer and answer.more_days and answer.more_days > FAR_DAYS),
    )


def _relation_view(relation: Relation) -> dict[str, object]:
    """What stands out, with its trial; a remedy can be tried at once."""
    proposal = relation.proposal
    remedy = proposal.change.removeprefix(REMEDY) if proposal and proposal.change.startswith(REMEDY) else ""
    return {"says": relation.says, "caution": relation.caution, "proposal": proposal, "remedy": remedy} | _effect_view(
        relation
    )


def _look_row(relation: Relation, knowledge: KnowledgeBase) -> dict[str, object]:
    """One look in the table of all."""
    names = {"earlier": series_words(relation.earlier, knowledge), "later": series_words(relation.later, knowledge)}
    return names | _effect_view(relation)


def _effect_view(effect: LaggedEffect) -> dict[str, object]:
    """An effect and the interval that allows for all looks, as figures."""
    return {
        "lag": effect.lag_days,
        "size": f"{effect.effect:+.2f}",
        "low": f"{effect.adjusted_low:+.2f}",
        "high": f"{effect.adjusted_high:+.2f}",
        "days": effect.days,
    }
