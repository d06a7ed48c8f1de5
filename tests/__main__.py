"""Run everything that must hold before a change lands: ``python -m tests``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

CHECKS = (
    ("lint", [sys.executable, "-m", "ruff", "check", "."]),
    ("format", [sys.executable, "-m", "ruff", "format", "--check", "."]),
    ("types", [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]),
    ("imports", [str(BIN / "lint-imports")]),
    (
        "tests",
        [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "3",
            "--dist",
            "worksteal",
            "--cov",
            "-q",
            *sys.argv[1:],
        ],
    ),
)


def main() -> int:
    """Run each check and return 1 if any failed; all run, so that one run tells everything."""
    # Half a hundred processes start: what one compiled, the next must not compile again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    failed: list[str] = []
    for name, command in CHECKS:
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        sys.stdout.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
