"""Whole processes from a standing start: importing, and one account on the command line."""

from __future__ import annotations

import subprocess
import sys

from timing import Times, measure

TEXT = (
    "For three weeks I have had a burning ache between my shoulder blades, worse after a day at the desk and when I "
    "turn my head. No fever, no cough. Heat helps."
)


def process(*arguments: str, runs: int = 7) -> Times:
    """Wall time of `python arguments`, from start to exit."""
    command = [sys.executable, *arguments]
    return measure(lambda _: subprocess.run(command, capture_output=True, check=False), runs, warm=1)


def failed(*arguments: str) -> bool:
    """Whether a command ends in a traceback."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False, text=True)
    return "Traceback" in done.stderr or "No module named" in done.stderr


def cold_times() -> dict[str, Times]:
    """Times of each command that runs."""
    commands = {
        "python, nothing imported": ("-c", "pass"),
        "python, numpy imported": ("-c", "import numpy"),
        "import rhomboid": ("-c", "import rhomboid"),
        "import rhomboid.answers": ("-c", "import rhomboid.answers"),
        "rhomboid assess --text (terminal)": ("-m", "rhomboid.cli", "assess", "--text", TEXT),
        "rhomboid assess --text --json": ("-m", "rhomboid.cli", "assess", "--json", "--text", TEXT),
    }
    return {name: process(*command) for name, command in commands.items() if not failed(*command)}
