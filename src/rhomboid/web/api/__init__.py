"""The same answers for a program: accounts in as JSON, answers out as the library and the command line give them."""

from rhomboid.web.api.describing import describe
from rhomboid.web.api.operations import router

__all__ = ["describe", "router"]
