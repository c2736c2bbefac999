"""What to ask next, why, and which dangers are asked about before stopping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rhomboid.answers.posing import pose
from rhomboid.answers.weighing import Weighed
from rhomboid.answers.wording import DANGEROUS
from rhomboid.inference import QuestionValue, rank_questions, should_stop
from rhomboid.language import gettext as _
from rhomboid.model import DISPOSITIONS, Alarm, Question
from rhomboid.model.expression import atoms_of, parse_expression

MOST_SHOWN = 5
PLACES = 6


def choose_questions(weighed: Weighed) -> tuple[Question | None, tuple[Question, ...]]:
    """
    The next question, or None when none is worth asking; and those that would change most.

    Danger comes first: each card of danger signs on which one could still raise an alarm. Then questions by value.
    When none is worth asking by value, what else could still raise an alarm is asked before stopping.
    """
    knowledge, asked = weighed.knowledge, weighed.gathered.asked
    known = {seen.concept for seen in weighed.gathered.observations}
    candidates = [c for c in (*knowledge.categories, *knowledge.findings) if c not in asked and c not in known]
    values = rank_questions(weighed.network, weighed.gathered.observations, candidates)
    screens: dict[str, Alarm] = {}
    for concept, alarm in _screens(weighed, {value.concept for value in values}):
        screens.setdefault(concept, alarm)
    most = sorted(values, key=lambda value: (-value.expected_shift, value.concept))[:MOST_SHOWN]
    return (
        _card(weighed) or _chosen(weighed, values, screens),
        tuple(_question(weighed, value, screens.get(value.concept)) for value in most),
    )


def _card(weighed: Weighed) -> Question | None:
    """
    The first card of danger signs with one on it that could still raise an alarm; None when there is none.

    What was only denied in passing is asked again here: words clear no red flag.
    """
    present = {seen.concept for seen in weighed.gathered.observations if seen.presence == "present"}
    settled = present | weighed.account.answers.keys()
    for screen in weighed.knowledge.screens:
        unsettled = tuple(finding for finding in screen.findings if finding not in settled)
        if next(_screens(weighed, set(unsettled)), None):
            return pose(screen.id, screen.reason, weighed.knowledge, shown=unsettled, screens_danger=True)
    return None


def _chosen(weighed: Weighed, values: Sequence[QuestionValue], screens: dict[str, Alarm]) -> Question | None:
    if values and not should_stop(weighed.network, values):
        return _question(weighed, values[0], screens.get(values[0].concept))
    if not screens:
        return None
    concept = next(iter(screens))
    value = next(value for value in values if value.concept == concept)
    return _question(weighed, value, screens[concept])


def _screens(weighed: Weighed, open_concepts: set[str]) -> Iterator[tuple[str, Alarm]]:
    """
    The questions that could still raise an alarm, most urgent alarm first.

    Only alarms about a cause still alive.
    """
    rules = {rule.id: rule for rule in weighed.knowledge.rules}
    alive = _alive(weighed)
    for alarm in weighed.triage.open_alarms:
        if alarm.disposition in DANGEROUS and alarm.id in rules and alive & set(alarm.causes):
            for concept in _raising_concepts(rules[alarm.id].when):
                if concept in open_concepts:
                    yield concept, alarm


@lru_cache(maxsize=1024)
def _raising_concepts(when: str) -> tuple[str, ...]:
    """The concepts of a rule that could raise its alarm, in the order written."""
    atoms = atoms_of(parse_expression(when))
    return tuple(dict.fromkeys(atom.name for atom, excuses in atoms if not excuses))


def _alive(weighed: Weighed) -> set[str]:
    """Causes that what was told has not made less likely by more than `ruled_out_ratio`."""
    ratio, setting = weighed.knowledge.settings.ruled_out_ratio.value, weighed.account.setting
    causes = weighed.knowledge.causes
    return {
        cause
        for cause, probability in zip(weighed.network.causes, weighed.posterior.causes.tolist(), strict=True)
        if probability >= ratio * causes[cause].pretest_probability[setting].value
    }


def _question(weighed: Weighed, value: QuestionValue, alarm: Alarm | None) -> Question:
    scale = next((scale.id for scale in weighed.knowledge.scales.values() if scale.finding == value.concept), None)
    return pose(
        scale or value.concept,
        _why(weighed, value, alarm),
        weighed.knowledge,
        screens_danger=alarm is not None,
        expected_shift=round(value.expected_shift, PLACES),
    )


def _why(weighed: Weighed, value: QuestionValue, alarm: Alarm | None) -> str:
    """Why it is asked: a danger it could show, a decision it could change, or the causes it tells apart."""
    if alarm is not None:
        return _("Asked to rule out danger. {reason}").format(reason=alarm.reason)
    names = [weighed.knowledge.causes[cause].name for cause in value.moved]
    apart = _("It helps to tell apart: {causes}.").format(causes="; ".join(names))
    current = DISPOSITIONS.index(weighed.triage.disposition)
    if value.loss_fall > 0 and any(DISPOSITIONS.index(d) < current for d in value.dispositions):
        return " ".join((_("The answer could change how soon you should be seen."), apart))
    return apart
