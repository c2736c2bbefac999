"""Places for a diary: a plain file, an encrypted one, and a real PostgreSQL server that the tests start."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from rhomboid.store import Store, open_store

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "diary")]

ROOT = os.geteuid() == 0
NOBODY = 65534


class Server:
    """One PostgreSQL server of our own, reached through a socket in a folder of its own."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="rhomboid-postgresql-"))
        self.process: subprocess.Popen[bytes] | None = None
        if ROOT:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.run("initdb", "-D", self.data, "-U", "rhomboid", "-A", "trust", "-E", "UTF8", "--locale=C")

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        self.process = subprocess.Popen(
            [self.programs / "postgres", "-D", self.data, "-k", str(self.folder), "-c", "listen_addresses="],
            user="postgres" if ROOT else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
        for _ in range(300):
            try:
                psycopg.connect(self.address("postgres")).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("PostgreSQL did not start")

    def kill(self) -> None:
        """As the power fails: nobody gets to write anything."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.run("pg_ctl", "stop", "-D", self.data, "-m", "immediate", "-w")
            self.process.wait()
        shutil.rmtree(self.folder)

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments],
            user="postgres" if ROOT else None,
            check=True,
            capture_output=True,
            cwd=self.folder,
        )

    def address(self, database: str) -> str:
        return f"postgresql://rhomboid@/{database}?host={self.folder}"

    def ask(self, statement: str) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def new_database(self, options: str = "") -> str:
        name = f"d{uuid.uuid4().hex}"
        self.ask(f"CREATE DATABASE {name} {options}")
        return self.address(name)


@pytest.fixture(scope="session")
def postgresql_programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    return folders[-1]


@pytest.fixture(scope="session")
def server(postgresql_programs: Path) -> Iterator[Server]:
    server = Server(postgresql_programs)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_server(postgresql_programs: Path) -> Iterator[Server]:
    """A server that the test may kill."""
    server = Server(postgresql_programs)
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The platform's data folder is a fresh one, whatever the machine has."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "share"))
    return tmp_path / "share"


class Diary:
    """A place and its passphrase, to be opened as often as a test wants."""

    def __init__(self, where: str | Path, passphrase: str | None = None) -> None:
        self.where = where
        self.passphrase = passphrase

    def open(self, **options: object) -> Store:
        return open_store(self.where, self.passphrase, **options)  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", "encrypted", "postgresql"])
def diary(request: pytest.FixtureRequest, tmp_path: Path) -> Diary:
    """An empty place, in each of the three kinds."""
    if request.param == "postgresql":
        return Diary(request.getfixturevalue("server").new_database())
    return Diary(tmp_path / "mine.sqlite", "correct 'horse\"" if request.param == "encrypted" else None)


@pytest.fixture
def file(tmp_path: Path) -> Diary:
    """An empty place for a plain file."""
    return Diary(tmp_path / "mine.sqlite")


@pytest.fixture
def store(diary: Diary) -> Iterator[Store]:
    with diary.open() as store:
        yield store


@pytest.fixture
def small_disk(open_folder: Path) -> Iterator[Callable[[str], Path]]:
    """A real file system of a given size; only root can make one."""
    folder = open_folder / "small"
    folder.mkdir()
    mounted = False

    def mount(size: str) -> Path:
        nonlocal mounted
        options = f"{'remount,' if mounted else ''}size={size}"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("No small disk can be made here: that needs root.")
        mounted = True
        return folder

    yield mount
    if mounted:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def as_nobody() -> Iterator[Callable[[], None]]:
    """Become a user whom file permissions bind, as they do not bind root."""

    def become() -> None:
        if ROOT:
            os.seteuid(NOBODY)

    yield become
    if ROOT:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="rhomboid-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
