"""What a form sent, and the page that comes after it: danger before everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse

from rhomboid.answers import needs_warning
from rhomboid.web.pages import see_other
from rhomboid.web.person import Person

RESULT = "/result"
DANGER = "/assess/danger"
PLACES: Mapping[str, str] = {
    "question": "/assess/question",
    "answers": "/assess/answers",
    "understood": "/assess/understood",
    "map": "/assess/map",
    "result": RESULT,
}
"""Where a form may ask to go on to: never an address of its own making."""


class Sent:
    """The fields of a form. A file where words belong counts as nothing."""

    def __init__(self, fields: Mapping[str, tuple[str, ...]]) -> None:
        self.fields = fields

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def word(self, name: str) -> str:
        """One field without the spaces round it; empty where it was not sent."""
        return self.fields.get(name, ("",))[0].strip()

    def words(self, name: str) -> tuple[str, ...]:
        """Everything ticked under one name."""
        return self.fields.get(name, ())


async def _sent(request: Request) -> Sent:
    fields: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            # Browsers end the lines of a text in two characters; the reader counts one.
            fields.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return Sent({name: tuple(values) for name, values in fields.items()})


TheSent = Annotated[Sent, Depends(_sent)]


def go_on(person: Person, to: str) -> RedirectResponse:
    """The page after an answer: what to do at once where that is new, else `to`, a key of `PLACES` or an address."""
    return interruption(person, to) or see_other(PLACES.get(to, to))


def interruption(person: Person, to: str = "question") -> RedirectResponse | None:
    """The way to what has to be done at once, where the person was not yet told so; `to` is where they go on to."""
    if not needs_warning(person.interview, person.assessment()):
        return None
    return see_other(f"{DANGER}?on={to if to in PLACES else 'question'}")


def so_far(person: Person) -> dict[str, Any]:
    """What every page of the interview shows of where it stands."""
    return {"assessment": person.assessment(), "answered": len(person.interview.asked)}
