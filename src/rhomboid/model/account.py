"""What one person told us."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.cause import Setting
from rhomboid.model.finding import Presence
from rhomboid.model.remedy import Cost, Tried

Sex = Literal["female", "male"]
Side = Literal["left", "right", "both", "middle"]
Certainty = Literal["stated", "uncertain"]
Avoided = Literal["medicines", "appointments"]


class Pain(msgspec.Struct, frozen=True, omit_defaults=True):
    """One place that hurts: a site finding's id, and the side where the site has one."""

    site: str
    side: Side | None = None


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A person's own words and answers.

    `answers` maps finding and circumstance ids to present, absent or not_asked; it overrules what is read from
    `text`. `choices` maps category ids to the chosen option ids: several mean "one of these". `scores` holds raw
    questionnaire items by scale and item id. `tried` says how remedies went; `avoid` and `highest_cost` are wishes
    that a plan honours.
    """

    text: str = ""
    age: float | None = None
    sex: Sex | None = None
    setting: Setting = "home"
    locale: str = "en"
    answers: dict[str, Presence] = {}
    choices: dict[str, tuple[str, ...]] = {}
    pains: tuple[Pain, ...] = ()
    scores: dict[str, dict[str, int]] = {}
    tried: dict[str, Tried] = {}
    avoid: tuple[Avoided, ...] = ()
    highest_cost: Cost | None = None


class Span(msgspec.Struct, frozen=True):
    """Characters `start` to `end` (exclusive) of the account's text, as Python counts them."""

    start: int
    end: int


class Mention(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One thing understood from a person's words.

    `concept` is a finding id, or ``category=option``. `experiencer` and `time` say whose it is and when:
    only the person's own, current or lasting findings enter the assessment.
    """

    concept: str
    presence: Literal["present", "absent"]
    span: Span
    words: str
    certainty: Certainty = "stated"
    experiencer: Literal["self", "other"] = "self"
    time: Literal["now", "past"] = "now"
    side: Side | None = None
    spelled: str | None = None


class Reading(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Everything understood from one text, in the order it stands there.

    `age`, `sex`, `duration_days` and `pain_nrs` are numbers found in the words, where there were any.
    """

    mentions: tuple[Mention, ...] = ()
    age: float | None = None
    sex: Sex | None = None
    duration_days: float | None = None
    pain_nrs: float | None = None


class Observation(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    One thing known about the person, ready to be weighed.

    Either `presence` is set and `concept` is a finding id, or `options` is set and `concept` is a category id;
    several options mean "one of these". `weight` (0..1) scales the log-likelihood: 1 for an answer, less for
    what was only read from words.
    """

    concept: str
    presence: Literal["present", "absent"] | None = None
    options: tuple[str, ...] = ()
    weight: float = 1.0
    origin: Literal["words", "answer"] = "answer"
