"""Where the pages' templates come from."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from rhomboid.language import gettext, ngettext, numeral, spoken


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates that escape every word, refuse unknown names, speak the language spoken and are compiled once."""
    made = Environment(
        loader=PackageLoader("rhomboid.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(spoken=spoken, numeral=numeral)
    return made
