"""`appraise_claim`: what is known of a common belief."""

from __future__ import annotations

from rhomboid.answers.caches import answering_in
from rhomboid.answers.errors import AccountError
from rhomboid.answers.naming import ideas_in
from rhomboid.answers.planning import cited_by_figures, cited_by_statements, sources_of
from rhomboid.language import gettext as _
from rhomboid.model import APPRAISAL_SCHEMA_VERSION, Claim, ClaimAppraisal, Figure, KnowledgeBase, NamedWords, NearClaim
from rhomboid.relief import rank_claims


def appraise_claim(words: str, knowledge: KnowledgeBase, locale: str = "en") -> ClaimAppraisal:
    """
    What is known of a claim, in anyone's words; or that it is none of the register.

    The claim is the one that shares most ideas with the words, if it shares enough. Someone may say the opposite of
    it: the answer states the claim it took, so that this shows. Raises AccountError when the words cannot be used.
    """
    with answering_in(locale, knowledge) as told:
        return _appraise(words, told, locale)


def _appraise(words: str, knowledge: KnowledgeBase, locale: str) -> ClaimAppraisal:
    if knowledge.relief is None:
        raise AccountError(
            _("The knowledge base {base} holds no claims. Use one that does.").format(base=repr(knowledge.id))
        )
    found = ideas_in(words, locale, knowledge)
    near = rank_claims({entry.concept for entry in found}, knowledge.claims)
    enough = knowledge.relief.claim_likeness.value
    best = near[0] if near and near[0].likeness >= enough else None
    # Beside a claim that was recognised only others as likely are worth naming, else what came near.
    least = enough if best else enough / 2
    return _about(
        words,
        knowledge.claims[best.claim_id] if best else None,
        knowledge,
        likeness=best.likeness if best else None,
        found=found,
        near=tuple(entry for entry in near if entry is not best and entry.likeness >= least),
    )


def appraise_listed_claim(claim_id: str, knowledge: KnowledgeBase, locale: str = "en") -> ClaimAppraisal:
    """What is known of a claim chosen from the register. Raises AccountError where the register has no such claim."""
    with answering_in(locale, knowledge) as told:
        if claim_id not in told.claims:
            words = _("There is no claim called {name} here. Choose one from the list.")
            raise AccountError(words.format(name=repr(claim_id)))
        claim = told.claims[claim_id]
        return _about(claim.claim, claim, told)


def _about(
    words: str,
    claim: Claim | None,
    knowledge: KnowledgeBase,
    likeness: float | None = None,
    found: tuple[NamedWords, ...] = (),
    near: tuple[NearClaim, ...] = (),
) -> ClaimAppraisal:
    figures = _claim_figures(claim, knowledge) if claim else ()
    statements = claim.statements if claim else ()
    keys = [*cited_by_figures(figures), *cited_by_statements(statements)]
    return ClaimAppraisal(
        schema_version=APPRAISAL_SCHEMA_VERSION,
        knowledge=knowledge.id,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        words=words,
        summary=claim.plain if claim else _("This is none of the claims that have been looked into here."),
        found=found,
        near=near,
        sources=sources_of(keys, knowledge),
        claim_id=claim.id if claim else None,
        claim=claim.claim if claim else None,
        likeness=likeness,
        verdict=claim.verdict if claim else None,
        plain=claim.plain if claim else None,
        qualifier=claim.qualifier if claim else None,
        figures=figures,
        statements=statements,
    )


def _claim_figures(claim: Claim, knowledge: KnowledgeBase) -> tuple[Figure, ...]:
    return (*claim.figures.values(), *(knowledge.figures[key] for key in claim.shows))
