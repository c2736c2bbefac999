"""The sources of one page: numbered together, linked from the words, and listed at the end."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from rhomboid.answers.relief_wording import numbered
from rhomboid.model import Source

_NUMBER = re.compile(r"\[(\d+)\]")


class Citations:
    """
    Links to sources, which remember what has been linked.

    `numbers` are shared by every part of the page. The list at its end holds what the page links to, and nothing
    else, so that no link leads nowhere.
    """

    def __init__(self, *parts: dict[str, Source]) -> None:
        self.numbers = numbered(*parts)
        self._sources = {key: source for part in parts for key, source in part.items()}
        self._keys = {number: key for key, number in self.numbers.items()}
        self._linked: set[int] = set()

    def cite(self, key: str | None) -> Markup:
        """A link to one source; nothing where it is not among the page's."""
        return self._link(self.numbers[key]) if key is not None and key in self.numbers else Markup("")

    def linked(self, sentence: str) -> Markup:
        """A sentence of the knowledge base, escaped, with each ``[3]`` as a link."""
        return Markup(_NUMBER.sub(self._replace, str(escape(sentence))))  # noqa: S704

    def listed(self) -> list[tuple[int, Source]]:
        """What has been linked so far, by number."""
        return [(number, self._sources[self._keys[number]]) for number in sorted(self._linked)]

    def _replace(self, found: re.Match[str]) -> str:
        number = int(found[1])
        return self._link(number) if number in self._keys else found[0]

    def _link(self, number: int) -> Markup:
        self._linked.add(number)
        return Markup('<a class="cite" href="#source-{0}">[{0}]</a>').format(number)
