"""Looking a diary over where it lies, also when it is too damaged to be opened."""

from __future__ import annotations

from pathlib import Path

from rhomboid.language import gettext as _
from rhomboid.model.problem import Problem
from rhomboid.store.errors import StoreDamagedError
from rhomboid.store.opening import open_store
from rhomboid.store.place import place_of
from rhomboid.store.verify import REMEDY, verify


def faults_at(where: str | Path | None = None, passphrase: str | None = None) -> tuple[Problem, ...]:
    """
    Everything that is wrong with the diary at a place; empty when it is whole.

    Raises a StoreError where it cannot be looked at: the passphrase is missing, or there is no reaching it.
    """
    try:
        with open_store(where, passphrase) as store:
            return verify(store)
    except StoreDamagedError as error:
        return (Problem(str(place_of(where)), 0, "damaged", str(error), _(REMEDY)),)
