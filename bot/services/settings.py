"""Read and change what a server has set."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from bot.domain.settings import SETTINGS, Channel, Choice, Number, Setting, Switch
from bot.errors import (
    ChannelError,
    ChoiceError,
    NumberError,
    RoleError,
    SettingNotFoundError,
    UserError,
)
from bot.storage import settings
from bot.storage.database import Connection, Database

T = TypeVar("T")

Follower = Callable[[Connection, int], Awaitable[None]]
"""Told in the very transaction that a server changed a setting."""


class Settings:
    """Answer what a server has set; where it has not, the default."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._followers: dict[str, Follower] = {}

    def follow(self, setting: Setting[Any], follower: Follower) -> None:
        """Let a feature do what a new value of a setting means."""
        self._followers[setting.name] = follower

    async def get(self, server_id: int | None, setting: Setting[T]) -> T:
        """Return one value; a direct message (None) has the default."""
        async with self._db.reader() as conn:
            return await value(conn, server_id, setting)

    async def look_up(self, server_id: int, name: str) -> tuple[Setting[Any], Any]:
        """Return the setting of a name, and its value; raise SettingNotFoundError."""
        setting = named(name)
        return setting, await self.get(server_id, setting)

    async def all(self, server_id: int) -> Mapping[Setting[Any], Any]:
        """Return every setting with its value, in the order of the registry."""
        async with self._db.reader() as conn:
            return {setting: await value(conn, server_id, setting) for setting in SETTINGS.values()}

    async def set(self, server_id: int, name: str, text: str) -> None:
        """Set a value from what was typed; raise what says which values fit."""
        setting = named(name)
        try:
            parsed = setting.parse(text)
        except ValueError:
            raise _misfit(setting) from None
        async with self._db.transaction() as conn:
            await settings.put(conn, server_id, name, str(parsed))
            await self._tell(conn, server_id, setting)

    async def reset(self, server_id: int, name: str) -> None:
        """Go back to the default."""
        setting = named(name)
        async with self._db.transaction() as conn:
            await settings.remove(conn, server_id, setting.name)
            await self._tell(conn, server_id, setting)

    async def _tell(self, conn: Connection, server_id: int, setting: Setting[Any]) -> None:
        if follower := self._followers.get(setting.name):
            await follower(conn, server_id)


async def value(conn: Connection, server_id: int | None, setting: Setting[T]) -> T:
    """Return one value within a transaction."""
    text = None if server_id is None else await settings.get(conn, server_id, setting.name)
    return understood(setting, text)


def understood(setting: Setting[T], text: str | None) -> T:
    """Return the value that is stored, or the default.

    A stored text that no longer fits, for example after an update, counts as not set.
    """
    try:
        return setting.default if text is None else setting.parse(text)
    except ValueError:
        return setting.default


def named(name: str) -> Setting[Any]:
    """Return a setting by its name; raise SettingNotFoundError."""
    if name not in SETTINGS:
        raise SettingNotFoundError
    return SETTINGS[name]


def _misfit(setting: Setting[Any]) -> UserError:
    match setting:
        case Number():
            return NumberError(name=setting.name, least=setting.least, most=setting.most)
        case Choice():
            return ChoiceError(name=setting.name, values=", ".join(setting.values))
        case Switch():
            return ChoiceError(name=setting.name, values="on, off")
        case Channel():
            return ChannelError(name=setting.name)
        case _:
            return RoleError(name=setting.name)
