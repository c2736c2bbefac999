"""The clinician's page: one side of A4, readable in a minute, with its sources on the next, as a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import msgspec

from rhomboid.answers.caches import answering_in
from rhomboid.language import SOURCE_LANGUAGE, Words, gettext_noop, spoken
from rhomboid.language import gettext as _
from rhomboid.model import Account, Appraisal, Assessment, KnowledgeBase, Plan
from rhomboid.report.body_map import VIEWS, painful_shapes
from rhomboid.report.clinician.nouns import Given
from rhomboid.report.clinician.person import where_it_hurts
from rhomboid.report.clinician.summary import variants_of
from rhomboid.report.clinician.text import printable
from rhomboid.report.templates import environment
from rhomboid.report.typesetting import run_typst

STANDARD = "ua-1"
TITLE = gettext_noop("Upper back pain: a summary for the clinician")
ALT_MOST = 300
CAPTIONS = Words(
    {
        "back": gettext_noop("left  |  back  |  right"),
        "front": gettext_noop("right  |  front  |  left"),
    }
)
"""The person's own sides, as they lie in each view."""


def render_clinician_pdf(
    assessment: Assessment,
    account: Account,
    knowledge: KnowledgeBase,
    plan: Plan | None = None,
    appraisals: Sequence[Appraisal] = (),
) -> bytes:
    """
    A PDF/UA file of one page for the clinician, and its sources from the second page on.

    However much there is to say, it stays one page: longer and longer lists are cut, saying how many more there are.
    The same values give the same bytes. Characters that the font does not have are shown as ``□``. Where someone is
    needed today no plan stands on it. Raises ReportError when typst, which the extra ``[pdf]`` brings, is missing.
    """
    with answering_in(account.locale, knowledge) as told:
        data = _data(Given(assessment, account, told, plan, appraisals))
    made_on = datetime.fromisoformat(assessment.today).replace(tzinfo=UTC)
    return typeset(msgspec.json.encode(data).decode(), format="pdf", pdf_standards=STANDARD, timestamp=made_on)


def _data(given: Given) -> dict[str, Any]:
    description = _("Made on {day} from what the person told. Not a diagnosis.")
    return {
        "title": _(TITLE),
        "description": description.format(day=printable(given.assessment.today)),
        **fixed_words(),
        "maps": list(_maps(given.assessment, given.account, given.knowledge)),
        "variants": variants_of(given),
    }


def fixed_words() -> dict[str, Any]:
    """What stands on every page in the language being spoken, and which language that is."""
    return {
        "language": spoken(),
        "region": "gb" if spoken() == SOURCE_LANGUAGE else None,
        "columns": [_("Cause"), _("Probability (90% interval)"), _("For"), _("Against")],
        "page": _("Page {number} of {total}"),
        "sources": _("Sources"),
    }


def typeset(data: str, **options: Any) -> bytes:  # noqa: ANN401
    """The page from its data, by typst."""
    return run_typst((files("rhomboid.report.clinician") / "page.typ").read_bytes(), data, **options)


def _maps(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> Iterator[dict[str, str]]:
    shapes = painful_shapes(assessment, account, knowledge)
    where = printable("; ".join(where_it_hurts(assessment, account, knowledge)))[:ALT_MOST]
    alts = {"back": _("Back of the body: {places}"), "front": _("Front of the body: {places}")}
    template = environment().get_template("body_map.svg")
    for view in VIEWS:
        yield {
            "svg": template.render(view=view, shapes=shapes),
            "alt": alts[view].format(places=where or _("no place was named")),
            "caption": CAPTIONS[view],
        }
