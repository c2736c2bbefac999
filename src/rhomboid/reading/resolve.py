"""One answer per concept from several mentions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rhomboid.model import Finding, Mention, Reading


def resolve(
    reading: Reading, findings: Mapping[str, Finding], circumstances: Collection[str] = ()
) -> dict[str, Mention]:
    """
    The mention that counts for each concept, among the person's own and current ones.

    For red flags and circumstances, which make remedies unsafe, a presence beats any absence, because missing it
    costs more. For the rest the later mention wins; a stated one beats an uncertain one.
    """
    chosen: dict[str, Mention] = {}
    for mention in reading.mentions:
        if mention.experiencer == "other" or mention.time == "past":
            continue
        before = chosen.get(mention.concept)
        finding = findings.get(mention.concept)
        cautious = mention.concept in circumstances or (finding is not None and finding.red_flag)
        if before is None or _beats(mention, before, cautious):
            chosen[mention.concept] = mention
    return chosen


def _beats(later: Mention, before: Mention, cautious: bool) -> bool:
    if cautious and later.presence != before.presence:
        return later.presence == "present"
    return later.certainty == "stated" or before.certainty == "uncertain"
