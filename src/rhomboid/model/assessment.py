"""What rhomboid answers: how urgent, what it may be, and why."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.account import Mention
from rhomboid.model.cause import Disposition
from rhomboid.model.source import Source

SCHEMA_VERSION = "1"


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    How much one answer speaks for or against one cause.

    `decibans` is the leave-one-out change of the cause's log-odds: 10 is ten times likelier, -10 ten times
    less. `concept` is a finding id or ``category=option``; `answer` is what the person said of it: ``unmentioned``
    is all together that they would have said had it been so.
    """

    concept: str
    name: str
    answer: Literal["present", "absent", "chosen", "unmentioned"]
    decibans: float
    grade: str
    source: str | None = None
    place: str | None = None


class CauseResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cause with its probability, 90% interval, reasons, and the causes it cannot be told from."""

    id: str
    name: str
    plain: str
    probability: float
    low: float
    high: float
    disposition: Disposition
    reasons_for: tuple[Reason, ...] = ()
    reasons_against: tuple[Reason, ...] = ()
    tied_with: tuple[str, ...] = ()


class PairResult(msgspec.Struct, frozen=True):
    """Two causes that together explain the pain, with the probability of exactly this pair."""

    causes: tuple[str, str]
    probability: float


class Alarm(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule that fired (or, in `open_alarms`, could still fire), or a danger mass over its threshold."""

    id: str
    disposition: Disposition
    reason: str
    because: tuple[str, ...]
    causes: tuple[str, ...]
    sources: tuple[str, ...]
    basis: str


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The next thing worth asking, and why.

    `concept` is a finding, category, screen or scale id: a scale is asked item by item. `options` are the category's
    option ids, or the findings on the screen's card, of which any number may be ticked, and
    `option_names` their words. `why` names the
    causes or the decision it bears on. `expected_shift` is the expected total move of probability between
    causes, 0..1.
    """

    concept: str
    question: str
    why: str
    options: tuple[str, ...] = ()
    option_names: tuple[str, ...] = ()
    screens_danger: bool = False
    expected_shift: float = 0.0


class Understood(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that entered the assessment: from words (with the mention) or from an answer."""

    concept: str
    name: str
    answer: Literal["present", "absent", "chosen"]
    origin: Literal["words", "answer"]
    weight: float
    mention: Mention | None = None
    side: str | None = None


class Assessment(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    The whole answer to one account, ready for any face to render.

    `disposition` is the more urgent of rules and danger mass; `alarms` say why. `causes` are ranked, all of
    them, and their probabilities can sum to more than 1 because two causes may act together; what they leave
    is never zero: `something_else` is one of them. `unread` is true when nothing could be understood.
    `pain_nrs` is the pain (0-10) that the words told as a number.
    """

    schema_version: str
    knowledge: str
    knowledge_version: str
    knowledge_hash: str
    today: str
    setting: str
    disposition: Disposition
    title: str
    what_to_do: str
    come_back_if: str
    emergency_number: str
    alarms: tuple[Alarm, ...]
    open_alarms: tuple[Alarm, ...]
    danger_mass: dict[Disposition, float]
    causes: tuple[CauseResult, ...]
    pairs: tuple[PairResult, ...]
    understood: tuple[Understood, ...]
    not_counted: tuple[Mention, ...]
    next_question: Question | None
    would_change_most: tuple[Question, ...]
    sources: dict[str, Source]
    unread: bool = False
    notes: tuple[str, ...] = ()
    pain_nrs: float | None = None
