"""
Schemathesis over the app's OpenAPI, at length: python bench/fuzz.py [examples in all].

Prints what it found wrong and how many requests were answered with which status.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "web"))

from fuzzing import fuzz

from rhomboid.web import Person
from rhomboid.web.api.describing import FORMS

EXAMPLES = 5_000


def main() -> int:
    """1 where anything was found, else 0."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        person = Person(Path(folder), str(Path(folder) / "diary.sqlite"))
        fuzzed = fuzz(person, -(-wanted // len(FORMS)))
        person.close_diary()
    for fault in fuzzed.faults:
        print(fault)
    answered = ", ".join(f"{count:,} x {status}" for status, count in sorted(fuzzed.statuses.items()))
    print(f"{fuzzed.statuses.total():,} requests in {time.perf_counter() - begun:,.0f} s: {answered}")
    print(f"{len(fuzzed.faults)} faults found")
    return 1 if fuzzed.faults else 0


if __name__ == "__main__":
    sys.exit(main())
