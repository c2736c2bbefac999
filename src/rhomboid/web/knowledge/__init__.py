"""What rhomboid knows, as pages: every number with its interval, its origin, and what else rests on that origin."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rhomboid.language import gettext as _
from rhomboid.web.faults import Fault
from rhomboid.web.knowledge.article import judged_sentence
from rhomboid.web.knowledge.library import library_of
from rhomboid.web.knowledge.search import LONGEST_QUERY, grouped
from rhomboid.web.pages import page
from rhomboid.web.person import ThePerson

router = APIRouter(prefix="/knowledge", include_in_schema=False)


@router.get("")
def knowledge_page(request: Request, person: ThePerson) -> HTMLResponse:
    """The way in: the search and the kinds."""
    return page(request, "knowledge/index.html", library=library_of(person.knowledge))


@router.get("/search")
def search_page(request: Request, person: ThePerson, q: str = "") -> HTMLResponse:
    """What holds the words asked for."""
    query = " ".join(q.split())[:LONGEST_QUERY]
    library = library_of(person.knowledge)
    hits = library.finder.find(query)
    return page(request, "knowledge/search.html", library=library, query=query, groups=grouped(hits), found=len(hits))


@router.get("/sources")
def sources_page(request: Request, person: ThePerson) -> HTMLResponse:
    """All sources, by author."""
    return page(request, "knowledge/sources.html", library=library_of(person.knowledge))


@router.get("/sources/{key}")
def source_page(request: Request, person: ThePerson, key: str) -> HTMLResponse:
    """One source, and every number that rests on it."""
    library = library_of(person.knowledge)
    source = library.sources.get(key)
    if source is None:
        raise Fault(_("There is no source of this name."), HTTPStatus.NOT_FOUND)
    resting = library.resting.get(key, ())
    read_on = date.fromisoformat(source.checked_on) if source.checked_on else None
    numbers = sum(row.grade is not None for part in resting for _title, row in part.rows)
    return page(
        request,
        "knowledge/source.html",
        library=library,
        source=source,
        read_on=read_on,
        resting=resting,
        numbers=numbers,
    )


@router.get("/{kind}")
def list_page(request: Request, person: ThePerson, kind: str) -> HTMLResponse:
    """All pages of one kind."""
    library = library_of(person.knowledge)
    if kind not in library.articles:
        raise Fault(_("Nothing of this kind is known."), HTTPStatus.NOT_FOUND)
    return page(request, "knowledge/list.html", library=library, kind=kind, groups=library.grouped(kind))


@router.get("/{kind}/{entry_id}")
def article_page(request: Request, person: ThePerson, kind: str, entry_id: str) -> HTMLResponse:
    """One page, with all its numbers."""
    library = library_of(person.knowledge)
    article = library.articles.get(kind, {}).get(entry_id)
    if article is None:
        raise Fault(_("Nothing of this name is known."), HTTPStatus.NOT_FOUND)
    return page(
        request, "knowledge/article.html", library=library, article=article, judged=judged_sentence(article.graded)
    )
