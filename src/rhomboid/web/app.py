"""The app, put together: who may ask, in which language it is answered, and the parts that answer."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rhomboid import __version__
from rhomboid.language import language_of, speaking
from rhomboid.web import api, appraise, assess, diary, home, knowledge, plan, result, settings, trials
from rhomboid.web.faults import add_fault_handlers
from rhomboid.web.guard import LOOPBACK, Guard
from rhomboid.web.pages import STYLES, asset
from rhomboid.web.person import Person

ROUTERS = (
    home.router,
    assess.router,
    result.router,
    plan.router,
    appraise.router,
    api.router,
    diary.router,
    trials.router,
    knowledge.router,
    settings.router,
)
A_YEAR = "public, max-age=31536000, immutable"


def create_app(person: Person, token: str, port: int, names: Collection[str] = LOOPBACK) -> ASGIApp:
    """
    The whole app for one person, for whoever opens it with `token`.

    It answers at `port` under `names` alone. No page of it asks anything of another machine.
    """
    app = FastAPI(
        title="rhomboid",
        version=__version__,
        summary="Upper back pain: is it dangerous, what is it likely to be, and the source of every number.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.person = person
    for router in ROUTERS:
        app.include_router(router)
    app.add_api_route(f"/static/{STYLES}", shared_styles, include_in_schema=False)
    app.mount("/static", KeptFiles(directory=str(files("rhomboid.web").joinpath("static"))), name="static")
    add_fault_handlers(app)
    guard = Guard(app, token, port, names)
    app.openapi = lambda: api.describe(app, person.shipped, guard.cookie)  # type: ignore[method-assign]
    return Speaking(guard, person)


def shared_styles() -> Response:
    """The look of the reports."""
    return Response(asset(STYLES), media_type="text/css", headers={"cache-control": A_YEAR})


class KeptFiles(StaticFiles):
    """Assets whose address changes with their content: a browser may keep them."""

    def file_response(self, *args: object, **named: object) -> object:  # type: ignore[override]
        """The file, to be kept for a year."""
        response = super().file_response(*args, **named)  # type: ignore[arg-type]
        response.headers["cache-control"] = A_YEAR
        return response


class Speaking:
    """ASGI middleware: every request is answered in the language that was chosen, or that the browser asks for."""

    def __init__(self, app: ASGIApp, person: Person) -> None:
        self.app = app
        self.person = person

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Speak for the length of one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("accept-language", "").partition(",")[0].partition(";")[0]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("vary", "accept-language")
            await send(message)

        with speaking(self.person.preferences.language or language_of(asked)):
            await self.app(scope, receive, sending)
