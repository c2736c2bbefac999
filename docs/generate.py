"""
Write the generated pages of docs/: run by `make docs`, and compared with the files by the tests.

A page that is not what this writes is stale. The evaluation counts from a fixed day, so that "last summer" means the
same next year.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from rhomboid.answers import ANSWERS
from rhomboid.cli.root import COMMANDS, rhomboid
from rhomboid.web import Person

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS / "screenshots"))

from tour import asking  # noqa: E402  it lies beside the pictures that it is made for

ROOT = DOCS.parent
DAY = "2026-11-22"
WRITTEN = "<!-- Written by `make docs`. Do not edit. -->\n"
CASE_FILES = ("upper_back", "elsewhere")
INTERFACE = """\
The app in the browser answers programs too, at the same address. Open its link once, keep the cookie, and send and get
JSON. The same account has the same bytes here, in the library, and on the command line, which ends them with a new
line. [openapi.json](openapi.json) has every field; the running app serves it at `/api/openapi.json`.

An account names a `locale`, which decides the language of the answer and the emergency number, and may name the day
(`today`) that "two weeks ago" counts from. Unknown fields are refused.
"""
REFUSALS = """\
What cannot be answered is an [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem with one sentence:
"""


def pages() -> dict[str, str]:
    """Every generated page by file name."""
    return {
        "command-line.md": command_line(),
        **{f"{answer}.schema.json": run("schema", answer) for answer in ANSWERS},
        "assessment.md": answer_page("assessment", "rhomboid assess --json"),
        "plan.md": answer_page("plan", "rhomboid plan --json"),
        "appraisals.md": appraisals_page(),
        "evaluation.md": evaluation(),
        "knowledge.md": knowledge(),
        "interface.md": interface(),
        "openapi.json": json.dumps(openapi(), indent=2, ensure_ascii=False) + "\n",
    }


def run(*arguments: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(rhomboid, list(arguments), env={"NO_COLOR": "1"}, catch_exceptions=False)
    if result.exit_code:
        raise SystemExit(f"rhomboid {' '.join(arguments)} failed: {result.output}")
    return result.stdout


def openapi() -> dict[str, Any]:
    """What the app says of its own interface."""
    with tempfile.TemporaryDirectory() as folder:
        client, _ = asking(Person(Path(folder), str(Path(folder) / "diary.sqlite")))
        described: dict[str, Any] = client.get("/api/openapi.json").json()
    return described


def interface() -> str:
    """The app's interface for programs, an operation a row, with what it takes, answers and refuses."""
    described = openapi()
    rows, refusals = ["| | takes | answers |", "|---|---|---|"], {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            taken = _schema(operation.get("requestBody", {}))
            answered = _schema(operation["responses"]["200"])
            rows.append(f"| `{method.upper()} {path}`: {operation['description'].strip()} | {taken} | {answered} |")
            refusals |= {code: one["description"] for code, one in operation["responses"].items() if code != "200"}
    told = [f"- **{code}** {words}" for code, words in sorted(refusals.items())]
    return "\n".join([WRITTEN, "# The interface for programs\n", INTERFACE, *rows, "", REFUSALS, *told, ""])


def _schema(part: dict[str, Any]) -> str:
    content = part.get("content", {}).get("application/json", {}).get("schema", {})
    named = [content, *content.get("anyOf", [])]
    return ", ".join(f"`{one['$ref'].rpartition('/')[2]}`" for one in named if "$ref" in one)


def command_line() -> str:
    """The help of every command."""
    blocks = [WRITTEN, "# The command line\n", *_help(rhomboid, ("rhomboid",))]
    blocks.append("## Exit codes\n\n```\n" + run("exit-codes").rstrip() + "\n```\n")
    return "\n".join(blocks)


def _help(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    context = click.Context(
        command, info_name=" ".join(path), terminal_width=100, max_content_width=100, help_option_names=["-h", "--help"]
    )
    yield f"## {' '.join(path)}\n\n```\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        names = COMMANDS if command is rhomboid else command.commands
        for name in names:
            child = command.get_command(context, name)
            if child is not None:
                yield from _help(child, (*path, name))


def answer_page(answer: str, command: str) -> str:
    """An answer's parts as tables, from its JSON schema."""
    intro = (
        f"`{command}` writes one object of this form; its JSON Schema is\n"
        f"[{answer}.schema.json]({answer}.schema.json).\n"
        "`schema_version` rises when a field changes its meaning or goes; new fields may come without.\n"
        "`knowledge_hash` names the exact numbers the answer rests on.\n"
    )
    blocks = [WRITTEN, f"# The {answer} as JSON\n", intro, *_parts(json.loads(run("schema", answer)))]
    return "\n".join(blocks)


def appraisals_page() -> str:
    """The three kinds of appraisal, each with its parts."""
    blocks = [WRITTEN, "# Appraisals as JSON\n"]
    for answer in ("scan", "treatment", "claim"):
        schema = json.loads(run("schema", answer))
        blocks.append(
            f"`rhomboid appraise {answer} --json` writes a {schema['$ref'].rsplit('/', 1)[1]}; its JSON Schema is\n"
            f"[{answer}.schema.json]({answer}.schema.json).\n"
        )
        blocks += _parts(schema)
    return "\n".join(blocks)


def _parts(schema: dict[str, Any]) -> Iterator[str]:
    for name, part in schema["$defs"].items():
        if "properties" in part:
            yield f"## {name}\n\n{part.get('description', '').strip()}\n"
            yield "| field | type |\n| --- | --- |"
            yield from (f"| `{field}` | {_type(spec)} |" for field, spec in part["properties"].items())
            yield ""


def _type(spec: dict[str, Any]) -> str:
    if "$ref" in spec:
        return str(spec["$ref"].rsplit("/", 1)[1])
    if "anyOf" in spec:
        return " or ".join(_type(part) for part in spec["anyOf"])
    if "enum" in spec:
        return " or ".join(f"`{value}`" for value in spec["enum"])
    if spec.get("type") == "array":
        inner = spec.get("items") or (spec["prefixItems"][0] if "prefixItems" in spec else {})
        return f"list of {_type(inner)}"
    if spec.get("type") == "object":
        return f"map to {_type(spec.get('additionalProperties') or {})}"
    return str(spec.get("type", "any"))


def evaluation() -> str:
    """The figures on both files of development cases."""
    blocks = [
        WRITTEN,
        "# How often it is right\n",
        "On the development cases in `cases/`, whose making and weaknesses [cases/README.md](../cases/README.md)\n"
        "tells, from text, age and sex alone. `strict` is the published cause, `lenient` it or one that a careful\n"
        "reader could not tell from it. The `even` half was read while rhomboid was made, the `odd` half only scored\n"
        "(its totals were seen, its misses were not): it is the fairer figure, and other cases are fairer still.\n"
        "They are cases worth publishing, not the people of a waiting room.\n",
    ]
    for name in CASE_FILES:
        figures = run("evaluate", str(ROOT / "cases" / f"{name}.jsonl"), "--today", DAY)
        blocks.append(f"## {name}.jsonl\n\n```\n{figures.strip()}\n```\n")
    return "\n".join(blocks)


def knowledge() -> str:
    """What is known, and how much of it was measured."""
    stats = run("knowledge", "stats", str(ROOT / "cases" / "upper_back.jsonl"), "--today", DAY)
    stats = stats.replace(f"{ROOT}/", "")
    return (
        f"{WRITTEN}\n# What it knows\n\n```\n{stats.strip()}\n```\n\n"
        "`measured`: read in the cited source. `derived`: arithmetic from measured numbers. `graded`: the source's\n"
        "word (most, rare), mapped by `grades.yaml`. `judged`: no source, a wide interval, and every answer says so.\n"
    )


if __name__ == "__main__":
    for file, text in pages().items():
        (DOCS / file).write_text(text, encoding="utf-8")
        click.echo(f"docs/{file}")
