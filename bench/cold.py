"""Whole processes from a standing start: importing, and one account on the command line."""

from __future__ import annotations

import subprocess
import sys

from timing import Times, measure

RUNS = 7
TEXT = (
    "For three weeks I have had a burning ache between my shoulder blades, worse after a day at the desk and when I "
    "turn my head. No fever, no cough. Heat helps."
)


def run(arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """One whole process, with the account on its standard input."""
    return subprocess.run([sys.executable, *arguments], input=TEXT, capture_output=True, check=False, text=True)


def cold_times() -> dict[str, Times]:
    """Wall time of each command from start to exit; one that fails is left out and told on stderr."""
    commands = {
        "python, nothing imported": ("-c", "pass"),
        "python, numpy imported": ("-c", "import numpy"),
        "import rhomboid": ("-c", "import rhomboid"),
        "import rhomboid.answers": ("-c", "import rhomboid.answers"),
        "rhomboid assess --text (terminal)": ("-m", "rhomboid.cli", "assess", "--text", "-"),
        "rhomboid plan --text (terminal)": ("-m", "rhomboid.cli", "plan", "--text", "-"),
        "rhomboid appraise scan": ("-m", "rhomboid.cli", "appraise", "scan", "C5-6 disc bulge, T7-8 protrusion"),
        "rhomboid assess --text --json": ("-m", "rhomboid.cli", "assess", "--json", "--text", "-"),
    }
    times = {}
    for name, command in commands.items():
        if (done := run(command)).returncode == 0:
            times[name] = measure(lambda _, command=command: run(command), RUNS)
        else:
            print(f"{name} failed: {done.stderr[-300:]}", file=sys.stderr)
    return times
