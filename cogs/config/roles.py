"""Read a role as people give one: a mention, an id or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

import discord

from bot.domain.settings import SETTINGS, Role
from bot.errors import RoleError

_ID = re.compile(r"(?:<@&)?(\d{15,20})>?")


def as_stored(name: str, typed: str, roles: Sequence[discord.Role]) -> str:
    """Return what the setting keeps: a role's id for roles, what was typed for all else."""
    return _role_id(name, typed, roles) if isinstance(SETTINGS.get(name), Role) else typed


def _role_id(name: str, typed: str, roles: Sequence[discord.Role]) -> str:
    """Raise RoleError unless exactly one role is meant; everybody is no role."""
    given = _ID.fullmatch(typed.strip())
    wanted = typed.strip().removeprefix("@").casefold()
    found = [
        role
        for role in roles
        if not role.is_default()
        and (str(role.id) == given[1] if given else role.name.casefold() == wanted)
    ]
    if len(found) != 1:
        raise RoleError(name=name)
    return str(found[0].id)
