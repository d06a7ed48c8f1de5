"""Settings: every problem at once, and never the token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.config import Settings, SettingsError

ROOT = Path(__file__).parents[1]
TOKEN = "OTAwMDAwMDAwMDAwMDAwMDAx.GtokenX.never-to-be-seen-in-any-log-at-all"  # noqa: S105


class Noticing(Mapping[str, str]):
    """An empty environment that notices what is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> str:
        self.asked.append(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noticing = Noticing()
    Settings.parse(noticing, needs_token=False)
    for name in noticing.asked:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_token_is_enough() -> None:
    settings = Settings.parse({"DISCORD_TOKEN": TOKEN}, needs_token=True)

    assert settings == Settings(token=TOKEN)
    assert settings.database_path == Path("data/alumni.db")


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    wrong = {
        "DATABASE_PATH": str(tmp_path),
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
        "DEV_GUILD_ID": "my server",
        "DEFAULT_LANGUAGE": "tlh",
        "HTTP_HOST": "here please",
        "HTTP_PORT": "65536",
        "PUBLIC_URL": "http://bot.example.org",
    }

    with pytest.raises(SettingsError) as caught:
        Settings.parse(wrong, needs_token=True)

    named = [problem.split()[0] for problem in caught.value.problems]
    assert sorted(named) == sorted([*wrong, "DISCORD_TOKEN"])


def test_a_token_on_any_line_is_never_repeated() -> None:
    noticing = Noticing()
    Settings.parse(noticing, needs_token=False)
    everywhere = dict.fromkeys(noticing.asked, TOKEN)

    with pytest.raises(SettingsError) as caught:
        Settings.parse(everywhere, needs_token=True)

    assert TOKEN not in str(caught.value)
    assert TOKEN not in repr(caught.value)


def test_a_settings_repr_has_no_token() -> None:
    assert TOKEN not in repr(Settings(token=TOKEN))


@pytest.mark.parametrize("token", ["hello", "a.b.c", "https://discord.com/api", f"Bot {TOKEN}"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(SettingsError, match="does not look like a bot token"):
        Settings.parse({"DISCORD_TOKEN": token}, needs_token=True)


def test_upper_and_lower_case_do_not_matter() -> None:
    settings = Settings.parse({"LOG_LEVEL": "debug", "LOG_FORMAT": "JSON"}, needs_token=False)

    assert (settings.log_level, settings.log_format) == ("DEBUG", "json")


def test_the_environment_overrides_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=DEBUG\nLOG_FORMAT='json'\n", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    monkeypatch.setenv("LOG_FORMAT", "")

    settings = Settings.read(needs_token=False)

    assert (settings.log_level, settings.log_format) == ("ERROR", "json")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")

    with pytest.raises(SettingsError, match="UTF-8"):
        Settings.read(needs_token=False)


def test_the_example_has_every_setting_and_no_other() -> None:
    noticing = Noticing()
    Settings.parse(noticing, needs_token=False)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    written = re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE)

    assert sorted(written) == sorted(noticing.asked)


def test_the_example_shows_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        (ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8"
    )

    assert Settings.read(needs_token=False) == Settings()


def test_the_readme_lists_every_setting() -> None:
    noticing = Noticing()
    Settings.parse(noticing, needs_token=False)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert sorted(re.findall(r"^\| `([A-Z_]+)`", readme, flags=re.MULTILINE)) == sorted(
        noticing.asked
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://bot.example.org",
        "bot.example.org",
        "https://",
        "https://bot.example.org/?a=1",
        "https://bot.example.org/#here",
        "https://me:secret@bot.example.org",
        "https://bot.example.org/a b",
        "https://bot.example.org:x",
        "HTTPS://bot.example.org",
    ],
)
def test_an_address_that_others_cannot_use_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="PUBLIC_URL must be an https address"):
        Settings.parse({"PUBLIC_URL": address, "HTTP_PORT": "8080"}, needs_token=False)


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http", "80.5", "٨٠"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(SettingsError, match="HTTP_PORT must be a number from 1 to 65535"):
        Settings.parse({"HTTP_PORT": port}, needs_token=False)


def test_an_address_needs_a_port_and_loses_its_last_slash() -> None:
    with pytest.raises(SettingsError, match="HTTP_PORT is missing"):
        Settings.parse({"PUBLIC_URL": "https://bot.example.org"}, needs_token=False)

    said = {"PUBLIC_URL": "https://bot.example.org:8443/alumni/", "HTTP_PORT": "8080"}
    settings = Settings.parse(said | {"HTTP_HOST": "::1"}, needs_token=False)

    assert settings.public_url == "https://bot.example.org:8443/alumni"
    assert (settings.http_host, settings.http_port) == ("::1", 8080)
