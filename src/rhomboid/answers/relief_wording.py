"""Figures, benefits and cautions in plain words, shared by every face so that all say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from rhomboid.language import Words, gettext_noop, ngettext, numeral, whole_percent
from rhomboid.language import gettext as _
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
from rhomboid.model.register import Region
from rhomboid.model.remedy import Effort, Tried

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
SHOWN_OPTIONS = 3
"""How many options are told with their steps; the others more shortly."""
SHOWN_EFFECTS = 3
"""How many figures and statements of an option are told on a terminal; the page has all."""
SHOWN_LOW_VALUE = 5
REGION: Words[Region] = Words(
    {
        "cervical": gettext_noop("neck"),
        "thoracic": gettext_noop("upper and mid back"),
        "lumbar": gettext_noop("low back"),
    }
)
SHOWN_WEEKS = (0.0, 1.0, 2.0, 4.0, 6.0, 12.0, 26.0, 52.0)
LEAST_FELT = 0.05
"""Points of 10 below which a benefit is called next to nothing."""
JUDGED = gettext_noop("(our judgement)")
CERTAINTY: Words[EvidenceCertainty] = Words(
    {
        "high": gettext_noop("Certainty high"),
        "moderate": gettext_noop("Certainty moderate"),
        "low": gettext_noop("Certainty low"),
        "very_low": gettext_noop("Certainty very low"),
        "none": gettext_noop("Certainty none"),
    }
)
WHOSE: Words[Directness] = Words(
    {
        "upper_back": gettext_noop("upper back pain"),
        "neck": gettext_noop("neck pain"),
        "low_back": gettext_noop("low back pain"),
        "elsewhere": gettext_noop("pain elsewhere"),
    }
)
COST: Words[Cost] = Words(
    {
        "free": gettext_noop("free"),
        "low": gettext_noop("low cost"),
        "medium": gettext_noop("medium cost"),
        "high": gettext_noop("high cost"),
        "very_high": gettext_noop("very high cost"),
    }
)
EFFORT: Words[Effort] = Words(
    {
        "none": gettext_noop("no effort"),
        "little": gettext_noop("little effort"),
        "some": gettext_noop("some effort"),
        "much": gettext_noop("much effort"),
    }
)
VERDICT = Words(
    {
        "supported": gettext_noop("Supported"),
        "contradicted": gettext_noop("Contradicted"),
        "unsupported": gettext_noop("Not supported"),
        "mixed": gettext_noop("Partly true"),
        "avoid": gettext_noop("Leave it alone"),
        "rarely": gettext_noop("Rarely worth it"),
        "unproven": gettext_noop("Unproven"),
    }
)
TRIED: Words[Tried] = Words(
    {
        "helped": gettext_noop("You said it helped you."),
        "unsure": gettext_noop("You said you could not tell whether it helped."),
    }
)
_RATIOS: Words[Measure] = Words(
    {
        "risk_ratio": gettext_noop("{ratio} times as many"),
        "hazard_ratio": gettext_noop("{ratio} times as often"),
        "odds_ratio": gettext_noop("{ratio} times the odds"),
    }
)


def figure_words(figure: Figure) -> str:
    """One published figure in a phrase: what was measured, how much, its interval, against what, and when."""
    outcome, amount = capital(figure.outcome), _amount(figure)
    if figure.by:
        return _("{outcome}, {when}: {amount}").format(outcome=outcome, when=figure.by, amount=amount)
    return f"{outcome}: {amount}"


def _amount(figure: Figure) -> str:
    say = _ARM.get(figure.measure, _plain)
    amount = say(figure, figure.estimate)
    if figure.compared is not None:
        other = say(figure, figure.compared)
        if figure.versus is None:
            return _("{amount}, against {other} with none").format(amount=amount, other=other)
        words = _("{amount}, against {other} with {versus}")
        return words.format(amount=amount, other=other, versus=figure.versus)
    if figure.measure in _RATIOS:
        ratio = _RATIOS[figure.measure].format(ratio=number(figure.estimate.value))
        amount = f"{ratio}{between(figure.estimate)}"
    elif figure.measure in ("points", "sd"):
        amount = _difference(figure)
    else:
        amount += _range(figure)
    if figure.versus is None:
        return amount
    return _("{amount}, against {versus}").format(amount=amount, versus=figure.versus)


def _difference(figure: Figure) -> str:
    estimate = figure.estimate
    if figure.measure == "points":
        less, more = _("{size} points of {span} less ({interval})"), _("{size} points of {span} more ({interval})")
    else:
        less, more = (
            _("{size} standard deviations less ({interval})"),
            _("{size} standard deviations more ({interval})"),
        )
    return (more if estimate.value > 0 else less).format(
        size=number(abs(estimate.value)),
        span=number(figure.span),
        interval=_less_or_more(estimate.low, estimate.high),
    )


def _less_or_more(low: float, high: float) -> str:
    """An interval of differences, of which negative ones are less: both ways are named where it holds both."""
    if low < 0 < high:
        return _("between {low} and {high}").format(low=_signed(low), high=_signed(high))
    near, far = sorted((abs(low), abs(high)))
    return _("between {low} and {high}").format(low=number(near), high=number(far))


def _signed(value: float) -> str:
    words = _("{size} more") if value > 0 else _("{size} less")
    return words.format(size=number(abs(value)))


def _range(figure: Figure) -> str:
    estimate = figure.estimate
    if estimate.low == estimate.high:
        return ""
    if figure.measure == "share":
        people = _out_of(estimate.low or estimate.high)
        low, high = (number(round(end * people, 1)) for end in (estimate.low, estimate.high))
        told = _("between {low} and {high} in {people}").format(low=low, high=high, people=numeral(f"{people:,}"))
        return f" ({told})"
    return between(estimate)


def between(estimate: Estimate) -> str:
    """The 95% interval in brackets; nothing where it has no width."""
    if estimate.low == estimate.high:
        return ""
    told = _("between {low} and {high}").format(low=number(estimate.low), high=number(estimate.high))
    return f" ({told})"


def _share(_figure: Figure, arm: Estimate) -> str:
    return in_hundred(arm.value)


def _days(_figure: Figure, arm: Estimate) -> str:
    return _("{count} days").format(count=number(arm.value))


def _points(figure: Figure, arm: Estimate) -> str:
    return _("{points} of {span}").format(points=number(arm.value), span=number(figure.span))


def _plain(_figure: Figure, arm: Estimate) -> str:
    return number(arm.value)


_ARM: dict[Measure, Callable[[Figure, Estimate], str]] = {"share": _share, "days": _days, "points": _points}


def in_hundred(share: float) -> str:
    """A share as so many in a hundred people, or in ten thousand where it is small."""
    if share == 0:
        return _("none")
    people = _out_of(share)
    return _("{count} in {people}").format(count=number(round(share * people, 1)), people=numeral(f"{people:,}"))


def _out_of(share: float) -> int:
    """Of how many people a share is told, so that it is not less than a tenth of one."""
    return next((people for people in (100, 10_000) if share * people >= 0.1), 1_000_000)


def number(value: float) -> str:
    """A number as a person writes it, without digits that say nothing."""
    digits = 2 if abs(value) < 10 else 1
    return numeral(f"{value:.{digits}f}".rstrip("0").rstrip("."))


def benefit_words(benefit: Benefit) -> str:
    """What may be expected for this person, in points of 10; only perhaps, where it may be nothing."""
    if abs(benefit.value) < LEAST_FELT:
        return _("next to nothing on its own")
    size = round(abs(benefit.value), 1)
    points = ngettext("{size} point of 10", "{size} points of 10", 1 if size == 1 else 2).format(size=number(size))
    if benefit.low < 0 < benefit.high:
        less, more = _("perhaps {points} less pain ({interval})"), _("perhaps {points} more pain ({interval})")
    else:
        less, more = _("about {points} less pain ({interval})"), _("about {points} more pain ({interval})")
    interval = _less_or_more(round(-benefit.high, 1), round(-benefit.low, 1))
    return (less if benefit.value > 0 else more).format(points=points, interval=interval)


def expectation(option: RemedyOption, numbers: dict[str, int]) -> str:
    """What to expect of an option, with where that comes from."""
    if option.always:
        return _("This is what everything else is compared with: time, and going on as you can.")
    if option.prevents:
        return _("This is to keep it from coming back; it does little for the pain now.")
    words = _("Expect {benefit}, allowing for all it may be. {rests_on}")
    return words.format(benefit=benefit_words(option.benefit), rests_on=_rests_on(option, numbers))


def _rests_on(option: RemedyOption, numbers: dict[str, int]) -> str:
    effect = next((effect for effect in option.effects if effect.id == option.rests_on), None)
    if effect is not None:
        return _("{certainty}; studied in {whose}. {cited}").format(
            certainty=CERTAINTY[effect.certainty],
            whose=WHOSE[effect.directness],
            cited=cite(effect.estimate.source, numbers),
        )
    if option.judged_because:
        because = _with_numbers(option.judged_because, numbers)
        return _("That is our judgement: {because}").format(because=because)
    return _("That is our judgement.")


def _with_numbers(note: str, numbers: dict[str, int]) -> str:
    """A note with each source's key turned into the number it is cited by."""
    return _KEY.sub(lambda key: f"[{numbers[key.group()]}]" if key.group() in numbers else key.group(), note)


