"""Line charts as SVG, small and without a library; each line is named where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 190, 40, 48
COLOURS = ("#1b6ca8", "#b5482b", "#2e7d4f", "#7a4fa3", "#8a6d1f", "#4b5560", "#c2557f", "#00838f", "#9e9d24")
LEAST_APART = 15


@dataclass(frozen=True)
class Line:
    """A named line through points (x, y); dashed for what it is compared with."""

    name: str
    points: Sequence[tuple[float, float]]
    dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """What the axes say. The y axis is a share from 0 to `top`, `mark` a share worth a line of its own."""

    title: str
    across: str
    up: str
    last: float
    top: float = 1.0
    mark: float | None = None


def render_chart(chart: Chart, lines: Sequence[Line]) -> str:
    """The whole SVG file."""
    body = [*_axes(chart), *(part for number, line in enumerate(lines) for part in _line(chart, line, number))]
    body += _names(chart, lines)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(chart.title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    )
    return "\n".join([head, *body, "</svg>"]) + "\n"


def _x(chart: Chart, value: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * value / chart.last


def _y(chart: Chart, value: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / chart.top


def _axes(chart: Chart) -> list[str]:
    right, floor = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = [f'<text x="{LEFT}" y="22" font-size="15" fill="#111">{escape(chart.title)}</text>']
    for fifth in range(6):
        value = chart.top * fifth / 5
        y = _y(chart, value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="#333">{value:.0%}</text>')
    for sixth in range(7):
        value = chart.last * sixth / 6
        x = _x(chart, value)
        parts.append(f'<text x="{x:.1f}" y="{floor + 17}" text-anchor="middle" fill="#333">{value:g}</text>')
    if chart.mark is not None:
        y = _y(chart, chart.mark)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#111" stroke-dasharray="2 3"/>')
    middle = (LEFT + right) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle" fill="#333">{escape(chart.across)}</text>')
    parts.append(
        f'<text x="14" y="{(TOP + floor) / 2}" text-anchor="middle" fill="#333" '
        f'transform="rotate(-90 14 {(TOP + floor) / 2})">{escape(chart.up)}</text>'
    )
    return parts


def _line(chart: Chart, line: Line, number: int) -> list[str]:
    points = " ".join(f"{_x(chart, x):.1f},{_y(chart, y):.1f}" for x, y in line.points)
    dash = ' stroke-dasharray="6 4"' if line.dashed else ""
    colour = COLOURS[number % len(COLOURS)]
    return [f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>']


def _names(chart: Chart, lines: Sequence[Line]) -> list[str]:
    """Each name beside the end of its line, moved down where it would lie on another."""
    parts: list[str] = []
    below = TOP - LEAST_APART
    for number, line in sorted(enumerate(lines), key=lambda pair: _y(chart, pair[1].points[-1][1])):
        y = max(_y(chart, line.points[-1][1]), below + LEAST_APART)
        below = y
        colour = COLOURS[number % len(COLOURS)]
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{y + 4:.1f}" fill="{colour}">{escape(line.name)}</text>')
    return parts
