"""Every catalogue is complete, up to date, and compiled wherever it is read."""

import ast
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from rhomboid.language import catalogue as catalogues
from rhomboid.language.catalogue import LOCALE_DIRECTORY, catalogued, compile_catalogue, source_path

ROOT = Path(__file__).parents[2]
HOLE = re.compile(r"%%|%\(\w+\)[a-z]|\{\w*\}")


def messages(language: str) -> Iterator[Message]:
    """Every message of a catalogue but its header."""
    with source_path(language).open("rb") as file:
        yield from (message for message in read_po(file) if message.id)


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    """A message's forms: one, or one for each plural."""
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("language", catalogued())
def test_every_message_is_translated_and_none_of_them_in_doubt(language: str) -> None:
    missing = [m.id for m in messages(language) if m.fuzzy or not all(forms(m.string))]
    assert missing == []


@pytest.mark.parametrize("language", catalogued())
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    wrong = []
    for message in messages(language):
        known = [sorted(HOLE.findall(text)) for text in forms(message.id)]
        said = [sorted(HOLE.findall(text)) for text in forms(message.string) if text]
        wrong += [message.id for place, holes in enumerate(said) if holes != known[min(place, len(known) - 1)]]
    assert wrong == []


@pytest.mark.parametrize("language", catalogued())
def test_a_translation_begins_and_ends_with_the_blanks_of_its_message(language: str) -> None:
    def blanks(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = [
        message.id
        for message in messages(language)
        for text in forms(message.string)
        if text and blanks(text) != blanks(forms(message.id)[0])
    ]
    assert wrong == []


def test_the_catalogues_are_up_to_date_with_what_is_said() -> None:
    script = ROOT / "translation" / "update.py"
    result = subprocess.run(
        [sys.executable, str(script), "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert (result.returncode, result.stdout) == (0, "")


def test_no_message_hides_within_an_f_string_where_extraction_does_not_look() -> None:
    hidden = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                hidden += [f"{path.name}:{call.lineno}" for call in ast.walk(node) if _marks_literal(call)]
    assert hidden == []


def _marks_literal(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "gettext", "ngettext", "gettext_noop")
        and any(isinstance(argument, ast.Constant) for argument in node.args)
    )


@pytest.fixture
def catalogue_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for a catalogue of a made-up language, and nothing kept from other tests."""
    made = Catalog(locale="fr", fuzzy=False)
    made.add("yes", "oui")
    made.add("no", "")
    made.add("perhaps", "peut-être", flags=["fuzzy"])
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    content = BytesIO()
    write_po(content, made)
    (folder / "rhomboid.po").write_bytes(content.getvalue())
    monkeypatch.setattr(catalogues, "LOCALE_DIRECTORY", tmp_path)
    catalogues.catalogue.cache_clear()
    yield folder
    catalogues.catalogue.cache_clear()


def test_a_folder_with_a_catalogue_is_a_language(catalogue_of: Path) -> None:
    assert catalogued() == ("fr",)


def test_a_missing_translation_and_a_doubtful_one_are_said_in_english(catalogue_of: Path) -> None:
    french = catalogues.catalogue("fr")
    assert [french.gettext(word) for word in ("yes", "no", "perhaps")] == ["oui", "no", "perhaps"]


def test_a_catalogue_is_compiled_when_it_is_first_needed_and_again_when_it_changes(catalogue_of: Path) -> None:
    source, compiled = catalogue_of / "rhomboid.po", catalogue_of / "rhomboid.mo"
    catalogues.catalogue("fr")
    assert compiled.is_file()
    source.write_text(source.read_text(encoding="utf-8").replace("oui", "si"), encoding="utf-8")
    later = compiled.stat().st_mtime + 5
    os.utime(source, (later, later))
    catalogues.catalogue.cache_clear()
    assert catalogues.catalogue("fr").gettext("yes") == "si"


def test_an_installed_catalogue_needs_no_source(catalogue_of: Path) -> None:
    (catalogue_of / "rhomboid.mo").write_bytes(compile_catalogue(catalogue_of / "rhomboid.po"))
    (catalogue_of / "rhomboid.po").unlink()
    assert catalogued() == ("fr",)
    assert catalogues.catalogue("fr").gettext("yes") == "oui"


def test_where_nothing_can_be_written_a_catalogue_is_read_all_the_same(
    catalogue_of: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    assert catalogues.catalogue("fr").gettext("yes") == "oui"
    assert [path.name for path in catalogue_of.iterdir()] == ["rhomboid.po"]


def test_compiled_catalogues_are_not_kept_under_version_control() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8")
    assert f"{LOCALE_DIRECTORY.relative_to(ROOT)}/*/LC_MESSAGES/*.mo" in ignored
