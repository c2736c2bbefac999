"""What would come out if some answers were others: switches to try it with, and what moves. Nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from rhomboid.answers.gathering import PERSON, SIDE
from rhomboid.answers.interview import Interview, answer_category, answer_finding
from rhomboid.answers.wording import SHOWN_CAUSES
from rhomboid.language import gettext as _
from rhomboid.model import Account, Assessment, CauseResult, KnowledgeBase, Understood

UNKNOWN = "not_asked"
ONE_OF = ","
"""Between the options of a category that were chosen together."""


class Switch(msgspec.Struct, frozen=True):
    """
    One answer that can be tried as another.

    `options` are the values it can have with their words, `now` is the one it has. What was read from words cannot be
    made unknown: the words still say it. `told` is False for what has not been answered.
    """

    concept: str
    name: str
    options: dict[str, str]
    now: str
    told: bool


class Move(msgspec.Struct, frozen=True):
    """One cause before and after."""

    before: CauseResult
    after: CauseResult


def switches(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> tuple[Switch, ...]:
    """A switch for each answer given that bears on the causes, then for each question that would change most."""
    told = {switch.concept: switch for switch in _told(assessment, account, knowledge)}
    asked = (switch for switch in _not_told(assessment, knowledge) if switch.concept not in told)
    return (*told.values(), *asked)


def switched(interview: Interview, changes: Mapping[str, str], knowledge: KnowledgeBase) -> Interview:
    """
    The interview with some answers given otherwise, by concept: a presence, or options of a category.

    A concept or value that the knowledge base does not have is refused when the account is assessed.
    """
    for concept, value in changes.items():
        if concept in knowledge.categories:
            options = () if value == UNKNOWN else tuple(value.split(ONE_OF))
            interview = answer_category(interview, concept, options)
        else:
            interview = _without_pain(interview, concept) if value == UNKNOWN else interview
            interview = answer_finding(interview, concept, value)  # type: ignore[arg-type]
    return interview


def moves(before: Assessment, after: Assessment) -> tuple[Move, ...]:
    """The causes that lead before or after, likeliest afterwards first."""
    earlier = {cause.id: cause for cause in before.causes}
    leading = {cause.id for answer in (before, after) for cause in answer.causes[:SHOWN_CAUSES]}
    return tuple(Move(earlier[cause.id], cause) for cause in after.causes if cause.id in leading)


def _told(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> Iterator[Switch]:
    sided = any(pain.side for pain in account.pains)
    chosen: dict[str, list[Understood]] = {}
    for entry in assessment.understood:
        category, _equals, option = entry.concept.partition("=")
        if option:
            chosen.setdefault(category, []).append(entry)
        elif entry.concept in knowledge.findings:
            options = _presences(
                knowable=entry.origin == "answer" and not _is_scored(entry.concept, account, knowledge)
            )
            yield Switch(entry.concept, entry.name, options, entry.answer, told=True)
    for category, entries in chosen.items():
        # Age and sex are who someone is, and a side shown on the map is told by the places.
        if category not in PERSON and not (category == SIDE and sided):
            yield _category_switch(category, entries, account, knowledge)


def _category_switch(category: str, entries: list[Understood], account: Account, knowledge: KnowledgeBase) -> Switch:
    options = {option.id: option.name for option in knowledge.categories[category].options}
    chosen = [entry.concept.partition("=")[2] for entry in entries]
    now = ONE_OF.join(chosen)
    if len(chosen) > 1:
        options = {now: "; ".join(options[option] for option in chosen), **options}
    if category in account.choices:
        options[UNKNOWN] = _("not known")
    return Switch(category, knowledge.categories[category].name, options, now, told=True)


def _not_told(assessment: Assessment, knowledge: KnowledgeBase) -> Iterator[Switch]:
    for question in assessment.would_change_most:
        concept = question.concept
        if concept in knowledge.scales:
            concept = knowledge.scales[concept].finding
        if concept in knowledge.categories:
            options = dict(zip(question.options, question.option_names, strict=True))
            yield Switch(concept, question.question, {UNKNOWN: _("not known"), **options}, UNKNOWN, told=False)
        elif concept in knowledge.findings:
            yield Switch(concept, knowledge.findings[concept].question, _presences(knowable=True), UNKNOWN, told=False)


def _presences(knowable: bool) -> dict[str, str]:
    names = {"present": _("yes"), "absent": _("no")}
    return {**names, UNKNOWN: _("not known")} if knowable else names


def _is_scored(concept: str, account: Account, knowledge: KnowledgeBase) -> bool:
    return any(knowledge.scales[scale].finding == concept for scale in account.scores if scale in knowledge.scales)


def _without_pain(interview: Interview, site: str) -> Interview:
    pains = tuple(pain for pain in interview.account.pains if pain.site != site)
    return msgspec.structs.replace(interview, account=msgspec.structs.replace(interview.account, pains=pains))
