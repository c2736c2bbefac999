"""docs/method/trials.md and its figures, from the study's results. No figure is typed here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from figure import Chart, Line, render_chart

Results = dict[str, Any]

METHOD = """\
<!-- Written by study/run.py from study/results.json. Do not edit. -->

# How a trial on one person is made and read

## The plan

A coin decides, for each day, block of days or pair of blocks, which of two things is done: a remedy, or what it is
compared with. The coins follow from a seed: coin k of seed s is heads when the first byte of SHA-256 of the words
`rhomboid trial 1 s k` is odd. The protocol holds the seed, the design, the outcome and the analysis; its SHA-256, over
JSON with sorted keys, is kept before day one. Anyone can draw the schedule again and see that nothing was changed.

Which design is offered first follows from carry-over and from power, simulated by the very analysis that will be made.
An effect that comes and goes within a day allows a coin a day, which tells soonest. One that lingers needs blocks whose
first days are left out of the analysis. Designs of so few coins that no outcome could convince are not offered.

## The estimate

    outcome = level + trend + recovery + effect × exposure + error

The error is an AR(1) process: a bad day makes the next one likelier to be bad. Given its autocorrelation, the days that
were written down are made independent with their true gaps, so a missing day is neither zero nor filled in. What
remains is conjugate regression, exact; the answer is summed over a grid of autocorrelations and, where the protocol
says so, of half-lives of carry-over and of recovery. It gives the effect, its 95% interval, and the probability of an
improvement of at least the minimal important change. It is made twice: by the arms as drawn, and as used. Only the
first is a fair comparison; people choose when to keep to a schedule.

The interval is right on one day chosen beforehand. It is not a rule for stopping.

## The evidence

A gambler starts with 1 and bets, at fair odds, on how each coin fell, from the outcomes of its days and everything
before. If the arms do nothing, the outcomes say nothing about the coins, and nothing makes the wealth grow in the long
run: it reaches 20 with a probability of 5% at most, over all looks together, whatever the autocorrelation, drift,
recovery, missing days or errors of the gambler's model. Averaged over every schedule there is, the wealth is 1 after
every coin: the tests check that to the last digits. The gambler uses the estimate's kind of model; a bad one loses bets
and proves nothing.

Three things make it tell sooner and keep it exact:

- **A look ahead.** The bet on a day waits for the day after it. Where pain lingers, tomorrow shows how much of today's
  was chance. The claim tested is then that the arm moves neither its day nor the next, so it is done only where even
  the longest that an effect might linger is 0. We dare say that of no remedy yet: what a person is offered is the rows
  *no look ahead* below.
- **No more is staked than wins.** A surplus over 20 buys nothing.
- **It stands still** inside an unfinished block: half a block says half a thing, and there is no theorem for it.

The confidence sequence keeps every effect that such a gambler, told to expect it, could not disprove so far. It holds
on all days together, and is wider for that.

The verdict: *helped* or *made worse* when the wealth has reached 20; *did not help* when the sequence rules out every
improvement as large as the minimal important change; otherwise *cannot tell yet*, with the days after which half of the
futures simulated from today would tell. At the end a sign-flip test checks the same question in another way."""

ERRORS = """\
## Errors when looked at every day

{people:,} diaries without any effect in each setting, {looks} days, a coin a day, looked at daily from the first week
on. Points on a 0 to 10 scale, standard deviation 1.2, autocorrelation 0.45 unless said. A share near 5% is known to
±{error}. The sequence's misses are of a true effect of 0.8."""

UNEXPECTED = """\
Where the arm does nothing to its own day but something to the next, and the design looks ahead because nobody expected
that, more than one in twenty come to the goal, which is why no such design is offered where that could be. The wealth
then answers another question (does the arm do anything by the next day?): {ahead} reach 20, and the sequence
for the day's own part misses in {misses}. Without a look ahead it is {plain} and
{plain_misses}."""

DESIGNS = """\
The same over {days} days for each design ({people:,} diaries each; autocorrelation 0.4 to 0.7, level drifting 0.05 a
day, trend -0.012 a day, 15% missing):"""

POWER = """\
## How soon it tells

The same people with an effect, {people:,} diaries each. "Day" is the median day on which the wealth reached 20: of all
diaries, and of those in which it did."""

CURVES = """\
People like the 198 whose diaries were measured (standard deviation 0.73 to 1.49, autocorrelation -0.01 to 0.64, 2% to
27% missing: the quartiles, evenly spread), a coin a day:

![Share of trials that have told by each day, by size of the effect](trials-power.svg)

![Share of trials that have told by each day, by design, effect 0.8](trials-designs.svg)"""

VERDICTS = """\
## Verdicts

The same people, a coin a day, {days} days, minimal important change 1 point, as they would be read on the last day."""

COVER = """\
## How often the 95% interval holds the truth

{people:,} trials of {days} days in each setting, true effect -0.8, read once, at the end; 15% missing. A cover near 95%
is known to ±{error}.

Where the model holds:"""

