"""`rhomboid diary show`: a month as calendar and line, with its level and what the last saved plan expected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
import msgspec

from rhomboid.cli.dialogue import say
from rhomboid.cli.files import InputError, write_bytes, write_text
from rhomboid.cli.keeping import episode_edits, open_diary, store_option

if TYPE_CHECKING:
    from rhomboid.answers import DiaryMonth
    from rhomboid.diary import Daily

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
@click.option(
    "--daily", type=click.Choice(DAILY), help="How the entries of a day become one: pain its highest, all else a mean."
)
@click.option("--svg", metavar="FILE", help="Also draw it into an SVG file.")
@click.option("--png", metavar="FILE", help="Also draw it into a PNG file.")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Write the series, its level, episodes and what was expected.")
def show_command(
    month: date | None,
    name: str,
    daily: Daily | None,
    svg: str | None,
    png: str | None,
    where: str | None,
    as_json: bool,
) -> None:
    """
    A month as a calendar and a line; MONTH as 2026-11, the one of your last entry when left out.

    Pain is the worst place of each entry, and the worst of each day. Gaps stay gaps. Below stands the level without
    the ups and downs of single days, and whether it is a flare. With a plan that was saved (`rhomboid plan --save`),
    the course it expected lies behind.
    """
    from rhomboid.answers import diary_month
    from rhomboid.answers.kept import last_plan
    from rhomboid.diary import series_names, usual_daily
    from rhomboid.model import diary_day
    from rhomboid.store import this_moment

    with open_diary(where) as store:
        entries = store.entries()
        plan = last_plan(store) if name == PAIN else None
        edits = episode_edits(store)
    if not entries:
        raise InputError("The diary has no entry yet. Write one: rhomboid diary add 6.")
    names = series_names(entries)
    if name not in names:
        raise InputError(f"The diary has no series {name!r}. It has: {', '.join(names)}.")
    first = month or entries[-1].day.replace(day=1)
    today = diary_day(this_moment()[0])
    if today < first:
        raise InputError(f"{first:%B %Y} is still to come.")
    daily = daily or usual_daily(name)
    shown = diary_month(entries, name, daily, first, today, plan, edits)
    meant = f"{name}, {MERGED[daily]}"
    _draw(svg, png, shown, meant, daily)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(_as_told(shown))))
        return
    from rhomboid.cli.terminal_diary import render_month

    click.echo(render_month(shown, meant, daily), nl=False)


def _as_told(shown: DiaryMonth) -> dict[str, object]:
    expected = [{"day": day, **msgspec.structs.asdict(band)} for day, band in shown.expected.items()]
    return {"series": shown.series, "smoothed": shown.smoothed, "episodes": shown.episodes, "expected": expected}


def _draw(svg: str | None, png: str | None, shown: DiaryMonth, meant: str, daily: Daily) -> None:
    if not svg and not png:
        return
    from rhomboid.report import ReportError, picture_of, render_month_svg

    drawing = render_month_svg(shown, meant, daily)
    if svg:
        write_text(svg, drawing, private=True)
        say(f"Wrote {svg}.")
    if png:
        try:
            picture = picture_of(drawing)
        except ReportError as error:
            raise InputError(str(error)) from None
        write_bytes(png, picture, private=True)
        say(f"Wrote {png}.")
