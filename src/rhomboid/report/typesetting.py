"""Typst, which the extra ``[pdf]`` brings: a page and its data in, a file out."""

from __future__ import annotations

from typing import Any

from rhomboid.language import gettext as _
from rhomboid.report.errors import ReportError

PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.data), format: "svg", width: 640pt)"""
PIXELS_PER_INCH = 144.0


def run_typst(page: bytes, data: str, **options: Any) -> bytes:  # noqa: ANN401
    """
    A page from its data; every word comes in as data, so that none can become markup.

    Only the fonts that come with typst are used, so that it looks the same on every machine.
    """
    try:
        import typst
    except ImportError:
        words = _("A {format} needs the package typst, which is not here. Install it with: pip install 'rhomboid[pdf]'")
        raise ReportError(words.format(format=options["format"].upper())) from None
    made = typst.compile(page, sys_inputs={"data": data}, ignore_system_fonts=True, **options)
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files for one")
    return made


def picture_of(svg: str) -> bytes:
    """A drawing as PNG. Raises ReportError when typst is missing."""
    return run_typst(PICTURE, svg, format="png", ppi=PIXELS_PER_INCH)
