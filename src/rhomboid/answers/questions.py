"""What to ask next, why, and which dangers are asked about before stopping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rhomboid.answers.weighing import Weighed
from rhomboid.answers.wording import DANGEROUS
from rhomboid.inference import QuestionValue, rank_questions, should_stop
from rhomboid.model import DISPOSITIONS, Alarm, Question
from rhomboid.model.expression import atoms_of, parse_expression

MOST_SHOWN = 5
PLACES = 6


def choose_questions(weighed: Weighed) -> tuple[Question | None, tuple[Question, ...]]:
    """
    The next question, or None when none is worth asking; and those that would change most.

    Questions are asked by value. When none is worth asking by value, the dangers still open are asked about.
    """
    knowledge, asked = weighed.knowledge, weighed.gathered.asked
    known = {seen.concept for seen in weighed.gathered.observations}
    candidates = [c for c in (*knowledge.categories, *knowledge.findings) if c not in asked and c not in known]
    values = rank_questions(weighed.network, weighed.gathered.observations, candidates)
    screens = dict(_screens(weighed, {value.concept for value in values}))
    questions = [_question(weighed, value, screens.get(value.concept)) for value in values]
    by_concept = {question.concept: question for question in questions}
    most = tuple(sorted(questions, key=lambda q: (-q.expected_shift, q.concept))[:MOST_SHOWN])
    if values and not should_stop(weighed.network, values):
        return questions[0], most
    return next((by_concept[concept] for concept in screens), None), most


def _screens(weighed: Weighed, open_concepts: set[str]) -> Iterator[tuple[str, Alarm]]:
    """
    The questions that could still raise an alarm, most urgent alarm first.

    Only alarms about a cause still alive: one whose interval reaches the share below which no question is asked.
    """
    rules = {rule.id: rule for rule in weighed.knowledge.rules}
    alive = _alive(weighed)
    for alarm in weighed.triage.open_alarms:
        if alarm.disposition in DANGEROUS and alarm.id in rules and alive & set(alarm.causes):
            atoms = atoms_of(parse_expression(rules[alarm.id].when))
            for concept in dict.fromkeys(atom.name for atom, excuses in atoms if not excuses):
                if concept in open_concepts:
                    yield concept, alarm


def _alive(weighed: Weighed) -> set[str]:
    limit = weighed.knowledge.settings.stop_shift.value
    return {cause for cause, high in zip(weighed.network.causes, weighed.high.tolist(), strict=True) if high >= limit}


def _question(weighed: Weighed, value: QuestionValue, alarm: Alarm | None) -> Question:
    category = weighed.knowledge.categories.get(value.concept)
    asked = category or weighed.knowledge.findings[value.concept]
    return Question(
        concept=value.concept,
        question=asked.question,
        why=_why(weighed, value, alarm),
        options=tuple(option.id for option in category.options) if category else (),
        screens_danger=alarm is not None,
        expected_shift=round(value.expected_shift, PLACES),
    )


def _why(weighed: Weighed, value: QuestionValue, alarm: Alarm | None) -> str:
    """Why it is asked: a danger it could show, a decision it could change, or the causes it tells apart."""
    if alarm is not None:
        return f"Asked to rule out danger. {alarm.reason}"
    names = [weighed.knowledge.causes[cause].name for cause in value.moved]
    apart = f"It helps to tell apart: {_joined(names)}."
    current = DISPOSITIONS.index(weighed.triage.disposition)
    if value.loss_fall > 0 and any(DISPOSITIONS.index(d) < current for d in value.dispositions):
        return f"The answer could change how soon you should be seen. {apart}"
    return apart


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{'; '.join(names[:-1])}; {names[-1]}"