def effect_words(effect: Effect, numbers: dict[str, int]) -> str:
    """One effect with its certainty, whose pain was studied, and its source."""
    judged = f"{figure_words(effect)}. {CERTAINTY[effect.certainty]}; {WHOSE[effect.directness]}."
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
    cited = " ".join(f"[{numbers[key]}]" for key in caution.sources if key in numbers) or _(JUDGED)
    return f"{capital(caution.name)}: {caution.reason} {cited}"


def not_if(option_or_cautions: Iterable[Caution]) -> str:
    """The names of what would speak against something, listed; empty when there is nothing."""
    return listed([caution.name for caution in option_or_cautions])


def cite(source: str | None, numbers: dict[str, int]) -> str:
    """``[3]``, or that it is our judgement."""
    return f"[{numbers[source]}]" if source is not None and source in numbers else _(JUDGED)


def numbered(*sources: dict[str, Source]) -> dict[str, int]:
    """The number each source is cited by, from 1, in the order given."""
    return {key: position for position, key in enumerate(dict.fromkeys(k for part in sources for k in part), start=1)}


def course_sentence(expected: Course) -> str:
    """The forecast in a sentence: where half, and most, of the people stand after six weeks and a year."""
    by_week = {band.week: band for band in expected.bands}
    six, year = by_week[6.0], by_week[52.0]
    words = _(
        "Of people who begin at {start} of 10, half are at {half} or less after six weeks, and 9 in 10 at {most} or "
        "less. After a year half are at {half_after_a_year} or less."
    )
    return words.format(
        start=number(round(expected.start_nrs, 1)),
        half=number(round(six.p50, 1)),
        most=number(round(six.p90, 1)),
        half_after_a_year=number(round(year.p50, 1)),
    )


