"""Pages whose numbers lead to their sources: first to the list at the end of the page, from there to the source."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.model import Source
from rhomboid.report.citations import Citations
from rhomboid.web.pages import page


def cited_page(request: Request, template: str, *parts: dict[str, Source], **context: object) -> HTMLResponse:
    """A page that cites the sources of `parts`; what it cites of them is listed at its end, and nothing else."""
    citations = Citations(*parts)
    return page(
        request,
        template,
        HTTPStatus.OK,
        citations=citations,
        cite=citations.cite,
        linked=citations.linked,
        numbers=citations.numbers,
        **context,
    )
