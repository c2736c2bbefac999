"""`assess`: the whole answer to one account. `rank`: the short one that a batch needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from rhomboid.answers.caches import answering_in, told
from rhomboid.answers.notes import write_notes
from rhomboid.answers.questions import choose_questions
from rhomboid.answers.results import PLACES, likeliest_pairs, rank_causes, rank_causes_with_reasons
from rhomboid.answers.weighing import Weighed, weigh_account
from rhomboid.answers.wording import SHOWN_CAUSES, SHOWN_REASONS
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import (
    SCHEMA_VERSION,
    Account,
    Advice,
    Alarm,
    Assessment,
    CauseResult,
    Disposition,
    KnowledgeBase,
    Source,
    Understood,
)
from rhomboid.model.rule import UNREAD

DEFAULT_NUMBER = "default"
UNKNOWN_NUMBER = gettext_noop("your local emergency number")


class Ranking(msgspec.Struct, frozen=True):
    """The short answer: urgency, causes without reasons, and what was understood."""

    disposition: Disposition
    causes: tuple[CauseResult, ...]
    understood: tuple[Understood, ...]


def assess(account: Account, knowledge: KnowledgeBase, today: date) -> Assessment:
    """
    Answer one account: urgency, causes with intervals and reasons, and what to ask next.

    The same account, knowledge and day give the same bytes, in the language of the account's locale. An empty account
    is answered with how common each cause is. Raises AccountError, in words, when the account names what the knowledge
    base does not have, or when its text is longer than 20,000 characters. Misleads when the pain is not in the upper
    back.
    """
    with answering_in(account.locale, knowledge) as knowledge_told:
        return _assess(account, knowledge_told, today)


def _assess(account: Account, knowledge: KnowledgeBase, today: date) -> Assessment:
    weighed = weigh_account(account, knowledge, today)
    causes = rank_causes_with_reasons(weighed)
    next_question, most = choose_questions(weighed)
    advice = _advice(weighed)
    number = emergency_number(account.locale, knowledge)
    sources = _sources(weighed.triage.alarms, causes, knowledge)
    return Assessment(
        schema_version=SCHEMA_VERSION,
        knowledge=knowledge.id,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        today=today.isoformat(),
        setting=account.setting,
        disposition=weighed.disposition,
        title=with_number(advice.title, number),
        what_to_do=with_number(advice.what_to_do, number),
        come_back_if=with_number(advice.come_back_if, number),
        emergency_number=number,
        alarms=weighed.triage.alarms,
        open_alarms=weighed.triage.open_alarms,
        danger_mass={key: round(mass, PLACES) for key, mass in weighed.danger_mass.items()},
        causes=causes,
        pairs=likeliest_pairs(weighed),
        understood=weighed.gathered.understood,
        not_counted=weighed.gathered.not_counted,
        next_question=next_question,
        would_change_most=most,
        sources=sources,
        unread=weighed.unread,
        notes=write_notes(weighed, causes, sources),
        pain_nrs=weighed.reading.pain_nrs,
    )


def rank(account: Account, knowledge: KnowledgeBase, today: date) -> Ranking:
    """The same urgency, probabilities and intervals as `assess`, without reasons and questions: faster."""
    with answering_in(account.locale, knowledge) as knowledge_told:
        weighed = weigh_account(account, knowledge_told, today)
        return Ranking(
            disposition=weighed.disposition,
            causes=rank_causes(weighed),
            understood=weighed.gathered.understood,
        )


def to_json(answer: msgspec.Struct | None) -> str:
    """An answer as JSON, indented, the same bytes for the same answer; ``null`` where there is none."""
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()


def emergency_number(locale: str, knowledge: KnowledgeBase) -> str:
    """What to call in the locale's country (the ``GB`` of ``en-GB``), or the default where it is not known."""
    numbers = told(knowledge).emergency_numbers
    region = locale.replace("_", "-").rpartition("-")[2].upper() if len(locale) > 2 else ""
    return numbers.get(region) or numbers.get(DEFAULT_NUMBER) or _(UNKNOWN_NUMBER)


def _advice(weighed: Weighed) -> Advice:
    """What to do; words of their own when nothing was understood and nothing is urgent."""
    advice = weighed.knowledge.advice
    if weighed.unread and weighed.disposition == advice[UNREAD].disposition:
        return advice[UNREAD]
    return advice[weighed.disposition]


def with_number(text: str, number: str) -> str:
    """Advice with the emergency number filled in."""
    return text.replace("{emergency_number}", number).strip()


def _sources(alarms: Sequence[Alarm], causes: Sequence[CauseResult], knowledge: KnowledgeBase) -> dict[str, Source]:
    """The sources of the alarms and reasons, in the order they are first met by a reader."""
    shown = [
        reason
        for cause in causes[:SHOWN_CAUSES]
        for reason in (*cause.reasons_for[:SHOWN_REASONS], *cause.reasons_against[:SHOWN_REASONS])
    ]
    others = [reason for cause in causes for reason in (*cause.reasons_for, *cause.reasons_against)]
    keys = [key for alarm in alarms for key in alarm.sources]
    keys += [reason.source for reason in (*shown, *others) if reason.source is not None]
    return {key: knowledge.sources[key] for key in dict.fromkeys(keys) if key in knowledge.sources}
