"""Figures, benefits and cautions in plain words, shared by every face so that all say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from rhomboid.model import (
    Benefit,
    Caution,
    Cost,
    Course,
    Directness,
    Effect,
    Estimate,
    EvidenceCertainty,
    Figure,
    Harm,
    RemedyOption,
    ScanItem,
    Source,
    Statement,
)
from rhomboid.model.figure import Measure
from rhomboid.model.remedy import Effort

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
SHOWN_OPTIONS = 3
"""How many options are told with their steps; the others more shortly."""
SHOWN_EFFECTS = 3
"""How many figures and statements of an option are told on a terminal; the page has all."""
SHOWN_LOW_VALUE = 5
REGION = {"cervical": "neck", "thoracic": "upper and mid back", "lumbar": "low back"}
SHOWN_WEEKS = (0.0, 1.0, 2.0, 4.0, 6.0, 12.0, 26.0, 52.0)
LEAST_FELT = 0.05
"""Points of 10 below which a benefit is called next to nothing."""
JUDGED = "(our judgement)"
CERTAINTY: dict[EvidenceCertainty, str] = {
    "high": "high: more trials will hardly change it",
    "moderate": "moderate: more trials may change it",
    "low": "low: more trials are likely to change it",
    "very_low": "very low: nobody really knows",
    "none": "none: no trial was found",
}
WHOSE: dict[Directness, str] = {
    "upper_back": "upper back pain",
    "neck": "neck pain",
    "low_back": "low back pain",
    "elsewhere": "pain elsewhere",
}
COST: dict[Cost, str] = {
    "free": "free",
    "low": "low cost",
    "medium": "medium cost",
    "high": "high cost",
    "very_high": "very high cost",
}
EFFORT: dict[Effort, str] = {
    "none": "no effort",
    "little": "little effort",
    "some": "some effort",
    "much": "much effort",
}
VERDICT = {
    "supported": "Supported",
    "contradicted": "Contradicted",
    "unsupported": "Not supported",
    "mixed": "Partly true",
    "avoid": "Leave it alone",
    "rarely": "Rarely worth it",
    "unproven": "Unproven",
}
TRIED = {"helped": "You said it helped you.", "unsure": "You said you could not tell whether it helped."}
_RATIOS: dict[Measure, str] = {
    "risk_ratio": "times as many",
    "hazard_ratio": "times as often",
    "odds_ratio": "times the odds",
}


def figure_words(figure: Figure) -> str:
    """One published figure in a phrase: what was measured, how much, its interval, against what, and when."""
    when = f", {figure.by}" if figure.by else ""
    return f"{capital(figure.outcome)}{when}: {_amount(figure)}"


def _amount(figure: Figure) -> str:
    if figure.compared is not None:
        say = _ARM.get(figure.measure, _plain)
        return f"{say(figure, figure.estimate)}, against {say(figure, figure.compared)} with {figure.versus or 'none'}"
    versus = f", against {figure.versus}" if figure.versus else ""
    if figure.measure in _RATIOS:
        return f"{number(figure.estimate.value)} {_RATIOS[figure.measure]}{between(figure.estimate)}{versus}"
    if figure.measure in ("points", "sd"):
        return f"{_difference(figure)}{versus}"
    say = _ARM.get(figure.measure, _plain)
    return f"{say(figure, figure.estimate)}{_range(figure)}{versus}"


def _difference(figure: Figure) -> str:
    unit = f" points of {number(figure.span)}" if figure.measure == "points" else " standard deviations"
    estimate = figure.estimate
    interval = _less_or_more(estimate.low, estimate.high)
    return f"{number(abs(estimate.value))}{unit} {_way(estimate.value)} ({interval})"


def _less_or_more(low: float, high: float) -> str:
    """An interval of differences, of which negative ones are less: both ways are named where it holds both."""
    if low < 0 < high:
        return f"between {_signed(low)} and {_signed(high)}"
    near, far = sorted((abs(low), abs(high)))
    return f"between {number(near)} and {number(far)}"


def _signed(value: float) -> str:
    return f"{number(abs(value))} {_way(value)}"


def _way(value: float) -> str:
    return "more" if value > 0 else "less"


def _range(figure: Figure) -> str:
    estimate = figure.estimate
    if estimate.low == estimate.high:
        return ""
    if figure.measure == "share":
        people = _out_of(estimate.low or estimate.high)
        low, high = (number(round(end * people, 1)) for end in (estimate.low, estimate.high))
        return f" (between {low} and {high} in {people:,})"
    return between(estimate)


def between(estimate: Estimate) -> str:
    """The 95% interval in brackets; nothing where it has no width."""
    if estimate.low == estimate.high:
        return ""
    return f" (between {number(estimate.low)} and {number(estimate.high)})"


def _share(_: Figure, arm: Estimate) -> str:
    return in_hundred(arm.value)


def _days(_: Figure, arm: Estimate) -> str:
    return f"{number(arm.value)} days"


def _points(figure: Figure, arm: Estimate) -> str:
    return f"{number(arm.value)} of {number(figure.span)}"


def _plain(_: Figure, arm: Estimate) -> str:
    return number(arm.value)


_ARM: dict[Measure, Callable[[Figure, Estimate], str]] = {"share": _share, "days": _days, "points": _points}


def in_hundred(share: float) -> str:
    """A share as so many in a hundred people, or in ten thousand where it is small."""
    if share == 0:
        return "none"
    people = _out_of(share)
    return f"{number(round(share * people, 1))} in {people:,}"


def _out_of(share: float) -> int:
    """Of how many people a share is told, so that it is not less than a tenth of one."""
    return next((people for people in (100, 10_000) if share * people >= 0.1), 1_000_000)


def number(value: float) -> str:
    """A number as a person writes it, without digits that say nothing."""
    digits = 2 if abs(value) < 10 else 1
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def benefit_words(benefit: Benefit) -> str:
    """What may be expected for this person, in points of 10; only perhaps, where it may be nothing."""
    if abs(benefit.value) < LEAST_FELT:
        return "next to nothing on its own"
    interval = _less_or_more(round(-benefit.high, 1), round(-benefit.low, 1))
    amount = number(round(abs(benefit.value), 1))
    sure = "perhaps" if benefit.low < 0 < benefit.high else "about"
    return f"{sure} {amount} {'point' if amount == '1' else 'points'} of 10 {_way(-benefit.value)} pain ({interval})"


def expectation(option: RemedyOption, numbers: dict[str, int]) -> str:
    """What to expect of an option, with where that comes from."""
    if option.always:
        return "This is what everything else is compared with: time, and going on as you can."
    if option.prevents:
        return "This is to keep it from coming back; it does little for the pain now."
    return f"Expect {benefit_words(option.benefit)}, allowing for all it may be. {_rests_on(option, numbers)}"


def _rests_on(option: RemedyOption, numbers: dict[str, int]) -> str:
    effect = next((effect for effect in option.effects if effect.id == option.rests_on), None)
    if effect is None:
        because = f": {_with_numbers(option.judged_because, numbers)}" if option.judged_because else "."
        return f"That is our judgement{because}"
    certainty = CERTAINTY[effect.certainty].partition(":")[0]
    return f"Certainty {certainty}; studied in {WHOSE[effect.directness]}. {cite(effect.estimate.source, numbers)}"


def _with_numbers(note: str, numbers: dict[str, int]) -> str:
    """A note with each source's key turned into the number it is cited by."""
    return _KEY.sub(lambda key: f"[{numbers[key.group()]}]" if key.group() in numbers else key.group(), note)


