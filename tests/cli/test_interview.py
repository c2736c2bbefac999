"""The interview, on a real terminal."""

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE = 60


class Terminal:
    """`rhomboid assess` on a pseudo-terminal: wait for words, type a reply."""

    def __init__(self, *args: str) -> None:
        self.master, slave = pty.openpty()
        env = {**os.environ, "PYTHONPATH": str(SOURCE), "NO_COLOR": "1", "TERM": "dumb"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rhomboid.cli", "assess", *args],
            stdin=slave, stdout=slave, stderr=slave, env=env, close_fds=True,
        )  # fmt: skip
        os.close(slave)
        self.seen = ""

    def wait_for(self, words: str) -> str:
        start = len(self.seen)
        while words not in self.seen[start:]:
            if not self._read():
                self.process.kill()
                self.process.wait()
                raise AssertionError(f"{words!r} never came: {self.seen[start:]}")
        return self.seen[start:]

    def type(self, reply: str) -> None:
        os.write(self.master, (reply + "\n").encode())

    def finish(self) -> int:
        while self._read():
            pass
        os.close(self.master)
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        if not select.select([self.master], [], [], PATIENCE)[0]:
            return False
        try:
            data = os.read(self.master, 4096)
        except OSError:
            return False
        self.seen += data.decode(errors="replace")
        return bool(data)


def introduce(terminal: Terminal) -> None:
    terminal.wait_for(">")
    terminal.type("A pain by my right shoulder blade that moves with my neck.")
    terminal.wait_for(">")
    terminal.type("")
    terminal.wait_for("How old")
    terminal.type("46")
    terminal.wait_for("female or male")
    terminal.type("m")


def test_an_interview_asks_says_why_and_answers(tmp_path: Path) -> None:
    session = tmp_path / "session.json"
    terminal = Terminal("--session", str(session))
    introduce(terminal)
    assert "Why:" in terminal.wait_for("q = stop]")
    terminal.type("d")
    terminal.wait_for("q = stop]")
    terminal.type("b")
    terminal.wait_for("q = stop]")
    terminal.type("q")
    assert terminal.finish() == 0
    assert "What it may be" in terminal.seen
    assert "Traceback" not in terminal.seen
    saved = json.loads(session.read_text())
    assert saved["account"]["age"] == 46
    assert "asked" not in saved
    assert session.stat().st_mode & 0o077 == 0


def test_a_stopped_interview_goes_on_where_it_was(tmp_path: Path) -> None:
    session = tmp_path / "session.json"
    first = Terminal("--session", str(session))
    introduce(first)
    first.wait_for("q = stop]")
    first.type("d")
    first.wait_for("q = stop]")
    first.type("q")
    assert first.finish() == 0
    asked = json.loads(session.read_text())["asked"]
    second = Terminal("--session", str(session), "--resume")
    second.wait_for("Going on")
    second.wait_for("q = stop]")
    second.type("c")
    second.wait_for("Which one?")
    second.type("1")
    second.wait_for("q = stop]")
    second.type("nonsense")
    second.wait_for("not understood")
    second.type("q")
    assert second.finish() == 0
    assert len(asked) == 1


def test_a_session_that_is_not_there_is_told(tmp_path: Path) -> None:
    terminal = Terminal("--session", str(tmp_path / "none.json"), "--resume")
    assert terminal.finish() == 2
    assert "no saved interview" in terminal.seen
