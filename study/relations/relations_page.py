"""docs/method/relations.md, from the study's results. No figure is typed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Results = Mapping[str, Any]

METHOD = """\
<!-- Written by study/relations/run.py from study/relations/results.json. Do not edit. -->

# How relations in a diary are found

## The look

One look asks whether a series goes before an outcome by one to seven days (or none, where asked):

    pain = level + trend + weekday + a × pain the day before + b × mean pain of the week before
           + c × last known value of the other series before its day + effect × its value `lag` days before + error

The effect is how much the pain differs for one unit more, beyond what the pain's own past would suggest, and the unit
more is over what that series was last. A day is used when all of this was written down. Nothing is filled in, and a gap
is never a zero; given its past the day's likelihood is exact, whatever else is missing. The trend is a polynomial that
may bend once in sixty days. The method says *too few days* below 42 days, or below 28 more than it has terms, and
*hardly varies* when fewer than about five days carry a series' variation.

Autocorrelation is handled on both sides. The pain's past takes up its own; the other series' past leaves only what is
new in it, so that autocorrelation which the first misses finds nothing to join with. The standard errors are HC3.

All looks are corrected together, and looks at a growing diary are counted: see decision 0008. statsmodels (OLS, HC3,
`multipletests`) takes the same looks in the tests, from days found in another way, and agrees.

## What it cannot see

- It shows what goes before what. Something else that moves both, the one sooner than the other, looks the same.
- A slow change of several weeks happened once. The trend takes it away, and with it any effect that slow.
- Whoever writes only on bad days has a diary of bad days.
- Days are left out where the day before is a gap: pains share bad days, and a gap would turn that into an order.
"""


def render_page(results: Results) -> str:
    """The whole page."""
    parts = [METHOD, _errors(results), _power(results), _claims(results)]
    return "\n".join(parts)


def _errors(results: Results) -> str:
    rows = [
        [
            name,
            _share(row["ours"]),
            _share(row["ours_unspent"]),
            _share(row["correlations_corrected"]),
            _share(row["correlations"]),
            _share(row["small"]),
            f"{row['looks']:.0f}",
        ]
        for name, row in results["nulls"].items()
    ]
    head = [
        "diary",
        "something survives",
        "without counting looks",
        "plain correlations, corrected",
        "plain correlations, p < 0.05",
        "single looks with p < 0.05",
        "looks",
    ]
    monthly = results["monthly"]
    return f"""\
## How often it is fooled

{results["diaries"]:,} diaries a row, in which no series goes before another: eight series, each an outcome of each
other at seven lags; standard deviation 1.1 points, autocorrelation 0 to 0.7, a trend and weekday levels in each, 15%
missing, 90 days unless said. A share near 5% is known to ±{_margin(0.05, results["diaries"])}. The first column is what
a person sees at the first look; the second would be seen if looks over time were not counted.

{_table(head, rows)}

In *bad days shared*, half of each day's surprise is common to all series: they rise and fall together, and none goes
before another. Single looks err in less than one in twenty because HC3 is cautious in short diaries.

Looked at {results["looks_monthly"]} times in a year, every thirty days from the ninetieth on (eight series, two of them
outcomes, {results["fewer"]:,} diaries), something was ever shown in {_share(monthly["spent"])}; without counting the
looks it would have been {_share(monthly["unspent"])}.
"""


def _power(results: Results) -> str:
    tables = [f"{name}:\n\n{_power_table(by_effect)}" for name, by_effect in results["power"].items()]
    cells = [cell for effects in results["power"].values() for days in effects.values() for cell in days.values()]
    missed = sum(cell["missed"] for cell in cells) / sum(cell["looked"] for cell in cells)
    found_and_missed = sum(cell["found_and_missed"] for cell in cells) / sum(cell["at_lag"] for cell in cells)
    others = max(cell["others"] for cell in cells)
    return f"""\
## How often it finds what is there

One series moves the outcome two days later by so many points for each of its standard deviations (the outcome's is 1.1
points and more). Share of {results["fewer"]:,} diaries in which that relation survives at its own lag, at the first
look.

{(2 * chr(10)).join(tables)}

The 95% interval of the true relation missed it in {_share(missed)} of looks; of those that survived, the
adjusted interval missed it in {_share(found_and_missed)}. Beside it, some other relation survived in at most
{_share(others)} of diaries in any cell. Half a year tells large effects, a year moderate ones. Fewer series are fewer
looks, and tell sooner: compare what you wonder about, and test the rest.
"""


def _power_table(by_effect: Mapping[str, Mapping[str, Results]]) -> str:
    days = list(next(iter(by_effect.values())))
    rows = [
        [f"{effect} points", *(_share(cell["at_lag"]) for cell in row.values())] for effect, row in by_effect.items()
    ]
    return _table(["effect", *(f"{count} days" for count in days)], rows)


def _claims(results: Results) -> str:
    rows = [
        [name, days, _share(cell["yes"]), _share(cell["no"]), _share(cell["cannot_tell"])]
        for name, by_days in results["claims"].items()
        for days, cell in by_days.items()
    ]
    return f"""\
## "My low back got better, so my upper back went out"

The same look, turned round: how much the upper back rose for each point that the low back fell, one to seven days
before. *Yes*: at some lag the adjusted interval lies above zero. *No*: at every lag it lies below a quarter of what
left. Otherwise the diary cannot tell, and says why or how many more days would. {results["claim_diaries"]:,} diaries a
row.

{_table(["what is true", "days", "yes", "no", "cannot tell"], rows)}

A no needs about two years. That is the price of the question: whoever wants a quick no wants to be told something that
a diary of a few weeks does not know. A yes comes sooner, where there is one.
"""


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _share(share: float) -> str:
    return f"{100 * share:.1f}%"


def _margin(share: float, count: int) -> str:
    return _share(1.96 * (share * (1 - share) / count) ** 0.5)
