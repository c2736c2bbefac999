"""How urgent: rules over findings, and the posterior mass of dangerous causes; the more urgent wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rhomboid.model import DISPOSITIONS, Alarm, Disposition, KnowledgeBase, Observation, Rule, Threshold
from rhomboid.model.expression import Facts, Node, atoms_of, holds, parse_expression, true_atoms


@dataclass(frozen=True)
class TriageResult:
    """
    The disposition, the alarms that ask for it or for less, and those that an answer could still raise.

    `alarms` and `open_alarms` go from most to least urgent; every open alarm is more urgent than `disposition`.
    """

    disposition: Disposition
    alarms: tuple[Alarm, ...]
    open_alarms: tuple[Alarm, ...]


def triage(
    knowledge: KnowledgeBase,
    observations: Sequence[Observation],
    danger_mass: Mapping[Disposition, float],
    numbers: Mapping[str, float] | None = None,
) -> TriageResult:
    """
    Decide how soon the person should be seen.

    `danger_mass` gives, for each disposition, the posterior probability (0..1) that the person needs it or a
    more urgent one. `numbers` may hold ``age`` in years. Absence that was only read from words is left out:
    it can clear nothing. With no alarm at all the disposition is the least urgent.
    """
    facts = known_facts(observations, numbers or {})
    alarms = [_rule_alarm(rule, true_atoms(_parsed(rule.when)[0], facts)) for rule in _ringing(knowledge, facts)]
    alarms += [_mass_alarm(t) for t in knowledge.thresholds if danger_mass.get(t.disposition, 0.0) >= t.mass.value]
    disposition = min((alarm.disposition for alarm in alarms), key=DISPOSITIONS.index, default=DISPOSITIONS[-1])
    could = [
        _rule_alarm(rule, true_atoms(_parsed(rule.when)[0], facts))
        for rule in knowledge.rules
        if DISPOSITIONS.index(rule.disposition) < DISPOSITIONS.index(disposition)
        and holds(_parsed(rule.when)[0], facts, unknown=True)
    ]
    return TriageResult(disposition, _by_urgency(alarms), _by_urgency(could))


def triage_by_rules(
    knowledge: KnowledgeBase, observations: Sequence[Observation], numbers: Mapping[str, float] | None = None
) -> Disposition:
    """The disposition that the rules alone ask for; cheap, and never more urgent than that of `triage`."""
    ringing = _ringing(knowledge, known_facts(observations, numbers or {}))
    return min((rule.disposition for rule in ringing), key=DISPOSITIONS.index, default=DISPOSITIONS[-1])


def _ringing(knowledge: KnowledgeBase, facts: Facts) -> list[Rule]:
    known = facts.findings.keys() | facts.chosen.keys() | facts.numbers.keys()
    parsed = [(rule, *_parsed(rule.when)) for rule in knowledge.rules]
    return [rule for rule, node, raising in parsed if not raising.isdisjoint(known) and holds(node, facts)]


def known_facts(observations: Iterable[Observation], numbers: Mapping[str, float]) -> Facts:
    """
    What the rules may rely on. Presence counts whoever said it; absence only when it was answered.
    """
    findings: dict[str, bool] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for seen in observations:
        if seen.options:
            chosen[seen.concept] = seen.options
        elif seen.presence == "present":
            findings[seen.concept] = True
        elif seen.origin == "answer":
            findings.setdefault(seen.concept, False)
    return Facts(findings, chosen, dict(numbers))


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[Node, frozenset[str]]:
    """The expression, and the concepts of which one must be known for it to ring at all."""
    node = parse_expression(text)
    return node, frozenset(atom.name for atom, excuses in atoms_of(node) if not excuses)


def _rule_alarm(rule: Rule, because: tuple[str, ...]) -> Alarm:
    return Alarm(
        id=rule.id,
        disposition=rule.disposition,
        reason=rule.reason,
        because=because,
        causes=rule.causes,
        sources=rule.sources,
        basis=rule.basis,
    )


def _mass_alarm(threshold: Threshold) -> Alarm:
    return Alarm(
        id=f"danger_mass_{threshold.disposition}",
        disposition=threshold.disposition,
        reason=threshold.reason,
        because=(),
        causes=(),
        sources=(threshold.mass.source,) if threshold.mass.source else (),
        basis="judgement",
    )


def _by_urgency(alarms: Iterable[Alarm]) -> tuple[Alarm, ...]:
    return tuple(sorted(alarms, key=lambda alarm: DISPOSITIONS.index(alarm.disposition)))
