"""Checked plain values -> the nouns of relief: remedies, their settings, course, scans and claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rhomboid.knowledge.estimates import Expander, Scale
from rhomboid.knowledge.yaml_file import JsonPath
from rhomboid.model import (
    Cause,
    Circumstance,
    Claim,
    Contraindication,
    CourseFact,
    CourseKnowledge,
    Curve,
    CurvePoint,
    Effect,
    Estimate,
    Figure,
    Harm,
    Indication,
    LowValue,
    ReliefSettings,
    Remedy,
    Review,
    ScanAdvice,
    ScanFinding,
    ScanRegion,
    Statement,
)
from rhomboid.model.trial import DayToDay, TrialKnowledge

Row = dict[str, Any]
_NO_WORD = re.compile(r"[^a-z0-9]+")
FACTORS = ("certainty_factors", "directness_factors", "control_factors")
POINTS = ("harm_points", "cost_points", "effort_points")


def build_circumstances(value: Row) -> dict[str, Circumstance]:
    """`circumstances.yaml`."""
    return {key: Circumstance(key, **row) for key, row in value.items()}


def build_relief(expander: Expander) -> ReliefSettings:
    """`relief.yaml`."""
    value = expander.file.value

    def table(name: str, scale: Scale) -> dict[str, Estimate]:
        return {key: expander.estimate(row, (name, key), scale) for key, row in value[name].items()}

    return ReliefSettings(
        points_per_sd=expander.estimate(value["points_per_sd"], ("points_per_sd",), "difference"),
        least_fit=expander.estimate(value["least_fit"], ("least_fit",)),
        likely_fit=expander.estimate(value["likely_fit"], ("likely_fit",)),
        suspected_mass=expander.estimate(value["suspected_mass"], ("suspected_mass",)),
        claim_likeness=expander.estimate(value["claim_likeness"], ("claim_likeness",)),
        least_worth=expander.estimate(value["least_worth"], ("least_worth",), "difference"),
        after_others_tier=value["after_others_tier"],
        tried_factors=table("tried_factors", "ratio"),
        tiers=tuple(value["tiers"]),
        most_tier=value["most_tier"],
        **{name: table(name, "probability") for name in FACTORS},
        **{name: table(name, "difference") for name in POINTS},
    )


def build_trials(expander: Expander) -> TrialKnowledge:
    """`trials.yaml`."""
    value = expander.file.value
    rows = value["day_to_day"]
    sizes = ("minimal_important_change", "much_better", "carryover_days", "days")
    return TrialKnowledge(
        day_to_day=DayToDay(
            sd=expander.estimate(rows["sd"], ("day_to_day", "sd"), "difference"),
            autocorrelation=expander.estimate(rows["autocorrelation"], ("day_to_day", "autocorrelation"), "difference"),
            missing=expander.estimate(rows["missing"], ("day_to_day", "missing")),
        ),
        most_given_tier=value["most_given_tier"],
        **{name: expander.estimate(value[name], (name,), "difference") for name in sizes},
    )


def build_remedy(expander: Expander, causes: Mapping[str, Cause]) -> Remedy:
    """One file of `remedies/`."""
    value = dict(expander.file.value)
    lists = ("steps", "before", "questions")
    built: dict[str, Any] = {
        "effects": {key: _effect(expander, row, ("effects", key)) for key, row in value.pop("effects", {}).items()},
        "harms": tuple(_harm(expander, row, ("harms", i)) for i, row in enumerate(value.pop("harms", ()))),
        "statements": _statements(value.pop("statements", ())),
        "indications": tuple(
            _indication(expander, row, ("indications", i), causes) for i, row in enumerate(value.pop("indications", ()))
        ),
        "contraindications": tuple(
            Contraindication(**_as_tuples(row, "suspected", "sources")) for row in value.pop("contraindications", ())
        ),
    }
    if "carryover_days" in value:
        built["carryover_days"] = expander.estimate(value.pop("carryover_days"), ("carryover_days",), "difference")
    return Remedy(**_as_tuples(value, *lists), **built)


def build_low_value(value: Iterable[Row], causes: Mapping[str, Cause]) -> tuple[LowValue, ...]:
    """`low_value.yaml`, without its figures."""
    return tuple(
        LowValue(
            **{
                **_as_tuples(_without_figures(row), "durations", "shows"),
                "causes": expand_causes(row.get("causes", ()), causes),
                "statements": _statements(row.get("statements", ())),
            }
        )
        for row in value
    )


def build_reviews(value: Iterable[Row], causes: Mapping[str, Cause]) -> tuple[Review, ...]:
    """`reviews.yaml`."""
    return tuple(
        Review(**{**_as_tuples(row, "durations", "sources"), "causes": expand_causes(row.get("causes", ()), causes)})
        for row in value
    )


def build_scans(expander: Expander) -> dict[str, ScanFinding]:
    """`scans.yaml`; ages become whole years."""
    return {key: _scan(expander, key, row) for key, row in expander.file.value.items()}


def _scan(expander: Expander, key: str, row: Row) -> ScanFinding:
    regions = {
        region: _scan_region(expander, part, (key, "regions", region), f"scans.{key}_{region}")
        for region, part in row.get("regions", {}).items()
    }
    return ScanFinding(id=key, **{**row, "regions": regions})


def _scan_region(expander: Expander, row: Row, at: JsonPath, identity: str) -> ScanRegion:
    rest = {name: item for name, item in row.items() if name not in ("prevalence", "by_age")}
    prevalence = row.get("prevalence")
    return ScanRegion(
        prevalence=_figure(expander, prevalence, (*at, "prevalence"), identity) if prevalence else None,
        by_age={int(age): expander.estimate(item, (*at, "by_age", age)) for age, item in row.get("by_age", {}).items()},
        **_as_tuples(rest, "bears_on"),
    )


def build_scan_advice(value: Iterable[Row]) -> tuple[ScanAdvice, ...]:
    """`scan_advice.yaml`, without its figures."""
    return tuple(ScanAdvice(**_as_tuples(_without_figures(row), "sources", "shows")) for row in value)


def build_claim(expander: Expander) -> Claim:
    """One file of `claims/`."""
    value = dict(expander.file.value)
    figures = {
        key: _figure(expander, row, ("figures", key), f"{value['id']}.{key}")
        for key, row in value.pop("figures", {}).items()
    }
    statements = _statements(value.pop("statements", ()))
    return Claim(**_as_tuples(value, "shows"), figures=figures, statements=statements)


def build_course(expander: Expander, causes: Mapping[str, Cause]) -> CourseKnowledge:
    """`course.yaml`."""
    value = expander.file.value
    return CourseKnowledge(
        curves={key: _curve(expander, key, row, causes) for key, row in value["curves"].items()},
        recovery=_facts(expander, "recovery", causes),
        recurrence=_facts(expander, "recurrence", causes),
        start_by_severity={
            key: expander.estimate(row, ("start_by_severity", key), "difference")
            for key, row in value["start_by_severity"].items()
        },
        slower_share=expander.estimate(value["slower_share"], ("slower_share",)),
        pace_days=value["pace_days"],
        pace_from_days=value["pace_from_days"],
        **{key: expander.estimate(value[key], (key,), "difference") for key in _COURSE_POINTS},
    )


_COURSE_POINTS = ("spread", "daily_spread", "worse_points")


def _curve(expander: Expander, key: str, row: Row, causes: Mapping[str, Cause]) -> Curve:
    points = tuple(
        CurvePoint(float(point["week"]), expander.estimate(point["mean"], ("curves", key, "points", i), "difference"))
        for i, point in enumerate(row["points"])
    )
    weeks = [point.week for point in points]
    if weeks != sorted(set(weeks)) or weeks[0] != 0:
        message = "The weeks do not rise from 0."
        expander.report(("curves", key, "points"), "weeks", message, "Begin with week 0 and sort them.")
    rest = {**_as_tuples(row, "durations"), "causes": expand_causes(row["causes"], causes), "points": points}
    return Curve(id=key, **rest)


def _facts(expander: Expander, section: str, causes: Mapping[str, Cause]) -> tuple[CourseFact, ...]:
    return tuple(
        CourseFact(
            figure=_figure(expander, row["figure"], (section, i, "figure"), f"course.{row['id']}"),
            definition=row["definition"],
            causes=expand_causes(row.get("causes", ()), causes),
            durations=tuple(row.get("durations", ())),
        )
        for i, row in enumerate(expander.file.value[section])
    )


def build_own_figures(expander: Expander, stem: str) -> dict[str, Figure]:
    """The figures that entries of a list file hold themselves, by id."""
    return {
        f"{stem}.{key}": _figure(expander, row, (i, "figures", key), f"{stem}.{key}")
        for i, entry in enumerate(expander.file.value)
        for key, row in entry.get("figures", {}).items()
    }


def figures_of(
    remedies: Iterable[Remedy], claims: Iterable[Claim], scans: Iterable[ScanFinding], course: CourseKnowledge | None
) -> dict[str, Figure]:
    """Every figure that another entry may show, by id."""
    facts = (*course.recovery, *course.recurrence) if course else ()
    every: list[Figure] = [effect for remedy in remedies for effect in remedy.effects.values()]
    every += [harm.rate for remedy in remedies for harm in remedy.harms if harm.rate]
    every += [figure for claim in claims for figure in claim.figures.values()]
    every += [row.prevalence for scan in scans for row in scan.regions.values() if row.prevalence]
    every += [fact.figure for fact in facts]
    return {figure.id: figure for figure in every}


def expand_causes(names: Iterable[str], causes: Mapping[str, Cause]) -> tuple[str, ...]:
    """Cause ids, each family replaced by all of its causes; unknown names stay, to be reported."""
    expanded: dict[str, None] = {}
    for name in names:
        family = [cause.id for cause in causes.values() if cause.family == name]
        expanded.update(dict.fromkeys([name] if name in causes else family or [name]))
    return tuple(expanded)


def _effect(expander: Expander, row: Row, at: JsonPath) -> Effect:
    own = {name: row[name] for name in ("control", "certainty", "directness")}
    rest = {name: item for name, item in row.items() if name not in own}
    figure = _figure(expander, rest, at, f"{expander.file.value['id']}.{at[-1]}")
    fields = {name: getattr(figure, name) for name in figure.__struct_fields__}
    return Effect(**fields, **own)


def _harm(expander: Expander, row: Row, at: JsonPath) -> Harm:
    rest = {name: item for name, item in row.items() if name != "rate"}
    identity = f"{expander.file.value['id']}.{_NO_WORD.sub('_', row['name'].lower()).strip('_')}"
    rate = _figure(expander, row["rate"], (*at, "rate"), identity) if "rate" in row else None
    return Harm(**rest, rate=rate)


def _indication(expander: Expander, row: Row, at: JsonPath, causes: Mapping[str, Cause]) -> Indication:
    judged = row.get("judged")
    return Indication(
        causes=expand_causes(row["causes"], causes),
        durations=tuple(row.get("durations", ())),
        effect=row.get("effect"),
        judged=expander.estimate(judged, (*at, "judged"), "difference") if judged else None,
    )


def _figure(expander: Expander, row: Row, at: JsonPath, identity: str) -> Figure:
    scale: Scale = "probability" if row["measure"] == "share" else "difference"
    compared = row.get("compared")
    rest = {name: item for name, item in row.items() if name not in ("estimate", "compared")}
    return Figure(
        id=identity,
        estimate=expander.estimate(row["estimate"], (*at, "estimate"), scale),
        compared=expander.estimate(compared, (*at, "compared"), scale) if compared else None,
        **rest,
    )


def _statements(rows: Iterable[Row]) -> tuple[Statement, ...]:
    return tuple(Statement(**row) for row in rows)


def _as_tuples(row: Row, *names: str) -> Row:
    return {**row, **{name: tuple(row[name]) for name in names if name in row}}


def _without_figures(row: Row) -> Row:
    return {name: item for name, item in row.items() if name != "figures"}
