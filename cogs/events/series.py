"""/event series: skip and move dates of what repeats, stop it, or let it go on."""

from __future__ import annotations

from datetime import datetime

import discord
from discord import app_commands
from discord.app_commands import Choice, Transform

from bot.client import AlumniBot
from bot.domain.times import Moment
from bot.i18n import N_
from bot.services.services import Services
from bot.ui.autocomplete import WhenOption
from cogs.events.repeat_options import End, EndOption
from cogs.events.series_desk import Act, SeriesDesk
from cogs.events.series_options import DateOption, SeriesOption

Interaction = discord.Interaction[AlumniBot]

ACTIONS = [
    Choice(name="see its dates", value=Act.SEE.value),
    Choice(name="skip a date", value=Act.SKIP.value),
    Choice(name="move a date", value=Act.MOVE.value),
    Choice(name="stop: no more dates", value=Act.STOP.value),
    Choice(name="extend: until another end", value=Act.EXTEND.value),
]


class SeriesCommands(app_commands.Group):
    """One command for whoever manages a series."""

    def __init__(self, services: Services) -> None:
        super().__init__(name="event", description="-")
        self._desk = SeriesDesk(services)

    @app_commands.command()
    @app_commands.choices(action=ACTIONS)
    @app_commands.describe(
        event=N_("Which event that repeats, by its title"),
        action=N_("What to do; you see its dates, if you say nothing"),
        date=N_("Which date to skip or move; the next one, if you say nothing"),
        when=N_("When that date is to be instead, by your clock"),
        until=N_("For extending it: until which day, how many more times, or never"),
    )
    async def series(
        self,
        interaction: Interaction,
        event: Transform[int, SeriesOption],
        action: str = Act.SEE.value,
        date: Transform[datetime, DateOption] | None = None,
        when: Transform[Moment, WhenOption] | None = None,
        until: Transform[End, EndOption] | None = None,
    ) -> None:
        """Skip or move a date of what repeats, stop it, or let it go on"""
        await self._desk.act(interaction, event, Act(action), date, when, until)
