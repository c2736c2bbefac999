"""The JSON schemas of answers, and the reasons of one cause taken from a saved assessment."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import msgspec

from rhomboid.answers.errors import AccountError
from rhomboid.answers.wording import one_of
from rhomboid.language import gettext as _
from rhomboid.model import (
    APPRAISAL_SCHEMA_VERSION,
    PLAN_SCHEMA_VERSION,
    SCHEMA_VERSION,
    Assessment,
    CauseResult,
    ClaimAppraisal,
    Course,
    Plan,
    ScanAppraisal,
    TreatmentAppraisal,
)
from rhomboid.model.trial_record import TRIAL_SCHEMA_VERSION, TrialPool, TrialResult

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANSWERS: dict[str, tuple[type[msgspec.Struct], str]] = {
    "assessment": (Assessment, SCHEMA_VERSION),
    "plan": (Plan, PLAN_SCHEMA_VERSION),
    "course": (Course, PLAN_SCHEMA_VERSION),
    "scan": (ScanAppraisal, APPRAISAL_SCHEMA_VERSION),
    "treatment": (TreatmentAppraisal, APPRAISAL_SCHEMA_VERSION),
    "claim": (ClaimAppraisal, APPRAISAL_SCHEMA_VERSION),
    "trial": (TrialResult, TRIAL_SCHEMA_VERSION),
    "pool": (TrialPool, TRIAL_SCHEMA_VERSION),
}
"""Every kind of answer, with its type and the version of its form."""


def schema(answer: str = "assessment") -> dict[str, Any]:
    """
    The JSON schema of one kind of answer, a key of `ANSWERS`. Raises KeyError for any other.

    Its version is `schema_version` of every such answer: it changes when a field is renamed, removed or changes its
    meaning; new optional fields keep it.
    """
    kind, version = ANSWERS[answer]
    body = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(kind)))
    return {"$schema": DIALECT, "title": f"rhomboid {answer}, version {version}", **body}


def explain(assessment: Assessment, cause_id: str) -> CauseResult:
    """One cause of an assessment with all its reasons. Raises AccountError when the assessment has no such cause."""
    causes = {cause.id: cause for cause in assessment.causes}
    if cause_id in causes:
        return causes[cause_id]
    close = get_close_matches(cause_id, causes, n=3)
    if close:
        remedy = _("Did you mean {names}?").format(names=one_of(close))
    else:
        remedy = _("The likeliest are {names}.").format(names=", ".join(list(causes)[:3]))
    unknown = _("There is no cause called {given} in this assessment.").format(given=repr(cause_id))
    raise AccountError(f"{unknown} {remedy}")
