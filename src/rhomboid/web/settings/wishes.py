"""The first page of the settings: language, country with its emergency number, and colours."""

from __future__ import annotations

from typing import Annotated, get_args

import msgspec
from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from rhomboid.answers import emergency_number
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop, languages, spoken
from rhomboid.model import KnowledgeBase
from rhomboid.web.pages import page, see_other
from rhomboid.web.person import ThePerson
from rhomboid.web.preferences import Preferences, Theme

router = APIRouter()

THEMES: dict[Theme, str] = {
    "auto": gettext_noop("As this machine has it"),
    "light": gettext_noop("Light"),
    "dark": gettext_noop("Dark"),
}


class Choice(msgspec.Struct, frozen=True):
    """One of several things to choose, with the language it is named in."""

    value: str
    name: str
    language: str = ""


@router.get("/settings")
def settings_page(request: Request, person: ThePerson, kept: str = "") -> Response:
    """What is chosen now."""
    return _page(request, person, person.preferences, kept=bool(kept))


@router.post("/settings")
def choose(
    request: Request,
    person: ThePerson,
    language: Annotated[str, Form()] = "",
    country: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "auto",
) -> Response:
    """Keep what was chosen."""
    faults = {
        "language": bool(language) and language not in languages(),
        "country": bool(country) and country not in _countries(person.knowledge),
        "theme": theme not in get_args(Theme),
    }
    if any(faults.values()):
        return _page(request, person, person.preferences, faults=[name for name, at in faults.items() if at])
    person.wish(
        msgspec.structs.replace(
            person.preferences,
            language=language or None,
            country=country or None,
            theme=next(known for known in get_args(Theme) if known == theme),
        )
    )
    return see_other("/settings?kept=1")


def _page(
    request: Request, person: ThePerson, chosen: Preferences, kept: bool = False, faults: list[str] | None = None
) -> Response:
    return page(
        request,
        "settings/index.html",
        422 if faults else 200,
        chosen=chosen,
        kept=kept,
        faults=faults or [],
        language_choices=_language_choices(),
        country_choices=_country_choices(person.knowledge),
        themes=[Choice(value, _(name)) for value, name in THEMES.items()],
    )


def _language_choices() -> list[Choice]:
    """Each language in its own words: who reads one can find it, whatever is being spoken."""
    from babel import Locale

    names = ((code, Locale.parse(code, sep="-" if "-" in code else "_")) for code in languages())
    return [Choice(code, (known.get_display_name(code) or code).capitalize(), code) for code, known in names]


def _country_choices(knowledge: KnowledgeBase) -> list[Choice]:
    """The countries whose emergency number is known, in the order of the language being spoken."""
    from babel import Locale

    territories = Locale.parse(spoken(), sep="-" if "-" in spoken() else "_").territories
    told = ((code, territories.get(code, code)) for code in _countries(knowledge))
    return [
        Choice(code, f"{name} ({emergency_number(f'{spoken()}-{code}', knowledge)})")
        for code, name in sorted(told, key=lambda item: item[1].casefold())
    ]


def _countries(knowledge: KnowledgeBase) -> list[str]:
    return [code for code in knowledge.emergency_numbers if code != "default"]
