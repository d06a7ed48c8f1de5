"""What is written to the logs, and what never is."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from bot.config import Settings
from bot.logs import write_logs

TOKEN = "OTAwMDAwMDAwMDAwMDAwMDAx.GtokenX.never-to-be-seen-in-any-log-at-all"  # noqa: S105


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Let a test set up the logs; afterwards other logging is as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    yield
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_the_token_is_blotted_out_wherever_it_stands(
    capsys: pytest.CaptureFixture[str], log_format: str
) -> None:
    write_logs(Settings(token=TOKEN, log_format=log_format))
    log = logging.getLogger("test")

    try:
        raise ValueError(f"cannot log in with {TOKEN}")
    except ValueError:
        log.exception("failed with %s", TOKEN)
    log.warning("headers: %r", {"Authorization": f"Bot {TOKEN}"})

    written = capsys.readouterr().err
    assert TOKEN not in written
    assert written.count("[token]") == 3
    assert "Traceback" in written


def test_json_logs_are_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    write_logs(Settings(log_format="json"))

    logging.getLogger("test").info("two\nlines %s", "青森")
    logging.getLogger("test").error("bad")

    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert first["message"] == "two\nlines 青森"
    assert (first["level"], first["logger"]) == ("INFO", "test")
    assert second["level"] == "ERROR"


def test_only_what_the_host_asked_for_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    write_logs(Settings(log_level="WARNING"))

    logging.getLogger("test").info("quiet")
    logging.getLogger("discord").info("quiet too")

    assert capsys.readouterr().err == ""


def test_what_members_write_is_not_logged_even_when_debugging(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_logs(Settings(log_level="DEBUG"))

    logging.getLogger("aiosqlite").debug("INSERT ... %s", "a secret")
    logging.getLogger("discord.http").debug("received %s", "a secret")
    logging.getLogger("bot").debug("wanted")

    written = capsys.readouterr().err
    assert "wanted" in written
    assert "secret" not in written
