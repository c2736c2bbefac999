"""All pages of the knowledge in one language, and what rests on each source, made once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from rhomboid.answers import relief_wording as words
from rhomboid.knowledge import KnowledgeStats, knowledge_stats
from rhomboid.language import gettext as _
from rhomboid.model import KnowledgeBase, Lexicon, Source
from rhomboid.web.knowledge.article import GRADES, KINDS, Article, Row
from rhomboid.web.knowledge.causes import cause_article
from rhomboid.web.knowledge.findings import category_article, finding_article, rules_by_finding
from rhomboid.web.knowledge.method import method_articles
from rhomboid.web.knowledge.registers import claim_article, rule_article, scan_article
from rhomboid.web.knowledge.remedies import low_value_article, remedy_article
from rhomboid.web.knowledge.search import Finder

_INITIALS = re.compile(r"(\s+[A-Z][A-Z'-]{0,3})+$")
_WORD = re.compile(r"[^\W\d_]{3,}")


class Resting(msgspec.Struct, frozen=True):
    """What one page rests on a source: its rows, each with the part of the page that it stands in."""

    article: Article
    rows: tuple[tuple[str, Row], ...]


class Library:
    """The pages of a knowledge base by kind and id, its sources, and the search over both."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.stats: KnowledgeStats = knowledge_stats(knowledge)
        self.articles: dict[str, dict[str, Article]] = {}
        for article in _articles(knowledge):
            self.articles.setdefault(article.kind, {})[article.id] = article
        self.sources: dict[str, Source] = dict(sorted(knowledge.sources.items(), key=lambda item: _order(item[1])))
        self.resting = _resting(self.articles)
        self.finder = Finder(self.all_articles(), self.sources.values())

    def all_articles(self) -> Iterator[Article]:
        """Every page but those of sources."""
        for kind in self.articles.values():
            yield from kind.values()

    def grouped(self, kind: str) -> dict[str, list[Article]]:
        """The pages of a kind by the heading they stand under, in the order of the knowledge."""
        groups: dict[str, list[Article]] = {}
        for article in self.articles[kind].values():
            groups.setdefault(article.group, []).append(article)
        return groups

    def sources_by_letter(self) -> dict[str, list[Source]]:
        """The sources under the first letter of their author."""
        letters: dict[str, list[Source]] = {}
        for source in self.sources.values():
            letters.setdefault(source.authors[:1].upper(), []).append(source)
        return letters

    def origin(self, row: Row) -> str:
        """Where a number comes from, in a word; empty for what a source says without a number."""
        if row.grade is not None:
            return words.capital(_(GRADES[row.grade]))
        return "" if row.source else _("Our judgement")

    def cited(self, key: str) -> str:
        """A source as it is named beside a number."""
        return short_citation(self.sources[key])

    def kind_names(self) -> dict[str, str]:
        """The kinds of pages, named in the language being spoken."""
        return {kind: _(name) for kind, name in KINDS.items()}


_kept: dict[tuple[str, str], Library] = {}


def library_of(knowledge: KnowledgeBase) -> Library:
    """The pages of a knowledge base, in its language; made at the first call, and kept."""
    key = knowledge.hash, knowledge.language
    if key not in _kept:
        _kept[key] = Library(knowledge)
    return _kept[key]


def short_citation(source: Source) -> str:
    """A source as it is named beside a number: ``Wood 1995``."""
    first = source.authors.split(",")[0]
    return f"{_INITIALS.sub('', first)} {source.year}"


def _order(source: Source) -> tuple[str, int, str]:
    return source.authors.casefold(), source.year, source.id


def _articles(knowledge: KnowledgeBase) -> Iterator[Article]:
    synonyms = _known_as(knowledge.lexicons)
    for article in _unnamed(knowledge):
        yield msgspec.structs.replace(article, known_as=synonyms.get(article.id, ()))


def _unnamed(knowledge: KnowledgeBase) -> Iterator[Article]:
    for cause in knowledge.causes.values():
        yield cause_article(cause, knowledge)
    for category in knowledge.categories.values():
        yield category_article(category, knowledge)
    asking = rules_by_finding(knowledge)
    for finding in knowledge.findings.values():
        yield finding_article(finding, asking.get(finding.id, ()), knowledge)
    for remedy in sorted(knowledge.remedies.values(), key=lambda remedy: remedy.tier):
        yield remedy_article(remedy, knowledge)
    for claim in knowledge.claims.values():
        yield claim_article(claim, knowledge)
    for scan in knowledge.scans.values():
        yield scan_article(scan, knowledge)
    for entry in knowledge.low_value:
        yield low_value_article(entry, knowledge)
    for rule in knowledge.rules:
        yield rule_article(rule, knowledge)
    yield from method_articles(knowledge)


def _known_as(lexicons: Mapping[str, Lexicon]) -> dict[str, tuple[str, ...]]:
    """Plain words that the reader takes for a finding, treatment or scan finding, by its id."""
    found: dict[str, dict[str, None]] = {}
    for lexicon in lexicons.values():
        for register in (lexicon.phrases, lexicon.treatments, lexicon.scans):
            for concept, patterns in register.items():
                # What follows "!" is what the words must not stand beside, and "@" names a class of words.
                told = " ".join(re.sub(r"!\([^)]*\)|!\S+|@\w+", " ", pattern) for pattern in patterns)
                found.setdefault(concept, {}).update(dict.fromkeys(_WORD.findall(told.casefold())))
    return {concept: tuple(told) for concept, told in found.items()}


def _resting(articles: Mapping[str, Mapping[str, Article]]) -> dict[str, tuple[Resting, ...]]:
    """What rests on each source, by its key. What a page repeats from another is left to that other."""
    found: dict[str, dict[str, list[tuple[str, Row]]]] = {}
    by_address = {article.address: article for kind in articles.values() for article in kind.values()}
    for place, article in by_address.items():
        for section in article.sections:
            for row in section.rows:
                if row.source is not None and not section.repeated:
                    found.setdefault(row.source, {}).setdefault(place, []).append((section.title, row))
    return {
        key: tuple(Resting(by_address[place], tuple(rows)) for place, rows in places.items())
        for key, places in found.items()
    }
