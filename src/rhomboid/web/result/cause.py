"""One cause whole: how likely, every reason with its weight, grade, place and source, and what it acts with."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers import AccountError, explain
from rhomboid.language import gettext, gettext_noop
from rhomboid.model import Assessment, CauseResult, Estimate
from rhomboid.web.cited import cited_page
from rhomboid.web.faults import Fault
from rhomboid.web.person import ThePerson

router = APIRouter(include_in_schema=False)

GRADES = {
    "measured": gettext_noop("measured"),
    "derived": gettext_noop("worked out from what was measured"),
    "graded": gettext_noop("a source says so in words, which stand for a number here"),
    "judged": gettext_noop("our judgement"),
}
"""Where a number comes from, in words."""


@router.get("/result/cause/{cause_id}")
def one_cause(request: Request, person: ThePerson, cause_id: str) -> HTMLResponse:
    """One cause of the answer to what was told so far."""
    assessment = person.assessment()
    try:
        cause = explain(assessment, cause_id)
    except AccountError as error:
        raise Fault(str(error), HTTPStatus.NOT_FOUND) from None
    pretest = person.knowledge.causes[cause.id].pretest_probability[person.account().setting]
    known = person.knowledge.sources
    before = {pretest.source: known[pretest.source]} if pretest.source in known else {}
    return cited_page(
        request,
        "result/cause.html",
        assessment.sources,
        before,
        assessment=assessment,
        cause=cause,
        pretest=pretest,
        pairs=tuple(_pairs(assessment, cause)),
        grade_words=_grade_words,
    )


def _grade_words(number: Estimate | str) -> str:
    """What is known of a number's origin, in words; a grade that is not known goes by its own name."""
    grade = number if isinstance(number, str) else number.grade
    return gettext(GRADES.get(grade, grade))


def _pairs(assessment: Assessment, cause: CauseResult) -> Iterator[tuple[CauseResult, float]]:
    """The other cause of each pair that this one is among the likeliest to act in, with the pair's probability."""
    by_id = {other.id: other for other in assessment.causes}
    for pair in assessment.pairs:
        if cause.id in pair.causes:
            other = pair.causes[1] if pair.causes[0] == cause.id else pair.causes[0]
            yield by_id[other], pair.probability
