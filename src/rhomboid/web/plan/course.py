"""How pain like this usually goes, with the person's own days from the diary laid over it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers.course_words import no_course_sentence
from rhomboid.answers.wording import DANGEROUS
from rhomboid.report.course_drawing import draw_fan
from rhomboid.web.cited import cited_page
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson
from rhomboid.web.plan.making import make_plan
from rhomboid.web.told import has_told

router = APIRouter(include_in_schema=False)


@router.get("/course")
def the_course(request: Request, person: ThePerson, kept: str = "") -> HTMLResponse:
    """The forecast with the own days over it, or why there is none."""
    if not has_told(person):
        return page(request, "result/nothing.html")
    made = make_plan(person, with_diary=True)
    if made.assessment.disposition in DANGEROUS:
        return page(request, "plan/urgent.html", assessment=made.assessment)
    course = made.plan.course
    return cited_page(
        request,
        "plan/course_page.html",
        course.sources if course else {},
        course=course,
        fan=draw_fan(course) if course else None,
        why_none="" if course else no_course_sentence(made.assessment),
        diary_fault=made.diary_fault,
        locked=made.locked,
        kept=bool(kept),
    )
