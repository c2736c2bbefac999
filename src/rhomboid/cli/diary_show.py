"""`rhomboid diary show`: a month as calendar and line, beside the course that the last saved plan expected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.dialogue import say
from rhomboid.cli.files import InputError, write_text
from rhomboid.cli.keeping import open_diary, store_option
from rhomboid.model import Plan

if TYPE_CHECKING:
    from rhomboid.answers import ExpectedDay
    from rhomboid.diary import Daily
    from rhomboid.model import DailySeries
    from rhomboid.store import Store

DAILY = ("mean", "highest", "lowest", "sum", "last")
PAIN = "pain"
MERGED = {
    "mean": "the mean of each day",
    "highest": "the highest of each day",
    "lowest": "the lowest of each day",
    "sum": "the sum of each day",
    "last": "the last of each day",
}


class Month(click.ParamType[date]):
    """A month such as 2026-11, as its first day."""

    name = "month"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The first day of the month, or a refusal in words."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is not a month. Write it as 2026-11.", param, ctx)


@click.command("show")
@click.argument("month", type=Month(), required=False)
@click.option("--series", "name", default=PAIN, metavar="NAME", help="What to show: pain, pain:low_back, load, ...")
@click.option("--daily", type=click.Choice(DAILY), default="mean", help="How several entries of a day become one.")
@click.option("--svg", metavar="FILE", help="Also draw it into an SVG file.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write the series and what was expected as JSON.")
def show_command(
    month: date | None, name: str, daily: Daily, svg: str | None, where: str | None, as_json: bool
) -> None:
    """
    A month as a calendar and a line; MONTH as 2026-11, the one of your last entry when left out.

    Pain is the worst place of each entry. Gaps stay gaps. With a plan that was saved (`rhomboid plan --save`), the
    course it expected lies behind.
    """
    from rhomboid.answers import expected_days, month_days
    from rhomboid.diary import daily_series, series_names
    from rhomboid.model import diary_day
    from rhomboid.store import this_moment

    with open_diary(where) as store:
        entries = store.entries()
        plan = _last_plan(store) if name == PAIN else None
    if not entries:
        raise InputError("The diary has no entry yet. Write one: rhomboid diary add 6.")
    names = series_names(entries)
    if name not in names:
        raise InputError(f"The diary has no series {name!r}. It has: {', '.join(names)}.")
    first = month or entries[-1].day.replace(day=1)
    days = month_days(first)
    last = min(days[-1], diary_day(this_moment()[0]))
    if last < first:
        raise InputError(f"{first:%B %Y} is still to come.")
    series = daily_series(entries, name, daily, first, last)
    course = plan.course if plan else None
    expected = expected_days(course, date.fromisoformat(plan.today), days) if plan and course else ()
    meant = f"{name}, {MERGED[daily]}"
    if svg:
        from rhomboid.report import render_month_svg

        write_text(svg, render_month_svg(series, expected, meant), private=True)
        say(f"Wrote {svg}.")
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode({"series": series, "expected": expected})))
    else:
        _show(series, expected, meant)


def _show(series: DailySeries, expected: tuple[ExpectedDay, ...], meant: str) -> None:
    from rhomboid.cli.terminal_diary import render_month

    click.echo(render_month(series, expected, meant), nl=False)


def _last_plan(store: Store) -> Plan | None:
    """
    The newest saved plan with a course that begins on its own day.

    A course that was begun with pain from before (`--points`) does not say on which date it begins.
    """
    for kept in reversed(store.saved("plan")):
        try:
            plan = msgspec.json.decode(kept.body, type=Plan)
        except msgspec.DecodeError:
            continue
        if plan.course is not None and not plan.course.points:
            return plan
    return None
