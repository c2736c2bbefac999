"""The person at this machine: their wishes, the interview under way, and their diary, opened once and kept open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Annotated

import msgspec
from fastapi import Depends
from starlette.requests import Request

from rhomboid.answers import AccountError, Interview, assess
from rhomboid.answers.bringing_in import Brought, Incoming
from rhomboid.answers.caches import told
from rhomboid.answers.session import load_interview, save_interview
from rhomboid.knowledge import load_knowledge
from rhomboid.language import spoken
from rhomboid.model import Account, Assessment, KnowledgeBase, Problem
from rhomboid.model.diary import diary_day
from rhomboid.store import (
    Store,
    encrypt,
    erase,
    faults_at,
    is_backup_encrypted,
    list_backups,
    open_store,
    place_of,
    restore,
    this_moment,
)
from rhomboid.store.engines import is_encrypted, is_missing
from rhomboid.web.preferences import Preferences, load_preferences, save_preferences

Clock = Callable[[], tuple[datetime, str]]
PREFERENCES = "preferences.json"
SESSION = "session.json"
MOST_KEPT = 64


class Person:
    """
    Whose app this is. There is one: everyone who may open the app is this person.

    `folder` holds the wishes and the interview under way, which `rhomboid assess --resume` goes on with too; `where`
    names the diary as `open_store` does. `clock` tells the moment on the person's own clock and its zone.
    `incoming` is a file that waits to be brought into the diary, `brought` what became of the last one.
    """

    def __init__(self, folder: Path, where: str | None = None, clock: Clock = this_moment) -> None:
        self.folder = folder
        self.where = where
        self.clock = clock
        self.preferences = load_preferences(folder / PREFERENCES)
        self.shipped = _shipped_knowledge()
        self.incoming: Incoming | None = None
        self.brought: Brought | None = None
        self._passphrase: str | None = None
        self._diary: Store | None = None
        self._lock = RLock()
        # The same is asked again by every page that shows a part of it.
        self._assessed = lru_cache(maxsize=MOST_KEPT)(self._assess)
        self._interview = self._interview_begun()

    @property
    def knowledge(self) -> KnowledgeBase:
        """
        What is known, in the language being spoken, for pages and for accounts told in it.

        An account that names a language of its own is answered from `shipped`.
        """
        return told(self.shipped)

    @property
    def today(self) -> date:
        """The day that "two weeks ago" counts from."""
        return self.clock()[0].date()

    @property
    def diary_today(self) -> date:
        """The diary's day, which turns at 04:00."""
        return diary_day(self.clock()[0])

    def wish(self, preferences: Preferences) -> None:
        """Keep what was chosen. Raises AccountError where it cannot be kept."""
        with self._lock:
            try:
                save_preferences(self.folder / PREFERENCES, preferences)
            except OSError as error:
                raise AccountError(f"The settings cannot be kept in {self.folder}: {error.strerror}.") from None
            self.preferences = preferences

    @property
    def interview(self) -> Interview:
        """The interview under way; an empty one where none is."""
        return self._interview

    def remember(self, interview: Interview) -> None:
        """Keep the interview, so that nothing told is lost. Raises AccountError where it cannot be kept."""
        with self._lock:
            save_interview(interview, self.folder / SESSION)
            self._interview = interview

    def begin_anew(self) -> None:
        """Forget the interview under way."""
        with self._lock:
            (self.folder / SESSION).unlink(missing_ok=True)
            self._interview = Interview(Account())

    def diary(self) -> Store:
        """
        The diary, opened at the first call. It is never closed by whoever asked for it.

        Raises StoreLockedError until `unlock` was given its passphrase, and any other StoreError in words.
        """
        with self._lock:
            if self._diary is None:
                self._diary = open_store(self.where, self._passphrase, self._utc)
            return self._diary

    def unlock(self, passphrase: str) -> Store:
        """Open the diary with its passphrase, which is kept in memory alone."""
        with self._lock:
            self.close_diary()
            self._diary = open_store(self.where, passphrase or None, self._utc)
            self._passphrase = passphrase or None
            return self._diary

    def close_diary(self) -> None:
        """Let go of the diary, as before it is restored, encrypted or erased; the next call opens it again."""
        with self._lock:
            if self._diary is not None:
                self._diary.close()
                self._diary = None

    @property
    def holds_passphrase(self) -> bool:
        """Whether the passphrase was given and is still remembered."""
        return self._passphrase is not None

    def forget_passphrase(self) -> None:
        """Lock the diary: whoever wants it next has to give its passphrase."""
        with self._lock:
            self.close_diary()
            self._passphrase = None

    def encrypt_diary(self, passphrase: str) -> None:
        """Encrypt the diary and its backups; one that is not there yet is made, encrypted. Raises StoreError."""
        with self._lock:
            self.close_diary()
            path = place_of(self.where).path
            if path is not None and is_missing(path) and not list_backups(place_of(self.where)):
                self._diary = open_store(self.where, passphrase, self._utc)
            else:
                encrypt(self.where, passphrase)
            self._passphrase = passphrase

    def restore_diary(self, backup: Path, passphrase: str | None = None) -> None:
        """
        Let the diary hold what a backup holds; what it holds now is backed up first. Raises StoreError.

        A `passphrase` that is given has to open the diary or the backup.
        """
        with self._lock:
            self.close_diary()
            path = place_of(self.where).path
            known = passphrase or self._passphrase
            if passphrase and path is not None and not is_missing(path) and not is_backup_encrypted(backup):
                open_store(self.where, passphrase).close()
            restore(self.where, backup, known, self._utc)
            self._passphrase = known if path is not None and is_encrypted(path) else None

    def erase_diary(self) -> tuple[str, ...]:
        """Take away the diary and all its backups, and say what went. Raises StoreError."""
        with self._lock:
            self.close_diary()
            gone = erase(self.where)
            self._passphrase = None
            return gone

    def diary_faults(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the diary. Raises StoreError where it cannot be looked at."""
        return faults_at(self.where, self._passphrase)

    def account(self) -> Account:
        """What was told so far, with the language being spoken and the country, which decide words and numbers."""
        return msgspec.structs.replace(self._interview.account, locale=self.preferences.locale(spoken()))

    def assessment(self, account: Account | None = None) -> Assessment:
        """The answer to what was told so far, or to a change of it. Raises AccountError where it cannot be answered."""
        return self._assessed(msgspec.msgpack.encode(self.account() if account is None else account), self.today)

    def _assess(self, encoded: bytes, today: date) -> Assessment:
        return assess(msgspec.msgpack.decode(encoded, type=Account), self.shipped, today)

    def _utc(self) -> datetime:
        """The moment as the diary's clock tells it."""
        return self.clock()[0].astimezone(UTC)

    def _interview_begun(self) -> Interview:
        return load_interview(self.folder / SESSION) or Interview(Account())


def _shipped_knowledge() -> KnowledgeBase:
    knowledge, problems = load_knowledge()
    if knowledge is None:
        raise RuntimeError("\n".join(str(problem) for problem in problems))
    return knowledge


async def the_person(request: Request) -> Person:
    """Whose app a request is for."""
    person: Person = request.app.state.person
    return person


ThePerson = Annotated[Person, Depends(the_person)]
