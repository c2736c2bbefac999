"""How a trial goes, on any day: the verdict in words, the picture of what is not ruled out, and the numbers below."""

from __future__ import annotations

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rhomboid.answers import to_json
from rhomboid.answers.trial_words import (
    FAIR,
    KNOWS_THE_ARM,
    between_differences,
    course_words,
    estimate_words,
    evidence_words,
    leaning_words,
)
from rhomboid.language import gettext
from rhomboid.report.trial_picture import draw_trial, picture_title, render_trial_svg
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson
from rhomboid.web.trials.downloads import download
from rhomboid.web.trials.told import record_of, result_of

router = APIRouter()


@router.get("/{trial}/result")
def result_page(request: Request, person: ThePerson, trial: str) -> HTMLResponse:
    """What the days show so far. Looking does no harm."""
    result = result_of(person, record_of(person, trial))
    verdict = result.verdict
    drawn, used = verdict.as_randomised, verdict.as_used
    return page(
        request,
        "trials/result.html",
        result=result,
        verdict=verdict,
        course=" ".join(course_words(result)),
        as_drawn=estimate_words(drawn, result) if drawn else "",
        as_used=estimate_words(used, result) if used and used != drawn else "",
        fair=gettext(FAIR),
        leaning=tuple(leaning_words(result)),
        evidence=tuple(evidence_words(result)),
        knows_the_arm=gettext(KNOWS_THE_ARM),
        # Escaped by the drawing, which is the reports' own.
        picture=Markup(draw_trial(result)) if result.looks else "",  # noqa: S704
        picture_title=picture_title(result),
        between=between_differences,
    )


@router.get("/{trial}/result.json")
def result_json(person: ThePerson, trial: str) -> Response:
    """The same bytes as `rhomboid trial result --json`, which researchers can pool."""
    return download(f"{to_json(result_of(person, record_of(person, trial)))}\n", "application/json", f"{trial}.json")


@router.get("/{trial}/result.svg")
def result_svg(person: ThePerson, trial: str) -> Response:
    """The picture by itself, as `rhomboid trial result --svg` writes it."""
    return download(render_trial_svg(result_of(person, record_of(person, trial))), "image/svg+xml", f"{trial}.svg")
