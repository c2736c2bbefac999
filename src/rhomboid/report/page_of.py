"""The page: what to do first, then causes, words, the next question and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from rhomboid.answers import wording
from rhomboid.model import Account, Assessment, KnowledgeBase
from rhomboid.report.body_map import VIEWS, painful_shapes, painful_sites, site_sentence


class Passage(msgspec.Struct, frozen=True):
    """A piece of the person's own words: plain, or with what was understood from it."""

    words: str
    kind: str = "plain"
    meaning: str = ""


def render_report(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> str:
    """
    One self-contained HTML page, all words escaped. It loads nothing and runs nothing.

    `account` is the one the assessment was made from: its words are shown with what was understood.
    """
    environment = Environment(
        loader=PackageLoader("rhomboid.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sites = painful_sites(assessment, account, knowledge)
    return environment.get_template("report.html").render(
        assessment=assessment,
        numbers=wording.source_numbers(assessment),
        cited=wording.cited_first(assessment),
        wording=wording,
        passages=tuple(_passages(assessment, account.text)),
        shapes=painful_shapes(assessment, account, knowledge),
        sites=[site_sentence(site, sides, knowledge) for site, sides in sites.items()],
        views=VIEWS,
    )


def _passages(assessment: Assessment, text: str) -> Iterator[Passage]:
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
        yield mention.span.start, mention.span.end, "not-counted", f"not counted, because {why}"
