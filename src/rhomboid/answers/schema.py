"""The JSON schema of an assessment, and the reasons of one cause taken from a saved one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import msgspec

from rhomboid.answers.errors import AccountError
from rhomboid.model import SCHEMA_VERSION, Assessment, CauseResult

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """
    The JSON schema of an assessment.

    Its version is `schema_version` of every assessment: it changes when a field is renamed, removed or changes its
    meaning; new optional fields keep it.
    """
    body = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Assessment)))
    return {"$schema": DIALECT, "title": f"rhomboid assessment, version {SCHEMA_VERSION}", **body}


def explain(assessment: Assessment, cause_id: str) -> CauseResult:
    """One cause of an assessment with all its reasons. Raises AccountError when the assessment has no such cause."""
    causes = {cause.id: cause for cause in assessment.causes}
    if cause_id in causes:
        return causes[cause_id]
    close = get_close_matches(cause_id, causes, n=3)
    remedy = f"Did you mean {' or '.join(close)}?" if close else f"The likeliest are {', '.join(list(causes)[:3])}."
    raise AccountError(f"There is no cause called {cause_id!r} in this assessment. {remedy}")
