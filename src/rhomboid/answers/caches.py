"""
What is slow to build from a knowledge base and the same for every account: translations, networks, readers, catalogues.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal

from rhomboid.inference import Network, build_network
from rhomboid.knowledge import in_language
from rhomboid.language import speaking, spoken
from rhomboid.model import KnowledgeBase, Setting
from rhomboid.reading import Phrasebook, Reader
from rhomboid.relief import Catalogue, build_catalogue

MOST_KEPT = 6
Register = Literal["treatments", "scans", "ideas"]


class _ByHash:
    """A knowledge base that equals any other of the same content hash in the same language."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.key = (knowledge.hash, knowledge.language)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByHash) and other.key == self.key


@contextmanager
def answering_in(locale: str, knowledge: KnowledgeBase) -> Iterator[KnowledgeBase]:
    """Speak the language of a locale inside the `with`, whose value is the knowledge told in it."""
    with speaking(locale):
        yield told(knowledge)


def told(knowledge: KnowledgeBase) -> KnowledgeBase:
    """The knowledge in the language that is being spoken, kept for the next answer."""
    language = spoken()
    return knowledge if knowledge.language == language else _told(_ByHash(knowledge), language)


def network_for(knowledge: KnowledgeBase, setting: Setting) -> Network:
    """The network of a knowledge base in one setting, kept for the next account."""
    return _network(_ByHash(knowledge), setting)


def readable_languages(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The languages whose words can be read, by code; in the others only answers can be given."""
    return tuple(knowledge.lexicons)


def reader_for(knowledge: KnowledgeBase, locale: str) -> Reader | None:
    """The reader of a locale's language, kept for the next account; None when no lexicon speaks it."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return _reader(_ByHash(knowledge), language) if language in knowledge.lexicons else None


def catalogue_for(knowledge: KnowledgeBase) -> Catalogue:
    """The catalogue of remedies of a knowledge base, kept for the next account."""
    return _catalogue(_ByHash(knowledge))


def phrasebook_for(knowledge: KnowledgeBase, language: str, register: Register) -> Phrasebook:
    """The phrases of a language that name treatments, scan findings or ideas of claims, kept for the next words."""
    return _phrasebook(_ByHash(knowledge), language, register)


@lru_cache(maxsize=MOST_KEPT)
def _told(key: _ByHash, language: str) -> KnowledgeBase:
    return in_language(key.knowledge, language)


@lru_cache(maxsize=MOST_KEPT)
def _phrasebook(key: _ByHash, language: str, register: Register) -> Phrasebook:
    lexicon = key.knowledge.lexicons[language]
    return Phrasebook(lexicon, getattr(lexicon, register), exclusive=register != "ideas")


@lru_cache(maxsize=MOST_KEPT)
def _catalogue(key: _ByHash) -> Catalogue:
    return build_catalogue(key.knowledge)


@lru_cache(maxsize=MOST_KEPT)
def _network(key: _ByHash, setting: Setting) -> Network:
    return build_network(key.knowledge, setting)


@lru_cache(maxsize=MOST_KEPT)
def _reader(key: _ByHash, language: str) -> Reader:
    knowledge = key.knowledge
    return Reader(knowledge.lexicons[language], knowledge.findings, knowledge.circumstances)
