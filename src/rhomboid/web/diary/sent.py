"""Forms as they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.requests import Request


async def the_form(request: Request) -> AsyncIterator[FormData]:
    """The fields that were sent, read before the handler, which need not wait for them."""
    async with request.form() as sent:
        yield sent


Sent = Annotated[FormData, Depends(the_form)]