def scan_sentence(item: ScanItem, numbers: dict[str, int]) -> str:
    """How many people without pain have a finding, and the most it can mean; or that there is no usable number."""
    if item.prevalence is None:
        return _("There is no usable number of how many people without pain have this.")
    told = _counted(item).format(
        share=in_hundred(item.prevalence.value),
        age=number(item.at_age or 0.0),
        cited=cite(item.prevalence.source, numbers),
    )
    if item.ceiling is None:
        return told
    words = _("So it can make a cause at most {factor} times likelier, and probably much less.")
    return f"{told} {words.format(factor=number(item.ceiling))}"


def _counted(item: ScanItem) -> str:
    if item.at_age is None:
        return _("{share} people without pain there have it. {cited}")
    if item.interpolated:
        return _("{share} people aged about {age} without pain there have it (read between the ages counted). {cited}")
    return _("{share} people aged about {age} without pain there have it. {cited}")


def shift_words(before: float, at_most: float) -> str:
    """How far a finding can move a cause, in percent."""
    if at_most < 0.005:
        return _("under 1% before and after")
    words = _("from {before} to at most {at_most}")
    return words.format(before=whole_percent(before), at_most=whole_percent(at_most))


def as_heading(sentence: str) -> str:
    """A sentence to be followed by a colon: its full stop dropped."""
    return sentence.rstrip(".")


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return _("{all_but_last} or {last}").format(all_but_last=", ".join(names[:-1]), last=names[-1])


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
