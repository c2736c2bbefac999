"""The diary: how it is now, what was written, how it goes, and what goes before what."""

from fastapi import APIRouter

from rhomboid.web.diary import calendar, changing, episodes, relations, trend, writing

router = APIRouter(include_in_schema=False)
for part in (writing, changing, calendar, trend, episodes, relations):
    router.include_router(part.router)

__all__ = ["router"]
