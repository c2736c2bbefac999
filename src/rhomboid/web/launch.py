"""Starting the app: a free port on this machine, a link that only this launch knows, and the browser opened on it."""

from __future__ import annotations

import gc
import secrets
import socket
import webbrowser
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from rhomboid.web.app import create_app
from rhomboid.web.guard import LOOPBACK
from rhomboid.web.person import Person

HOST = "127.0.0.1"
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  told apart from one address, and only taken where others are let in
COLLECTIONS = (2_000, 50, 1_000)
"""After how many new objects, and of those collections, the younger and older ones are looked through."""


class LaunchError(Exception):
    """Why the app was not started, in one sentence for the person."""


def serve(
    folder: Path,
    where: str | None,
    say: Callable[[str], None],
    host: str = HOST,
    port: int = 0,
    open_browser: bool = True,
    others: bool = False,
) -> None:
    """
    Serve the app until it is stopped.

    `port` 0 takes a free one. Raises LaunchError for a `host` that other machines can reach, unless `others` is
    said, and where the port is taken. `say` is given the link, for whoever has no browser opened for them.
    """
    if not (others or _is_loopback(host)):
        raise LaunchError(f"{host} can be reached by other machines. If that is what you want, add --others.")
    listening = _listening(host, port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    names = (_in_address(host), *LOOPBACK) if _is_loopback(host) else (*_names_for_others(host), *LOOPBACK)
    app = create_app(Person(folder, where), token, port, names)
    link = f"http://{names[0]}:{port}/?token={token}"
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    server = uvicorn.Server(config)
    reach = "on this machine alone" if _is_loopback(host) else "for whoever has it and reaches this machine"
    say(f"rhomboid is at {link}\nThe link opens it {reach}. Ctrl+C stops it.")
    if open_browser:
        webbrowser.open(link)
    # What is known lives until the app ends: looking through it for garbage would keep pages waiting. Little and often
    # keeps none waiting long.
    gc.freeze()
    gc.set_threshold(*COLLECTIONS)
    server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that already takes calls, so that the browser never comes too early."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise LaunchError(f"Port {port} of {host} cannot be used: {error.strerror}. Give another --port.") from None
    # A page is sent in two writes; without this the second waits for the browser to acknowledge the first, 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _names_for_others(host: str) -> tuple[str, ...]:
    """What other machines may call this one: the address it listens on, or its name and addresses if that is any."""
    if host not in EVERY_ADDRESS:
        return (_in_address(host),)
    name = socket.gethostname()
    try:
        addresses = sorted({str(found[4][0]) for found in socket.getaddrinfo(name, None)})
    except OSError:
        addresses = []
    return (name, *(_in_address(address) for address in addresses))


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
