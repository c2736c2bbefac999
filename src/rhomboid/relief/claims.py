"""Which claim of the register someone's words make, if any."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rhomboid.model import Claim, NearClaim

MOST_NEAR = 3
PLACES = 3


def rank_claims(ideas: Collection[str], claims: Mapping[str, Claim]) -> tuple[NearClaim, ...]:
    """
    The claims that share most with what was said, likest first; none that shares nothing.

    `ideas` are the parts of claims found in the words. The likeness (0..1) is the share of a claim's ideas among
    them, by weight; equals stand by how much of what was said they account for, then by id.
    """
    told = set(ideas)
    ranked = [(_likeness(claim, told), len(told & claim.ideas.keys()), claim) for claim in claims.values()]
    ranked.sort(key=lambda entry: (-entry[0], -entry[1], entry[2].id))
    return tuple(NearClaim(claim.id, claim.claim, likeness) for likeness, _, claim in ranked[:MOST_NEAR] if likeness)


def _likeness(claim: Claim, told: set[str]) -> float:
    found = sum(weight for idea, weight in claim.ideas.items() if idea in told)
    return round(found / sum(claim.ideas.values()), PLACES)
