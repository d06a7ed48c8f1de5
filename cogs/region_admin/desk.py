"""Plan, apply and undo: read the server, ask the service, show what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.client import AlumniBot
from bot.domain.layout import Kind, Plan, Server, Step, Verb
from bot.domain.layout.needs import lacking, needed
from bot.domain.rights import Right
from bot.domain.settings import LANGUAGE
from bot.errors import BotMayNotError
from bot.i18n import N_, Words
from bot.services.layout_wishes import Activity, Names
from bot.services.layouts import Draft, Tick, WayBack
from bot.ui.asking import server_of, standing
from bot.ui.public import public_words
from bot.ui.reading import words_for
from bot.ui.regions import label
from bot.ui.replies import acknowledge, reply
from bot.ui.server_reading import ask, last_written, read_server
from cogs.region_admin import cards
from cogs.region_admin.traces import people_wrote
from cogs.region_admin.wording import FAMILIES

Interaction = discord.Interaction[Any]
LOOKED_INTO = 50
"""At most so many channels are read for what people wrote; the others count as written in."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A server, and when somebody last wrote in its regions' places."""

    server: Server
    activity: Activity


class Desk:
    """What the commands and the buttons about layouts do."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot
        self._services = bot.services

    async def require_admin(self, interaction: Interaction) -> None:
        """Raise the refusal that says for whom this is."""
        await self._services.rights.require(standing(interaction), Right.ADMIN)

    async def show_plan(self, interaction: Interaction, *, page: int = 0) -> None:
        """Show the plan, in a new answer or on the message that was pressed."""
        await self.require_admin(interaction)
        is_new = interaction.message is None
        await (acknowledge(interaction) if is_new else interaction.response.defer())
        guild, words = server_of(interaction), words_for(interaction)
        _, draft = await self._drafted(guild)
        job = await self._services.layouts.job(guild.id)
        missing = self._missing(guild, draft.plan.steps)
        card = cards.plan_card(
            draft, await self._region_names(guild, words), missing, words, page=page, job=job
        )
        await self._answer(interaction, card, is_new=is_new)

    async def tick(self, interaction: Interaction, menu: ui.Select[Any]) -> None:
        """Take over what is ticked now, of what a menu offers."""
        await self.require_admin(interaction)
        offered = [_tick(option.value) for option in menu.options]
        ticked = [_tick(value) for value in menu.values]
        await self._services.layouts.tick(server_of(interaction).id, offered, ticked)
        await self.show_plan(interaction)

    async def apply(self, interaction: Interaction) -> None:
        """Begin to carry the plan out, unless the bot may not do all of it."""
        await self.require_admin(interaction)
        await acknowledge(interaction)
        guild = server_of(interaction)
        read, draft = await self._drafted(guild)
        self._require_allowed(interaction, draft.plan.steps)
        job = await self._services.layouts.apply(
            guild.id,
            read.server,
            await self._names(guild.id),
            read.activity,
            locale=words_for(interaction).locale,
            channel_id=interaction.channel_id or 0,
        )
        await reply(interaction, cards.begun_card(job, draft.seconds, words_for(interaction)))

    async def show_way_back(self, interaction: Interaction) -> None:
        """Ask whether to stop what is under way, or show what taking the latest back would do."""
        await self.require_admin(interaction)
        await acknowledge(interaction)
        guild, words = server_of(interaction), words_for(interaction)
        job = await self._services.layouts.job(guild.id)
        if job is not None:
            await reply(interaction, cards.stop_card(job, words))
            return
        _, back = await self._way_back(guild)
        await reply(interaction, cards.way_back_card(back, words))

    async def stop(self, interaction: Interaction, job_id: int) -> None:
        """Stop a job, and show what taking it back would do."""
        await self.require_admin(interaction)
        await self._services.layouts.stop(server_of(interaction).id, job_id)
        await self.show_way_back(interaction)

    async def undo(self, interaction: Interaction, job_id: int) -> None:
        """Begin to take a plan back; if it is not the latest any more, ask about that instead."""
        await self.require_admin(interaction)
        await acknowledge(interaction)
        guild = server_of(interaction)
        read, back = await self._way_back(guild)
        if back.job_id != job_id:
            await reply(interaction, cards.way_back_card(back, words_for(interaction)))
            return
        self._require_allowed(interaction, back.plan.steps)
        job = await self._services.layouts.undo(
            guild.id,
            read.server,
            locale=words_for(interaction).locale,
            channel_id=interaction.channel_id or 0,
        )
        await reply(interaction, cards.begun_card(job, back.seconds, words_for(interaction)))

    async def post_panel(self, interaction: Interaction, channel: discord.TextChannel) -> None:
        """Let the public panel come to a channel, unless the bot may not write there."""
        await self.require_admin(interaction)
        guild, words = server_of(interaction), words_for(interaction)
        held = channel.permissions_for(guild.me)
        missing = [name for name in ("view_channel", "send_messages") if not getattr(held, name)]
        if missing:
            raise BotMayNotError(lacks=cards.lacks(dict.fromkeys(missing, 1), words))
        await self._services.panels.post(guild.id, channel.id)
        await reply(interaction, cards.posted_card(channel.mention, words))

    async def _drafted(self, guild: discord.Guild) -> tuple[_Read, Draft]:
        """Plan; where something would be archived or deleted, look whether people wrote in it."""
        layouts, names = self._services.layouts, await self._names(guild.id)
        read = await self._read(guild)
        draft = await layouts.draft(guild.id, read.server, names, read.activity)
        unwritten = await self._unwritten(draft.plan)
        if unwritten:
            read = await self._read(guild, unwritten)
            draft = await layouts.draft(guild.id, read.server, names, read.activity)
        return read, draft

    async def _way_back(self, guild: discord.Guild) -> tuple[_Read, WayBack]:
        """Plan the way back, likewise."""
        read = await self._read(guild)
        back = await self._services.layouts.way_back(guild.id, read.server)
        unwritten = await self._unwritten(back.plan)
        if unwritten:
            read = await self._read(guild, unwritten)
            back = await self._services.layouts.way_back(guild.id, read.server)
        return read, back

    async def _read(self, guild: discord.Guild, unwritten: frozenset[int] = frozenset()) -> _Read:
        held = await self._services.layouts.held(guild.id)
        unsettled = await self._services.layouts.unsettled_roles(guild.id)
        found = await ask(guild)
        server = read_server(found, held, unsettled=unsettled, unwritten=unwritten)
        return _Read(server, last_written(found, held))

    async def _unwritten(self, plan: Plan) -> frozenset[int]:
        """Return what would be archived only because of messages, all of which are the bot's."""
        things = [step.id for step in plan.steps if _is_doubtful(step) and step.id]
        empty: set[int] = set()
        for thing in things[:LOOKED_INTO]:
            try:
                if not await people_wrote(self._bot, thing, Kind.CHANNEL):
                    empty.add(thing)
            except (discord.Forbidden, discord.NotFound):
                continue
        return frozenset(empty)

    async def _names(self, server_id: int) -> Names:
        language = await self._services.settings.get(server_id, LANGUAGE)
        spoken = public_words(self._bot.catalogues, language)

        def called(text: str) -> str:
            return " ".join(dict.fromkeys(words(text) for words in spoken))

        families = {family.value: called(text) for family, text in FAMILIES.items()}
        shelves = {"forums": called(N_("Regions")), "archive": called(N_("Archive"))}
        topic = N_("For everybody with ties to {name}.")
        topics = tuple(words(topic, name="{name}") for words in spoken)
        return Names(tuple(words.locale for words in spoken), families | shelves, topics)

    async def _region_names(self, guild: discord.Guild, words: Words) -> dict[str, str]:
        found = await self._services.regions.all(guild.id)
        return {region.code: label(region, words) for region in found}

    def _require_allowed(self, interaction: Interaction, steps: tuple[Step, ...]) -> None:
        missing = self._missing(server_of(interaction), steps)
        if missing:
            raise BotMayNotError(lacks=cards.lacks(missing, words_for(interaction)))

    def _missing(self, guild: discord.Guild, steps: tuple[Step, ...]) -> dict[str, int]:
        held, wanted = guild.me.guild_permissions, frozenset[str]().union(*map(needed, steps))
        return lacking(steps, (name for name in wanted if getattr(held, name)))

    async def _answer(self, interaction: Interaction, card: ui.LayoutView, *, is_new: bool) -> None:
        if is_new:
            await reply(interaction, card)
        else:
            await interaction.edit_original_response(view=card)


def _tick(value: str) -> Tick:
    kind, code, thing = value.split(":")
    return Kind(kind), code, int(thing)


def _is_doubtful(step: Step) -> bool:
    """Tell whether a channel would be archived only because it has messages, perhaps the bot's."""
    return step.verb is Verb.ARCHIVE and step.kind in (Kind.CHANNEL, Kind.POST)
