"""The generated pages say what the program does now."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from rhomboid.answers import ANSWERS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


@pytest.mark.parametrize(
    "name",
    [
        "command-line.md",
        "assessment.md",
        "plan.md",
        "appraisals.md",
        "evaluation.md",
        "knowledge.md",
        *(f"{answer}.schema.json" for answer in ANSWERS),
    ],
)
def test_a_generated_page_is_fresh(written: dict[str, str], name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == written[name], "make docs"


def test_every_page_of_the_documentation_is_reached_from_its_front() -> None:
    front = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page})" not in front} == set()


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
