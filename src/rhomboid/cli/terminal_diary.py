"""The diary as plain text for a terminal: an entry in a line, its history, a month as calendar and line, flares."""

from __future__ import annotations

import math
from calendar import Calendar, day_abbr
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import click

from rhomboid.answers import (
    DiaryMonth,
    Screening,
    days_told,
    kinds_explained,
    standing_sentences,
    what_it_is,
)
from rhomboid.answers.entries import known_name
from rhomboid.answers.wording import DANGEROUS
from rhomboid.cli.terminal import heading, quoted, wrap
from rhomboid.diary import Daily
from rhomboid.model import (
    UNSPECIFIED_SITE,
    Band,
    ClaimAnswer,
    Entry,
    EntryPain,
    Episode,
    Episodes,
    KnowledgeBase,
    LaggedEffect,
    Relations,
    Revision,
)

FAR_DAYS = 730
"""More days than that are not worth promising."""

SCORES = {
    "interference": "interference",
    "sleep_quality": "sleep",
    "sleep_hours": "hours slept",
    "load": "load",
}
CHANGES = {"added": "written", "edited": "changed", "deleted": "deleted"}
OWN, MIDDLE, USUAL, GAP = "●", "░", "╌", "·"
MOST_PAIN = 10


def entry_line(entry: Entry, knowledge: KnowledgeBase | None) -> str:
    """An entry in one line: when, how much it hurt where, and all else that was said."""
    return f"{_when(entry)}: {'; '.join(_said(entry, knowledge)) or 'nothing said'}"


def render_entries(entries: Iterable[Entry], knowledge: KnowledgeBase) -> str:
    """Entries one after the other, each with the beginning of its id."""
    return "".join(wrap(f"{entry.id[:8]}  {entry_line(entry, knowledge)}", "", " " * 10) + "\n" for entry in entries)


def render_history(revisions: Sequence[Revision], knowledge: KnowledgeBase) -> str:
    """Every change to one entry, with what the clock said when it was made."""
    lines = [f"Entry {revisions[0].entry_id}"]
    for revision in revisions:
        stands = f" to {entry_line(revision.entry, knowledge)}" if revision.entry else ""
        at = revision.recorded_at.astimezone()
        words = f"{revision.number}. {CHANGES[revision.change]} at {at:%Y-%m-%d %H:%M}{stands}"
        lines.append(wrap(words, "", "   "))
    return "\n".join(lines) + "\n"


def render_screening(screening: Screening) -> str:
    """What to do now, and every reason that is as urgent, with its sources' addresses."""
    colour = "red" if screening.disposition in DANGEROUS else "yellow"
    lines = [click.style(wrap(screening.title), bold=True, fg=colour), "", wrap(screening.what_to_do)]
    for alarm in screening.alarms:
        if alarm.disposition == screening.disposition:
            cited = [screening.sources[key] for key in alarm.sources if key in screening.sources]
            origin = f" ({'; '.join(source.address or source.citation for source in cited)})" if cited else ""
            lines.append(wrap(f"Why: {alarm.reason}{origin}"))
    return "\n".join([*lines, ""])


def render_month(month: DiaryMonth, meant: str, daily: Daily) -> str:
    """
    A month of one series as a calendar, and as a line where it runs from 0 to 10. A day without an entry is a gap.

    `meant` says in words what the numbers are.
    """
    series = month.series
    values = dict.fromkeys(row.day for row in month.rows) | dict(zip(series.days, series.values, strict=True))
    told = [value for value in series.values if value is not None]
    blocks = [heading(f"{series.start:%B %Y}: {meant}"), "", *_calendar(values, len(series.values)), ""]
    if told and max(told) <= MOST_PAIN and min(told) >= 0:
        blocks += [*_chart(values, month.expected), ""]
    gaps = len(series.values) - len(told)
    blocks.append(
        wrap(f"Days with an entry: {len(told)}; without: {gaps}. A gap is not a zero: nobody knows what it was.")
    )
    if told:
        blocks.append(wrap(f"Lowest {min(told):.1f}, highest {max(told):.1f}, mean {sum(told) / len(told):.1f}."))
    blocks += map(wrap, standing_sentences(month, daily))
    return "\n".join(blocks) + "\n"


def render_episodes(episodes: Episodes, meant: str) -> str:
    """Every episode in a line, the newest last, and what the kinds mean."""
    blocks = [heading(f"Flares and calm: {meant}"), ""]
    blocks += [wrap(episode_line(episode), "", "    ") for episode in episodes.episodes]
    blocks += [""] if episodes.episodes else []
    blocks.append(wrap(episodes.too_early or kinds_explained(episodes)))
    return "\n".join(blocks) + "\n"


def episode_line(episode: Episode) -> str:
    """An episode in one line: its days, what it is, how sure that is, and whether the person said it."""
    when = days_told(episode.start, episode.end)
    return f"{when[0].upper()}{when[1:]}: {what_it_is(episode)}"


