"""``python -m bot``: what each command says, writes and returns."""

from __future__ import annotations

import csv
import ctypes
import os
import re
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.holding import holding
from bot.storage.migrate import migrations

ROOT = Path(__file__).parents[1]
NEWEST = migrations()[-1].version


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody who types commands in a folder of their own."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def database(self) -> Path:
        return self.folder / "data" / "alumni.db"

    def types(self, *arguments: str) -> tuple[int, str]:
        """Run a command; return its exit status and everything it wrote."""
        status = main(arguments)
        written = self.capsys.readouterr()
        return status, written.out + written.err

    def sheet(self, *rows: str) -> str:
        """Write a CSV file and return its name."""
        (self.folder / "people.csv").write_text("\n".join(rows), encoding="utf-8")
        return "people.csv"

    def people(self) -> list[tuple[int, str]]:
        with sqlite3.connect(self.database) as conn:
            return conn.execute("SELECT user_id, name FROM profiles ORDER BY user_id").fetchall()


@pytest.fixture
def host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Host:
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "DATABASE_PATH", "LOG_LEVEL", "LOG_FORMAT", "DEV_GUILD_ID"):
        monkeypatch.delenv(name, raising=False)
    return Host(tmp_path, capsys)


def start(
    folder: Path, *arguments: str, first: Callable[[], object]
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own that first does something to itself."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=first,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_run_tells_every_settings_problem_at_once(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "loud")
    monkeypatch.setenv("DEV_GUILD_ID", "here")

    status, said = host.types("run")

    assert status == 2
    assert all(name in said for name in ("DISCORD_TOKEN", "LOG_LEVEL", "DEV_GUILD_ID"))
    assert not host.database.parent.exists()


def test_an_unknown_command_is_refused(host: Host) -> None:
    with pytest.raises(SystemExit, match="2"):
        host.types("dance")


def test_the_readme_lists_every_command_of_the_host(host: Host) -> None:
    with pytest.raises(SystemExit, match="0"):
        host.types("--help")
    commands = set(re.findall(r"^    ([a-z]+) ", host.capsys.readouterr().out, flags=re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    listed = re.findall(r"^\| `python -m bot ([a-z]+)", readme, flags=re.MULTILINE)

    assert set(listed) == commands


def test_the_demo_says_which_packages_it_misses(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.demo.find_spec", lambda _: None)

    status, said = host.types("demo")

    assert status == 1
    assert "tsunagari[demo]" in said


def test_migrate_lists_its_steps_then_takes_them(host: Host) -> None:
    status, listed = host.types("migrate", "--dry-run")
    assert status == 0
    assert [f"to do: {step.name}" in listed for step in migrations()] == [True] * NEWEST
    assert list(host.folder.iterdir()) == []

    status, said = host.types("migrate")
    assert status == 0
    assert f"steps taken: {NEWEST}" in said

    assert "is up to date" in host.types("migrate", "--dry-run")[1]


def test_import_brings_people_in(host: Host) -> None:
    sheet = host.sheet(
        "discord_id,name,prefecture,since", "7,Hana,02,2008", "8,Ken,Okayama,2010-04"
    )

    status, said = host.types("import", sheet)

    assert status == 0
    assert "Brought in: people 2, placements 2." in said
    assert host.people() == [(7, "Hana"), (8, "Ken")]


def test_a_dry_run_of_an_import_writes_nothing_at_all(host: Host) -> None:
    sheet = host.sheet("discord_id,name", "7,Hana")

    status, said = host.types("import", sheet, "--dry-run")

    assert status == 0
    assert "Would be brought in: people 1, placements 0." in said
    assert "new: Hana (7)" in said
    assert [file.name for file in host.folder.iterdir()] == ["people.csv"]


def test_bad_rows_are_named_by_line_and_nothing_is_written(host: Host) -> None:
    sheet = host.sheet(
        "discord_id,name,about,prefecture,since",
        '7,Hana,"two',
        'lines",02,2008',
        "8,Ken,,London,2010",
        "nobody,Ken,,02,2010",
    )

    status, said = host.types("import", sheet)

    assert status == 1
    assert "line 4: prefecture: “London”" in said
    assert "line 5: discord_id" in said
    assert host.people() == []

    status, said = host.types("import", sheet, "--skip-bad")

    assert status == 0
    assert "Bad rows: 2." in said
    assert host.people() == [(7, "Hana")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name,prefecture\nHana,02\n", "'discord_id' is required"),
        (b"discord_id,name,consent\n7,Hana,yes\n", "Unknown: 'consent'"),
        (b"discord_id,name,name\n7,Hana,Hana\n", "twice"),
        (b"discord_id,name\n7,\x8f\xaa\n", "not in UTF-8"),
        (b'discord_id,name\n7,"Hana\n', "no CSV file"),
        (b"", "The first line"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(host: Host, content: bytes, reason: str) -> None:
    (host.folder / "people.csv").write_bytes(content)

    status, said = host.types("import", "people.csv")

    assert status == 1
    assert reason in said
    assert not host.database.exists() or host.people() == []


def test_a_missing_file_is_told(host: Host) -> None:
    status, said = host.types("import", "nobody.csv")

    assert status == 1
    assert "nobody.csv" in said
    assert not host.database.exists()


def test_export_is_for_the_host_alone_and_says_so(host: Host) -> None:
    host.types("import", host.sheet("discord_id,name,about", "7,Hana,=1+1"))

    status, said = host.types("export", "out.csv")

    written = host.folder / "out.csv"
    assert status == 0
    assert "what they show to nobody" in said
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    with written.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["discord_id"], row["name"], row["about"]) == ("7", "Hana", "'=1+1")


def test_an_export_that_fails_leaves_no_file(host: Host) -> None:
    status, said = host.types("export", "out.csv")

    assert status == 3
    assert "There is no database" in said
    assert list(host.folder.iterdir()) == []


def test_what_writes_is_refused_beside_another_process(host: Host) -> None:
    host.types("import", host.sheet("discord_id,name", "7,Hana"))

    with holding(host.database):
        for arguments in (("migrate",), ("migrate", "--dry-run"), ("import", "people.csv")):
            status, said = host.types(*arguments)
            assert status == 4
            assert f"in use by process {os.getpid()}" in said

        assert host.types("export", "out.csv")[0] == 0

    assert host.types("migrate")[0] == 0


def set_version(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute(f"PRAGMA user_version = {NEWEST + 1}")


def make_foreign(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")


def make_garbage(path: Path) -> None:
    path.write_bytes(b"no database at all " * 500)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (set_version, "newer version of the bot"),
        (make_foreign, "another program"),
        (make_garbage, "damaged or no SQLite database"),
    ],
)
@pytest.mark.parametrize("command", ["run", "migrate", "import", "export"])
def test_a_database_that_cannot_be_used_is_told_and_not_touched(
    host: Host,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None],
    reason: str,
    command: str,
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "x" * 24 + "." + "x" * 6 + "." + "x" * 27)
    host.database.parent.mkdir()
    make(host.database)
    before = host.database.read_bytes()
    sheet = [host.sheet("discord_id,name", "7,Hana")] if command in ("import", "export") else []

    status, said = host.types(command, *sheet)

    assert status == 3
    assert reason in said
    assert "Traceback" not in said
    assert host.database.read_bytes() == before


def no_exceptions_for_root() -> None:
    """Drop the right of root to write where nobody may (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)."""
    if os.getuid() == 0:
        assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_may_not_be_written_is_told(host: Host, *, exists: bool) -> None:
    host.database.parent.mkdir()
    if exists:
        host.types("migrate")
        (host.database.parent / "alumni.db.lock").unlink()
    before = [(file.name, file.read_bytes()) for file in host.database.parent.iterdir()]
    host.database.parent.chmod(0o555)

    done = start(host.folder, "migrate", first=no_exceptions_for_root)

    host.database.parent.chmod(0o755)
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert [(file.name, file.read_bytes()) for file in host.database.parent.iterdir()] == before


def small_files() -> None:
    """Let no file of this process grow beyond 200 kB, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_a_full_disk_is_told_and_nothing_is_written(host: Host) -> None:
    host.types("migrate")
    host.sheet("discord_id,name", *(f"{n},{'x' * 50}" for n in range(10_000, 20_000)))

    done = start(host.folder, "import", "people.csv", first=small_files)

    assert done.returncode == 3
    assert "is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert host.people() == []
