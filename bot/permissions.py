"""What the bot asks a server for, and why; the invite link and the README are made of this."""

from __future__ import annotations

from types import MappingProxyType

import discord

SCOPES = ("bot", "applications.commands")

# Discord's name of a permission -> what it is needed for. Answers to commands and direct
# messages need none.
NEEDED: MappingProxyType[str, str] = MappingProxyType(
    {
        "read_messages": "to find the channels and posts of regions",
        "send_messages": "to post announcements, the weekly line, and events with their reminders",
        "send_messages_in_threads": "the same, where a region is a post in a forum",
        "manage_threads": (
            "to wake a sleeping post before writing in it, to put one to sleep, and to take out "
            "who leaves its region or its event"
        ),
        "manage_channels": "to make, order and archive the channels of regions",
        "manage_roles": "to make regions' roles, to give them, and to say who reads where",
        "pin_messages": "to pin what representatives choose",
        "read_message_history": (
            "to look whether a message went, instead of sending it twice, and whether people wrote "
            "in what would be deleted"
        ),
    }
)

# What the invite link does not ask for: a server switches it on in the bot's role if it wants
# what it is for, and loses nothing else without it.
OPTIONAL: MappingProxyType[str, str] = MappingProxyType(
    {
        # Discord has no less: a role that may be mentioned by the bot alone needs this. Making
        # the role mentionable for a moment would let everybody ping it, and for good in a crash.
        "mention_everyone": (
            "to ping the roles that were chosen, by a representative once a week or in an "
            "announcement"
        ),
        "manage_guild": "to write what regions ask newcomers into Discord's own Onboarding",
        "attach_files": "to show the pictures that hosts choose on the cards of events",
        "view_audit_log": "to notice roles given or taken by hand at once, not overnight",
        # Most servers allow both to everybody, and so to the bot.
        "create_public_threads": "to open the thread of an event when its host asks for one",
        "create_private_threads": "the same, where not everybody may see the event",
        # It changes and cancels what the bot itself made, too: Manage Events would change all.
        "create_events": "to show events among Discord's own, and to keep those in step",
    }
)


def invite(application_id: int) -> str:
    """Return the link that adds the bot to a server with what it needs and nothing else."""
    permissions = discord.Permissions(**dict.fromkeys(NEEDED, True))
    return discord.utils.oauth_url(application_id, permissions=permissions, scopes=SCOPES)
