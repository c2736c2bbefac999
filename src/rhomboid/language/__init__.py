"""
The language that is being spoken: messages and numbers as its readers write them.

Text is written in English where it is said, and passed through `gettext`; another language is one file of
translations under ``locale``. Nothing here knows what the messages are about.
"""

from rhomboid.language.catalogue import SOURCE_LANGUAGE
from rhomboid.language.messages import gettext, gettext_noop, ngettext
from rhomboid.language.speaking import language_of, languages, speaking, spoken

__all__ = ["SOURCE_LANGUAGE", "gettext", "gettext_noop", "language_of", "languages", "ngettext", "speaking", "spoken"]
