"""The written forms of a number turned into `Estimate` and `Shares`."""

from __future__ import annotations

import math
from typing import Any, Literal, NamedTuple

from rhomboid.knowledge.schema import nearest
from rhomboid.knowledge.yaml_file import JsonPath, YamlFile
from rhomboid.model import Estimate, Problem, Shares

Scale = Literal["probability", "ratio", "difference"]
"""What a number is: a share (0..1), a ratio (above 0), or a signed number in its own unit."""
SUM_TOLERANCE = 0.02
"""Shares may miss 1 by this much (rounding in a source's table) and are then normalised."""
_Z = 1.959963984540054


class Grades(NamedTuple):
    """`grades.yaml`: words as (value, low, high), and how wide judged numbers are."""

    words: dict[str, tuple[float, float, float]]
    probability_width: float
    ratio_width: float
    shares_n: float

    @classmethod
    def of(cls, value: dict[str, Any]) -> Grades:
        """From the checked content of grades.yaml."""
        words = {word: (row["value"], row["low"], row["high"]) for word, row in value["words"].items()}
        judged = value["judged"]
        return cls(words, judged["probability"], judged["ratio"], judged["shares"])


class Expander:
    """Turns the numbers of one file into estimates, collecting problems."""

    def __init__(self, file: YamlFile, grades: Grades) -> None:
        self.file = file
        self.grades = grades
        self.problems: list[Problem] = []

    def report(self, at: JsonPath, code: str, message: str, remedy: str) -> None:
        """Add one problem at a place of the file."""
        self.problems.append(self.file.problem(at, code, message, remedy))

    def estimate(self, raw: dict[str, Any], at: JsonPath, scale: Scale = "probability") -> Estimate:
        """One number, already of the schema's form. Faulty intervals are reported and the value kept."""
        rest = {key: raw.get(key) for key in ("source", "place", "n", "note")}
        if "word" in raw:
            value, low, high = self._word(raw["word"], at)
            return Estimate(value, low, high, "graded", **rest)
        if "judged" in raw:
            value = float(raw["judged"])
            low, high = _interval(raw) or self._judged_interval(value, at, scale)
            self._check_order(value, low, high, at)
            return Estimate(value, low, high, "judged", **rest)
        value = float(raw["value"])
        low, high = _interval(raw) or self._counted_interval(raw, value, at, scale)
        self._check_order(value, low, high, at)
        if raw["grade"] not in ("measured", "derived"):
            remedy = "Use `word:` for a graded number and `judged:` for a judged one."
            self.report((*at, "grade"), "wrong_grade", f"A `value` is not graded `{raw['grade']}`.", remedy)
        return Estimate(value, low, high, raw["grade"], **rest)

    def shares(
        self, raw: dict[str, Any], options: tuple[str, ...], at: JsonPath, inherited: str | None = None
    ) -> Shares:
        """A distribution over all `options`, normalised to sum to 1."""
        given: dict[str, float] = raw["shares"]
        for option in given.keys() - set(options):
            self.report((*at, "shares", option), "unknown_option", f"No option `{option}`.", nearest(option, options))
        for option in options:
            if option not in given:
                self.report((*at, "shares"), "missing_option", f"Option `{option}` has no share.", "Give it one.")
        total = math.fsum(given.values())
        if abs(total - 1) > SUM_TOLERANCE + 1e-9:
            self.report((*at, "shares"), "shares_sum", f"The shares sum to {total:.3g}.", "Make them sum to 1.")
        kept = {option: given.get(option, 0.0) for option in options}
        n = raw.get("n")
        if n is None and raw["grade"] in ("measured", "derived"):
            self.report(at, "missing_n", "A measured distribution has no `n`.", "Say how many people were counted.")
        return Shares(
            shares=normalised(kept),
            n=float(self.grades.shares_n if n is None else n),
            grade=raw["grade"],
            source=raw.get("source"),
            place=raw.get("place"),
            note=raw.get("note"),
            inherited=inherited,
        )

    def _word(self, word: str, at: JsonPath) -> tuple[float, float, float]:
        if word in self.grades.words:
            return self.grades.words[word]
        remedy = nearest(word, self.grades.words)
        self.report((*at, "word"), "unknown_word", f"`{word}` is not a word of grades.yaml.", remedy)
        return 0.5, 0.01, 0.99

    def _judged_interval(self, value: float, at: JsonPath, scale: Scale) -> tuple[float, float]:
        if scale == "difference":
            self.report(at, "no_interval", "The number has no interval.", "Give `low` and `high`.")
            return value, value
        if scale == "ratio":
            return value * math.exp(-self.grades.ratio_width), value * math.exp(self.grades.ratio_width)
        if value in (0.0, 1.0):
            return value, value
        log_odds = math.log(value / (1 - value))
        return (
            _expit(log_odds - self.grades.probability_width),
            _expit(log_odds + self.grades.probability_width),
        )

    def _counted_interval(self, raw: dict[str, Any], value: float, at: JsonPath, scale: Scale) -> tuple[float, float]:
        if scale == "probability" and raw.get("n"):
            return wilson_interval(value, raw["n"])
        remedy = "Give `low` and `high`" + (", or `n` people." if scale == "probability" else ".")
        self.report(at, "no_interval", "The number has no interval.", remedy)
        return value, value

    def _check_order(self, value: float, low: float, high: float, at: JsonPath) -> None:
        if not low <= value <= high:
            message = f"The value {value:g} is outside its interval {low:g} to {high:g}."
            self.report(at, "interval_order", message, "Make low <= value <= high.")


def wilson_interval(share: float, n: float) -> tuple[float, float]:
    """Wilson's 95% interval of a share counted in `n` people. Misleads when people were not drawn independently."""
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def normalised(shares: dict[str, float]) -> dict[str, float]:
    """Shares divided by their sum, the largest taking up the last rounding so that they sum to exactly 1."""
    total = math.fsum(shares.values()) or 1.0
    result = {option: share / total for option, share in shares.items()}
    if result:
        largest = max(result, key=lambda option: result[option])
        result[largest] = 1.0 - math.fsum(share for option, share in result.items() if option != largest)
    return result


def _interval(raw: dict[str, Any]) -> tuple[float, float] | None:
    return (float(raw["low"]), float(raw["high"])) if "low" in raw else None


def _expit(log_odds: float) -> float:
    """The probability of log-odds, without overflow at either end."""
    part = math.exp(-abs(log_odds))
    return (part if log_odds < 0 else 1.0) / (1 + part)
