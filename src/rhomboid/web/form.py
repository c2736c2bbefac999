"""A form whose fields are not known beforehand, read before its handler runs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request


async def said_in(request: Request) -> dict[str, str]:
    """The fields of a form with what was said in each; files are left out."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


TheForm = Annotated[dict[str, str], Depends(said_in)]
