"""
Who may talk to the app: this machine, by the link that was opened, from the app's own pages.

A page on the internet can make a browser call 127.0.0.1. The Host is checked against DNS rebinding, the origin
against forged forms, and the link's token, exchanged for a cookie, against other users of the machine.
"""

from __future__ import annotations

import hmac
import logging
import secrets
import traceback
from collections.abc import Collection
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rhomboid.language import gettext as _
from rhomboid.web.faults import fault_response

log = logging.getLogger("rhomboid.web")

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
OPEN_PATHS = ("/static/",)
"""What holds nothing of anybody and is needed by the page that refuses."""
LARGEST_BODY = 64 * 2**20
POLICY = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


class Guard:
    """
    ASGI middleware around the whole app.

    `token` is what the opened link holds; `names` with `port` are the values of Host that are this app. A request
    that passes gets the app's answer with the headers of `POLICY`; one that fails inside gets a sentence, and the log
    the place of the failure without a word of what was sent.
    """

    def __init__(self, app: ASGIApp, token: str, port: int, names: Collection[str] = LOOPBACK) -> None:
        self.app = app
        self.token = token
        self.hosts = {f"{name}:{port}".lower() for name in names}
        # Cookies are shared by all ports of a machine, so that each running app needs a name of its own.
        self.cookie = f"rhomboid-{port}"
        self.secret = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, exchange its token, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError("The app speaks HTTP alone.")
        request = Request(scope)
        answer = self._exchanged(request) or self._refused(request)
        if answer is not None:
            await answer(scope, receive, _with_policy(send))
            return
        await self._passed_on(scope, receive, send)

    def _exchanged(self, request: Request) -> Response | None:
        """The way on, with a cookie instead of the token, for whoever comes by the opened link."""
        given = request.query_params.get("token")
        if given is None or not self._is_here(request.headers):
            return None
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return None
        rest = request.url.remove_query_params("token")
        answer = RedirectResponse(f"{rest.path}{'?' + rest.query if rest.query else ''}", HTTPStatus.SEE_OTHER)
        answer.set_cookie(self.cookie, self.secret, httponly=True, samesite="strict", path="/")
        return answer

    def _refused(self, request: Request) -> Response | None:
        """Why a request is not let in; None where it is."""
        headers = request.headers
        if not self._is_here(headers):
            return fault_response(
                request, HTTPStatus.BAD_REQUEST, _("This address is not this app's. Use the opened one.")
            )
        if request.method not in SAFE_METHODS and not _from_own_page(request):
            return fault_response(
                request, HTTPStatus.FORBIDDEN, _("This was sent by another site, and nothing was done.")
            )
        if request.url.path.startswith(OPEN_PATHS):
            return None
        given = request.cookies.get(self.cookie, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return fault_response(
                request,
                HTTPStatus.FORBIDDEN,
                _(
                    "rhomboid opens by its own link alone. Start it again with the command rhomboid, "
                    "or use the link that it printed."
                ),
            )
        return None

    def _is_here(self, headers: Headers) -> bool:
        return headers.get("host", "").lower() in self.hosts

    async def _passed_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, _limited(receive), _with_policy(send))
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, place.filename.rpartition("rhomboid/")[2], place.lineno)


def _from_own_page(request: Request) -> bool:
    """Whether a browser says that one of the app's own pages sent this; a program that is none says nothing of it."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{request.headers['host']}"


def _limited(receive: Receive) -> Receive:
    """The request, which ends in a refusal where it is larger than anything a person would send."""
    received = 0

    async def receiving() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > LARGEST_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return receiving


def _with_policy(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in POLICY.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending
