"""The same words read the same in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys, yaml
from pathlib import Path
from rhomboid.knowledge import load_knowledge
from rhomboid.reading import Reader
known, problems = load_knowledge()
reader = Reader(known.lexicons["en"], known.findings)
for account in yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))["accounts"]:
    print(account["id"], ascii(reader.read(account["text"])))
"""


def test_a_text_reads_the_same_whatever_the_hash_seed() -> None:
    accounts = Path(__file__).with_name("accounts.yaml")
    texts = set()
    for seed in ("1", "5"):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(accounts)], env=surroundings, capture_output=True, text=True, check=True
        )
        assert done.stdout
        texts.add(done.stdout)
    assert len(texts) == 1
