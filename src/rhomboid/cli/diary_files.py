"""`rhomboid diary import` and `export`: a diary from elsewhere, and one's own to take away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.dialogue import say
from rhomboid.cli.exit_codes import SOME_LINES_FAILED
from rhomboid.cli.files import InputError, read_text, write_bytes
from rhomboid.cli.keeping import open_diary, store_option, told_in_words
from rhomboid.diary import FORMATS, guess_mapping, recognise, render_csv, render_json
from rhomboid.diary.tables import read_table

if TYPE_CHECKING:
    from rhomboid.answers.bringing_in import Brought, Reading
    from rhomboid.model import KnowledgeBase, Problem
    from rhomboid.store import Taken

PARQUET = "parquet"
WRITTEN = {".csv": "csv", ".json": "json", ".parquet": PARQUET}
SHOWN_PROBLEMS = 20


class Import(msgspec.Struct, frozen=True):
    """
    What became of a file: its form, how many entries were new, extended or known, the places that are none of ours,
    and what could not be read.
    """

    form: str
    added: int
    extended: int
    left: int
    own_places: tuple[str, ...]
    problems: tuple[Problem, ...]


@click.command("import")
@click.argument("file")
@click.option("--format", "form", type=click.Choice([*FORMATS, PARQUET]), help="Which program wrote it, if we err.")
@click.option("--mapping", metavar="FILE", help="Which column is what, in YAML: see docs/diary.md.")
@click.option("--place", multiple=True, metavar="WORDS=SITE", help="The file's words for a place: 'Low back=low_back'.")
@click.option("--zone", metavar="ZONE", help="The zone of times without one, such as Europe/London; yours if left out.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write what was taken and what was not as JSON.")
@click.pass_context
def import_command(
    context: click.Context,
    file: str,
    form: str | None,
    mapping: str | None,
    place: tuple[str, ...],
    zone: str | None,
    where: str | None,
    as_json: bool,
) -> None:
    """
    Bring in a diary: FILE from Bearable, Manage My Pain, PainTracker, Track & Graph, Loop, rhomboid, or any CSV.

    All of it is taken or none; the same file again changes nothing. What cannot be read is named with its line.
    """
    if form and mapping:
        raise click.UsageError("--format and --mapping exclude each other: a mapping is a format of its own.")
    from rhomboid.answers.bringing_in import bring_in
    from rhomboid.cli.knowledge_base import open_knowledge
    from rhomboid.store import this_moment

    knowledge = open_knowledge()
    reading = _read(file, form, mapping, zone, _places(place, knowledge))
    _show_problems(reading.problems)
    if reading.misfit:
        raise InputError(
            "The mapping does not fit the file, so nothing was taken. docs/diary.md shows how to write one."
        )
    if reading.problems and not reading.entries:
        raise InputError(
            f"Nothing in {file} could be read as {reading.form}. Say what it is with --format or --mapping."
        )
    now, _ = this_moment()
    with open_diary(where) as store:
        brought = bring_in(reading, file, store, knowledge, now)
    _show_alarms(brought, knowledge, as_json)
    if as_json:
        taken, places = brought.taken, brought.own_places
        done = Import(reading.form, taken.added, taken.extended, taken.left, places, reading.problems)
        click.echo(msgspec.json.format(msgspec.json.encode(done)))
    else:
        _show_taken(file, reading.form, brought.taken, brought.own_places)
    if reading.problems:
        context.exit(SOME_LINES_FAILED)


@click.command("export")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["csv", "json", PARQUET]), help="When FILE's name does not say.")
@store_option
def export_command(file: str, form: str | None, where: str | None) -> None:
    """
    Take the entries away: FILE.csv for a spreadsheet, FILE.json, FILE.parquet, or - for stdout.

    Brought in again, they are exactly the same. History and saved answers are in `rhomboid store export`.
    """
    form = form or WRITTEN.get(Path(file).suffix.lower())
    if form is None or (form == PARQUET and file == "-"):
        raise click.UsageError("Name the file .csv, .json or .parquet, or say --format csv or json for stdout.")
    with open_diary(where) as store:
        entries = store.entries()
        if form == PARQUET:
            from rhomboid.store import write_parquet

            with told_in_words(InputError):
                write_parquet(entries, Path(file))
        else:
            write_bytes(file, (render_csv if form == "csv" else render_json)(entries).encode(), private=True)
    say(f"Wrote {len(entries)} entries to {file}.")


def _read(file: str, form: str | None, mapping: str | None, zone: str | None, places: dict[str, str]) -> Reading:
    """The form of a file, and what was read of it."""
    from rhomboid.answers.bringing_in import GUESSED, MAPPING, Reading, mapping_in, read_diary

    if form == PARQUET or (form is None and file.lower().endswith(".parquet")):
        from rhomboid.store import read_parquet

        with told_in_words(InputError):
            return Reading(PARQUET, read_parquet(Path(file)))
    text = read_text(file)
    path = "" if file == "-" else file
    with _refused_in_words():
        columns = mapping_in(read_text(mapping), mapping) if mapping else None
        form = MAPPING if columns else form or recognise(text, path)
        zone = zone if zone is not None else _own_zone(form)
        if form == GUESSED:
            _show_guess(text)
        return read_diary(text, path, form, zone, places, columns)


@contextmanager
def _refused_in_words() -> Iterator[None]:
    from rhomboid.answers import AccountError

    try:
        yield
    except AccountError as error:
        raise InputError(str(error)) from None


def _own_zone(form: str) -> str:
    from rhomboid.answers.bringing_in import OWN_FORMS
    from rhomboid.store import this_moment

    _, zone = this_moment()
    if not zone and form not in OWN_FORMS:
        say("This machine does not say its time zone: times without one are read as UTC. --zone Europe/London helps.")
    return zone


def _places(told: tuple[str, ...], knowledge: KnowledgeBase) -> dict[str, str]:
    """The site for each of the file's own words for a place, as the person says: a guess could merge two."""
    from rhomboid.answers import AccountError
    from rhomboid.answers.bringing_in import site_for

    places: dict[str, str] = {}
    for words in told:
        name, _, site = words.rpartition("=")
        try:
            places[name.strip()] = site_for(name, site, knowledge)
        except AccountError as error:
            raise InputError(f"{error} Write --place 'Low back=low_back'.") from None
    return places


