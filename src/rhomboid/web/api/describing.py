"""The interface for programs, described: what may be sent, to the last id, and every answer to it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NamedTuple

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from rhomboid.answers import LONGEST_TEXT
from rhomboid.answers.checking import OLDEST
from rhomboid.answers.naming import LONGEST_WORDS
from rhomboid.answers.planning import LONGEST_DIARY
from rhomboid.model import (
    Assessment,
    CauseResult,
    ClaimAppraisal,
    Course,
    KnowledgeBase,
    Plan,
    ScanAppraisal,
    TreatmentAppraisal,
)
from rhomboid.web.api.bodies import JSON, Told, ToldClaim, ToldPain, ToldPoints, ToldWords
from rhomboid.web.api.operations import KnowledgeName
from rhomboid.web.faults import Problem

Schema = dict[str, Any]
REF = "#/components/schemas/{name}"
COOKIE = "launch"
SAYS_SOMETHING = r"[^\s\x1c-\x1f\x85]"


class Form(NamedTuple):
    """What one operation takes and gives; `may_be_null` where there is not always an answer."""

    takes: type[msgspec.Struct] | None
    gives: type[msgspec.Struct]
    may_be_null: bool = False


FORMS: dict[str, Form] = {
    "assess": Form(Told, Assessment),
    "explain": Form(Told, CauseResult),
    "plan": Form(ToldPoints, Plan),
    "course": Form(ToldPoints, Course, may_be_null=True),
    "appraise_scan": Form(ToldWords, ScanAppraisal),
    "appraise_treatment": Form(ToldWords, TreatmentAppraisal),
    "appraise_claim": Form(ToldClaim, ClaimAppraisal),
    "knowledge": Form(None, KnowledgeName),
    "result": Form(None, Assessment),
}
REFUSALS = {
    HTTPStatus.BAD_REQUEST: "The address is not this app's, or the body is not JSON.",
    HTTPStatus.FORBIDDEN: "The cookie of this launch is missing, or another site sent it.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "It is too large to be read.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is said to be something else than JSON.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "It was read, and cannot be answered: the sentence says why.",
}
OF_BODIES = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def describe(app: FastAPI, knowledge: KnowledgeBase, cookie: str) -> Schema:
    """The OpenAPI of the app. `cookie` is the name of the one that lets a program in."""
    described = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
    # A fault is always an RFC 9457 problem: the form that FastAPI puts in is never sent.
    described["components"] = {
        "schemas": _schemas(knowledge),
        "securitySchemes": {COOKIE: {"type": "apiKey", "in": "cookie", "name": cookie}},
    }
    described["security"] = [{COOKIE: []}]
    for path in described["paths"].values():
        for operation in path.values():
            _fill(operation, FORMS[operation["operationId"]], knowledge)
    return described


def _fill(operation: Schema, form: Form, knowledge: KnowledgeBase) -> None:
    """One operation with its body and all its answers."""
    if form.takes is not None:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": _ref(form.takes)}}}
    for parameter in operation.get("parameters", ()):
        parameter["schema"] = {"enum": [*knowledge.causes]}
    given = {"anyOf": [_ref(form.gives), {"type": "null"}]} if form.may_be_null else _ref(form.gives)
    operation["responses"] = {"200": {"description": "The answer.", "content": {JSON: {"schema": given}}}}
    for status, why in REFUSALS.items():
        if form.takes is not None or status not in OF_BODIES:
            problem = {"application/problem+json": {"schema": _ref(Problem)}}
            operation["responses"][str(int(status))] = {"description": why, "content": problem}


def _ref(kind: type[msgspec.Struct]) -> Schema:
    return {"$ref": REF.format(name=kind.__name__)}


def _schemas(knowledge: KnowledgeBase) -> dict[str, Schema]:
    kinds = {kind for form in FORMS.values() for kind in form[:2] if kind is not None}
    _, components = msgspec.json.schema_components(
        sorted((*kinds, Problem), key=lambda kind: kind.__name__), ref_template=REF
    )
    schemas: dict[str, Schema] = msgspec.json.decode(msgspec.json.encode(components))
    for kind in (Told, ToldPoints, ToldWords):
        schemas[kind.__name__]["properties"].update(_account_limits(knowledge))
    schemas[ToldPoints.__name__]["properties"]["points"]["maxItems"] = LONGEST_DIARY
    sites = [finding.id for finding in knowledge.findings.values() if finding.kind == "site"]
    schemas[ToldPain.__name__]["properties"]["site"] = {"enum": sites}
    for worded in (ToldWords, ToldClaim):
        schemas[worded.__name__]["properties"].update(_words_limits(knowledge))
    return schemas


def _account_limits(knowledge: KnowledgeBase) -> dict[str, Schema]:
    """What the types cannot say: how long, how old, and every id that this knowledge base has."""
    presence = {"enum": ["present", "absent", "not_asked"]}
    outcome = {"enum": ["helped", "no_help", "worse", "unsure"]}
    return {
        "text": {"type": "string", "maxLength": LONGEST_TEXT, "default": ""},
        "age": {"anyOf": [{"type": "number", "minimum": 0, "maximum": OLDEST}, {"type": "null"}], "default": None},
        "answers": _keyed([*knowledge.findings, *knowledge.circumstances], presence),
        "choices": _whole(
            {
                category.id: {"type": "array", "items": {"enum": [option.id for option in category.options]}}
                for category in knowledge.categories.values()
            }
        ),
        "scores": _whole(
            {
                scale.id: _whole(
                    {
                        item.id: {"enum": [*range(item.highest + 1)]}
                        for subscale in scale.subscales
                        for item in subscale.items
                    }
                )
                for scale in knowledge.scales.values()
            }
        ),
        "tried": _keyed([*knowledge.remedies], outcome),
    }


def _words_limits(knowledge: KnowledgeBase) -> dict[str, Schema]:
    read = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in code) for code in sorted(knowledge.lexicons))
    return {
        "words": {"type": "string", "maxLength": LONGEST_WORDS, "pattern": SAYS_SOMETHING},
        "locale": {"type": "string", "pattern": rf"^({read})([-_][A-Za-z]*)?$", "default": "en"},
    }


def _keyed(names: list[str], value: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"enum": names}, "additionalProperties": value, "default": {}}


def _whole(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False, "default": {}}
