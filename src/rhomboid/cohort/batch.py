"""A batch: one account a line in, one answer a line out, in order, with bounded memory."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain, islice
from multiprocessing.pool import AsyncResult

import msgspec

from rhomboid.answers import AccountError, assess, rank, weight_by_grade
from rhomboid.cohort.case import BatchAnswer, FindingRead, RankedCause
from rhomboid.model import Account, KnowledgeBase, Setting
from rhomboid.model.account import Sex

WORTH_ANOTHER_PROCESS = 400
BLOCK = 64
MOST_IN_FLIGHT = 4
SEXES: dict[str, Sex] = {"f": "female", "female": "female", "m": "male", "male": "male"}
UNKNOWN_SEXES = ("u", "unknown", "")


class BatchLine(msgspec.Struct, frozen=True):
    """What became of one line: its number from 1, and either the answer or what is wrong with it."""

    number: int
    answer: BatchAnswer | None = None
    problem: str | None = None


class _Told(msgspec.Struct):
    """All that is read of a line; everything else in it stays unread."""

    id: str | int
    text: str
    age: float | None = None
    sex: str | None = None


Numbered = tuple[int, bytes]


def assess_many(
    lines: Iterable[bytes],
    knowledge: KnowledgeBase,
    today: date,
    setting: Setting = "home",
    locale: str = "en",
    processes: int = 1,
) -> Iterator[BatchLine]:
    """
    Answer JSON lines one by one, in their order; a bad line is told and the rest goes on. Empty lines are left out.

    Of each object only id, text, age and sex are read. `processes` above 1 pays only from some hundred lines on,
    so the first block of a short batch never starts them.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    work = partial(_answer_block, knowledge=knowledge, today=today, setting=setting, locale=locale)
    head = list(islice(numbered, WORTH_ANOTHER_PROCESS)) if processes > 1 else []
    if len(head) < WORTH_ANOTHER_PROCESS:
        for block in _blocks(head or numbered):
            yield from work(block)
        return
    yield from _spread(work, head, numbered, processes)


def _spread(
    work: Callable[[list[Numbered]], list[BatchLine]], head: list[Numbered], rest: Iterator[Numbered], processes: int
) -> Iterator[BatchLine]:
    """Several processes, few blocks in flight, answers in order."""
    context = multiprocessing.get_context("spawn")
    blocks = _blocks(chain(head, rest))
    with context.Pool(processes) as pool:
        waiting: deque[AsyncResult[list[BatchLine]]] = deque()
        while True:
            while len(waiting) < MOST_IN_FLIGHT * processes and (block := next(blocks, None)):
                waiting.append(pool.apply_async(work, (block,)))
            if not waiting:
                return
            yield from waiting.popleft().get()


def _blocks(numbered: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    numbered = iter(numbered)
    while block := list(islice(numbered, BLOCK)):
        yield block


def _answer_block(
    block: list[Numbered], knowledge: KnowledgeBase, today: date, setting: Setting, locale: str
) -> list[BatchLine]:
    return [_answer_line(number, line, knowledge, today, setting, locale) for number, line in block]


def _answer_line(
    number: int, line: bytes, knowledge: KnowledgeBase, today: date, setting: Setting, locale: str
) -> BatchLine:
    try:
        told = msgspec.json.decode(line, type=_Told)
        account = Account(text=told.text, age=told.age, sex=_sex(told.sex), setting=setting, locale=locale)
        ranking = rank(account, knowledge, today)
    except (msgspec.DecodeError, UnicodeDecodeError, AccountError) as error:
        return BatchLine(number=number, problem=str(error))
    causes = tuple(RankedCause(cause.id, cause.probability, cause.low, cause.high) for cause in ranking.causes)
    findings = tuple(
        FindingRead(entry.concept, "absent" if entry.answer == "absent" else "present", entry.mention.words)
        for entry in ranking.understood
        if entry.mention is not None
    )
    return BatchLine(number, BatchAnswer(str(told.id), ranking.disposition, causes, findings))


def _sex(said: str | None) -> Sex | None:
    word = (said or "").strip().lower()
    if word in UNKNOWN_SEXES:
        return None
    if word not in SEXES:
        raise AccountError(f"A sex of {said!r} is not understood. Use F, M or U.")
    return SEXES[word]


def decision_weight(lines: Iterable[bytes], knowledge: KnowledgeBase, today: date) -> dict[str, float]:
    """
    Summed |decibans| behind the first five causes of every account, by the grade of the number they rest on.

    Says how far answers rest on judgement, which the count of estimates by grade does not. Lines that cannot be
    answered are left out.
    """
    weights: dict[str, float] = {}
    for line in lines:
        try:
            told = msgspec.json.decode(line, type=_Told)
            assessment = assess(Account(text=told.text, age=told.age, sex=_sex(told.sex)), knowledge, today)
        except (msgspec.DecodeError, UnicodeDecodeError, AccountError):
            continue
        found = (r for cause in assessment.causes[:5] for r in (*cause.reasons_for, *cause.reasons_against))
        for grade, weight in weight_by_grade(found).items():
            weights[grade] = weights.get(grade, 0.0) + weight
    return weights
