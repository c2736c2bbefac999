"""What is missing or does not add up in remedies, course, scans and claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rhomboid.knowledge.content import Content
from rhomboid.model import Effect, Problem, Remedy
from rhomboid.model.expression import ExpressionError, atoms_of, parse_expression

TIER_WITH_QUESTIONS = 2
"""From this risk tier on, a remedy says what to ask whoever offers it."""
NAMED_BY_WORDS = ("treatments", "scans", "ideas")


def check_relief_coverage(content: Content) -> Iterator[Problem]:
    """Everything in the relief files that is missing, unused or cannot be weighed."""
    for file in content.of("remedy"):
        remedy = content.knowledge.remedies.get(file.value["id"])
        if remedy:
            for at, code, message, advice in _remedy(remedy):
                yield file.problem((at,), code, message, advice)
    yield from _unused_circumstances(content)
    yield from _wording(content)
    for file in content.of("claim"):
        if not content.knowledge.claims[file.value["id"]].statements and not _sourced(content, file.value["id"]):
            message = "Nothing behind the verdict has a source."
            yield file.problem(("verdict",), "unsourced_claim", message, "Cite a figure or a statement.")


Told = tuple[str, str, str, str]


def _remedy(remedy: Remedy) -> Iterator[Told]:
    if not remedy.indications:
        yield "id", "no_indication", "It is for no cause.", "Add `indications`."
    if remedy.always and any(row.action == "rule_out" for row in remedy.contraindications):
        message = "It is offered to everyone who may have a plan, and yet something rules it out."
        yield "always", "always_ruled_out", message, "Make that a `caution`, or the remedy not `always`."
    twice = Counter(
        (cause, duration)
        for row in remedy.indications
        for cause in row.causes
        for duration in row.durations or ("hours", "days", "weeks", "months", "years")
    )
    for (cause, duration), count in sorted(twice.items()):
        if count > 1:
            message = f"`{cause}` for {duration} is met by {count} indications."
            yield "indications", "indicated_twice", message, "Keep one."
    for row in remedy.indications:
        effect = remedy.effects.get(row.effect or "")
        if effect and not weighable(effect):
            message = f"`{row.effect}` cannot be put on the 0-10 scale."
            yield "indications", "not_weighable", message, "Use points, sd, or share with `compared`; or judge it."
    if remedy.tier >= TIER_WITH_QUESTIONS and not remedy.questions:
        yield "id", "no_questions", "It has no question for whoever offers it.", "Add `questions`."


def weighable(effect: Effect) -> bool:
    """Whether an effect can be turned into points of pain: a difference, or two shares."""
    if effect.measure == "share":
        return effect.compared is not None
    return effect.measure == "sd" or (effect.measure == "points" and effect.compared is None)


def _unused_circumstances(content: Content) -> Iterator[Problem]:
    used: set[str] = set()
    for remedy in content.knowledge.remedies.values():
        for row in remedy.contraindications:
            try:
                used |= {atom.name for atom, _ in atoms_of(parse_expression(row.when))} if row.when else set()
            except ExpressionError:
                return
    for key in content.knowledge.circumstances.keys() - used:
        message = f"No remedy asks about `{key}`."
        yield content.problem("circumstances.yaml", (key,), "unused_circumstance", message, "Use it or delete it.")


def _wording(content: Content) -> Iterator[Problem]:
    """Remedies, scan findings, ideas and circumstances that no words can name."""
    knowledge = content.knowledge
    ideas = {idea for claim in knowledge.claims.values() for idea in claim.ideas}
    needed = {"treatments": knowledge.remedies.keys(), "scans": knowledge.scans.keys(), "ideas": ideas}
    for language, lexicon in knowledge.lexicons.items():
        told = {"treatments": lexicon.treatments, "scans": lexicon.scans, "ideas": lexicon.ideas}
        for section in NAMED_BY_WORDS:
            for key in sorted(needed[section] - told[section].keys()):
                message = f"`{key}` has no {section} pattern in lexicon/{language}."
                yield content.problem(f"lexicon/{language}", (), "no_words", message, "Add how people say it.")
        for key in sorted(knowledge.circumstances.keys() - lexicon.phrases.keys()):
            message = f"`{key}` has no phrase in lexicon/{language}."
            yield content.problem("circumstances.yaml", (key,), "no_phrase", message, "Add how people say it.")


def _sourced(content: Content, key: str) -> bool:
    claim, figures = content.knowledge.claims[key], content.knowledge.figures
    shown = [*claim.figures.values(), *(figures[name] for name in claim.shows if name in figures)]
    return any(figure.estimate.source for figure in shown)
