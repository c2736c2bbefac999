"""The lower half of the clinician's page: the person on the left, the plan and the questions on the right."""

from __future__ import annotations

from collections.abc import Iterator

from rhomboid.answers import relief_wording
from rhomboid.answers.relief_wording import capital
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import Appraisal, RemedyOption, ScanAppraisal, TreatmentAppraisal
from rhomboid.report.clinician.nouns import Given, Limits, Line, Section
from rhomboid.report.clinician.person import bears_on_treatment, contraindications, red_flags, what_was_tried
from rhomboid.report.clinician.text import cut, in_short, shortened
from rhomboid.report.lead import Lead
from rhomboid.report.plan_view import view_plan

MOST_QUESTIONS = 4
JUDGED = gettext_noop("(j)")
"""What marks a number without a source."""


def sections_of_person(given: Given, limits: Limits) -> Iterator[Section]:
    """Red flags by what was asked of them, contraindications, and what was tried."""
    assessment, account, knowledge = given.assessment, given.account, given.knowledge
    flags = red_flags(assessment, account, knowledge)
    headings = {
        "there": _("There"),
        "denied": _("Denied when asked"),
        "in_passing": _("Only denied in passing"),
        "not_asked": _("Not asked"),
    }
    yield Section(
        _("Red flags"),
        tuple(
            Line(
                f"{in_short(names, limits.names, limits.text)}.",
                label=f"{headings[kind]} ({len(names)}):",
                alarming=kind == "there" and bool(names),
            )
            for kind, names in flags.items()
            if names or kind == "there"
        ),
    )
    known = bears_on_treatment(assessment, account, knowledge)
    told = in_short(known, limits.names, limits.text) if known else _("nothing told")
    lines = [Line(f"{told}.", label=_("Known:"))]
    against = contraindications(given.plan) if given.plan else {}
    lines += [
        Line(
            _("rules out {remedies}.").format(remedies=in_short(remedies, limits.names, limits.text)),
            label=f"{capital(cut(name, limits.text))}:",
        )
        for name, remedies in against.items()
    ]
    yield Section(_("Contraindications known"), shortened(lines, limits.lines))
    tried = [Line(cut(entry, limits.text)) for entry in what_was_tried(assessment, account, knowledge)]
    yield Section(_("What was tried"), shortened(tried, limits.lines) or (Line(_("Nothing was told.")),))


BEST_OF_A_TIER = 2
"""How many options of each further risk tier are named."""


def sections_of_plan(given: Given, lead: Lead, limits: Limits) -> Iterator[Section]:
    """The first options and what is ruled out, where a plan may stand; then what was appraised, danger first."""
    view = view_plan(given.plan, lead, given.knowledge) if given.plan else None
    if given.plan and view is None:
        yield Section(_("Plan"), (Line(_("None by themselves: they were told to get help.")),))
    elif given.plan and view:
        lines = [_option(option, limits) for option in view.first]
        later = [option.name for tier in view.others for option in tier.options[:BEST_OF_A_TIER]]
        if later:
            lines.append(Line(f"{in_short(later, limits.names, limits.text)}.", label=_("Then, by rising risk:")))
        if given.plan.ruled_out:
            names = [entry.name for entry in given.plan.ruled_out]
            lines.append(Line(f"{in_short(names, limits.names, limits.text)}.", label=_("Ruled out:")))
        yield Section(_("Plan in brief"), tuple(lines) or (Line(_("Nothing is worth trying on their own.")),))
    found = [line for entry in given.appraisals for line in _appraised(entry, limits)]
    if found:
        found.sort(key=lambda line: not line.alarming)
        yield Section(_("Also asked about"), shortened(found, limits.lines))


def _option(option: RemedyOption, limits: Limits) -> Line:
    """One option with what may be expected; the source is that of the figure it rests on."""
    if option.always:
        expected = _("what everything else is compared with")
    elif option.prevents:
        expected = _("against its coming back")
    else:
        expected = relief_wording.benefit_words(option.benefit)
    base = next((effect for effect in option.effects if effect.id == option.rests_on), None)
    source = base.estimate.source if base else None
    judged = "" if source or option.always or option.prevents else f" {_(JUDGED)}"
    label = f"{cut(option.name, limits.text)}:"
    return Line(f"{expected}{judged}", label=label, sources=(source,) if source else ())


def _appraised(appraisal: Appraisal, limits: Limits) -> Iterator[Line]:
    """A scan report by its findings, serious ones first; a treatment or claim in a line."""
    if not isinstance(appraisal, ScanAppraisal):
        label = _("Treatment:") if isinstance(appraisal, TreatmentAppraisal) else _("Claim:")
        asked = f"\u201c{cut(appraisal.words, limits.text // 2)}\u201d"
        yield Line(f"{asked}: {cut(appraisal.summary, limits.text)}", label=label)
        return
    there = [item for item in appraisal.items if item.presence == "present"]
    for item in sorted(there, key=lambda item: not item.serious):
        name = cut(" ".join([item.name, *item.levels]), limits.text)
        if item.serious:
            yield Line(_("{finding}. To be looked at.").format(finding=name), label=_("Scan:"), alarming=True)
        elif item.prevalence:
            share = relief_wording.in_hundred(item.prevalence.value)
            source = item.prevalence.source
            words = _("{finding}, in {share} without pain").format(finding=name, share=share)
            yield Line(words, label=_("Scan:"), sources=(source,) if source else ())
        else:
            yield Line(name, label=_("Scan:"))
    if appraisal.unmatched:
        yield Line(in_short(appraisal.unmatched, limits.names, limits.text), label=_("Scan, not understood:"))


def questions(given: Given, lead: Lead, limits: Limits) -> Iterator[Section]:
    """What would change the ranking most if it were asked, and what the person may ask of the plan."""
    asked = [Line(cut(entry.question, limits.text)) for entry in given.assessment.would_change_most]
    if asked:
        yield Section(_("Would change this most if asked"), shortened(asked, min(limits.lines, MOST_QUESTIONS)))
    view = view_plan(given.plan, lead, given.knowledge) if given.plan else None
    if view:
        wanted = dict.fromkeys(question for option in view.first for question in option.questions)
        if wanted:
            lines = [Line(cut(question, limits.text)) for question in wanted]
            yield Section(_("The person may ask"), shortened(lines, min(limits.lines, MOST_QUESTIONS)))