def _show_guess(text: str) -> None:
    guess = guess_mapping(read_table(text).columns)
    moments = [(column, name) for name in ("when", "date", "time", "site") if (column := getattr(guess, name))]
    told = ", ".join(f"{column} as {target}" for column, target in (*moments, *guess.columns.items()))
    say(f"No program we know wrote this, so its columns were taken by their names: {told}. --mapping says otherwise.")


def _show_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:SHOWN_PROBLEMS]:
        say(str(problem))
    if len(problems) > SHOWN_PROBLEMS:
        say(f"{len(problems) - SHOWN_PROBLEMS} more lines could not be read; --json names them all.")


def _show_taken(file: str, form: str, taken: Taken, own_places: tuple[str, ...]) -> None:
    click.echo(f"Read {file} as {form.replace('_', ' ')}.")
    click.echo(
        f"{taken.added} new entries, {taken.extended} with more in them than before, {taken.left} known already."
    )
    if own_places:
        say(
            f"Places kept in the file's own words: {', '.join(own_places)}. Our map has others: to have them there, "
            "import with --place 'WORDS=SITE' from the first time on."
        )


def _show_alarms(brought: Brought, knowledge: KnowledgeBase, err: bool) -> None:
    """Danger in what was written lately, on stderr where stdout is JSON; older entries are read on request."""
    from rhomboid.cli.diary_add import show_screening
    from rhomboid.cli.terminal_diary import entry_line

    for alarming in brought.alarming:
        click.echo(entry_line(alarming.entry, knowledge), err=err)
        show_screening(alarming.screening, err)
    if brought.unread:
        say("Older entries were not read for danger: rhomboid diary screen does that.")
