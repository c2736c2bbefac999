"""The numbers of the method itself: how answers are weighed, what is expected of time, and how a trial is planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from rhomboid.answers import relief_wording as words
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import CourseFact, CourseKnowledge, Curve, Estimate, KnowledgeBase, ReliefSettings
from rhomboid.model.trial import TrialKnowledge
from rhomboid.web.knowledge.amounts import Unit, estimate_row, figure_rows
from rhomboid.web.knowledge.article import Article, Row, Section, cited_only
from rhomboid.web.knowledge.names import URGENCIES

WEIGHING = {
    "text_present_weight": gettext_noop("What you tell by yourself, against a yes to the question"),
    "text_absent_weight": gettext_noop("What you deny by yourself, against a no to the question"),
    "uncertain_weight": gettext_noop("What you say with a maybe"),
    "entropy_share": gettext_noop("What a bit of certainty is worth, against a wrong urgency"),
    "stop_shift": gettext_noop("The least move of a cause that is worth a question"),
    "ruled_out_ratio": gettext_noop("How much less likely a danger must be to be asked about no more"),
    "tie_overlap": gettext_noop("How much two intervals share when we call it a tie"),
    "other_factor": gettext_noop("Factor on causes that are not listed"),
    "unmentioned_weight": gettext_noop("What you leave out, against a no to the question"),
}
RELIEF = {
    "points_per_sd": gettext_noop("Points of pain in one standard deviation between people"),
    "least_fit": gettext_noop("The least probability of the causes that a remedy is for"),
    "likely_fit": gettext_noop("The probability from which it is said that something is not worth it"),
    "suspected_mass": gettext_noop("The probability of a danger that speaks against a remedy"),
    "least_worth": gettext_noop("The least that must be left of a benefit"),
    "claim_likeness": gettext_noop("How much of a claim your words must hold"),
}
FACTORS = {
    "certainty_factors": gettext_noop("How much of an effect is counted, by its certainty"),
    "directness_factors": gettext_noop("How much of an effect is counted, by whose pain was studied"),
    "control_factors": gettext_noop("How much of an effect is counted, by what it was compared with"),
    "harm_points": gettext_noop("Points of pain that one such harm is worth avoiding"),
    "cost_points": gettext_noop("What a remedy must earn for its cost, in points"),
    "effort_points": gettext_noop("What a remedy must earn for its effort, in points"),
    "tried_factors": gettext_noop("How much is still expected of what was tried"),
}
KEYS = {
    "high": gettext_noop("high"), "moderate": gettext_noop("moderate"), "low": gettext_noop("low"),
    "very_low": gettext_noop("very low"), "none": gettext_noop("none"), "upper_back": gettext_noop("upper back"),
    "neck": gettext_noop("neck"), "low_back": gettext_noop("low back"), "elsewhere": gettext_noop("elsewhere"),
    "placebo": gettext_noop("a sham"), "active": gettext_noop("another treatment"),
    "usual_care": gettext_noop("usual care"), "nothing": gettext_noop("nothing"), "mild": gettext_noop("mild"),
    "serious": gettext_noop("serious"), "free": gettext_noop("free"), "medium": gettext_noop("medium"),
    "very_high": gettext_noop("very high"), "little": gettext_noop("little"), "some": gettext_noop("some"),
    "much": gettext_noop("much"), "helped": gettext_noop("it helped"), "no_help": gettext_noop("it did not help"),
    "worse": gettext_noop("it got worse"), "unsure": gettext_noop("could not tell"),
    "severe": gettext_noop("severe"), "worst": gettext_noop("worst"), "unknown": gettext_noop("not said"),
}  # fmt: skip


def method_articles(knowledge: KnowledgeBase) -> Iterator[Article]:
    """The pages about the method."""
    yield _article(
        "answers",
        _("How answers are weighed"),
        _("What one answer counts, when questions stop, and when danger is too likely to wait."),
        *_weighing(knowledge),
    )
    yield _article(
        "groups",
        _("Findings that say much the same"),
        _("Signs that go together are not counted in full each: 0 counts all of them, 1 counts them as one."),
        Section(_("How far each group overlaps"), _group_rows(knowledge)),
    )
    if knowledge.relief:
        plain = _("How a measured effect becomes what is expected for you.")
        yield _article("relief", _("How remedies are weighed"), plain, *_relief(knowledge.relief))
    yield _article(
        "when",
        _("When to scan, and when to come back"),
        _("What is said beside every plan and every scan report, and what it rests on."),
        *_when(knowledge),
    )
    if knowledge.course:
        plain = _("How pain like this went in people who were followed.")
        yield _article("course", _("How it usually goes"), plain, *_course(knowledge.course))
    if knowledge.trials:
        plain = _("What a trial on yourself starts from while little is known of you.")
        yield _article("trials", _("How a trial is planned"), plain, *_trials(knowledge.trials))


def _article(key: str, name: str, plain: str, *sections: Section) -> Article:
    return Article("method", key, name, plain, _("The numbers of the method"), sections)


def _weighing(knowledge: KnowledgeBase) -> Iterator[Section]:
    yield Section(_("What counts how much"), _fields(WEIGHING, knowledge.settings, "plain"))
    yield Section(
        _("How likely a danger may be"),
        tuple(
            estimate_row(_(URGENCIES[threshold.disposition]), threshold.mass, "share", details=(threshold.reason,))
            for threshold in knowledge.thresholds
        ),
        lead=_("All causes that need it, or something sooner, are taken together."),
    )
    for scale in knowledge.scales.values():
        yield Section(scale.name, cited_only((scale.source,)))


def _group_rows(knowledge: KnowledgeBase) -> tuple[Row, ...]:
    return tuple(estimate_row(group.name, group.rho, "plain") for group in knowledge.groups.values())


def _relief(relief: ReliefSettings) -> Iterator[Section]:
    yield Section(_("Single numbers"), _fields(RELIEF, relief, "plain"))
    for name, title in FACTORS.items():
        yield Section(_(title), _keyed(getattr(relief, name)))


def _when(knowledge: KnowledgeBase) -> Iterator[Section]:
    for advice in knowledge.scan_advice:
        rows = tuple(row for key in advice.shows for row in figure_rows(knowledge.figures[key]))
        yield Section(words.as_heading(advice.when), cited_only(advice.sources), (advice.says,))
        yield Section(_("What was counted of it"), rows, repeated=True, folded=True)
    for review in knowledge.reviews:
        yield Section(words.as_heading(review.when), cited_only(review.sources), (review.whom,))


def _course(course: CourseKnowledge) -> Iterator[Section]:
    for curve in course.curves.values():
        yield _curve(curve)
    yield Section(_("Getting better"), tuple(row for fact in course.recovery for row in _fact_rows(fact)))
    yield Section(_("Coming back"), tuple(row for fact in course.recurrence for row in _fact_rows(fact)))
    yield Section(
        _("Around these means"),
        (
            estimate_row(_("How much people differ, in points"), course.spread, "points"),
            estimate_row(_("How much one person differs from day to day"), course.daily_spread, "points"),
            estimate_row(_("Slower than so many people is called slow"), course.slower_share, "share"),
            estimate_row(_("So much above the start is called worse"), course.worse_points, "points"),
        ),
    )
    yield Section(_("Where the forecast begins, by how bad you call it"), _keyed(course.start_by_severity, "points"))


def _curve(curve: Curve) -> Section:
    rows = tuple(
        estimate_row(
            _("After {weeks} weeks").format(weeks=words.number(point.week)) if point.week else _("At the start"),
            point.mean,
            "plain",
        )
        for point in curve.points
    )
    scale = _("Mean pain from 0 to {span}.").format(span=words.number(curve.span))
    return Section(words.capital(curve.who), rows, lead=scale)


def _fact_rows(fact: CourseFact) -> Iterator[Row]:
    first, *rest = figure_rows(fact.figure)
    yield replace(first, details=(*first.details, fact.definition))
    yield from rest


def _trials(trials: TrialKnowledge) -> Iterator[Section]:
    moves = trials.day_to_day
    yield Section(
        _("How pain moves within one person"),
        (
            estimate_row(_("Spread from day to day"), moves.sd, "points"),
            estimate_row(_("How much one day tells of the next"), moves.autocorrelation, "plain"),
            estimate_row(_("Days on which nothing is written"), moves.missing, "share"),
        ),
    )
    yield Section(
        _("What matters"),
        (
            estimate_row(_("The least change that most call better"), trials.minimal_important_change, "points"),
            estimate_row(_("What people call much better"), trials.much_better, "points"),
            estimate_row(_("How long an effect lingers, where that is not known"), trials.carryover_days, "days"),
            estimate_row(_("How long a trial lasts"), trials.days, "days"),
        ),
    )


def _fields(names: Mapping[str, str], holder: object, unit: Unit) -> tuple[Row, ...]:
    return tuple(estimate_row(_(title), getattr(holder, name), unit) for name, title in names.items())


def _keyed(estimates: Mapping[str, Estimate], unit: Unit = "plain") -> tuple[Row, ...]:
    return tuple(
        estimate_row(_(KEYS[key]) if key in KEYS else key.replace("_", " "), estimate, unit)
        for key, estimate in estimates.items()
    )
