"""One set of observations from a person's words, answers, scores and places that hurt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

import msgspec

from rhomboid.model import Account, Category, KnowledgeBase, Mention, Observation, Presence, Reading, Understood

SIDE = "side"
PERSON = ("age", "sex")


class Gathered(msgspec.Struct, frozen=True):
    """
    What is known of one person, ready to be weighed, sorted by concept so that order never matters.

    `circumstances` bear on what is safe to try and move no probability: they enter neither triage nor causes.
    `unmentioned` is what someone would have said had it been so, as faint absences: they shape the causes, and are
    neither shown as understood nor kept from being asked, nor do they enter triage.
    `asked` are the concepts that need not be asked again, known or not. `not_counted` are things read that
    did not enter: the past, other people, and words that a later answer overruled.
    """

    observations: tuple[Observation, ...]
    circumstances: tuple[Observation, ...]
    unmentioned: tuple[Observation, ...]
    understood: tuple[Understood, ...]
    not_counted: tuple[Mention, ...]
    asked: frozenset[str]

    @property
    def bearing_on_causes(self) -> tuple[Observation, ...]:
        """Everything that moves the causes' probabilities."""
        return self.observations + self.unmentioned

    @property
    def without_unsaid(self) -> tuple[Observation, ...]:
        """The observations less every absence that was only read from words: these never lower the urgency."""
        return tuple(o for o in self.observations if not (o.origin == "words" and o.presence == "absent"))


class _Known(msgspec.Struct):
    """Observations under construction: later, surer origins replace earlier ones of the same concept."""

    observations: dict[str, Observation]
    circumstances: dict[str, Observation]
    mentions: dict[str, Mention]
    sides: dict[str, set[str]]

    def seen(self, concept: str) -> Observation | None:
        """What is known so far of a finding, category or circumstance."""
        return self.observations.get(concept) or self.circumstances.get(concept)

    def put(self, observation: Observation, knowledge: KnowledgeBase) -> None:
        """Add one observation where it belongs."""
        kept = self.circumstances if observation.concept in knowledge.circumstances else self.observations
        kept[observation.concept] = observation


def gather(
    account: Account,
    reading: Reading,
    resolved: Mapping[str, Mention],
    scored: Mapping[str, Presence],
    knowledge: KnowledgeBase,
) -> Gathered:
    """Merge everything said. Answers overrule scores, scores overrule places, places overrule words."""
    known = _Known(observations={}, circumstances={}, mentions={}, sides={"words": set(), "answer": set()})
    _add_mentions(known, resolved, knowledge)
    _add_numbers(known, account, reading, resolved, knowledge)
    _add_pains(known, account)
    _add_presences(known, scored, knowledge)
    _add_presences(known, account.answers, knowledge)
    _add_sides(known, knowledge)
    for category, options in account.choices.items():
        if options:
            known.observations[category] = Observation(concept=category, options=tuple(sorted(set(options))))
    observations = tuple(known.observations[concept] for concept in sorted(known.observations))
    circumstances = tuple(known.circumstances[concept] for concept in sorted(known.circumstances))
    return Gathered(
        observations=observations,
        circumstances=circumstances,
        unmentioned=tuple(_unmentioned(account, known.observations, knowledge)),
        understood=tuple(entry for o in (*observations, *circumstances) for entry in _understand(o, known, knowledge)),
        not_counted=tuple(_left_out(reading.mentions, known)),
        asked=frozenset(
            {*known.observations, *account.answers, *account.choices}
            | {knowledge.scales[scale].finding for scale in account.scores}
        ),
    )


def _unmentioned(account: Account, known: Mapping[str, Observation], knowledge: KnowledgeBase) -> Iterable[Observation]:
    """
    What someone would have said: other sites, once any was said to hurt; and what is nearly always volunteered.

    Red flags are left out: nothing unsaid speaks against them.
    """
    told_sites = any(
        seen.presence == "present" and knowledge.findings[concept].kind == "site" for concept, seen in known.items()
    )
    for finding in knowledge.findings.values():
        expected = told_sites if finding.kind == "site" else finding.volunteered and bool(account.text)
        if expected and finding.id not in known and not finding.red_flag:
            weight = knowledge.settings.unmentioned_weight.value
            yield Observation(concept=finding.id, presence="absent", weight=weight, origin="words")


def band(category: Category, number: float) -> str:
    """The option of a banded category that holds `number`; upper ends are exclusive, the last band is open."""
    return category.options[bisect_right(category.edges, number)].id


def _add_mentions(known: _Known, resolved: Mapping[str, Mention], knowledge: KnowledgeBase) -> None:
    chosen: dict[str, dict[str, Mention]] = {}
    for concept, mention in resolved.items():
        category, _, option = concept.partition("=")
        if option:
            chosen.setdefault(category, {})[option] = mention
        elif concept not in knowledge.categories:  # A bare category is a number, added by itself.
            known.mentions[concept] = mention
            weight = _weight(mention, knowledge)
            known.put(Observation(concept, mention.presence, weight=weight, origin="words"), knowledge)
            finding = knowledge.findings.get(concept)
            if mention.side and mention.presence == "present" and finding and finding.kind == "site":
                known.sides["words"].add(mention.side)
    for category, mentions in chosen.items():
        if category in knowledge.categories:
            _add_options(known, knowledge.categories[category], mentions, knowledge)


