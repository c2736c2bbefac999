"""A question as it is put to a person: its words, its options, and why it is asked."""

from __future__ import annotations

from collections.abc import Sequence

from rhomboid.model import KnowledgeBase, Question


def pose(
    concept: str,
    why: str,
    knowledge: KnowledgeBase,
    shown: Sequence[str] = (),
    screens_danger: bool = False,
    expected_shift: float = 0.0,
) -> Question:
    """
    The question about a finding, category, screen or scale. `shown` are the findings on a screen's card.

    Raises KeyError for a concept the knowledge base does not have.
    """
    words, names = _words(concept, knowledge, shown)
    return Question(
        concept=concept,
        question=words,
        why=why,
        options=tuple(names),
        option_names=tuple(names.values()),
        screens_danger=screens_danger,
        expected_shift=expected_shift,
    )


def _words(concept: str, knowledge: KnowledgeBase, shown: Sequence[str]) -> tuple[str, dict[str, str]]:
    if concept in knowledge.categories:
        category = knowledge.categories[concept]
        return category.question, {option.id: option.name for option in category.options}
    if concept in knowledge.scales:
        return knowledge.scales[concept].name, {}
    if concept in knowledge.findings:
        return knowledge.findings[concept].question, {}
    cards = {screen.id: screen.question for screen in knowledge.screens}
    return cards[concept], {finding: knowledge.findings[finding].name for finding in shown}
