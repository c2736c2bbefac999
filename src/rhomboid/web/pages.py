"""Pages: the templates of the app and of the reports, in the language being spoken."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from rhomboid.answers import emergency_number
from rhomboid.language import gettext, gettext_noop, languages, ngettext, numeral, spoken
from rhomboid.report.page_of import NAMES

if TYPE_CHECKING:
    from rhomboid.web.person import Person

SECTIONS = (
    ("assess", gettext_noop("Assess")),
    ("plan", gettext_noop("Plan")),
    ("diary", gettext_noop("Diary")),
    ("trials", gettext_noop("Trials")),
)
"""What the frame of every page leads to, by the first part of its address. All else stands at its foot."""
STYLES = "report.css"
"""The look that pages and reports share, kept with the reports."""
_DIGITS = re.compile(r"\d{2,}")


def page(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """
    A page of the app, all words escaped, for the person the request comes from.

    `context` is for the template; the frame around it knows the person's wishes, the section it lies in, whether words
    in the language being spoken can be read, and the emergency number by itself.
    """
    person: Person = request.app.state.person
    number = emergency_number(person.preferences.locale(spoken()), person.knowledge)
    return bare_page(
        template,
        status,
        preferences=person.preferences,
        here=request.url.path.split("/")[1],
        reads_words=spoken() in person.knowledge.lexicons,
        emergency=number,
        emergency_calls=tuple(_DIGITS.findall(number)),
        **context,
    )


def bare_page(template: str, status: int = 200, **context: object) -> HTMLResponse:
    """A page for whoever asks: also for somebody who is not let in."""
    return HTMLResponse(environment().get_template(template).render(**context), status)


def see_other(address: str) -> RedirectResponse:
    """The page to look at after a form was sent, so that loading it again sends nothing twice."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates that escape every word, refuse unknown names, speak, and are compiled once."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("rhomboid.web"), PackageLoader("rhomboid.report", "page")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.policies["ext.i18n.trimmed"] = True
    made.globals.update(NAMES)
    made.globals.update(_=said, gettext=said)
    made.globals.update(spoken=spoken, numeral=numeral, languages=languages, sections=SECTIONS, static=static_address)
    made.filters.update(day=day_words, clock=clock_words)
    return made


def said(message: str, **named: object) -> Markup:
    """A template's message in the language being spoken; most have nothing to fill in, and are not formatted."""
    told = gettext(message)
    return Markup(told) % named if named else Markup(told.replace("%%", "%"))  # noqa: S704  a catalogue's own words


def day_words(day: date, form: str = "long") -> str:
    """A day as the language writes it: ``26 November 2026``; `form` is Babel's (short, medium, long, full)."""
    from babel.dates import format_date

    return format_date(day, form, locale=_babel_locale())


def clock_words(moment: datetime) -> str:
    """A time of day as the language writes it."""
    from babel.dates import format_time

    return format_time(moment.time(), "short", locale=_babel_locale())


def _babel_locale() -> str:
    """English dates put the day first, as most of the world does; the pages have no room for both ways."""
    return "en_GB" if spoken() == "en" else spoken()


@lru_cache(maxsize=64)
def static_address(name: str) -> str:
    """Where a vendored or own asset lies; the address changes with its content, so that browsers may keep it."""
    return f"/static/{name}?{sha256(asset(name)).hexdigest()[:12]}"


def asset(name: str) -> bytes:
    """The content of an asset."""
    if name == STYLES:
        return files("rhomboid.report").joinpath("page", name).read_bytes()
    return files("rhomboid.web").joinpath("static", name).read_bytes()
