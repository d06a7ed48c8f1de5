"""/event template save, use, list and delete."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread, Range, Transform

from bot.client import AlumniBot
from bot.domain.events import TITLE_LENGTH
from bot.domain.templates import NAME_LENGTH
from bot.domain.times import Moment
from bot.i18n import N_
from bot.services.hosting import Said
from bot.services.services import Services
from bot.services.templates import said_in
from bot.ui import regions
from bot.ui.asking import server_of, standing
from bot.ui.autocomplete import Choices, ManagedEventOption, WhenOption, labelled
from bot.ui.creators import creators_only
from bot.ui.reading import words_for
from bot.ui.replies import answer
from cogs.events import template_cards
from cogs.events.desk import HostDesk, Plan

Interaction = discord.Interaction[AlumniBot]

TEMPLATE = N_("Which template, by its name")


class TemplateCommands(app_commands.Group):
    """Begin events from what was said before, or from what came with the bot."""

    def __init__(self, services: Services) -> None:
        super().__init__(name="template", description=N_("What events are begun from"))
        self._services = services
        self._host = HostDesk(services)

    @app_commands.command()
    @app_commands.describe(
        event=N_("The event whose words are kept"), name=N_("What the template is called")
    )
    async def save(
        self,
        interaction: Interaction,
        event: Transform[int, ManagedEventOption],
        name: Range[str, 1, NAME_LENGTH],
    ) -> None:
        """Keep what is said of an event of yours, to begin others from it"""
        made = await self._services.templates.save(standing(interaction), event, name)
        await answer(interaction, template_cards.saved_card(made, words_for(interaction)))

    @app_commands.command()
    @creators_only
    @app_commands.describe(
        template=TEMPLATE,
        when=N_("When it starts, by your clock: next Friday 7pm, 12 Dec 19:00, 2026-12-24 18:30"),
        title=N_("What the event is called, if not as the template says"),
        channel=N_("Where its card stands; the region's channel, or this one, if you say nothing"),
        region=N_("The region it is for"),
    )
    async def use(
        self,
        interaction: Interaction,
        template: str,
        when: Transform[Moment, WhenOption],
        title: Range[str, 1, TITLE_LENGTH] | None = None,
        channel: AppCommandChannel | AppCommandThread | None = None,
        region: str | None = None,
    ) -> None:
        """Write an event that begins with the words of a template"""
        locale, stands = words_for(interaction).locale, standing(interaction)
        found = await self._services.templates.get(stands, template, locale)
        said: Said = {**said_in(found), "starts_at": when.at, "zone": when.zone}
        said["title"] = title or found.title
        named = await regions.named(self._services.regions.resolve, interaction, region)
        await self._host.write(interaction, Plan(said, named, channel.id if channel else None))

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """See which templates there are"""
        words = words_for(interaction)
        found = await self._services.templates.all(standing(interaction), words.locale)
        await answer(interaction, template_cards.list_card(found, words))

    @app_commands.command()
    @app_commands.describe(template=TEMPLATE)
    async def delete(self, interaction: Interaction, template: str) -> None:
        """Delete a template of this server; events begun from it stay"""
        words = words_for(interaction)
        gone = await self._services.templates.delete(standing(interaction), template, words.locale)
        await answer(interaction, template_cards.deleted_card(gone, words))

    @use.autocomplete("template")
    @delete.autocomplete("template")
    async def _templates(self, interaction: Interaction, typed: str) -> Choices:
        return await offered(self._services, interaction, typed)

    @use.autocomplete("region")
    async def _regions(self, interaction: Interaction, typed: str) -> Choices:
        words, server_id = words_for(interaction), server_of(interaction).id
        found = await self._services.regions.suggest(server_id, typed, words.locale)
        return regions.choices(found, words)


async def offered(services: Services, interaction: Interaction, typed: str) -> Choices:
    """Offer templates by name."""
    locale = words_for(interaction).locale
    found = await services.templates.suggest(standing(interaction), typed, locale)
    return labelled((each.name, each.key) for each in found)
