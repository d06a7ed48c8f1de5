"""Open a thread, and join it: the buttons work as long as the message they stand on."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.domain.admission import EVERYBODY
from bot.domain.events import Event
from bot.errors import EventThreadPlaceError
from bot.i18n import Words
from bot.ui.allowed import require_allowed
from bot.ui.asking import server_of, standing
from bot.ui.events import title
from bot.ui.panel import Panel, text
from bot.ui.reading import words_for
from bot.ui.replies import answer
from bot.ui.views import Rebuilt

Interaction = discord.Interaction[Any]


class Threaded(Rebuilt, template=r"event-thread:(?P<wish>open|join):(?P<id>\d+)"):
    """What a host or somebody who answered wants with the thread."""

    def __init__(self, item: ui.Item[Any], bot: AlumniBot, match: re.Match[str]) -> None:
        super().__init__(item, bot, match)
        self._services = bot.services
        self._wish, self._event_id = match["wish"], int(match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Do it."""
        if self._wish == "open":
            await self._open(interaction)
        else:
            await self._join(interaction)

    async def _open(self, interaction: Interaction) -> None:
        """Open a public thread if everybody sees the card and may come, else a private one."""
        stands = standing(interaction)
        seen = await self._services.hosting.managed(stands, self._event_id)
        everybody = server_of(interaction).default_role
        channel = server_of(interaction).get_channel(seen.event.channel_id)
        if not isinstance(channel, discord.TextChannel):
            raise EventThreadPlaceError
        is_seen = channel.permissions_for(everybody).view_channel
        is_private = not is_seen or seen.event.admission != EVERYBODY
        kind = "create_private_threads" if is_private else "create_public_threads"
        needed = (kind, "send_messages_in_threads", "manage_threads")
        await require_allowed(interaction, channel.id, needed)
        threads = self._services.event_threads
        event = await threads.open(stands, self._event_id, is_private=is_private)
        await answer(interaction, opened_card(event, words_for(interaction), is_private=is_private))

    async def _join(self, interaction: Interaction) -> None:
        joined = self._services.event_threads.join(interaction.user.id, self._event_id)
        await answer(interaction, joined_card(await joined, words_for(interaction)))


def opened_card(event: Event, words: Words, *, is_private: bool) -> Panel:
    """Say that a thread is on its way, and who will be in it."""
    if event.thread_id is not None:
        return Panel(
            (text(words("The thread is there: {thread}", thread=f"<#{event.thread_id}>")),)
        )
    told = words(
        "**In a moment {title} has a thread.** Whoever answers is offered to join it, and "
        "reminders go there. Three days after the event it goes to sleep.",
        title=title(event),
    )
    who = (
        words("It is private: only those who joined it read it.")
        if is_private
        else words("Everybody who sees the card reads it.")
    )
    return Panel((text(f"{told}\n{who}"),))


def joined_card(event: Event, words: Words) -> Panel:
    """Say that somebody is let in."""
    thread = f"<#{event.thread_id}>"
    told = words(
        "In a moment you are in {thread}. If you press **Can't** later, you are taken out again.",
        thread=thread,
    )
    return Panel((text(told),))
