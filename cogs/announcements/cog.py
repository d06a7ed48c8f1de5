"""/announce draft, list, approve, reject, edit, recall and status."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Range, Transform
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.announcements import WHY_LENGTH
from bot.domain.times import Moment
from bot.i18n import N_
from bot.services.announcement_rows import AnnouncementRows
from bot.ui.autocomplete import Choices, WhenOption, labelled
from cogs.announcements import places
from cogs.announcements.desk import Desk, Plan
from cogs.announcements.options import AnnouncementOption

Interaction = discord.Interaction[AlumniBot]

WHICH = N_("Which announcement")


@app_commands.guild_only()
class AnnounceCog(
    commands.GroupCog,
    group_name="announce",
    group_description=N_("Say something in several channels at once, for organisers"),
):
    """Let organisers announce; the service asks for the right each time."""

    def __init__(self, desk: Desk, rows: AnnouncementRows) -> None:
        self._desk = desk
        self._rows = rows

    @app_commands.command()
    @app_commands.rename(meant="for")
    @app_commands.describe(
        meant=N_("Regions, kinds and roles, with commas: Aomori, alumni, @Role, all prefectures"),
        but_not=N_("The same, to leave some of them out"),
        channels=N_("Other channels where it stands too; kinds and roles need one"),
        when=N_("When it goes, by your clock; at once if you say nothing"),
    )
    async def draft(
        self,
        interaction: Interaction,
        meant: str,
        but_not: str | None = None,
        channels: str | None = None,
        when: Transform[Moment, WhenOption] | None = None,
    ) -> None:
        """Write an announcement; you see whom it reaches before it goes"""
        due_at = when.at if when else None
        await self._desk.write(interaction, Plan(meant, but_not, channels, due_at))

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """See the latest announcements, and your drafts"""
        await self._desk.list(interaction)

    @app_commands.command()
    @app_commands.describe(announcement=WHICH)
    async def approve(
        self, interaction: Interaction, announcement: Transform[int, AnnouncementOption]
    ) -> None:
        """Let somebody else's announcement go that waits for a second person"""
        await self._desk.approve(interaction, announcement)

    @app_commands.command()
    @app_commands.describe(announcement=WHICH, why=N_("What its author reads"))
    async def reject(
        self,
        interaction: Interaction,
        announcement: Transform[int, AnnouncementOption],
        why: Range[str, 1, WHY_LENGTH] | None = None,
    ) -> None:
        """Send somebody else's announcement back to them"""
        await self._desk.reject(interaction, announcement, why)

    @app_commands.command()
    @app_commands.describe(announcement=WHICH, when=N_("Another time, if it is posted nowhere yet"))
    async def edit(
        self,
        interaction: Interaction,
        announcement: Transform[int, AnnouncementOption],
        when: Transform[Moment, WhenOption] | None = None,
    ) -> None:
        """Change the text everywhere at once, or the time"""
        if when is None:
            await self._desk.rewrite(interaction, announcement)
        else:
            await self._desk.put_off(interaction, announcement, when.at)

    @app_commands.command()
    @app_commands.describe(announcement=WHICH)
    async def recall(
        self, interaction: Interaction, announcement: Transform[int, AnnouncementOption]
    ) -> None:
        """Delete an announcement in every channel; you are asked first"""
        await self._desk.ask(interaction, announcement)

    @app_commands.command()
    @app_commands.describe(announcement=WHICH)
    async def status(
        self, interaction: Interaction, announcement: Transform[int, AnnouncementOption]
    ) -> None:
        """See what became of an announcement in each channel"""
        await self._desk.status(interaction, announcement)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Tell no more that something stands there."""
        await self._rows.place_gone(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Tell no more that something stands there."""
        await self._rows.place_gone(payload.thread_id)

    @draft.autocomplete("meant")
    @draft.autocomplete("but_not")
    async def _terms(self, interaction: Interaction, typed: str) -> Choices:
        """Offer what completes the last one named."""
        offered = (await self._desk.terms(interaction)).suggest(typed)
        return labelled((each, each) for each in offered)

    @draft.autocomplete("channels")
    async def _channels(self, interaction: Interaction, typed: str) -> Choices:
        """Offer what completes the last channel named."""
        return labelled((each, each) for each in places.suggest(interaction, typed))
