"""Ask as an admin does, and look at what there is."""

from __future__ import annotations

from typing import Any

from tests.reading import read_private


async def ask(world: Any, command: str, **options: Any) -> str:
    """Use a command of /region-admin and read the answer."""
    answer = await world.admin.slash(world.channel, f"region-admin {command}", **options)
    return read_private(answer)


def channels(world: Any) -> dict[str, Any]:
    """Return the server's channels and categories by name."""
    backend = world.env.backend
    guild = backend.get_guild(world.guild.id)
    return {backend.channels[key].name: backend.channels[key] for key in guild.channel_ids}


def roles(world: Any) -> dict[str, Any]:
    """Return the server's roles by name."""
    return {role.name: role for role in world.env.backend.get_guild(world.guild.id).roles.values()}
