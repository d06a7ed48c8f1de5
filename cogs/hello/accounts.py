"""What people are called on Discord itself."""

from __future__ import annotations

import discord

from bot.ui.reading import shown


async def account(client: discord.Client, user_id: int) -> str:
    """Return a name that can be typed and searched for; a mention where Discord gives none.

    A mention alone stays a number for readers whose app does not know the person yet.
    """
    try:
        user = await client.fetch_user(user_id)
    except (discord.HTTPException, discord.RateLimited):
        return f"<@{user_id}>"
    return f"**@{shown(user.name)}**"
