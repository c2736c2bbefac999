"""Plan: what to try first and what to leave alone, the person's own word on it, and how it usually goes."""

from fastapi import APIRouter

from rhomboid.web.plan import course, own_word, plan

router = APIRouter()
for part in (plan, own_word, course):
    router.include_router(part.router)

__all__ = ["router"]
