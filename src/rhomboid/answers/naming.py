"""What someone's words name: findings of a scan, treatments, ideas of a claim, and what was tried."""

from __future__ import annotations

from rhomboid.answers.caches import phrasebook_for
from rhomboid.answers.errors import AccountError
from rhomboid.language import gettext as _
from rhomboid.language import numeral
from rhomboid.model import KnowledgeBase, Lexicon, NamedWords, ScanReading, TriedMention
from rhomboid.reading import read_scan, read_tried

LONGEST_WORDS = 5_000


def scan_in(words: str, locale: str, knowledge: KnowledgeBase) -> ScanReading:
    """What a scan report says. Raises AccountError, in words, when it cannot be read."""
    lexicon = _lexicon(words, locale, knowledge)
    return read_scan(words, phrasebook_for(knowledge, lexicon.language, "scans"), lexicon.cues)


def treatments_in(words: str, locale: str, knowledge: KnowledgeBase) -> tuple[NamedWords, ...]:
    """The treatments named, in the order of the words. Raises AccountError, in words, when they cannot be read."""
    lexicon = _lexicon(words, locale, knowledge)
    return phrasebook_for(knowledge, lexicon.language, "treatments").find(words)


def ideas_in(words: str, locale: str, knowledge: KnowledgeBase) -> tuple[NamedWords, ...]:
    """The parts of claims found. Raises AccountError, in words, when the words cannot be read."""
    lexicon = _lexicon(words, locale, knowledge)
    return phrasebook_for(knowledge, lexicon.language, "ideas").find(words)


def tried_in(text: str, locale: str, knowledge: KnowledgeBase) -> tuple[TriedMention, ...]:
    """What someone tells of remedies they tried; nothing where the language is not read."""
    language = _language(locale)
    if not text or language not in knowledge.lexicons:
        return ()
    return read_tried(text, phrasebook_for(knowledge, language, "treatments"), knowledge.lexicons[language].cues)


def _lexicon(words: str, locale: str, knowledge: KnowledgeBase) -> Lexicon:
    if not words.strip():
        raise AccountError(_("There are no words to appraise. Give them in quotes, or - for stdin."))
    if len(words) > LONGEST_WORDS:
        raise AccountError(
            _("The words are {count} characters long; at most {most} are read.").format(
                count=numeral(f"{len(words):,}"), most=numeral(f"{LONGEST_WORDS:,}")
            )
        )
    if _language(locale) not in knowledge.lexicons:
        words_cannot = _(
            "Words in the language of {locale} cannot be read yet. Write them in English, and say so by the locale."
        )
        raise AccountError(words_cannot.format(locale=repr(locale)))
    return knowledge.lexicons[_language(locale)]


def _language(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0].lower()
