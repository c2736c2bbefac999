"""
The simulation study of relations: run it, write results.json beside this file and docs/method/relations.md.

    python study/relations/run.py [DIARIES]     # null diaries a setting, 1,000 unless said
    python study/relations/run.py --page        # only the page, from results.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from made_diaries import Setting
from relation_measures import claim_verdicts, ever_found, null_errors, power
from relations_page import render_page

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent.parent / "docs" / "method" / "relations.md"

NULLS: dict[str, tuple[Setting, int]] = {
    "90 days": (Setting(), 90),
    "180 days": (Setting(), 180),
    "phi 0": (Setting(phi=(0, 0)), 90),
    "phi 0.7": (Setting(phi=(0.7, 0.7)), 90),
    "days not autoregressive": (Setting(noise=True), 90),
    "heavy tails": (Setting(heavy=True), 90),
    "drifting levels": (Setting(drift=0.1), 90),
    "all recover": (Setting(recovery=3), 90),
    "bad days shared": (Setting(shared=0.5), 90),
    "whole numbers 0 to 10": (Setting(scale="whole"), 90),
    "mostly zero, 180 days": (Setting(scale="flares"), 180),
    "triggers, yes or no": (Setting(scale="triggers"), 90),
    "30% missing, 180 days": (Setting(missing=0.3), 180),
}
MONTHLY = list(range(90, 361, 30))
POWER_DAYS = (60, 90, 180, 365)
EFFECTS = (0.3, 0.5, 0.8)
DIARIES = {"8 series, 2 of them outcomes": (8, ["pain:0", "pain:1"]), "3 series, 1 of them an outcome": (3, ["pain:0"])}
CLAIM_DAYS = (90, 180, 365, 730)
CLAIMS = {
    "nothing moves": Setting(),
    "bad days shared": Setting(shared=0.5),
    "a quarter moves in two days": Setting(effect=-0.25 * 1.1),
    "half moves in two days": Setting(effect=-0.5 * 1.1),
    "all moves in two days": Setting(effect=-1.1),
}


def study(diaries: int) -> dict[str, Any]:
    """Everything that is measured."""
    fewer = max(1, diaries // 5)
    return {
        "diaries": diaries,
        "fewer": fewer,
        "nulls": {name: _told(name, null_errors(*setting, diaries)) for name, setting in NULLS.items()},
        "monthly": _told("monthly", ever_found(Setting(), MONTHLY, fewer)),
        "looks_monthly": len(MONTHLY),
        "power": {
            name: {
                str(effect): {
                    str(days): _told(
                        f"{name} {effect} {days}", power(Setting(series=count, effect=effect), outcomes, days, fewer)
                    )
                    for days in POWER_DAYS
                }
                for effect in EFFECTS
            }
            for name, (count, outcomes) in DIARIES.items()
        },
        "claims": {
            name: {str(days): _told(f"{name} {days}", claim_verdicts(setting, days, 2 * fewer)) for days in CLAIM_DAYS}
            for name, setting in CLAIMS.items()
        },
        "claim_diaries": 2 * fewer,
    }


def _told(name: str, measured: dict[str, float]) -> dict[str, float]:
    sys.stderr.write(f"{name}: {measured}\n")
    return measured


def main(arguments: list[str]) -> None:
    """Run the study unless told not to, and write the page."""
    if arguments != ["--page"]:
        results = study(int(arguments[0]) if arguments else 1000)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(render_page(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
