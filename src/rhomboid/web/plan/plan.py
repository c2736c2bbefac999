"""What to try first, least risk first; each option whole on a page of its own; and what to leave alone."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.answers.checks import open_checks
from rhomboid.answers.trial_safety import may_be_tried
from rhomboid.answers.wording import DANGEROUS
from rhomboid.language import gettext
from rhomboid.model import COSTS
from rhomboid.report.lead import lead_of
from rhomboid.report.plan_view import view_plan
from rhomboid.web.cited import cited_page
from rhomboid.web.faults import Fault
from rhomboid.web.pages import page
from rhomboid.web.person import Person, ThePerson
from rhomboid.web.plan.making import Made, make_plan
from rhomboid.web.plan.own_word import OUTCOMES
from rhomboid.web.told import has_told

router = APIRouter(include_in_schema=False)


@router.get("/plan")
def the_plan(request: Request, person: ThePerson, kept: str = "", said: str = "") -> HTMLResponse:
    """The whole plan, shortly. `kept` and `said` say what was just done."""
    made = make_plan(person)
    return _page(request, person, made, "plan/plan.html", costs=COSTS, kept=bool(kept), said=said)


@router.get("/plan/option/{remedy}")
def one_option(request: Request, person: ThePerson, remedy: str) -> HTMLResponse:
    """One option of the plan whole."""
    made = make_plan(person)
    option = next((one for one in made.plan.options if one.remedy == remedy), None)
    if option is None and made.assessment.disposition not in DANGEROUS:
        raise Fault(gettext("This is not in your plan as it stands now."), HTTPStatus.NOT_FOUND)
    return _page(request, person, made, "plan/option_page.html", option=option)


@router.get("/plan/leave-alone")
def leave_alone(request: Request, person: ThePerson) -> HTMLResponse:
    """What is not worth it, and what was left out, each with why."""
    return _page(request, person, make_plan(person), "plan/leave_alone.html")


def _page(request: Request, person: Person, made: Made, template: str, **context: object) -> HTMLResponse:
    """A page of the plan; where someone is needed today it says that, and nothing else."""
    knowledge = person.knowledge
    lead = lead_of(made.assessment, knowledge, made.plan, ())
    view = view_plan(made.plan, lead, knowledge)
    if view is None:
        return page(request, "plan/urgent.html", assessment=made.assessment)
    options = [option.remedy for option in made.plan.options]
    return cited_page(
        request,
        template,
        made.plan.sources,
        plan=made.plan,
        view=view,
        account=made.account,
        assessment=made.assessment,
        begun=has_told(person),
        remedies=knowledge.remedies,
        can_be_tried={remedy for remedy in options if may_be_tried(knowledge.remedies[remedy], knowledge)},
        open_checks={remedy: open_checks(remedy, made.assessment, made.account, knowledge) for remedy in options},
        outcomes=OUTCOMES,
        **context,
    )
