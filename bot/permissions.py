"""What the bot asks a server for, and why; the invite link and the README are made of this."""

from __future__ import annotations

from types import MappingProxyType

import discord

SCOPES = ("bot", "applications.commands")

# Discord's name of a permission -> what it is needed for. Answers to commands and direct
# messages need none, and the directory posts nothing by itself.
NEEDED: MappingProxyType[str, str] = MappingProxyType({})


def invite(application_id: int) -> str:
    """Return the link that adds the bot to a server with what it needs and nothing else."""
    permissions = discord.Permissions(**dict.fromkeys(NEEDED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=SCOPES)
