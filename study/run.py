"""
The simulation study of trials: run it, write results.json beside this file and the page and figures in docs/method.

    python study/run.py [PEOPLE]      # PEOPLE null diaries a setting, 2,000 unless said; about ten minutes
    python study/run.py --page [FOLDER]      # only the page, from results.json
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from measures import cover, decided_by_day, design_errors, null_errors, sequence_widths, verdicts
from page import render_figures, render_page
from settings import DAYS, DESIGNS, EFFECTS, FAILS, HOLDS, LOOKS, NULLS, PEOPLE_MEASURED, PLAIN, REFERENCE, UNEXPECTED

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
METHOD = HERE.parent / "docs" / "method"


def study(people: int) -> dict[str, Any]:
    """Everything that is measured."""
    half = people // 2
    reference = {
        f"{name}, effect {effect}": decided_by_day(name, design, replace(REFERENCE, effect=-effect), half)
        for name, design in DESIGNS.items()
        for effect in (0.8, 1.5)
    }
    day = DESIGNS["a coin a day"]
    curves = {
        str(effect): decided_by_day(f"measured {effect}", day, replace(PEOPLE_MEASURED, effect=-effect), half)
        for effect in EFFECTS
    }
    truths = {"no effect": 0.0, "helps by 0.8": -0.8, "helps by 1.5": -1.5, "harms by 0.8": 0.8}
    return {
        "people": people,
        "looks": LOOKS,
        "days": DAYS,
        "design_people": 5 * people,
        "power_people": half,
        "nulls": {name: _timed(name, null_errors, name, *setting, people) for name, setting in NULLS.items()},
        "unexpected": {name: _timed(name, null_errors, name, *setting, people) for name, setting in UNEXPECTED.items()},
        "designs": {
            name: _timed(name, design_errors, name, design, REFERENCE, 5 * people) for name, design in DESIGNS.items()
        },
        "holds": {name: _timed(name, cover, name, *setting, people) for name, setting in HOLDS.items()},
        "fails": {name: _timed(name, cover, name, *setting, people) for name, setting in FAILS.items()},
        "reference": reference,
        "curves": curves,
        "verdicts": {
            name: _timed(name, verdicts, name, replace(PEOPLE_MEASURED, effect=effect), half)
            for name, effect in truths.items()
        },
        "widths": _timed("widths", sequence_widths, replace(PLAIN, effect=-0.8), min(half, 300)),
    }


def _timed(name: str, work: Any, *arguments: Any) -> Any:  # noqa: ANN401
    start = time.perf_counter()
    result = work(*arguments)
    sys.stderr.write(f"{name}: {time.perf_counter() - start:.0f} s\n")
    return result


def write_page(results: dict[str, Any], folder: Path) -> None:
    """The page and its figures."""
    (folder / "trials.md").write_text(render_page(results), encoding="utf-8")
    for name, figure in render_figures(results).items():
        (folder / name).write_text(figure, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Run and write, or write alone."""
    only_page = arguments[:1] == ["--page"]
    folder = Path(arguments[1]) if only_page and len(arguments) > 1 else METHOD
    if not only_page:
        results = study(int(arguments[0]) if arguments else 2_000)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_page(json.loads(RESULTS.read_text(encoding="utf-8")), folder)


if __name__ == "__main__":
    main(sys.argv[1:])