def effect_words(effect: Effect, numbers: dict[str, int]) -> str:
    """One effect with its certainty, whose pain was studied, and its source."""
    certainty = CERTAINTY[effect.certainty].partition(":")[0]
    judged = f"{figure_words(effect)}. Certainty {certainty}; {WHOSE[effect.directness]}."
    return f"{judged} {cite(effect.estimate.source, numbers)}"


def figure_sentence(figure: Figure, numbers: dict[str, int]) -> str:
    """One figure with its source."""
    return f"{figure_words(figure)}. {cite(figure.estimate.source, numbers)}"


def statement_sentence(statement: Statement, numbers: dict[str, int]) -> str:
    """What a source says in words, with the source."""
    return f"{statement.says} {cite(statement.source, numbers)}"


def harm_sentence(harm: Harm, numbers: dict[str, int]) -> str:
    """One harm, how often where it was counted, and the source."""
    if harm.rate is None:
        return f"{capital(harm.name)}. {cite(harm.source, numbers)}"
    return f"{capital(harm.name)}: {_amount(harm.rate)}. {cite(harm.rate.estimate.source, numbers)}"


def caution_sentence(caution: Caution, numbers: dict[str, int]) -> str:
    """One caution with why, and the source or that it is ours."""
    cited = " ".join(f"[{numbers[key]}]" for key in caution.sources if key in numbers) or JUDGED
    return f"{capital(caution.name)}: {caution.reason} {cited}"


def not_if(option_or_cautions: Iterable[Caution]) -> str:
    """The names of what would speak against something, listed; empty when there is nothing."""
    return listed([caution.name for caution in option_or_cautions])


def cite(source: str | None, numbers: dict[str, int]) -> str:
    """``[3]``, or that it is our judgement."""
    return f"[{numbers[source]}]" if source is not None and source in numbers else JUDGED


def numbered(*sources: dict[str, Source]) -> dict[str, int]:
    """The number each source is cited by, from 1, in the order given."""
    return {key: position for position, key in enumerate(dict.fromkeys(k for part in sources for k in part), start=1)}


def course_sentence(expected: Course) -> str:
    """The forecast in a sentence: where half, and most, of the people stand after six weeks and a year."""
    by_week = {band.week: band for band in expected.bands}
    six, year = by_week[6.0], by_week[52.0]
    return (
        f"Of people who begin at {number(round(expected.start_nrs, 1))} of 10, half are at "
        f"{number(round(six.p50, 1))} or less after six weeks, and 9 in 10 at {number(round(six.p90, 1))} or less. "
        f"After a year half are at {number(round(year.p50, 1))} or less."
    )


def scan_sentence(item: ScanItem, numbers: dict[str, int]) -> str:
    """How many people without pain have a finding, and the most it can mean; or that there is no usable number."""
    if item.prevalence is None:
        return "There is no usable number of how many people without pain have this."
    age = f" aged about {number(item.at_age)}" if item.at_age is not None else ""
    between_ages = " (read between the ages counted)" if item.interpolated else ""
    told = (
        f"{in_hundred(item.prevalence.value)} people{age} without pain there have it{between_ages}. "
        f"{cite(item.prevalence.source, numbers)}"
    )
    if item.ceiling is None:
        return told
    return f"{told} So it can make a cause at most {number(item.ceiling)} times likelier, and probably much less."


def shift_words(before: float, at_most: float) -> str:
    """How far a finding can move a cause, in percent."""
    return f"from {before:.0%} to at most {at_most:.0%}" if at_most >= 0.005 else "under 1% before and after"


def as_heading(sentence: str) -> str:
    """A sentence to be followed by a colon: its full stop dropped."""
    return sentence.rstrip(".")


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
