"""What the forms of a new trial hold, carried from page to page in addresses that say nothing of anybody's health."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from pydantic import BaseModel

from rhomboid.answers import AccountError, remedies_used
from rhomboid.answers.trial_arms import USUAL_CARE, remedy_for_trial
from rhomboid.answers.trial_offers import MOST_DAYS
from rhomboid.answers.trial_setup import check_start, outcome_at, usual_days
from rhomboid.answers.trials import PAIN
from rhomboid.language import gettext as _
from rhomboid.model import KnowledgeBase, Remedy
from rhomboid.model.trial import TrialOutcome

LEAST_DAYS = 5
BLOCK_DAYS = (2, 60)
LONGEST_WORDS = 200


class Wanted(BaseModel):
    """
    A trial as it was asked for so far, as it was typed.

    `words` stands for a remedy in the person's own words. `none_so` is ``yes`` once the person said that nothing that
    would speak against it is so.
    """

    remedy: str = ""
    words: str = ""
    versus: str = ""
    none_so: str = ""
    days: str = ""
    block_days: str = ""
    place: str = ""
    design: str = ""
    start: str = ""

    def address(self, step: str, **changes: str) -> str:
        """Where the next step is, with all that was chosen."""
        kept = {name: value for name, value in {**self.model_dump(), **changes}.items() if value}
        return f"/trials/new/{step}?{urlencode(kept)}"


def arms_of(wanted: Wanted, knowledge: KnowledgeBase) -> tuple[Remedy, ...]:
    """The remedy, and what it is compared with where that is one too. Raises AccountError where they are not known."""
    if not (wanted.words.strip() or wanted.remedy):
        raise AccountError(_("Choose what you want to try."))
    told = [wanted.words.strip() or wanted.remedy]
    told += [wanted.versus] if wanted.versus not in ("", USUAL_CARE) else []
    return tuple(_remedy(words, knowledge) for words in told)


def said_again(arms: Sequence[Remedy], knowledge: KnowledgeBase) -> tuple[Remedy, ...]:
    """The same remedies as the knowledge in another language tells of them."""
    return tuple(knowledge.remedies[remedy.id] for remedy in arms)


def outcome_of(wanted: Wanted, knowledge: KnowledgeBase) -> TrialOutcome:
    """What is compared: the worst pain of the day, or that of one place."""
    return outcome_at(wanted.place.strip()[:LONGEST_WORDS], knowledge) if wanted.place.strip() else PAIN


def days_of(wanted: Wanted, knowledge: KnowledgeBase) -> int:
    """How long it may last."""
    found = _whole(wanted.days, LEAST_DAYS, MOST_DAYS)
    return usual_days(knowledge) if found is None else found


def block_days_of(wanted: Wanted) -> int | None:
    """How long each block shall be at least, where that was asked for."""
    return _whole(wanted.block_days, *BLOCK_DAYS)


def design_number(wanted: Wanted) -> int:
    """The design chosen, by its place in the list; 0 for what is none."""
    return int(wanted.design) if wanted.design.isascii() and wanted.design.isdigit() and len(wanted.design) < 4 else 0


def start_of(wanted: Wanted, today: date) -> date:
    """The first day; tomorrow where none was said."""
    if not wanted.start:
        return today + timedelta(days=1)
    try:
        start = date.fromisoformat(wanted.start)
    except ValueError:
        raise AccountError(_("This first day is no date. Write it as 2026-11-27.")) from None
    check_start(start, today)
    return start


def _remedy(words: str, knowledge: KnowledgeBase) -> Remedy:
    words = words[:LONGEST_WORDS]
    if not all(used.recognised for used in remedies_used(words, knowledge)):
        message = _("“{words}” is nothing that rhomboid knows, so nobody here can say whether it is safe to try.")
        raise AccountError(message.format(words=words))
    return remedy_for_trial(words, knowledge)


def _whole(typed: str, least: int, most: int) -> int | None:
    """A whole number within its limits; None for nothing. Raises AccountError for anything else."""
    typed = typed.strip()
    if not typed:
        return None
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1
    if not least <= number <= most:
        message = _("{typed} is not a number of days that works here. It is from {least} to {most}.")
        raise AccountError(message.format(typed=typed[:20], least=least, most=most))
    return number
