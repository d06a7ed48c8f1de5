"""The letter to somebody whom a moderator took off the list."""

from __future__ import annotations

from discord import ui

from bot.client import AlumniBot
from bot.domain.letters import Letter
from bot.outbox.postman import Writer
from bot.services.moderation import Moderation
from cogs.mod.cards import unlisted_letter


def unlisted_writer(bot: AlumniBot, moderation: Moderation) -> Writer:
    """Write why; nothing once the decision is taken back."""

    async def write(letter: Letter) -> ui.LayoutView | None:
        exclusion = await moderation.exclusion(letter.subject, letter.user_id)
        if exclusion is None:
            return None
        words = bot.catalogues.words(letter.locale)
        server = bot.get_guild(exclusion.server_id)
        return unlisted_letter(server.name if server else "?", exclusion.reason, words)

    return write
