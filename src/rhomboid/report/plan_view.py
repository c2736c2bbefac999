"""What of a plan stands on a page, and what is folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from rhomboid.answers.relief_wording import SHOWN_OPTIONS
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import KnowledgeBase, LeftOut, Plan, RemedyOption
from rhomboid.report.lead import Lead
from rhomboid.report.pictures import Scale, scale_for

HELD_BACK = gettext_noop("Your scan report comes first: until someone has seen it, only the safest things stand here.")


class Tier(msgspec.Struct, frozen=True):
    """Options of one risk tier, with its name."""

    name: str
    options: tuple[RemedyOption, ...]


class LeftOutGroup(msgspec.Struct, frozen=True):
    """Remedies left out for the same reason."""

    because: str
    remedies: tuple[LeftOut, ...]


class PlanView(msgspec.Struct, frozen=True):
    """
    A plan in the order of reading: `first` with their pictures, `others` by tier in a list.

    `scale` is shared by all interval bars, so that they can be compared.
    """

    first: tuple[RemedyOption, ...]
    others: tuple[Tier, ...]
    left_out: tuple[LeftOutGroup, ...]
    notes: tuple[str, ...]
    scale: Scale

    @property
    def count_of_others(self) -> int:
        """How many options are folded away."""
        return sum(len(tier.options) for tier in self.others)


def view_plan(plan: Plan, lead: Lead, knowledge: KnowledgeBase) -> PlanView | None:
    """
    The plan as it may stand beside what the page says first; None where someone is needed today.

    Where a scan report asks for more than the plan knew of, the riskier tiers are taken out.
    """
    if lead.urgent:
        return None
    options = tuple(option for option in plan.options if option.tier <= _most_tier(lead, knowledge))
    return PlanView(
        first=options[:SHOWN_OPTIONS],
        others=tuple(_tiers(options[SHOWN_OPTIONS:])),
        left_out=tuple(_left_out(plan.left_out)),
        notes=(*plan.notes, *([_(HELD_BACK)] if len(options) < len(plan.options) else [])),
        scale=scale_for([option.benefit for option in options if not option.prevents and not option.always]),
    )


def _most_tier(lead: Lead, knowledge: KnowledgeBase) -> float:
    if knowledge.relief is None:
        return float("inf")
    return knowledge.relief.most_tier.get(lead.disposition, -1)


def _tiers(options: Sequence[RemedyOption]) -> Iterator[Tier]:
    for name, members in groupby(options, key=lambda option: option.tier_name):
        yield Tier(name, tuple(members))


def _left_out(remedies: Sequence[LeftOut]) -> Iterator[LeftOutGroup]:
    for because in dict.fromkeys(entry.because for entry in remedies):
        yield LeftOutGroup(because, tuple(entry for entry in remedies if entry.because == because))
