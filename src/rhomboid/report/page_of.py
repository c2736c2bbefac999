"""The pages: what to do first, then causes, the plan, the course, what was appraised, words and sources."""

from __future__ import annotations

from collections.abc import Sequence

from rhomboid.answers import relief_wording, wording
from rhomboid.answers.caches import answering_in
from rhomboid.language import Words, gettext_noop
from rhomboid.language import gettext as _
from rhomboid.model import (
    Account,
    Appraisal,
    Assessment,
    ClaimAppraisal,
    Disposition,
    KnowledgeBase,
    Plan,
    ScanAppraisal,
    TreatmentAppraisal,
)
from rhomboid.report.body_map import VIEWS, painful_shapes, painful_sites, site_sentence
from rhomboid.report.citations import Citations
from rhomboid.report.course_drawing import draw_fan, own_by_week
from rhomboid.report.lead import lead_of
from rhomboid.report.passages import passages
from rhomboid.report.pictures import can_be_dots, hundred_people, people_words, scale_for
from rhomboid.report.plan_view import view_plan
from rhomboid.report.templates import environment

TITLES = Words(
    {
        "scan": gettext_noop("What your scan report can and cannot mean"),
        "treatment": gettext_noop("Is it worth it?"),
        "claim": gettext_noop("Is it true?"),
    }
)
NEEDED: Words[Disposition] = Words(
    {
        "emergency": gettext_noop("Get emergency help now"),
        "same_day": gettext_noop("See a doctor today"),
        "days": gettext_noop("See a doctor in the next few days"),
        "routine": gettext_noop("No hurry, but worth showing to someone"),
        "self_care": gettext_noop("You can look after this yourself for now"),
    }
)
"""What leads an appraisal that says how soon someone is needed."""
FEW = 4
"""A list longer than this is folded away."""


def render_report(
    assessment: Assessment,
    account: Account,
    knowledge: KnowledgeBase,
    plan: Plan | None = None,
    appraisals: Sequence[Appraisal] = (),
) -> str:
    """
    One self-contained HTML page, all words escaped. It loads nothing and runs nothing.

    `account` is the one the assessment was made from: its words are shown with what was understood. The page leads
    with the most urgent of everything given. Where someone is needed today it shows no plan and no course, whatever
    `plan` holds. It is in the language of the account's locale, as they are. Misleads when plan and assessment are of
    different accounts.
    """
    with answering_in(account.locale, knowledge) as told:
        return _report(assessment, account, told, plan, appraisals)


def _report(
    assessment: Assessment,
    account: Account,
    knowledge: KnowledgeBase,
    plan: Plan | None,
    appraisals: Sequence[Appraisal],
) -> str:
    lead = lead_of(assessment, knowledge, plan, appraisals)
    course = plan.course if plan and not lead.urgent else None
    citations = Citations(
        assessment.sources,
        *([plan.sources] if plan else []),
        *([course.sources] if course else []),
        *(appraisal.sources for appraisal in appraisals),
    )
    sites = painful_sites(assessment, account, knowledge)
    return _render(
        "report.html",
        citations,
        answer=assessment,
        assessment=assessment,
        lead=lead,
        passages=tuple(passages(assessment, account.text)),
        shapes=painful_shapes(assessment, account, knowledge),
        sites=[site_sentence(site, sides, knowledge) for site, sides in sites.items()],
        views=VIEWS,
        plan=plan,
        view=view_plan(plan, lead, knowledge) if plan else None,
        course=course,
        fan=draw_fan(course) if course else None,
        appraisals=appraisals,
    )


def render_appraisal(appraisal: Appraisal) -> str:
    """
    One scan report, offered treatment or claim as a page of its own, with its sources and the same look.

    Where someone is needed, by the report or by the account behind it, the page leads with that. It is in the language
    that is being spoken.
    """
    urgency = None if isinstance(appraisal, ClaimAppraisal) else appraisal.disposition
    return _render(
        "appraisal_page.html",
        Citations(appraisal.sources),
        answer=appraisal,
        appraisal=appraisal,
        urgency=urgency,
        title=NEEDED[urgency] if urgency else appraisal_title(appraisal),
    )


def kind_of(appraisal: Appraisal) -> str:
    """What was appraised: ``scan``, ``treatment`` or ``claim``."""
    if isinstance(appraisal, ScanAppraisal):
        return "scan"
    return "treatment" if isinstance(appraisal, TreatmentAppraisal) else "claim"


def appraisal_title(appraisal: Appraisal) -> str:
    """The heading above an appraisal."""
    if isinstance(appraisal, TreatmentAppraisal) and appraisal.name:
        return _("Is it worth it: {remedy}").format(remedy=appraisal.name)
    return TITLES[kind_of(appraisal)]


def _render(template: str, citations: Citations, **context: object) -> str:
    return (
        environment()
        .get_template(template)
        .render(
            citations=citations,
            cite=citations.cite,
            linked=citations.linked,
            numbers=citations.numbers,
            **NAMES,
            **context,
        )
    )


NAMES: dict[str, object] = {
    "wording": wording,
    "words": relief_wording,
    "kind_of": kind_of,
    "appraisal_title": appraisal_title,
    "few": FEW,
    "can_be_dots": can_be_dots,
    "people_words": people_words,
    "hundred_people": hundred_people,
    "scale_for": scale_for,
    "own_by_week": own_by_week,
}
"""What every template can call."""
