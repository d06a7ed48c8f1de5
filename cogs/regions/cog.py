"""/region."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.regions import NAME_LENGTH, WHY_LENGTH, Region, State, Tie
from bot.i18n import N_
from bot.reference.resolution import Ambiguous, Found
from bot.services.services import Services
from bot.ui import regions
from bot.ui.asking import server_of
from bot.ui.autocomplete import Choices
from bot.ui.failures import answers_failures
from bot.ui.reading import words_for
from cogs.regions.cards import suggested_card
from cogs.regions.desk import Desk
from cogs.regions.offers import sent_in

Interaction = discord.Interaction[AlumniBot]

ANY = frozenset({State.OPEN, State.ARCHIVED})
TIES = [
    Choice(name="from there", value=Tie.FROM.value),
    Choice(name="placed there", value=Tie.PLACED.value),
    Choice(name="lives there now", value=Tie.LIVES.value),
    Choice(name="family there", value=Tie.FAMILY.value),
    Choice(name="interested", value=Tie.INTERESTED.value),
]


@app_commands.guild_only()
class RegionCog(
    commands.GroupCog,
    group_name="region",
    group_description=N_("Prefectures, countries, cities and chapters, and who belongs to them"),
):
    """Let people find regions and belong to them."""

    def __init__(self, services: Services, desk: Desk) -> None:
        self._services = services
        self._desk = desk

    @app_commands.command()
    @app_commands.rename(tie="as")
    @app_commands.describe(
        region=N_("Which region, by its name in any language"),
        tie=N_("As what you belong to it; leave it out for what your profile says"),
    )
    @app_commands.choices(tie=TIES)
    async def join(self, interaction: Interaction, region: str, tie: str | None = None) -> None:
        """Join a region; first you read what others will see"""
        found = await self._named(interaction, region)
        await self._desk.ask(interaction, found.code, Tie(tie) if tie else None)

    @app_commands.command()
    @app_commands.describe(region=N_("Which of your regions"))
    async def leave(self, interaction: Interaction, region: str) -> None:
        """Leave a region"""
        found = await self._own(interaction, region)
        await self._desk.leave(interaction, found.code)

    @app_commands.command()
    async def mine(self, interaction: Interaction) -> None:
        """See where you belong, and change it"""
        await self._desk.mine(interaction)

    @app_commands.command()
    async def browse(self, interaction: Interaction) -> None:
        """Look through all regions, by part of Japan or continent"""
        await self._desk.browse(interaction)

    @app_commands.command()
    @app_commands.describe(region=N_("Which region, by its name in any language"))
    async def info(self, interaction: Interaction, region: str) -> None:
        """See one region: its people, its channel, its time"""
        found = await self._named(interaction, region)
        await self._desk.show(interaction, found.code)

    @app_commands.command()
    @app_commands.rename(called="name")
    @app_commands.describe(called=N_("What it is called"), why=N_("Whom it would bring together"))
    async def suggest(
        self,
        interaction: Interaction,
        called: app_commands.Range[str, 1, NAME_LENGTH],
        why: app_commands.Range[str, 1, WHY_LENGTH],
    ) -> None:
        """Suggest a region that is missing here, to the admins"""
        await self._services.regions.suggest_new(
            server_of(interaction).id, interaction.user.id, name=called, why=why
        )
        card = suggested_card(called, words_for(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @join.autocomplete("region")
    @info.autocomplete("region")
    async def _regions(self, interaction: Interaction, typed: str) -> Choices:
        words, server_id = words_for(interaction), server_of(interaction).id
        found = await self._services.regions.suggest(server_id, typed, words.locale)
        if not typed.strip():
            offers = await self._services.memberships.offers(server_id, interaction.user.id)
            found = list(dict.fromkeys((*(each.region for each in offers.join), *found)))
        return regions.choices(found, words)

    @leave.autocomplete("region")
    async def _mine(self, interaction: Interaction, typed: str) -> Choices:
        words, mine = words_for(interaction), await self._belongs(interaction)
        if typed.strip():
            found = await self._services.regions.suggest(
                server_of(interaction).id, typed, words.locale, states=ANY
            )
            mine = [region for region in mine if region in found]
        return regions.choices(mine, words)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take in the form with the offers, also one opened before a restart."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self._take(interaction)

    @answers_failures
    async def _take(self, interaction: Interaction) -> None:
        sent = sent_in(interaction)
        if sent is not None:
            chosen, quiet = sent
            await self._desk.take_up(interaction, chosen, quiet=quiet)

    async def _named(self, interaction: Interaction, typed: str) -> Region:
        found = await self._services.regions.resolve(server_of(interaction).id, typed)
        return regions.settled(typed, found, words_for(interaction))

    async def _own(self, interaction: Interaction, typed: str) -> Region:
        """Return which of their own regions somebody means, if that is clear; Osaka is two."""
        server_id = server_of(interaction).id
        found = await self._services.regions.resolve(server_id, typed, states=ANY)
        if isinstance(found, Ambiguous):
            mine = await self._belongs(interaction)
            own = [region for region in found.values if region in mine]
            found = Found(own[0]) if len(own) == 1 else found
        return regions.settled(typed, found, words_for(interaction))

    async def _belongs(self, interaction: Interaction) -> list[Region]:
        mine = await self._services.memberships.mine(server_of(interaction).id, interaction.user.id)
        return [each.region for each in mine]
