"""A trial on one person, from its sealing to its verdict: what today is for, what is written down, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import NormalDist

import msgspec

from rhomboid.answers.caches import told as in_spoken_language
from rhomboid.answers.errors import AccountError
from rhomboid.answers.planning import sources_of
from rhomboid.answers.trial_arms import USUAL_CARE, arm_id, arm_name, doing
from rhomboid.answers.trial_records import (
    PROTOCOL,
    STOP,
    daily_outcomes,
    days_between,
    last_counted,
    written_late,
)
from rhomboid.answers.trial_safety import trial_knowledge
from rhomboid.language import gettext as _
from rhomboid.language import gettext_noop
from rhomboid.model import KnowledgeBase, Remedy
from rhomboid.model.diary import Entry, diary_day
from rhomboid.model.trial import AnalysisPlan, NormalPrior, Protocol, TrialDesign, TrialOutcome, Verdict
from rhomboid.model.trial_record import (
    TRIAL_SCHEMA_VERSION,
    SealedTrial,
    StopReason,
    TrialDay,
    TrialRecord,
    TrialResult,
    TrialStop,
)
from rhomboid.store import Store
from rhomboid.trials import arm_on, fingerprint, judge, looks, schedule

PAIN = TrialOutcome("pain")
"""What is compared unless something else is asked for: the worst of all places that were written down, 0 to 10."""
STOPPED_EARLY = gettext_noop(
    "It cannot be told whether {remedy} helps: the trial was stopped before the days could tell."
)


def seal_trial(
    store: Store,
    arms: Sequence[Remedy],
    design: TrialDesign,
    start: date,
    seed: int,
    now: datetime,
    knowledge: KnowledgeBase,
    outcome: TrialOutcome = PAIN,
    not_so: Sequence[str] = (),
    prior: NormalPrior | None = None,
) -> TrialRecord:
    """
    Keep a trial's protocol with its SHA-256 and its schedule, before its first day.

    One remedy is compared with usual care, two with each other. The estimate leans on `prior`, the evidence never.
    Raises AccountError when `start` is not still to come, or when the seed or the design cannot be.
    """
    if start <= diary_day(now):
        raise AccountError(_("A trial begins tomorrow at the earliest: its plan is sealed before the first day."))
    remedy = arms[0].id
    number = sum(saved.kind == PROTOCOL for saved in store.saved(PROTOCOL)) + 1
    protocol = Protocol(
        id=f"{remedy}-{number}",
        remedy=remedy,
        comparator=arms[1].id if len(arms) > 1 else USUAL_CARE,
        outcome=outcome,
        design=design,
        start=start,
        seed=seed,
        minimal_important_change=trial_knowledge(knowledge).minimal_important_change,
        plan=AnalysisPlan(effect_prior=prior),
    )
    try:
        periods = schedule(protocol)
    except ValueError as error:
        raise AccountError(_("Such a trial cannot be: {error}.").format(error=error)) from None
    sealed = SealedTrial(protocol, fingerprint(protocol), now, periods, tuple(not_so))
    saved = store.save(PROTOCOL, msgspec.json.encode(sealed), knowledge.hash)
    return TrialRecord(sealed, saved.saved_at, saved.knowledge_hash)


def stop_trial(store: Store, record: TrialRecord, on: date, reason: StopReason, words: str = "") -> TrialStop:
    """Keep that a trial ended before its last day. Raises AccountError when it has ended already."""
    if record.status(on) in ("stopped", "over"):
        words = _("The trial {trial} has ended already. See: rhomboid trial result.")
        raise AccountError(words.format(trial=record.protocol.id))
    stop = TrialStop(record.protocol.id, on, reason, words)
    store.save(STOP, msgspec.json.encode(stop), record.knowledge_hash)
    return stop


def trial_day(record: TrialRecord, entries: Sequence[Entry], knowledge: KnowledgeBase, today: date) -> TrialDay:
    """What a day of a trial is for, from the sealed schedule, and what was written so far; nothing of how it goes."""
    protocol, day = record.protocol, record.day_number(today)
    status = record.status(today)
    arm = arm_on(record.sealed.schedule, day) if status == "running" else None
    period = next((one for one in record.sealed.schedule if one.first_day <= day < one.first_day + one.days), None)
    remedy = in_spoken_language(knowledge).remedies.get(arm_id(protocol, arm)) if arm else None
    told = daily_outcomes(record, entries, protocol.start, today)
    dates = days_between(protocol.start, today)
    return TrialDay(
        trial=protocol.id,
        remedy=arm_name(protocol.remedy, knowledge),
        comparator=arm_name(protocol.comparator, knowledge),
        status=status,
        date=today,
        day=day,
        days=protocol.design.days,
        start=protocol.start,
        arm=arm,
        washout=bool(arm and period and day - period.first_day < period.washout_days),
        doing=doing(protocol, arm, knowledge) if arm else "",
        steps=remedy.steps if remedy else (),
        stop_if=remedy.stop_if if remedy else "",
        written_today=any(one.day == day and one.value is not None for one in told),
        written=sum(one.value is not None for one in told),
        missing=tuple(on for one, on in zip(told, dates, strict=False) if one.value is None and on < today),
        stop=record.stop,
    )


def trial_result(record: TrialRecord, entries: Sequence[Entry], knowledge: KnowledgeBase, today: date) -> TrialResult:
    """
    The verdict by a day, with all it rests on. Looking on any day, and stopping on it, does no harm.

    `entries` are the diary's. Today counts once its pain is written down, days after a stop do not. Raises AccountError
    for a trial drawn under rules that this version does not know.
    """
    through = last_counted(record, entries, today)
    daily = daily_outcomes(record, entries, record.protocol.start, min(today, record.last_day))
    daily = tuple(one for one in daily if one.day <= through)
    named = msgspec.structs.replace(
        record.protocol,
        remedy=arm_name(record.protocol.remedy, knowledge),
        comparator=arm_name(record.protocol.comparator, knowledge),
    )
    try:
        schedule(named)
        verdict, taken = judge(named, daily, through), looks(named, daily, through)
    except ValueError as error:
        words = _("This trial cannot be read: {error}. See: rhomboid trial verify.")
        raise AccountError(words.format(error=error)) from None
    last = record.protocol.start + timedelta(days=through - 1)
    return TrialResult(
        schema_version=TRIAL_SCHEMA_VERSION,
        knowledge=knowledge.id,
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        trial=record.protocol.id,
        sha256=record.sealed.sha256,
        protocol=record.protocol,
        remedy=named.remedy,
        comparator=named.comparator,
        status=record.status(today),
        date=today,
        through=through,
        days=record.protocol.design.days,
        sentence=_sentence(record, named, verdict),
        verdict=verdict,
        looks=taken,
        written_late=written_late(entries, record.protocol.start, last),
        sources=sources_of([record.protocol.minimal_important_change.source], knowledge),
        stop=record.stop,
        leans_on_others=_leaning(record.protocol.plan.effect_prior, verdict),
    )


def _leaning(prior: NormalPrior | None, verdict: Verdict) -> float | None:
    """The share of the prior in the estimate as drawn, were both normal: how little its own width is of the prior's."""
    found = verdict.as_randomised
    if prior is None or found is None:
        return None
    sd = (found.high - found.low) / (2 * NormalDist().inv_cdf((1 + found.level) / 2))
    return float(min((sd / prior.sd) ** 2, 1.0))


def _sentence(record: TrialRecord, named: Protocol, verdict: Verdict) -> str:
    """The verdict's sentence; a trial that was stopped has no days ahead to speak of."""
    if record.stop is not None and verdict.kind == "cannot_tell":
        return _(STOPPED_EARLY).format(remedy=named.remedy)
    return verdict.sentence
