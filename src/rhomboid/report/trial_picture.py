"""A trial as a picture: the effects not yet ruled out, day by day, and where the estimate stands."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rhomboid.answers.relief_wording import number
from rhomboid.answers.trial_words import between_differences
from rhomboid.language import gettext as _
from rhomboid.model.trial import Evidence
from rhomboid.model.trial_record import TrialResult

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64.0, 590.0, 56.0, 310.0
MOST_POINTS = 5
"""The picture reaches this far to both sides of no difference, in points of ten of the scale."""
LEAST_POINTS = 2
DAYS_A_TICK = 7
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.axis{stroke:#777;stroke-width:1}.none{stroke:#222;stroke-width:1.5}"
    ".worth{stroke:#1b6e3c;stroke-width:1.5;stroke-dasharray:5 4}.kept{fill:#3b6ea5;fill-opacity:.25;stroke:#3b6ea5}"
    ".estimate{stroke:#a33b20;stroke-width:2.5;fill:#a33b20}"
)


def render_trial_svg(result: TrialResult) -> str:
    """One self-contained SVG with its own words for those who cannot see it."""
    parts = [
        _opening(result, 'xmlns="http://www.w3.org/2000/svg"'),
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24">{escape(picture_title(result))}</text>',
        *_drawn(result),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def draw_trial(result: TrialResult) -> str:
    """The same for a page, whose style sheet knows the classes in it; its title is `picture_title`."""
    return "\n".join([_opening(result, 'class="trial-picture"'), *_drawn(result), "</svg>"])


def picture_title(result: TrialResult) -> str:
    """What the picture shows."""
    return _("Pain with {remedy}, compared with {comparator}").format(
        remedy=result.remedy, comparator=result.comparator
    )


def _opening(result: TrialResult, attribute: str) -> str:
    found = result.verdict.evidence
    interval = between_differences(found.low, found.high)
    words = " ".join((result.sentence, _("Not ruled out: {interval}.").format(interval=interval)))
    title = _("{remedy} or {comparator}: {trial}").format(
        remedy=result.remedy, comparator=result.comparator, trial=result.trial
    )
    return "\n".join(
        [
            f'<svg {attribute} viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
            f'<title id="t">{escape(title)}</title>',
            f'<desc id="d">{escape(words)}</desc>',
        ]
    )


def _drawn(result: TrialResult) -> Iterator[str]:
    frame = _Frame(result)
    yield from frame.axes()
    yield from frame.kept(result.looks)
    yield from frame.estimate()


class _Frame:
    """Where days and points lie in the drawing."""

    def __init__(self, result: TrialResult) -> None:
        outcome = result.protocol.outcome
        self.unit = (outcome.high - outcome.low) / 10
        self.result = result
        last = result.verdict.evidence
        ends = [abs(end) / self.unit for end in (last.low, last.high) if end is not None]
        self.points = min(MOST_POINTS, max(LEAST_POINTS, *(int(end) + 2 for end in ends))) if ends else MOST_POINTS

    def x(self, day: float) -> float:
        return round(LEFT + day / self.result.days * (RIGHT - LEFT), 1)

    def y(self, effect: float | None, otherwise: int) -> float:
        """An open end lies at the edge on its side."""
        points = otherwise * self.points if effect is None else effect / self.unit
        held = min(max(points, -self.points), self.points)
        return round((TOP + BOTTOM) / 2 - held / self.points * (BOTTOM - TOP) / 2, 1)

    def axes(self) -> Iterator[str]:
        day_word, more, less, worth = _("day"), _("more pain"), _("less pain"), _("worth having")
        for points in range(-self.points, self.points + 1):
            y = self.y(points * self.unit, 0)
            words = number(abs(points) * self.unit)
            sign = "−" if points < 0 else "+" if points > 0 else ""
            yield f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{sign}{words}</text>'
        for day in range(0, self.result.days + 1, DAYS_A_TICK * (1 + self.result.days // 84)):
            yield f'<text x="{self.x(day)}" y="{BOTTOM + 20}" text-anchor="middle">{day}</text>'
        yield f'<text x="{RIGHT}" y="{BOTTOM + 40}" text-anchor="end">{escape(day_word)}</text>'
        yield f'<path class="axis" fill="none" d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}"/>'
        yield f'<text x="{LEFT}" y="{TOP - 10}">{escape(more)}</text>'
        yield f'<text x="{LEFT}" y="{BOTTOM + 40}">{escape(less)}</text>'
        yield self._level("none", 0.0)
        change = self.result.protocol.outcome.better_sign * self.result.protocol.minimal_important_change.value
        yield self._level("worth", change)
        yield f'<text x="{RIGHT}" y="{self.y(change, 0) - 5}" text-anchor="end">{escape(worth)}</text>'

    def kept(self, taken: tuple[Evidence, ...]) -> Iterator[str]:
        """The effects not ruled out, as steps: each look holds until the next."""
        if not taken:
            return
        ends = [one.day for one in taken[1:]] + [max(self.result.through, taken[-1].day)]
        upper = [(one.day, end, self.y(one.high, 1)) for one, end in zip(taken, ends, strict=True)]
        lower = [(one.day, end, self.y(one.low, -1)) for one, end in zip(taken, ends, strict=True)]
        there = "".join(f"L{self.x(day)} {y}L{self.x(end)} {y}" for day, end, y in upper)
        back = "".join(f"L{self.x(end)} {y}L{self.x(day)} {y}" for day, end, y in reversed(lower))
        yield f'<path class="kept" d="M{there[1:]}{back}Z"/>'

    def estimate(self) -> Iterator[str]:
        found = self.result.verdict.as_randomised
        if found is not None:
            x, low, high = self.x(self.result.through) + 8, self.y(found.low, -1), self.y(found.high, 1)
            yield f'<path class="estimate" d="M{x} {low}V{high}"/>'
            yield f'<circle class="estimate" cx="{x}" cy="{self.y(found.effect, 0)}" r="4"/>'

    def _level(self, kind: str, effect: float) -> str:
        return f'<path class="{kind}" d="M{LEFT} {self.y(effect, 0)}H{RIGHT}"/>'
