"""
The app: all of rhomboid in a browser, on the person's own machine.

Server-rendered pages that work without JavaScript, and a small JSON interface with the same answers. Nothing it
serves asks anything of another machine.
"""

from rhomboid.web.app import create_app
from rhomboid.web.launch import LaunchError, serve
from rhomboid.web.person import Person

__all__ = ["LaunchError", "Person", "create_app", "serve"]
