"""A form whose fields are not known beforehand, read before its handler runs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from rhomboid.language import gettext
from rhomboid.web.faults import Fault

LONGEST_FIELD = 200
"""Fields that name things, with what was chosen; what a person writes has forms of its own."""


async def said_in(request: Request) -> dict[str, str]:
    """The fields of a form with what was chosen in each; files are left out. Raises Fault for what no page sends."""
    form = await request.form()
    said = {name: value for name, value in form.items() if isinstance(value, str)}
    if any(len(text) > LONGEST_FIELD for field in said.items() for text in field):
        raise Fault(gettext("This form was filled in with more than it can hold, and nothing was done."))
    return said


TheForm = Annotated[dict[str, str], Depends(said_in)]
