"""What the bot asks a server for, and why; the invite link and the README are made of this."""

from __future__ import annotations

from types import MappingProxyType

import discord

SCOPES = ("bot", "applications.commands")

# Discord's name of a permission -> what it is needed for. Answers to commands and direct
# messages need none, and the directory posts nothing by itself.
NEEDED: MappingProxyType[str, str] = MappingProxyType({})

# What the invite link does not ask for: a server switches it on in the bot's role if it wants
# what it is for, and loses nothing else without it.
OPTIONAL: MappingProxyType[str, str] = MappingProxyType(
    {
        "manage_guild": "to write what regions ask newcomers into Discord's own Onboarding",
        "view_audit_log": "to notice roles given or taken by hand at once, not overnight",
    }
)


def invite(application_id: int) -> str:
    """Return the link that adds the bot to a server with what it needs and nothing else."""
    permissions = discord.Permissions(**dict.fromkeys(NEEDED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=SCOPES)
