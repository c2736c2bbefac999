"""The day that "two weeks ago" counts from."""

from __future__ import annotations

from datetime import date, datetime

import click


class Day(click.ParamType[date]):
    """A date such as 2026-11-22."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a refusal in words."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as 2026-11-22.", param, ctx)


def this_day() -> date:
    """Today, where the person is."""
    return datetime.now().astimezone().date()


today_option = click.option(
    "--today",
    type=Day(),
    default=this_day,
    metavar="DATE",
    help="The day to count from, as 2026-11-22; today when left out.",
)
