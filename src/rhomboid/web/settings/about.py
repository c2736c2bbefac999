"""What rhomboid is and is not, whose work it holds, and how to stop it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from rhomboid import __version__
from rhomboid.web.pages import page

router = APIRouter()


@router.get("/about")
def about_page(request: Request) -> Response:
    """About rhomboid."""
    return page(request, "settings/about.html", version=__version__, licences=licences())


@lru_cache(maxsize=1)
def licences() -> tuple[tuple[str, str], ...]:
    """The name of each part that others made and that is shipped, with its licence."""
    vendored = files("rhomboid.web").joinpath("static", "vendor")
    parts = sorted(vendored.iterdir(), key=lambda part: part.name)
    return tuple((part.name, part.joinpath("LICENSE").read_text(encoding="utf-8")) for part in parts)