def _add_options(known: _Known, category: Category, mentions: dict[str, Mention], knowledge: KnowledgeBase) -> None:
    """What was said of one category. "Not burning" alone means one of the others."""
    ids = [option.id for option in category.options]
    named = [i for i in ids if i in mentions and mentions[i].presence == "present"]
    options = named or [i for i in ids if i not in mentions]
    used = [mentions[i] for i in named] or list(mentions.values())
    if not options or len(options) == len(ids):
        return
    known.observations[category.id] = Observation(
        concept=category.id,
        options=tuple(sorted(options)),
        weight=min(_weight(mention, knowledge) for mention in used),
        origin="words",
    )
    known.mentions.update({f"{category.id}={i}": mentions[i] for i in named})


def _weight(mention: Mention, knowledge: KnowledgeBase) -> float:
    settings = knowledge.settings
    weight = settings.text_present_weight if mention.presence == "present" else settings.text_absent_weight
    return weight.value * (settings.uncertain_weight.value if mention.certainty == "uncertain" else 1)


def _add_numbers(
    known: _Known, account: Account, reading: Reading, resolved: Mapping[str, Mention], knowledge: KnowledgeBase
) -> None:
    """Ages, days and points out of ten become bands. An age or sex given as such overrules one read."""
    read = {"age": reading.age, "duration": reading.duration_days, "severity": reading.pain_nrs}
    for name, number in read.items():
        if number is not None and name in knowledge.categories:
            _add_read(known, name, band(knowledge.categories[name], number), resolved.get(name), knowledge)
    if reading.sex is not None and "sex" in knowledge.categories:
        _add_read(known, "sex", reading.sex, resolved.get("sex"), knowledge)
    if account.age is not None and "age" in knowledge.categories:
        option = band(knowledge.categories["age"], account.age)
        known.observations["age"] = Observation(concept="age", options=(option,))
    if account.sex is not None and "sex" in knowledge.categories:
        known.observations["sex"] = Observation(concept="sex", options=(account.sex,))


def _add_read(known: _Known, category: str, option: str, mention: Mention | None, knowledge: KnowledgeBase) -> None:
    """One number read. An age or sex that stands in the words is as good as an answer."""
    weight = 1.0 if category in PERSON else knowledge.settings.text_present_weight.value
    known.observations[category] = Observation(concept=category, options=(option,), weight=weight, origin="words")
    if mention is not None:
        known.mentions[f"{category}={option}"] = mention


def _add_pains(known: _Known, account: Account) -> None:
    for pain in account.pains:
        known.observations[pain.site] = Observation(concept=pain.site, presence="present")
        if pain.side:
            known.sides["answer"].add(pain.side)


def _add_presences(known: _Known, presences: Mapping[str, Presence], knowledge: KnowledgeBase) -> None:
    """Answers replace what was read. "Don't know" (not_asked) changes nothing."""
    for concept, presence in presences.items():
        if presence != "not_asked":
            known.put(Observation(concept=concept, presence=presence), knowledge)


def _add_sides(known: _Known, knowledge: KnowledgeBase) -> None:
    """The sides of the places that hurt; those shown on the body map overrule those read."""
    if SIDE not in knowledge.categories:
        return
    for origin in ("answer", "words"):
        sides = known.sides[origin]
        if sides and (origin == "answer" or SIDE not in known.observations):
            options = ("both",) if {"left", "right"} <= sides or "both" in sides else tuple(sorted(sides))
            weight = 1.0 if origin == "answer" else knowledge.settings.text_present_weight.value
            known.observations[SIDE] = Observation(
                concept=SIDE, options=options, weight=weight, origin="answer" if origin == "answer" else "words"
            )
            return


def _understand(observation: Observation, known: _Known, knowledge: KnowledgeBase) -> Iterable[Understood]:
    if observation.presence is not None:
        mention = known.mentions.get(observation.concept) if observation.origin == "words" else None
        yield Understood(
            concept=observation.concept,
            name=concept_name(observation.concept, knowledge),
            answer=observation.presence,
            origin=observation.origin,
            weight=round(observation.weight, 6),
            mention=mention,
            side=mention.side if mention else None,
        )
        return
    category = knowledge.categories[observation.concept]
    names = {option.id: option.name for option in category.options}
    for option in observation.options:
        concept = f"{category.id}={option}"
        yield Understood(
            concept=concept,
            name=f"{category.name}: {names[option]}",
            answer="chosen",
            origin=observation.origin,
            weight=round(observation.weight, 6),
            mention=known.mentions.get(concept) if observation.origin == "words" else None,
        )


def concept_name(concept: str, knowledge: KnowledgeBase) -> str:
    """What a finding or circumstance is called. Raises KeyError for any other concept."""
    circumstance = knowledge.circumstances.get(concept)
    return circumstance.name if circumstance else knowledge.findings[concept].name


def _left_out(mentions: Iterable[Mention], known: _Known) -> Iterable[Mention]:
    """The mentions shown as read but not counted. A second mention of the same thing is not worth showing."""
    used = list(known.mentions.values())
    for mention in mentions:
        category, _, option = mention.concept.partition("=")
        observation = known.seen(category)
        own = mention.experiencer == "self" and mention.time == "now"
        if own and observation is not None and _agrees(mention, option, observation):
            continue
        if mention not in used or observation is None or observation.origin == "answer":
            yield mention


def _agrees(mention: Mention, option: str, observation: Observation) -> bool:
    if option:
        return (option in observation.options) == (mention.presence == "present")
    if observation.options:
        return observation.origin == "words"
    return observation.presence == mention.presence
