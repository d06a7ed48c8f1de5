"""/profile, and "View profile" in the menu of a person."""

from __future__ import annotations

import contextlib
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Transform
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.placements import When
from bot.domain.privacy import Onlooker, see_as
from bot.domain.regions import Offers
from bot.errors import NoProfileError
from bot.i18n import N_
from bot.services.placements import day_in_japan
from bot.services.services import Services
from bot.ui import own_placements
from bot.ui.autocomplete import (
    Choices,
    JobOption,
    MonthOption,
    OrganisationOption,
    PrefectureOption,
    Town,
    TownOption,
    UntilOption,
)
from bot.ui.membership import membership
from bot.ui.panel import EDIT, own_panel, placement_panel
from bot.ui.reading import words_for
from bot.ui.regions import offers_button
from bot.ui.replies import acknowledge, reply
from cogs.profile import cards, placements
from cogs.profile.deletion import DeletionForm
from cogs.profile.privacy import privacy_card

Interaction = discord.Interaction[AlumniBot]

ONLOOKERS = [
    Choice(name="a stranger", value=Onlooker.STRANGER.value),
    Choice(name="a member", value=Onlooker.MEMBER.value),
    Choice(name="someone of my places", value=Onlooker.PLACES.value),
]


class ProfileCog(
    commands.GroupCog,
    group_name="profile",
    group_description=N_("Your profile, and those of the others"),
):
    """Show people, and let everybody rule over what is theirs."""

    placement = app_commands.Group(
        name="placement", description=N_("Where and when you were in Japan")
    )

    def __init__(self, services: Services, tree: app_commands.CommandTree[Any]) -> None:
        self._services = services
        self._tree = tree
        self._menu = app_commands.ContextMenu(name="View profile", callback=self.view_person)

    async def cog_load(self) -> None:
        """Add the menu, which a cog does not do by itself."""
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command()
    @app_commands.describe(member=N_("Whose profile to show; leave it out for your own"))
    async def view(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Show the profile of a member, or your own"""
        await self.view_person(interaction, member or interaction.user)

    async def view_person(
        self, interaction: Interaction, person: discord.User | discord.Member
    ) -> None:
        """Show what the asker may see of a person."""
        viewer, server = interaction.user.id, interaction.guild_id
        is_member = membership(interaction.client)
        if is_member is not None:
            await acknowledge(interaction)
        if person.id != viewer:
            await self._services.budgets.spend(viewer, server, "cards")
        seen = await self._services.presence.look_up(
            person.id,
            viewer_id=viewer,
            server_id=server,
            is_member=is_member,
        )
        card = cards.opened(seen, viewer, words_for(interaction), self._services.clock())
        await reply(interaction, card)

    @app_commands.command()
    async def edit(self, interaction: Interaction) -> None:
        """Change anything in your profile"""
        mine = await self._services.directory.own(interaction.user.id)
        today = day_in_japan(self._services.clock())
        words = words_for(interaction)
        offers = await self._offers(interaction)
        panel = own_panel(mine, words, today, more=offers_button(offers, words))
        await interaction.response.send_message(view=panel, ephemeral=True)

    @placement.command()
    @app_commands.describe(
        prefecture=N_("The prefecture"),
        town=N_("The town as it is or was called; former towns are welcome"),
        job=N_("Your job, or what ties you to the programme"),
        since=N_("From when: a month or a year"),
        until=N_("Until when: a month, a year, or now"),
        organisation=N_("Who employed you"),
        school=N_("The school or office"),
    )
    async def add(
        self,
        interaction: Interaction,
        prefecture: Transform[str, PrefectureOption],
        town: Transform[Town, TownOption],
        job: Transform[str, JobOption],
        since: Transform[When, MonthOption],
        until: Transform[When | None, UntilOption],
        organisation: Transform[str, OrganisationOption] | None = None,
        school: str | None = None,
    ) -> None:
        """Add where and when you were in Japan"""
        saved = await self._services.placements.add(
            interaction.user.id,
            prefecture=prefecture,
            town=town.name,
            job=job,
            since=since,
            until=until,
            organisation=organisation,
            school=school,
        )
        offers = await self._offers(interaction)
        card = placements.saved_card(saved, offers, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @placement.command(name="edit")
    @app_commands.rename(stay="placement")
    @app_commands.describe(stay=N_("Which placement"))
    async def edit_placement(self, interaction: Interaction, stay: str) -> None:
        """Change one of your placements"""
        mine = await self._services.directory.own(interaction.user.id)
        card = placement_panel(EDIT, own_placements.chosen(mine, stay), words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @placement.command()
    @app_commands.rename(stay="placement")
    @app_commands.describe(stay=N_("Which placement"))
    async def remove(self, interaction: Interaction, stay: str) -> None:
        """Remove one of your placements"""
        mine = await self._services.directory.own(interaction.user.id)
        chosen = own_placements.chosen(mine, stay)
        await self._services.placements.remove(interaction.user.id, chosen.id)
        card = placements.removed_card(chosen, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @edit_placement.autocomplete("stay")
    @remove.autocomplete("stay")
    async def _own_placements(self, interaction: Interaction, typed: str) -> Choices:
        with contextlib.suppress(NoProfileError):
            mine = await self._services.directory.own(interaction.user.id)
            return own_placements.offered(mine, typed, words_for(interaction))
        return []

    async def _offers(self, interaction: Interaction) -> Offers:
        return await self._services.memberships.offers(interaction.guild_id, interaction.user.id)

    @app_commands.command()
    async def privacy(self, interaction: Interaction) -> None:
        """See and change who may see what of you"""
        card = await privacy_card(interaction, self._services)
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    @app_commands.rename(onlooker="as")
    @app_commands.describe(onlooker=N_("Through whose eyes"))
    @app_commands.choices(onlooker=ONLOOKERS)
    async def preview(self, interaction: Interaction, onlooker: str) -> None:
        """See your card as somebody else would"""
        mine = await self._services.directory.own(interaction.user.id)
        seen = see_as(mine, Onlooker(onlooker))
        card = cards.preview(mine, seen, words_for(interaction), self._services.clock())
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    async def confirm(self, interaction: Interaction) -> None:
        """Say that your profile is still true; fresh ones are found first"""
        mine = await self._services.profiles.confirm(interaction.user.id)
        card = cards.confirmed(mine, words_for(interaction), self._services.clock())
        await interaction.response.send_message(view=card, ephemeral=True)

    @app_commands.command()
    async def delete(self, interaction: Interaction) -> None:
        """Delete your profile and everything that hangs on it"""
        mine = await self._services.profiles.to_delete(interaction.user.id)
        form = DeletionForm(mine, words_for(interaction), self._services.profiles)
        await interaction.response.send_modal(form)
