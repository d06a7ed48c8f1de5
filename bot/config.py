"""Settings from the environment and ``.env``; every problem is reported at once."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from bot.i18n.catalogues import LOCALES

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
PORTAL = "https://discord.com/developers/applications"
# Three base64url parts; only the shape is checked, Discord knows the rest.
_TOKEN = re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}")

_ADDRESS = re.compile(
    r"https://[a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?(:[0-9]{1,5})?(/[\w.~-]+)*", re.ASCII
)


class SettingsError(Exception):
    """The settings cannot be used; ``problems`` has one plain sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """What the host chose. The token never appears in a repr."""

    database_path: Path = Path("data/alumni.db")
    log_level: str = "INFO"
    log_format: str = "text"
    dev_guild_id: int | None = None
    default_language: str = "en"
    http_host: str = "127.0.0.1"
    http_port: int | None = None
    public_url: str | None = None
    token: str = field(default="", repr=False)

    @classmethod
    def read(cls, *, needs_token: bool, folder: Path | None = None) -> Settings:
        """Read ``.env`` in the folder, overridden by the environment; raise SettingsError."""
        file = (folder or Path.cwd()) / ".env"
        try:
            written = dotenv_values(file)
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError([f"{file} cannot be read; it must be a text in UTF-8."]) from error
        # A name without a value says nothing, wherever it stands.
        values = {name: value for name, value in written.items() if value}
        values |= {name: value for name, value in os.environ.items() if value}
        return cls.parse(values, needs_token=needs_token)

    @classmethod
    def parse(cls, values: Mapping[str, str], *, needs_token: bool) -> Settings:
        """Make settings of names and texts; raise SettingsError with every problem."""
        reading = _Reading(values)
        settings = cls(
            database_path=reading.file("DATABASE_PATH", "data/alumni.db"),
            log_level=reading.one_of("LOG_LEVEL", LOG_LEVELS, "INFO", str.upper),
            log_format=reading.one_of("LOG_FORMAT", LOG_FORMATS, "text", str.lower),
            dev_guild_id=reading.snowflake("DEV_GUILD_ID"),
            default_language=reading.one_of("DEFAULT_LANGUAGE", LOCALES, "en", str.lower),
            http_host=reading.host("HTTP_HOST", "127.0.0.1"),
            http_port=reading.port("HTTP_PORT"),
            public_url=reading.address("PUBLIC_URL"),
            token=reading.token("DISCORD_TOKEN", required=needs_token),
        )
        if settings.public_url and not reading.text("HTTP_PORT"):
            reading.problems.append("HTTP_PORT is missing: nothing would be behind PUBLIC_URL.")
        if reading.problems:
            raise SettingsError(reading.problems)
        return settings


class _Reading:
    """Read values one by one and remember what was wrong with them.

    No message repeats a value: somebody may have put the token on the wrong line.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(name, "").strip() or default

    def file(self, name: str, default: str) -> Path:
        path = Path(self.text(name, default))
        if path.is_dir():
            self.problems.append(f"{name} must be a file, but there is a folder of that name.")
        return path

    def one_of(
        self, name: str, allowed: tuple[str, ...], default: str, fold: Callable[[str], str]
    ) -> str:
        value = fold(self.text(name, default))
        if value not in allowed:
            self.problems.append(f"{name} must be one of {', '.join(allowed)}.")
            return default
        return value

    def snowflake(self, name: str) -> int | None:
        value = self.text(name)
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{17,20}", value):
            self.problems.append(f"{name} must be a server's ID: 17 to 20 digits.")
            return None
        return int(value)

    def host(self, name: str, default: str) -> str:
        value = self.text(name, default)
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            self.problems.append(
                f"{name} must be an IP address of this machine: 127.0.0.1, or 0.0.0.0 for all."
            )
            return default

    def port(self, name: str) -> int | None:
        value = self.text(name)
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{1,5}", value) or not 1 <= int(value) <= 65_535:
            self.problems.append(f"{name} must be a number from 1 to 65535.")
            return None
        return int(value)

    def address(self, name: str) -> str | None:
        value = self.text(name).rstrip("/")
        if not value:
            return None
        if not _ADDRESS.fullmatch(value):
            self.problems.append(
                f"{name} must be an https address with nothing behind its path, such as "
                "https://bot.example.org."
            )
            return None
        return value

    def token(self, name: str, *, required: bool) -> str:
        value = self.text(name)
        if required and not value:
            self.problems.append(
                f"{name} is missing. Copy it from the Bot page of your application at "
                f"{PORTAL} into the file .env."
            )
        elif required and not _TOKEN.fullmatch(value):
            self.problems.append(
                f"{name} does not look like a bot token: three parts joined by full stops. "
                "Reset it on the Bot page of your application and copy it again."
            )
        return value
