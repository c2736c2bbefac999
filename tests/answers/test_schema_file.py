"""The published schema."""

import json
from pathlib import Path

from rhomboid.answers import schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "assessment.schema.json"


def test_the_published_schema_is_the_one_in_force() -> None:
    assert json.loads(PUBLISHED.read_text()) == schema(), "rhomboid schema > docs/assessment.schema.json"