MISLEADS = """\
## What misleads

- A person who knows the arm can feel better for knowing it. No schedule mends that; a sham can.
- Whether a day is written down counts as an outcome. Someone who skips writing on remedy days breaks the premise.
- With carry-over that nobody reckoned with, a coin a day measures only what comes on the day itself, and the interval
  is narrow around the wrong number. The confidence sequence without a look ahead stays right for that part.
- The interval and the sequence are about an effect that is the same every day.
- Few coins cannot convince: n fair coins can multiply a wealth by 2 to the power of n at most.
- Pooling trials believes that those who finished, and told of it, are like those who did not. The same person's
  second trial, or one told early because it went well, cannot be recognised.
- A prior from others' trials moves the estimate only, by a share that is told: the variance of the estimate over the
  prior's, as if both were normal. What the verdict needs of an estimate is taken from the days alone."""


def render_page(results: Results) -> str:
    """The whole page."""
    people, looks, days = results["people"], results["looks"], results["days"]
    (unexpected,) = results["unexpected"].values()
    parts = [
        METHOD,
        ERRORS.format(people=people, looks=looks, error=_error(0.05, people)),
        _errors_table(results["nulls"]),
        UNEXPECTED.format(
            ahead=_percent(unexpected["e_process"]),
            misses=_percent(unexpected["sequence_misses"]),
            plain=_percent(unexpected["e_process_no_look_ahead"]),
            plain_misses=_percent(unexpected["sequence_misses_no_look_ahead"]),
        ),
        DESIGNS.format(days=days, people=results["design_people"]),
        _table(
            ["design", "wealth reached 20", "sequence missed"],
            ([n, _percent(f["e_process"]), _percent(f["sequence_misses"])] for n, f in results["designs"].items()),
        ),
        POWER.format(people=results["power_people"]),
        _power_table(results["reference"]),
        CURVES,
        _curves_table(results["curves"]),
        VERDICTS.format(days=days),
        _verdict_table(results["verdicts"]),
        COVER.format(people=people, days=days, error=_error(0.95, people)),
        _cover_table(results["holds"]),
        "Where it does not:",
        _cover_table(results["fails"]),
        _widths(results["widths"]),
        MISLEADS,
    ]
    return "\n\n".join(parts) + "\n"


def render_figures(results: Results) -> dict[str, str]:
    """The SVG files by name."""
    effects = [Line(f"{name} points", _path(found["by_day"])) for name, found in results["curves"].items()]
    designs = [
        Line(name.removesuffix(", effect 0.8"), _path(found["by_day"]), dashed="no look ahead" in name)
        for name, found in results["reference"].items()
        if name.endswith("effect 0.8")
    ]
    days = results["days"]
    power = Chart("Trials that have told, by size of the effect", "day", "share that have told", days, mark=0.8)
    compared = Chart("Trials that have told of an effect of 0.8, by design", "day", "share that have told", days)
    return {
        "trials-power.svg": render_chart(power, effects),
        "trials-designs.svg": render_chart(compared, designs),
    }


def _path(shares: list[float]) -> list[tuple[float, float]]:
    return [(0, 0), *((day, share) for day, share in enumerate(shares, start=1))]


def _errors_table(nulls: Results) -> str:
    columns = {
        "wealth reached 20": "e_process",
        "without look ahead": "e_process_no_look_ahead",
        "sequence missed": "sequence_misses",
        "t-test, daily": "t_test_daily",
        "t-test, last day": "t_test_last",
        "95% interval, daily": "interval_daily",
        "95% interval, last day": "interval_last",
    }
    rows = ([name, *(_percent(found[key]) for key in columns.values())] for name, found in nulls.items())
    return _table(["setting", *columns], rows)


def _power_table(reference: Results) -> str:
    rows = (
        [name, _percent(found["decided"]), _day(found["median_of_all"]), _day(found["median_of_decided"])]
        for name, found in reference.items()
    )
    return _table(["design and effect", "told", "day, of all", "day, of those told"], rows)


def _curves_table(curves: Results) -> str:
    marks = (28, 56, 84, 120)
    rows = (
        [f"{name} points", *(_percent(found["by_day"][mark - 1]) for mark in marks), _day(_reaching(found["by_day"]))]
        for name, found in curves.items()
    )
    return _table(["effect", *(f"told by day {mark}" for mark in marks), "day by which 80% have"], rows)


def _reaching(shares: list[float], wanted: float = 0.8) -> float | None:
    return next((day for day, share in enumerate(shares, start=1) if share >= wanted), None)


def _verdict_table(found: Results) -> str:
    kinds = ("helped", "did_not_help", "made_worse", "cannot_tell")
    rows = ([name, *(_percent(one[kind]) for kind in kinds), _day(one["median_day"])] for name, one in found.items())
    return _table(["truth", *(kind.replace("_", " ") for kind in kinds), "median day"], rows)


def _cover_table(found: Results) -> str:
    rows = (
        [name, _percent(one["covered"]), f"{one['width']:.2f}", f"{round(one['bias'], 2) + 0.0:+.2f}"]
        for name, one in found.items()
    )
    return _table(["setting", "covered", "median width", "bias"], rows)


def _widths(found: Results) -> str:
    return (
        f"The confidence sequence, good for all days together, is {found['sequence']:.2f} points wide in the median\n"
        f"at the end of {found['people']} trials of autocorrelation 0.45 with a coin a day; the interval, good for\n"
        f"that day only, {found['interval']:.2f}."
    )


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _day(day: float | None) -> str:
    return "not reached" if day is None else f"{day:g}"


def _error(share: float, people: int) -> str:
    return f"{1.96 * (share * (1 - share) / people) ** 0.5:.1%}"
