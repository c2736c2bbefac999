"""`rhomboid diary import` and `export`: a diary from elsewhere, and one's own to take away."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
import yaml

from rhomboid.cli.dialogue import say
from rhomboid.cli.exit_codes import SOME_LINES_FAILED
from rhomboid.cli.files import InputError, read_text, write_bytes
from rhomboid.cli.keeping import open_diary, store_option, told_in_words
from rhomboid.diary import (
    FORMATS,
    ColumnMapping,
    UnknownZoneError,
    guess_mapping,
    parse_diary,
    parse_mapped,
    recognise,
    render_csv,
    render_json,
)
from rhomboid.diary.facts import Parsed
from rhomboid.diary.tables import read_table
from rhomboid.model import UNSPECIFIED_SITE

if TYPE_CHECKING:
    from rhomboid.model import Entry, KnowledgeBase, Problem
    from rhomboid.store import Store, Taken

PARQUET = "parquet"
OWN = ("rhomboid_csv", "rhomboid_json", PARQUET)
WRITTEN = {".csv": "csv", ".json": "json", ".parquet": PARQUET}
GUESSED = "by_column_names"
MISFITS = ("no_column", "no_target")
SHOWN_PROBLEMS = 20
RECENT = timedelta(days=31)
"""Entries of this time before today are screened as they come in; for older ones nothing can be done today."""


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
    from rhomboid.cli.knowledge_base import open_knowledge

    knowledge = open_knowledge()
    form, (entries, problems) = _read(file, form, mapping, zone, _places(place, knowledge))
    _show_problems(problems)
    if any(problem.code in MISFITS for problem in problems):
        raise InputError(
            "The mapping does not fit the file, so nothing was taken. docs/diary.md shows how to write one."
        )
    if problems and not entries:
        raise InputError(f"Nothing in {file} could be read as {form}. Say what it is with --format or --mapping.")
    with open_diary(where) as store:
        taken = store.add_many(entries, from_elsewhere=form not in OWN)
        _screen_recent(entries, knowledge, store, as_json)
    own_places = _own_places(entries, knowledge)
    if as_json:
        done = Import(form, taken.added, taken.extended, taken.left, own_places, problems)
        click.echo(msgspec.json.format(msgspec.json.encode(done)))
    else:
        _show_taken(file, form, taken, own_places)
    if problems:
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


def _read(
    file: str, form: str | None, mapping: str | None, zone: str | None, places: dict[str, str]
) -> tuple[str, Parsed]:
    """The form of a file, and what was read of it."""
    if form == PARQUET or (form is None and file.lower().endswith(".parquet")):
        from rhomboid.store import read_parquet

        with told_in_words(InputError):
            return PARQUET, (read_parquet(Path(file)), ())
    text = read_text(file)
    path = "" if file == "-" else file
    columns = _read_mapping(mapping) if mapping else None
    form = "mapping" if columns else form or recognise(text, path)
    zone = zone if zone is not None else _own_zone(form)
    if form == GUESSED:
        _show_guess(text)
    try:
        if columns:
            return form, parse_mapped(text, columns, zone, path, places)
        return form, parse_diary(text, zone, path, form, places)
    except UnknownZoneError as error:
        raise InputError(str(error)) from None
    except csv.Error as error:
        raise InputError(f"{file} is not a table: {error}. Save it as CSV and import it again.") from None


def _read_mapping(path: str) -> ColumnMapping:
    try:
        return msgspec.convert(yaml.safe_load(read_text(path)), ColumnMapping)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        fault = str(error).splitlines()[0]
        raise InputError(f"{path} is not a mapping: {fault}. docs/diary.md shows how to write one.") from None


def _own_zone(form: str) -> str:
    from rhomboid.store import this_moment

    _, zone = this_moment()
    if not zone and form not in OWN:
        say("This machine does not say its time zone: times without one are read as UTC. --zone Europe/London helps.")
    return zone


def _places(told: tuple[str, ...], knowledge: KnowledgeBase) -> dict[str, str]:
    """The site for each of the file's own words for a place, as the person says: a guess could merge two."""
    from rhomboid.answers import site_named

    places: dict[str, str] = {}
    for words in told:
        name, _, site = words.rpartition("=")
        found = site_named(site, knowledge)
        if not name.strip() or found is None:
            raise InputError(f"{words!r} names no place on our map. Write --place 'Low back=low_back'.")
        places[name.strip()] = found.site
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


def _own_places(entries: tuple[Entry, ...], knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The places that are none of ours, each once."""
    sites = dict.fromkeys(pain.site for entry in entries for pain in entry.pains)
    return tuple(site for site in sites if site not in knowledge.findings and site != UNSPECIFIED_SITE)


def _screen_recent(entries: tuple[Entry, ...], knowledge: KnowledgeBase, store: Store, err: bool) -> None:
    """Danger in what was written lately, on stderr where stdout is JSON; older entries are read on request."""
    from rhomboid.answers import says_something
    from rhomboid.answers.kept import last_account
    from rhomboid.cli.diary_add import screened, show_screening
    from rhomboid.cli.terminal_diary import entry_line
    from rhomboid.store import this_moment

    now, _ = this_moment()
    known = last_account(store)
    for entry in entries:
        if entry.at > now - RECENT and says_something(entry):
            screening = screened(entry, knowledge, known)
            if screening.disposition:
                click.echo(entry_line(entry, knowledge), err=err)
                show_screening(screening, err)
    if any(entry.at <= now - RECENT and says_something(entry) for entry in entries):
        say("Older entries were not read for danger: rhomboid diary screen does that.")
