"""`plan`: what to try first and what to leave alone. `course`: how pain like this usually goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rhomboid.answers.caches import answering_in, catalogue_for
from rhomboid.answers.checking import refuse_faults
from rhomboid.answers.errors import AccountError
from rhomboid.answers.naming import tried_in
from rhomboid.language import gettext as _
from rhomboid.language import numeral
from rhomboid.model import (
    PLAN_SCHEMA_VERSION,
    Account,
    Assessment,
    Course,
    CourseFigure,
    Effect,
    Figure,
    KnowledgeBase,
    PainPoint,
    Plan,
    Source,
    Statement,
)
from rhomboid.relief import Catalogue, Choices, allows_plan, choose, forecast, holds_back, person_of

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""What may be the key of a source in a note."""
LONGEST_DIARY = 5_000
LEAST_NRS, MOST_NRS = 0.0, 10.0


def plan(assessment: Assessment, account: Account, knowledge: KnowledgeBase, points: Sequence[PainPoint] = ()) -> Plan:
    """
    What to try, least risk first, what to leave alone, and the expected course, for the account of an assessment.

    Where someone is needed at once there are no options: only what to do now. `points` are the person's own pain
    since the forecast begins. Raises AccountError, in words, when the account or the points cannot be used, or when
    the knowledge base holds no remedies. Misleads when the assessment is of another account.
    """
    with answering_in(account.locale, knowledge) as told:
        return _plan(assessment, account, told, points)


def _plan(assessment: Assessment, account: Account, knowledge: KnowledgeBase, points: Sequence[PainPoint]) -> Plan:
    catalogue = _catalogue(account, knowledge, points)
    person = person_of(assessment, account, catalogue, tried_in(account.text, account.locale, knowledge))
    choices = choose(catalogue, person, account, assessment.disposition)
    expected = None
    if allows_plan(assessment.disposition, catalogue) and not assessment.unread:
        expected = forecast(catalogue, person, points)
    return Plan(
        schema_version=PLAN_SCHEMA_VERSION,
        knowledge=knowledge.id,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        today=assessment.today,
        disposition=assessment.disposition,
        title=assessment.title,
        what_to_do=assessment.what_to_do,
        urgent_if=assessment.come_back_if,
        emergency_number=assessment.emergency_number,
        options=choices.options,
        ruled_out=choices.ruled_out,
        left_out=choices.left_out,
        leave_alone=choices.leave_alone,
        come_back=choices.come_back,
        notes=tuple(_notes(assessment, choices, catalogue)),
        sources=sources_of(_cited(choices, knowledge), knowledge),
        course=_with_sources(expected, knowledge),
    )


def course(
    assessment: Assessment, account: Account, knowledge: KnowledgeBase, points: Sequence[PainPoint] = ()
) -> Course | None:
    """
    How pain like this usually goes, with the person's own points beside it.

    None where someone is needed at once, where nothing was understood, or where nobody with such causes was
    followed. Raises AccountError as `plan` does.
    """
    with answering_in(account.locale, knowledge) as told:
        catalogue = _catalogue(account, told, points)
        if assessment.unread or not allows_plan(assessment.disposition, catalogue):
            return None
        return _with_sources(forecast(catalogue, person_of(assessment, account, catalogue), points), told)


def _catalogue(account: Account, knowledge: KnowledgeBase, points: Sequence[PainPoint]) -> Catalogue:
    refuse_faults(account, knowledge)
    if knowledge.relief is None:
        raise AccountError(
            _("The knowledge base {base} holds no remedies. Use one that does.").format(base=repr(knowledge.id))
        )
    if len(points) > LONGEST_DIARY:
        words = _("There are {count} days of pain; at most {most} are used.")
        raise AccountError(words.format(count=numeral(f"{len(points):,}"), most=numeral(f"{LONGEST_DIARY:,}")))
    for point in points:
        if not LEAST_NRS <= point.pain_nrs <= MOST_NRS:
            pain = numeral(f"{point.pain_nrs:g}")
            raise AccountError(_("A pain of {pain} cannot be right. Give 0 to 10.").format(pain=pain))
    return catalogue_for(knowledge)


def _notes(assessment: Assessment, choices: Choices, catalogue: Catalogue) -> Iterator[str]:
    if assessment.unread and choices.options:
        yield _("Nothing could be understood yet, so this is what would suit most people with upper back pain.")
    if choices.options and holds_back(assessment.disposition, catalogue):
        yield _("Until you have been seen, only the safest things stand here.")
    if choices.options and not any(effect.directness == "upper_back" for effect in _effects(choices)):
        yield _("None of this was studied in upper back pain itself: most of it comes from the low back and the neck.")
    elif choices.options:
        yield _(
            "Little of this was studied in upper back pain itself: most of it comes from the low back and the neck."
        )


def _effects(choices: Choices) -> Iterator[Effect]:
    return (effect for option in choices.options for effect in option.effects)


def _cited(choices: Choices, knowledge: KnowledgeBase) -> Iterator[str | None]:
    """The sources of everything in a plan, in the order a reader meets them."""
    for option in choices.options:
        yield from cited_by_figures(option.effects)
        yield from cited_by_statements(option.statements)
        yield from _KEY.findall(option.judged_because or "")
        for harm in option.harms:
            yield from cited_by_figures([harm.rate] if harm.rate else [])
            yield harm.source
        for caution in (*option.cautions, *option.check_first):
            yield from caution.sources
    for ruled_out in choices.ruled_out:
        for caution in ruled_out.because:
            yield from caution.sources
    for left in choices.left_out:
        yield from cited_by_figures(left.effects)
    for entry in choices.leave_alone:
        yield from cited_by_figures(entry.figures)
        yield from cited_by_statements(entry.statements)
    for review in choices.come_back:
        yield from review.sources
    if knowledge.relief and choices.options:
        yield knowledge.relief.points_per_sd.source


def cited_by_figures(figures: Iterable[Figure]) -> Iterator[str | None]:
    """The sources of figures, of both arms."""
    for figure in figures:
        yield figure.estimate.source
        yield figure.compared.source if figure.compared else None


def cited_by_statements(statements: Iterable[Statement]) -> Iterator[str | None]:
    """The sources of statements."""
    return (statement.source for statement in statements)


def sources_of(keys: Iterable[str | None], knowledge: KnowledgeBase) -> dict[str, Source]:
    """The sources named, each once, in the order they are first met."""
    return {key: knowledge.sources[key] for key in dict.fromkeys(keys) if key in knowledge.sources}


def _with_sources(expected: Course | None, knowledge: KnowledgeBase) -> Course | None:
    if expected is None or knowledge.course is None:
        return None
    facts: tuple[CourseFigure, ...] = (*expected.recovery, *expected.recurrence)
    keys = [share.source for share in expected.curves]
    keys += [key for key in cited_by_figures(fact.figure for fact in facts) if key]
    keys += [knowledge.course.spread.source or ""]
    return msgspec.structs.replace(expected, sources=sources_of(keys, knowledge))
