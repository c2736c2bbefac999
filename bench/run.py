"""
Measure rhomboid beside its peer in one run and write RESULTS.md beside this file.

    python bench/run.py [ACCOUNTS]

Numbers depend on the machine and on what else it does; compare only within one run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from app import app_section
from cold import TEXT, cold_times
from page import batch_section, peer_section, times_table, triples_section
from patients import draw_people
from peer import compare
from timing import Times, machine, measure, peak_megabytes
from triples import DAY, triple_costs

import rhomboid
from rhomboid.answers import appraise_claim, assess, plan
from rhomboid.inference import Network, build_network, intervals, posterior, rank_questions, reasons
from rhomboid.knowledge import load_knowledge
from rhomboid.model import Account, KnowledgeBase, Observation

HERE = Path(__file__).parent
ANSWERS = 25
RUNS = 60
CLAIM = "my low back is better so my upper back went out"


def unasked(network: Network, seen: list[Observation]) -> list[str]:
    """Every concept not yet observed."""
    asked = {one.concept for one in seen}
    return [name for name in (*network.knowledge.findings, *network.knowledge.categories) if name not in asked]


def one_person(network: Network) -> dict[str, Times]:
    """Each part of one person's inference, warm, over different people."""
    people = draw_people(network, RUNS, ANSWERS, seed=7)
    candidates = [unasked(network, seen) for seen in people]

    def everything(i: int) -> None:
        posterior(network, people[i])
        intervals(network, people[i])
        reasons(network, people[i])
        rank_questions(network, people[i], candidates[i])

    for i in range(RUNS):
        intervals(network, people[i])
    account = Account(text=TEXT)
    assessment = assess(account, network.knowledge, DAY)
    fresh = [build_network(network.knowledge, "home") for _ in range(5)]
    return {
        "network built": measure(lambda _: build_network(network.knowledge, "home"), 15),
        "posterior": measure(lambda i: posterior(network, people[i]), RUNS),
        "all reasons": measure(lambda i: reasons(network, people[i]), RUNS),
        "next question, all unasked ranked": measure(lambda i: rank_questions(network, people[i], candidates[i]), RUNS),
        "intervals, draws cached": measure(lambda i: intervals(network, people[i]), RUNS),
        "intervals, first account of a process": measure(lambda i: intervals(fresh[i], people[i]), 5, warm=0),
        "all four, warm": measure(everything, RUNS),
        "`assess`, words to whole answer, warm": measure(lambda _: assess(account, network.knowledge, DAY), RUNS),
        "`plan`, from an assessment, warm": measure(lambda _: plan(assessment, account, network.knowledge), RUNS),
        "`appraise_claim`, warm": measure(lambda _: appraise_claim(CLAIM, network.knowledge), RUNS),
    }


def interval_errors(network: Network, people: int = 20) -> tuple[float, float]:
    """Median and largest difference of an interval's end between the leading hypotheses and all of them."""
    differences = []
    for seen in draw_people(network, people, ANSWERS, seed=11):
        fast, full = intervals(network, seen), intervals(network, seen, leading=len(network.members))
        differences.append(np.abs(np.array(fast) - np.array(full)))
    return float(np.median(differences)), float(np.max(differences))


def batch(accounts: int) -> dict[str, float]:
    """The batch, in a process of its own."""
    command = [sys.executable, str(HERE / "batch.py"), str(accounts)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def about(network: Network) -> str:
    """Versions, machine and sizes."""
    knowledge = network.knowledge
    rows = sum(len(cause.findings) for cause in knowledge.causes.values())
    return (
        f"Written by `make bench`: rhomboid {rhomboid.__version__}, knowledge {knowledge.id} {knowledge.version}\n"
        f"({knowledge.hash[:12]}). {machine()}.\n\n"
        f"{len(knowledge.causes)} causes, {len(knowledge.findings)} findings, {len(knowledge.categories)} categories, "
        f"{rows:,} finding rows,\n{len(network.members):,} hypotheses, {knowledge.settings.draws} draws an interval."
    )


def render(knowledge: KnowledgeBase, accounts: int) -> str:
    """The whole page."""
    network = build_network(knowledge, "home")
    sections = [
        "# Benchmarks",
        about(network),
        f"## One person, {ANSWERS} answers",
        times_table(one_person(network)),
        f"Peak memory of this process so far: {peak_megabytes():.0f} MB.",
        "Intervals move the leading hypotheses only: over 20 people, their ends differ from those of all hypotheses\n"
        "by {:.0e} in the median and {:.3f} at most.".format(*interval_errors(network)),
        f"## The same network in pyAgrum, {ANSWERS} answers",
        peer_section(compare(network, RUNS, ANSWERS)),
        "## Many people",
        batch_section(batch(accounts)),
        "## From a standing start",
        times_table(cold_times()),
        "## The app in the browser",
        app_section(),
        "## What stopping at two causes leaves out",
        "Probabilities with sets of at most two causes against at most three, same knowledge, setting home.",
        triples_section(triple_costs(knowledge)),
    ]
    return "\n\n".join(sections) + "\n"


def main(accounts: int) -> None:
    """Measure and write."""
    knowledge, problems = load_knowledge()
    if knowledge is None:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    page = render(knowledge, accounts)
    (HERE / "RESULTS.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
