"""/region-admin: what admins decide about regions and their layout."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.layout import Layout
from bot.domain.regions import NAME_LENGTH, Family, Region, State
from bot.i18n import N_
from bot.services.services import Services
from bot.ui import regions
from bot.ui.asking import server_of
from bot.ui.autocomplete import Choices, labelled
from bot.ui.reading import words_for
from bot.ui.replies import reply
from cogs.region_admin import cards
from cogs.region_admin.desk import Desk, Interaction

ANY = frozenset({State.OPEN, State.ARCHIVED})
NONE = "none"
_FAMILIES = [
    Choice(name="Prefectures", value=Family.PREFECTURE.value),
    Choice(name="Countries", value=Family.COUNTRY.value),
    Choice(name="Designated cities", value=Family.CITY.value),
    Choice(name="Alumni chapters", value=Family.CHAPTER.value),
    Choice(name="Groups", value=Family.OWN.value),
]
_LAYOUTS = [
    Choice(name="a channel and a role each", value=Layout.CHANNELS.value),
    Choice(name="posts in one forum", value=Layout.FORUM.value),
    Choice(name="hybrid: posts, and channels for lively ones", value=Layout.HYBRID.value),
    Choice(name="no places in Discord", value=NONE),
]


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class RegionAdminCog(
    commands.GroupCog,
    group_name="region-admin",
    group_description=N_("Regions, for admins"),
):
    """Let admins plan and build places for regions, and change the regions themselves."""

    rep = app_commands.Group(name="rep", description=N_("Representatives of regions"))

    def __init__(self, services: Services, desk: Desk) -> None:
        self._services = services
        self._desk = desk

    @app_commands.command()
    async def plan(self, interaction: Interaction) -> None:
        """See what would be made, moved or archived, and how long it takes"""
        await self._desk.show_plan(interaction)

    @app_commands.command()
    async def apply(self, interaction: Interaction) -> None:
        """Carry the plan out"""
        await self._desk.apply(interaction)

    @app_commands.command()
    async def undo(self, interaction: Interaction) -> None:
        """Stop the plan under way, or take the latest one back"""
        await self._desk.show_way_back(interaction)

    @app_commands.command()
    @app_commands.describe(family=N_("Which regions"), layout=N_("Where they live"))
    @app_commands.choices(family=_FAMILIES, layout=_LAYOUTS)
    async def layout(self, interaction: Interaction, family: str, layout: str) -> None:
        """Choose where the regions of a family live; nothing changes before you apply"""
        await self._desk.require_admin(interaction)
        chosen = None if layout == NONE else Layout(layout)
        await self._services.layouts.set_layout(server_of(interaction).id, Family(family), chosen)
        await reply(interaction, cards.layout_card(Family(family), chosen, words_for(interaction)))

    @app_commands.command()
    @app_commands.describe(region=N_("Which region"))
    async def archive(self, interaction: Interaction, region: str) -> None:
        """Let nobody join a region any more; who belongs stays"""
        found = await self._named(interaction, region)
        await self._services.regions.archive(server_of(interaction).id, found.code)
        await self._tell(interaction, N_("**{region}** is archived. {next}"), found)

    @app_commands.command()
    @app_commands.describe(region=N_("Which region"))
    async def restore(self, interaction: Interaction, region: str) -> None:
        """Let people join a region again"""
        found = await self._named(interaction, region, frozenset(State))
        await self._services.regions.restore(server_of(interaction).id, found.code)
        await self._tell(interaction, N_("**{region}** can be joined again. {next}"), found)

    @app_commands.command()
    @app_commands.describe(
        region=N_("Which region"), name=N_("Its name here; leave it out for its usual name")
    )
    async def rename(
        self,
        interaction: Interaction,
        region: str,
        name: app_commands.Range[str, 1, NAME_LENGTH] | None = None,
    ) -> None:
        """Call a region something else in this server"""
        found, server_id = await self._named(interaction, region), server_of(interaction).id
        changed = await self._services.regions.rename(server_id, found.code, name)
        place = await self._services.regions.place(server_id, found.code)
        await self._tell(interaction, cards.RENAMED[place.is_adopted], changed)

    @app_commands.command()
    @app_commands.describe(region=N_("Which region ends"), into=N_("Where its people belong then"))
    async def merge(self, interaction: Interaction, region: str, into: str) -> None:
        """Let everybody of a region belong to another one"""
        gone, target = await self._named(interaction, region), await self._named(interaction, into)
        await self._services.regions.merge(server_of(interaction).id, gone.code, target.code)
        await self._tell(interaction, N_("Its people belong to **{region}** now. {next}"), target)

    @app_commands.command()
    @app_commands.describe(name=N_("What it is called"), kind=N_("What kind of region it is"))
    @app_commands.choices(kind=_FAMILIES)
    async def add(
        self, interaction: Interaction, name: app_commands.Range[str, 1, NAME_LENGTH], kind: str
    ) -> None:
        """Add a region of this server's own, or accept a known alumni chapter"""
        await self._desk.require_admin(interaction)
        added = await self._services.regions.add(server_of(interaction).id, name, Family(kind))
        await self._tell(interaction, N_("**{region}** is there now. {next}"), added)

    @rep.command(name="add")
    @app_commands.describe(region=N_("Which region"), member=N_("Who stands for it"))
    async def add_representative(
        self, interaction: Interaction, region: str, member: discord.User
    ) -> None:
        """Let somebody stand for a region: announce, pin and welcome there"""
        found = await self._named(interaction, region)
        await self._services.regions.add_representative(
            server_of(interaction).id, found.code, member.id
        )
        await self._say(interaction, N_("{member} stands for **{region}**."), found, member)

    @rep.command(name="remove")
    @app_commands.describe(region=N_("Which region"), member=N_("Who stands for it no longer"))
    async def remove_representative(
        self, interaction: Interaction, region: str, member: discord.User
    ) -> None:
        """Let somebody stand for a region no longer"""
        found = await self._named(interaction, region)
        await self._services.regions.remove_representative(
            server_of(interaction).id, found.code, member.id
        )
        await self._say(interaction, N_("{member} does not stand for **{region}**."), found, member)

    @app_commands.command()
    @app_commands.describe(channel=N_("Where everybody finds it"))
    async def panel(self, interaction: Interaction, channel: discord.TextChannel) -> None:
        """Post the panel with which people find regions without typing commands"""
        await self._desk.post_panel(interaction, channel)

    @add.autocomplete("name")
    async def _chapters(self, interaction: Interaction, typed: str) -> Choices:
        if getattr(interaction.namespace, "kind", None) not in (None, Family.CHAPTER):
            return []
        found = await self._services.regions.suggest_chapters(server_of(interaction).id, typed)
        return labelled((each.name, each.name) for each in found)

    @archive.autocomplete("region")
    @rename.autocomplete("region")
    @merge.autocomplete("region")
    @merge.autocomplete("into")
    @add_representative.autocomplete("region")
    @remove_representative.autocomplete("region")
    async def _open(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggested(interaction, typed, ANY)

    @restore.autocomplete("region")
    async def _closed(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggested(interaction, typed, frozenset({State.ARCHIVED, State.MERGED}))

    async def _suggested(
        self, interaction: Interaction, typed: str, states: frozenset[State]
    ) -> Choices:
        words = words_for(interaction)
        found = await self._services.regions.suggest(
            server_of(interaction).id, typed, words.locale, states=states
        )
        return regions.choices(found, words)

    async def _named(
        self, interaction: Interaction, typed: str, states: frozenset[State] = ANY
    ) -> Region:
        await self._desk.require_admin(interaction)
        found = await self._services.regions.resolve(
            server_of(interaction).id, typed, states=states
        )
        return regions.settled(typed, found, words_for(interaction))

    async def _tell(self, interaction: Interaction, message: str, region: Region) -> None:
        words = words_for(interaction)
        follow = words("/region-admin plan shows what that changes in Discord.")
        told = words(message, region=regions.name(region, words), next=follow)
        await reply(interaction, cards.told_card(told))

    async def _say(
        self, interaction: Interaction, message: str, region: Region, member: Any
    ) -> None:
        words = words_for(interaction)
        told = words(message, region=regions.name(region, words), member=member.mention)
        await reply(interaction, cards.told_card(told))
