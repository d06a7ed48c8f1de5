"""The Discord client: it loads the features, syncs commands when they changed, owns no feature."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

import cogs
from bot.domain.events import Event
from bot.domain.rights import Standing
from bot.i18n import Catalogues
from bot.i18n.commands import CommandTranslator
from bot.outbox.answers import watched_answers
from bot.outbox.dispatcher import Dispatcher
from bot.outbox.postman import Postman
from bot.services.services import Services
from bot.ui.failures import answer_failure
from bot.ui.membership import membership

log = logging.getLogger(__name__)

LONGEST_TURN = 30.0
"""Seconds to wait for a turn at Discord."""


class Tree(app_commands.CommandTree["AlumniBot"]):
    """Commands whose failures are answered in one place."""

    async def on_error(
        self, interaction: discord.Interaction[AlumniBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Answer whatever a command raised; it may still be the next command somebody uses."""
        await answer_failure(interaction, error)
        if interaction.response.is_done():
            await interaction.client.postman.hand_over(interaction)


class AlumniBot(commands.Bot):
    """Hand the services to the features and keep Discord's copy of the commands current.

    Members are never cached, so that memory does not grow with the server.
    """

    def __init__(
        self,
        services: Services,
        catalogues: Catalogues,
        *,
        members_intent: bool = True,
        dev_guild_id: int | None = None,
        public_url: str | None = None,
    ) -> None:
        intents = discord.Intents(
            guilds=True, moderation=True, members=members_intent, guild_scheduled_events=True
        )
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            intents=intents,
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            # Beyond this the queue waits and lets others go on, instead of a request that hangs.
            max_ratelimit_timeout=LONGEST_TURN,
            http_trace=watched_answers(),
        )
        self.services = services
        self.catalogues = catalogues
        self.dispatcher = Dispatcher(self, services.outbox)
        self.postman = Postman(self, services.letters)
        self.public_url = public_url
        self._dev_guild = discord.Object(dev_guild_id) if dev_guild_id else None

    async def setup_hook(self) -> None:
        """Load every feature; one that fails stops the start."""
        await self.tree.set_translator(CommandTranslator(self.catalogues))
        for extension in cogs.EXTENSIONS:
            await self.load_extension(extension)
        # What is loaded now stays: to search it for rubbish would hold up answers.
        gc.freeze()
        await self._sync_when_changed()

    async def close(self) -> None:
        """Break off what the queue carries out, then disconnect."""
        await self.dispatcher.close()
        await super().close()

    async def _sync_when_changed(self) -> None:
        """Write the commands to Discord only when they differ: needless writes are punished."""
        if self._dev_guild is not None:
            self.tree.copy_global_to(guild=self._dev_guild)
        payload = [
            await command.get_translated_payload(self.tree, self.tree.translator)
            if self.tree.translator
            else command.to_dict(self.tree)
            for command in self.tree.get_commands(guild=self._dev_guild)
        ]
        try:
            await self.services.state.when_changed(
                self._state_name(), payload, lambda: self.tree.sync(guild=self._dev_guild)
            )
        except (discord.Forbidden, discord.DiscordServerError, discord.RateLimited) as error:
            # The commands of the last time are still there; the next start tries again.
            log.error("Discord did not take the commands: %s", error)

    def _state_name(self) -> str:
        where = "everywhere" if self._dev_guild is None else str(self._dev_guild.id)
        return f"commands:{self.application_id}:{where}"

    async def zone_of(self, user_id: int) -> str:
        """Tell by which clock somebody's times are read; raise ZoneMissingError."""
        return (await self.services.zones.of(user_id)).zone

    async def require_creator(self, asker: Standing) -> None:
        """Raise EventCreatorsOnlyError for who may create no event here."""
        await self.services.event_drafts.require_creator_somewhere(asker)

    async def events_for(
        self,
        asker: Standing,
        typed: str,
        visible: Callable[[Event], bool],
        *,
        managed: bool,
        past: bool,
    ) -> list[Event]:
        """Tell which events somebody may mean by what they typed."""
        return await self.services.events.suggest(asker, typed, visible, managed=managed, past=past)

    @property
    def is_connected(self) -> bool:
        """Tell whether Discord can be heard just now."""
        return self.is_ready() and not self.is_closed() and self.ws.open

    def knows(self, server_id: int) -> bool:
        """Tell whether what is told of a server holds: not at the start, nor in an outage."""
        server = self.get_guild(server_id)
        return self.is_ready() and not (server is not None and server.unavailable)

    def everybody_sees(self, server_id: int) -> Callable[[int], bool] | None:
        """Return what tells whether everybody in a server sees a channel; None if I am not there.

        A channel for some, whoever they are, is not for everybody.
        """
        server = self.get_guild(server_id)
        if server is None:
            return None

        def sees(channel_id: int) -> bool:
            channel = server.get_channel(channel_id)
            everybody = server.default_role
            return channel is not None and channel.permissions_for(everybody).view_channel

        return sees

    async def is_member(self, server_id: int, user_id: int) -> bool:
        """Tell whether somebody is still there; asked only where nobody tells who leaves."""
        ask = membership(self)
        try:
            return ask is None or await ask(server_id, user_id)
        except discord.HTTPException:  # Discord does not say: ask another time
            return True

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what an event listener raised; there is nobody to answer."""
        log.exception("unexpected failure in %s", event_method)
