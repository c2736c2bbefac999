"""The person's own words, cut at what was understood from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from rhomboid.answers import wording
from rhomboid.language import gettext as _
from rhomboid.model import Assessment


class Passage(msgspec.Struct, frozen=True):
    """A piece of the person's own words: plain, or with what was understood from it."""

    words: str
    kind: str = "plain"
    meaning: str = ""


def passages(assessment: Assessment, text: str) -> Iterator[Passage]:
    """The text cut at what was understood. Where two passages overlap, the first is marked."""
    position = 0
    for start, end, kind, meaning in sorted(_marks(assessment)):
        if start < position or end > len(text):
            continue
        if start > position:
            yield Passage(text[position:start])
        yield Passage(text[start:end], kind, meaning)
        position = end
    if position < len(text):
        yield Passage(text[position:])


def _marks(assessment: Assessment) -> Iterable[tuple[int, int, str, str]]:
    for entry in assessment.understood:
        if entry.mention:
            span = entry.mention.span
            kind = "absent" if entry.answer == "absent" else "present"
            yield span.start, span.end, kind, wording.understood_sentence(entry)
    for mention in assessment.not_counted:
        why = wording.why_not_counted(mention)
        yield mention.span.start, mention.span.end, "not-counted", _("not counted, because {why}").format(why=why)
