"""The interface for programs does what it says it does."""

from __future__ import annotations

import os

from fuzzing import fuzz
from starlette.testclient import TestClient

from rhomboid.answers import ANSWERS, schema
from rhomboid.web import Person

EXAMPLES = int(os.environ.get("RHOMBOID_FUZZ_EXAMPLES", "5"))
"""Of each operation. `bench/fuzz.py` asks for more, and for every limit of the description."""


def test_schemathesis_finds_nothing_wrong(person: Person) -> None:
    fuzzed = fuzz(person, EXAMPLES, phases=("fuzzing",))
    assert fuzzed.faults == []
    assert fuzzed.statuses[200] > EXAMPLES
    assert fuzzed.statuses[422] > EXAMPLES


def test_every_answer_is_described_as_the_library_describes_it(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    schemas = described["components"]["schemas"]
    assert {"Assessment", "Plan", "Course", "ScanAppraisal", "TreatmentAppraisal", "ClaimAppraisal"} <= schemas.keys()
    assert schemas["Assessment"]["properties"].keys() == schema()["$defs"]["Assessment"]["properties"].keys()
    assert ANSWERS.keys() >= {"assessment", "plan", "course"}


def test_every_refusal_is_described_as_a_problem(client: TestClient) -> None:
    for path in client.get("/api/openapi.json").json()["paths"].values():
        for operation in path.values():
            refusals = {status for status in operation["responses"] if status != "200"}
            assert refusals >= {"400", "403", "422"}
            for status in refusals:
                assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
