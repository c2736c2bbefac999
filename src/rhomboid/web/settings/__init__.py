"""Settings: how the app speaks and looks, and everything that can be done to the diary as a whole."""

from __future__ import annotations

from fastapi import APIRouter

from rhomboid.web.settings import about, copies, erasing, passphrase, taking_away, taking_in, wishes

router = APIRouter(include_in_schema=False)
for part in (wishes, copies, taking_away, taking_in, passphrase, erasing, about):
    router.include_router(part.router)

__all__ = ["router"]
