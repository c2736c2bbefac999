"""Assess: tell it, show where it hurts, see what was understood, answer what matters, and be stopped by danger."""

from fastapi import APIRouter

from rhomboid.web.assess import answered, asking, danger, mapping, telling, understanding

router = APIRouter(include_in_schema=False)
for part in (telling, mapping, understanding, asking, answered, danger):
    router.include_router(part.router)

__all__ = ["router"]
