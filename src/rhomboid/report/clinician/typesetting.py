"""The clinician's page: one side of A4, readable in a minute, with its sources on the next, as a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import msgspec

from rhomboid.model import Account, Appraisal, Assessment, KnowledgeBase, Plan
from rhomboid.report.body_map import VIEWS, painful_shapes
from rhomboid.report.clinician.nouns import Given
from rhomboid.report.clinician.person import where_it_hurts
from rhomboid.report.clinician.summary import variants_of
from rhomboid.report.clinician.text import printable
from rhomboid.report.templates import environment
from rhomboid.report.typesetting import run_typst

STANDARD = "ua-1"
TITLE = "Upper back pain: a summary for the clinician"
ALT_MOST = 300
CAPTIONS = {"back": "left  |  back  |  right", "front": "right  |  front  |  left"}
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
    given = Given(assessment, account, knowledge, plan, appraisals)
    data = {
        "title": TITLE,
        "description": f"Made on {printable(assessment.today)} from what the person told. Not a diagnosis.",
        "maps": list(_maps(assessment, account, knowledge)),
        "variants": variants_of(given),
    }
    made_on = datetime.fromisoformat(assessment.today).replace(tzinfo=UTC)
    return typeset(msgspec.json.encode(data).decode(), format="pdf", pdf_standards=STANDARD, timestamp=made_on)


def typeset(data: str, **options: Any) -> bytes:  # noqa: ANN401
    """The page from its data, by typst."""
    return run_typst((files("rhomboid.report.clinician") / "page.typ").read_bytes(), data, **options)


def _maps(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> Iterator[dict[str, str]]:
    shapes = painful_shapes(assessment, account, knowledge)
    where = printable("; ".join(where_it_hurts(assessment, account, knowledge)))[:ALT_MOST] or "no place was named"
    template = environment().get_template("body_map.svg")
    for view in VIEWS:
        yield {
            "svg": template.render(view=view, shapes=shapes),
            "alt": f"{view.capitalize()} of the body: {where}",
            "caption": CAPTIONS[view],
        }
