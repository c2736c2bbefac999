"""What a clinician needs to know of the person: who, what was denied and what was never asked, what was tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rhomboid.answers.naming import tried_in
from rhomboid.answers.relief_wording import capital
from rhomboid.answers.wording import one_of
from rhomboid.language import Words, gettext_noop
from rhomboid.language import gettext as _
from rhomboid.model import Account, Assessment, KnowledgeBase, Plan, Tried
from rhomboid.model.expression import atoms_of, parse_expression
from rhomboid.report.body_map import painful_sites, site_sentence

OUTCOMES: Words[Tried] = Words(
    {
        "helped": gettext_noop("{remedy}: helped"),
        "no_help": gettext_noop("{remedy}: did not help"),
        "worse": gettext_noop("{remedy}: made it worse"),
        "unsure": gettext_noop("{remedy}: cannot tell"),
    }
)
TOLD = Words(
    {
        "duration": gettext_noop("duration"),
        "onset": gettext_noop("onset"),
        "course": gettext_noop("course"),
        "severity": gettext_noop("severity"),
    }
)
"""Categories that stand in the first line, by the clinician's word for them."""


def person_line(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> str:
    """The account in a line: sex, age, how long, how it began, which way it goes, how bad, where."""
    chosen = _chosen(assessment, knowledge)
    sexes = {"female": _("female"), "male": _("male")}
    who = sexes[account.sex] if account.sex else chosen.get("sex") or _("sex not told")
    age = chosen.get("age", _("age not told"))
    if account.age is not None:
        age = _("{age} years").format(age=f"{account.age:g}")
    parts = [f"{who}, {age}"]
    not_told = _("not told")
    parts += [f"{word}: {chosen.get(category, not_told)}" for category, word in TOLD.items()]
    return ". ".join(capital(part) for part in parts) + "."


def where_it_hurts(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> list[str]:
    """The sites that hurt, each with its sides."""
    sites = painful_sites(assessment, account, knowledge)
    return [site_sentence(site, sides, knowledge) for site, sides in sites.items()]


def red_flags(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> dict[str, list[str]]:
    """
    Names of red flags: there, denied when asked, only denied in passing, and never asked.

    What is denied in passing was read from words; nobody asked, so that it does not count as excluded.
    """
    said = {entry.concept: entry for entry in assessment.understood}
    sorted_out: dict[str, list[str]] = {"there": [], "denied": [], "in_passing": [], "not_asked": []}
    for finding in knowledge.findings.values():
        if finding.red_flag:
            entry = said.get(finding.id)
            answered = account.answers.get(finding.id, "not_asked")
            if answered == "not_asked" and entry is not None:
                answered = entry.answer if entry.answer != "chosen" else "not_asked"
            asked = entry is None or entry.origin == "answer" or account.answers.get(finding.id) == answered
            kind = {"present": "there", "absent": "denied" if asked else "in_passing"}.get(answered, "not_asked")
            sorted_out[kind].append(finding.name)
    return sorted_out


def bears_on_treatment(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> list[str]:
    """What is known of the person that can speak against a remedy: illnesses, allergies, implants, medicines."""
    present = {entry.concept for entry in assessment.understood if entry.answer == "present"}
    present |= {concept for concept, said in account.answers.items() if said == "present"}
    names = {key: circumstance.name for key, circumstance in knowledge.circumstances.items()}
    asked_about = _asked_about(knowledge)
    for key, finding in knowledge.findings.items():
        if finding.kind == "history" and key in asked_about:
            names[key] = finding.name
    return [name for key, name in names.items() if key in present]


def contraindications(plan: Plan) -> dict[str, list[str]]:
    """What speaks against remedies in this person, each with the remedies that it rules out."""
    found: dict[str, list[str]] = {}
    for entry in plan.ruled_out:
        for caution in entry.because:
            found.setdefault(caution.name, []).append(entry.name)
    return found


def what_was_tried(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> list[str]:
    """Each remedy that was tried, with how it went."""
    tried = _tried(assessment, account, knowledge)
    names = {remedy.id: remedy.name for remedy in knowledge.remedies.values()}
    return [OUTCOMES[outcome].format(remedy=names.get(remedy, remedy)) for remedy, outcome in tried.items()]


def _asked_about(knowledge: KnowledgeBase) -> set[str]:
    """Every finding and circumstance that a contraindication asks about."""
    rows = [row for remedy in knowledge.remedies.values() for row in remedy.contraindications if row.when]
    return {atom.name for row in rows for atom, _ in atoms_of(parse_expression(row.when or ""))}


def _tried(assessment: Assessment, account: Account, knowledge: KnowledgeBase) -> Mapping[str, Tried]:
    """As the plan takes it: findings that tell it, the words, and the account, which overrules both."""
    said = {entry.concept: entry.answer for entry in assessment.understood}
    shown: dict[str, Tried] = {
        remedy.id: "helped" if said[remedy.shown_by] == "present" else "no_help"
        for remedy in knowledge.remedies.values()
        if remedy.shown_by in said
    }
    read = {mention.remedy: mention.outcome for mention in tried_in(account.text, account.locale, knowledge)}
    return {**shown, **read, **account.tried}


def _chosen(assessment: Assessment, knowledge: KnowledgeBase) -> dict[str, str]:
    """What was chosen of each category, in words; several options are one of these."""
    names: dict[str, list[str]] = {}
    for category, option in _options(assessment):
        known = knowledge.categories.get(category)
        names.setdefault(category, []).extend(
            entry.name for entry in (known.options if known else ()) if entry.id == option
        )
    return {category: one_of(list(dict.fromkeys(found))) for category, found in names.items() if found}


def _options(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for entry in assessment.understood:
        category, equals, options = entry.concept.partition("=")
        for option in options.split(",") if equals else ():
            yield category, option
