"""Words on the clinician's page: only what its font can show, cut by rule."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rhomboid.language import gettext as _
from rhomboid.report.clinician.nouns import Line

SHOWN = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x384, 0x3CE),
    (0x400, 0x477),
    (0x490, 0x4C4),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2037),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2264, 0x2265),
)
"""Characters that the page's font has: Latin, Greek and Cyrillic letters, punctuation and a few signs."""
BLANK = "□"
"""Stands for a character that cannot be shown."""
NEVER = ("Cc", "Cf", "Cn", "Co", "Cs")
LONGEST_WORD = 20
READ_AHEAD = 8
"""How many times the wanted length is looked at: what lies behind is cut off in any case."""
BREAK = "\u200b"


def printable(text: str) -> str:
    """
    The text on one line, in characters that the font can show; another stands as ``□``.

    Anything else can stop the typesetting: writing from right to left and invisible signs above all.
    """
    shown = "".join(_shown(character) for character in unicodedata.normalize("NFC", text))
    return " ".join(shown.split())


def cut(text: str, most: int) -> str:
    """The printable text, at most so many characters, with ``…`` where it was cut; long words may break."""
    read = text[: most * READ_AHEAD]
    whole = printable(read)
    kept = whole if len(whole) <= most and read == text else f"{whole[: most - 1].rstrip()}…"
    return " ".join(_breakable(word) for word in kept.split(" "))


def shortened(lines: Sequence[Line], most: int) -> tuple[Line, ...]:
    """At most so many lines; the last then says how many more there are."""
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], Line(_("and {count} more").format(count=len(lines) - most + 1)))


def in_short(names: Sequence[str], most: int, longest: int) -> str:
    """Names in one line, at most so many, and how many more; ``none`` where there is none."""
    shown = [cut(name, longest) for name in names[:most]]
    more = [_("and {count} more").format(count=len(names) - most)] if len(names) > most else []
    return "; ".join([*shown, *more]) or _("none")


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    code, category = ord(character), unicodedata.category(character)
    if category in ("Cc", "Cf"):
        return ""
    known = category not in NEVER and any(low <= code <= high for low, high in SHOWN)
    return character if known else BLANK


def _breakable(word: str) -> str:
    return BREAK.join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))
