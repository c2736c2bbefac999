"""Where the pages' templates come from."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates that escape every word, refuse unknown names and are compiled once."""
    return Environment(
        loader=PackageLoader("rhomboid.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