def render_relations(found: Relations, look: int) -> str:
    """What stands out with its interval and a trial for it, how much was compared, and what could not be."""
    blocks = [heading("What goes before your pain"), "", wrap(found.says)]
    for relation in found.surviving:
        blocks += [
            "",
            wrap(relation.says),
            wrap(f"{effect_told(relation, 'for each 1 more')} {relation.caution}", "  ", "  "),
        ]
        if relation.proposal:
            blocks.append(wrap(relation.proposal.says, "  ", "  "))
            kind, _, which = relation.proposal.change.partition(":")
            if kind == "remedy":
                blocks.append(wrap(f"rhomboid trial new {which}", "  ", "  "))
    compared = f"{len(found.looks)} comparisons were made at this look, your number {look}, and all are allowed for."
    blocks += ["", wrap(compared)]
    if found.not_looked:
        reasons = Counter(missed.says for missed in found.not_looked)
        blocks.append(wrap(f"{len(found.not_looked)} could not be made. The commonest reasons:"))
        blocks += [wrap(says, "- ", "  ") for says, _ in reasons.most_common(3)]
    return "\n".join(blocks) + "\n"


def render_diary_claim(answer: ClaimAnswer) -> str:
    """The verdict on a claim, what it rests on at each lag, and what would be needed to tell."""
    blocks = [heading("What your diary says of that"), "", wrap(answer.says)]
    if answer.more_days:
        far = "Kept as it is now, this diary will not tell. Write down both pains every day, zeros included."
        near = f"About {answer.more_days} more days like these would tell."
        blocks.append(wrap(near if answer.more_days <= FAR_DAYS else far))
    blocks += [
        wrap(f"{effect.lag_days} days later: {effect_told(effect, 'for each point that went')}", "- ", "  ")
        for effect in answer.effects
    ]
    blocks += ["", wrap(answer.caution)]
    return "\n".join(blocks) + "\n"


def effect_told(effect: LaggedEffect, each: str) -> str:
    """A lagged effect in words, with the interval that allows for all looks taken."""
    way = "higher" if effect.effect > 0 else "lower"
    return (
        f"{abs(effect.effect):.2f} {way} {each} (with every look allowed for: {effect.adjusted_low:+.2f} to "
        f"{effect.adjusted_high:+.2f}), from {effect.days} days."
    )


def _calendar(values: Mapping[date, float | None], past: int) -> Iterator[str]:
    """A row for each week, Monday first; of the days to come, only the number."""
    first = next(iter(values))
    yield "".join(f"{day_abbr[number]:>10}" for number in range(7))
    for week in Calendar().monthdatescalendar(first.year, first.month):
        yield "".join(_cell(day, values, past) for day in week).rstrip()


def _cell(day: date, values: Mapping[date, float | None], past: int) -> str:
    if day not in values:
        return " " * 10
    value = values[day]
    told = f"{round(value, 1):.5g}" if value is not None else GAP if day.day <= past else ""
    return f"{day.day:>4} {told:>5}"


def _chart(values: Mapping[date, float | None], expected: Mapping[date, Band]) -> Iterator[str]:
    """The days from left to right, pain from bottom to top, what was expected behind it."""
    for level in range(MOST_PAIN, -1, -1):
        yield (
            f"{level:>3} │" + "".join(_mark(level, value, expected.get(day)) for day, value in values.items()).rstrip()
        )
    yield "    └" + "──" * len(values)
    yield "     " + "".join(f"{day.day:<2}" if day.day % 5 == 0 or day.day == 1 else "  " for day in values).rstrip()
    if expected:
        yield wrap(
            f"{OWN} yours. {MIDDLE} where the middle half of people with a course like this are, {USUAL} half of them "
            "at or below, as your last saved plan expected."
        )


def _mark(level: int, value: float | None, expected: Band | None) -> str:
    if value is not None and math.floor(value + 0.5) == level:
        return f"{OWN} "
    if expected is None:
        return "  "
    if math.floor(expected.p50 + 0.5) == level:
        return f"{USUAL} "
    return f"{MIDDLE} " if round(expected.p25) <= level <= round(expected.p75) else "  "


def _when(entry: Entry) -> str:
    if entry.known_to == "day":
        return f"{entry.at:%a %Y-%m-%d}"
    about = "about " if entry.known_to == "part_of_day" else ""
    return f"{entry.at:%a %Y-%m-%d} {about}{entry.at:%H:%M}"


def _said(entry: Entry, knowledge: KnowledgeBase | None) -> Iterator[str]:
    yield from (_pain(pain, knowledge) for pain in entry.pains)
    for name, words in SCORES.items():
        if (value := getattr(entry, name)) is not None:
            yield f"{words} {value:g}"
    for words, names in (("used", entry.remedies), ("set off by", entry.triggers)):
        if names is not None:
            yield f"{words} {', '.join(_name(name, knowledge) for name in names) or 'nothing'}"
    yield from (f"{quoted(name)} {value:g}" for name, value in entry.measures.items())
    if entry.note:
        yield f'"{quoted(entry.note)}"'


def _pain(pain: EntryPain, knowledge: KnowledgeBase | None) -> str:
    where = "pain" if pain.site == UNSPECIFIED_SITE else _name(pain.site, knowledge)
    parts = [
        f"{where} {pain.nrs:g}",
        *([pain.side] if pain.side else []),
        *(_name(quality, knowledge) for quality in pain.qualities),
    ]
    return ", ".join(parts)


def _name(name: str, knowledge: KnowledgeBase | None) -> str:
    """The name of a place, quality or remedy; a person's own words as they are, on one line."""
    return (known_name(name, knowledge) if knowledge else None) or quoted(name)
