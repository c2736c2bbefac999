"""What is said where there is no forecast."""

from __future__ import annotations

from rhomboid.language import gettext as _
from rhomboid.model import Assessment


def no_course_sentence(assessment: Assessment) -> str:
    """Why nothing can be said of how it will go, where nobody is needed at once."""
    if assessment.unread:
        return _("Nothing could be understood yet, so nothing can be said of how it will go.")
    return _("Nobody has followed people with what this is likely to be, so there is no forecast.")
