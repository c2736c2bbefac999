"""Understand: how urgent, what it may be and why, what would change it, and all of it to keep."""

from fastapi import APIRouter

from rhomboid.web.result import cause, kept, result, what_if

router = APIRouter()
for part in (result, what_if, cause, kept):
    router.include_router(part.router)

__all__ = ["router"]
