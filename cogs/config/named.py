"""Read a role or a channel as people give one: a mention, an id or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

import discord

from bot.domain.settings import SETTINGS, Channel, Role
from bot.errors import ChannelError, RoleError

_ID = re.compile(r"(?:<(?:@&|#))?(\d{15,20})>?")

Named = discord.Role | discord.TextChannel


def as_stored(name: str, typed: str, server: discord.Guild) -> str:
    """Return what the setting keeps: an id for roles and channels, else what was typed."""
    match SETTINGS.get(name):
        case Role():
            roles = [role for role in server.roles if not role.is_default()]
            found = _meant(typed, "@", roles)
            refusal = RoleError
        case Channel():
            found = _meant(typed, "#", server.text_channels)
            refusal = ChannelError
        case _:
            return typed
    if len(found) != 1:
        raise refusal(name=name)
    return str(found[0].id)


def _meant(typed: str, sign: str, known: Iterable[Named]) -> list[Named]:
    given = _ID.fullmatch(typed.strip())
    wanted = typed.strip().removeprefix(sign).casefold()
    return [
        each
        for each in known
        if (str(each.id) == given[1] if given else each.name.casefold() == wanted)
    ]
