"""/event attendees, manage and checkin."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, Transform

from bot.client import AlumniBot
from bot.domain.attendance import WORD_LENGTH, Act
from bot.i18n import N_
from bot.ui.autocomplete import Choices, EventOption, HeldEventOption, labelled
from cogs.attendance.desk import Desk

Interaction = discord.Interaction[AlumniBot]

WHICH = N_("Which event, by its title")
LIST, CSV = "list", "csv"
FORMATS = [Choice(name="a list", value=LIST), Choice(name="a CSV file", value=CSV)]
ACTS = [
    Choice(name="give a seat", value=Act.SEAT.value),
    Choice(name="put on the waiting list", value=Act.WAIT.value),
    Choice(name="remove", value=Act.REMOVE.value),
    Choice(name="add a guest without Discord", value=Act.ADD.value),
    Choice(name="check in", value=Act.CHECK_IN.value),
]
_LONGEST = 100


class AttendanceCommands(app_commands.Group):
    """Two commands for whoever manages an event, and one for whoever is there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="event", description="-")
        self._desk = desk

    @app_commands.command()
    @app_commands.rename(as_="format")
    @app_commands.choices(as_=FORMATS)
    @app_commands.describe(event=WHICH, as_=N_("A list to read, or a file for a spreadsheet"))
    async def attendees(
        self,
        interaction: Interaction,
        event: Transform[int, HeldEventOption],
        as_: str = LIST,
    ) -> None:
        """See everybody who answered your event"""
        if as_ == CSV:
            await self._desk.sheet(interaction, event)
        else:
            await self._desk.list(interaction, event)

    @app_commands.command()
    @app_commands.choices(action=ACTS)
    @app_commands.describe(
        event=WHICH,
        member_or_guest=N_("Somebody on the list, or the name of a guest to add"),
        action=N_("What is to become of them"),
    )
    async def manage(
        self,
        interaction: Interaction,
        event: Transform[int, HeldEventOption],
        member_or_guest: Range[str, 1, _LONGEST],
        action: str,
    ) -> None:
        """Seat people, let them wait, add guests without Discord, check in who came"""
        await self._desk.manage(interaction, event, member_or_guest, Act(action))

    @app_commands.command()
    @app_commands.describe(
        event=WHICH,
        word=N_("The word that is said at the event; its host sets it, or gets one"),
    )
    async def checkin(
        self,
        interaction: Interaction,
        event: Transform[int, EventOption],
        word: Range[str, 1, WORD_LENGTH] | None = None,
    ) -> None:
        """Say that you came, with the word you hear there; hosts set the word"""
        await self._desk.check_in(interaction, event, word)

    @manage.autocomplete("member_or_guest")
    async def _people(self, interaction: Interaction, typed: str) -> Choices:
        """Offer people and guests of the event that was picked."""
        event = str(getattr(interaction.namespace, "event", ""))
        return labelled(await self._desk.offered(interaction, event, typed))
