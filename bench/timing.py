"""Repeat, time, and describe the machine."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class Times:
    """Seconds: median and quartiles of `n` runs."""

    median: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{say(self.median)} [{say(self.low)} to {say(self.high)}], n={self.n}"


def say(seconds: float) -> str:
    """Seconds in the unit a reader would use, three digits."""
    for scale, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def measure(work: Callable[[int], object], runs: int, warm: int = 1) -> Times:
    """Time `work(i)` for i in 0..runs-1, after `warm` runs that do not count."""
    for index in range(warm):
        work(index)
    taken = []
    for index in range(runs):
        start = time.perf_counter()
        work(index)
        taken.append(time.perf_counter() - start)
    return summary(taken)


def summary(taken: list[float]) -> Times:
    """Median and quartiles of seconds already measured."""
    if len(taken) == 1:
        return Times(taken[0], taken[0], taken[0], 1)
    low, median, high = statistics.quantiles(taken, n=4, method="inclusive")
    return Times(median, low, high, len(taken))


def peak_megabytes() -> float:
    """Most memory this process has held so far, MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def machine() -> str:
    """Processor, cores, Python and library versions in one line."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        models = [line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        name = models[0] if models else name
    libraries = ", ".join(f"{library} {version(library)}" for library in ("numpy", "pyagrum", "msgspec"))
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, {libraries}"
