"""
Bring the translations up to date with what rhomboid says: run by `make translations`, and compared by the tests.

The messages come from the code, the templates of the pages and the prose of the knowledge. Translations are kept; a
message that is new or has changed is left empty for its translator, one that is gone is dropped.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from rhomboid.knowledge import load_knowledge, prose_of
from rhomboid.language.catalogue import LOCALE_DIRECTORY, catalogued, source_path

SOURCE = Path(__file__).parent.parent / "src"
PACKAGE = SOURCE / "rhomboid"
TEMPLATES = (PACKAGE / "report", PACKAGE / "web")
TEMPLATE_ENDINGS = {".html", ".svg", ".txt", ".xml"}
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}
TEMPLATE_OPTIONS = {
    "silent": "false",
    "trimmed": "true",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}
TRANSLATORS = "Translators:"
HEADER = (b'"Language:', b'"Plural-Forms:', b'"MIME-Version:', b'"Content-')
"""The lines of a catalogue's header that say something, and change only when the catalogue does."""


class Message(NamedTuple):
    """What is to be translated (a pair where there is a plural), where it stands and what translators should know."""

    id: str | tuple[str, str]
    where: str
    comments: tuple[str, ...] = ()


def main() -> int:
    """Write the catalogues, or with ``--check`` say which are out of date; a language named is begun."""
    arguments = sys.argv[1:]
    check = "--check" in arguments
    begun = [argument for argument in arguments if not argument.startswith("-")]
    stale = False
    messages = list(all_messages())
    for language in sorted({*catalogued(), *begun}):
        path = source_path(language)
        old = path.read_bytes() if path.is_file() else b""
        new = updated(old, language, messages)
        if new == old:
            continue
        stale = True
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(new)
        word = "is not up to date: run `make translations`" if check else "written"
        sys.stdout.write(f"{path.relative_to(LOCALE_DIRECTORY)} {word}\n")
    return int(check and stale)


def all_messages() -> Iterator[Message]:
    """Every message: of the code, the templates and the knowledge."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from _extracted(path, "python")
    for folder in TEMPLATES:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in TEMPLATE_ENDINGS):
            yield from _extracted(path, "jinja2")
    knowledge, problems = load_knowledge()
    if knowledge is None:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    for where, text in prose_of(knowledge):
        yield Message(text, f"knowledge/{where}")


def _extracted(path: Path, method: str) -> Iterator[Message]:
    where = path.relative_to(SOURCE).as_posix()
    how = babel_extract if method == "jinja2" else method
    options = TEMPLATE_OPTIONS if method == "jinja2" else {}
    with path.open("rb") as file:
        for _, message, comments, _ in extract(how, file, KEYWORDS, (TRANSLATORS,), options):
            if message:
                yield Message(message, where, tuple(comments))


def updated(old: bytes, language: str, messages: Sequence[Message]) -> bytes:
    """A language's catalogue with exactly these messages, keeping what is translated."""
    before = read_po(BytesIO(old), locale=language)
    heading = before.header_comment if old else f"# rhomboid in {before.locale_identifier}."
    catalogue = Catalog(locale=language, project="rhomboid", fuzzy=False, header_comment=heading)
    for message in messages:
        entry = catalogue.add(message.id, locations=[(message.where, 0)], auto_comments=message.comments)
        known = before.get(message.id)
        if known is not None and known.pluralizable == entry.pluralizable:
            entry = catalogue[message.id]
            entry.string, entry.user_comments = known.string, known.user_comments
            entry.flags |= known.flags & {"fuzzy"}
    return _written(catalogue)


def _written(catalogue: Catalog) -> bytes:
    """The catalogue as a file: places without line numbers, and no line that changes from day to day."""
    content = BytesIO()
    write_po(content, catalogue, width=110, include_lineno=False)
    header, gap, messages = content.getvalue().partition(b"\n\n")
    kept = [line for line in header.split(b"\n") if not line.startswith(b'"') or line.startswith(HEADER)]
    return b"\n".join(kept) + gap + messages


if __name__ == "__main__":
    raise SystemExit(main())
