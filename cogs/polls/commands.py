"""/event poll."""

from __future__ import annotations

import re
from datetime import timedelta

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread, Range, Transform

from bot.client import AlumniBot
from bot.domain.events import TITLE_LENGTH, USUAL_LENGTH
from bot.domain.times import Moment, from_exact
from bot.i18n import N_
from bot.services.polls import Asked
from bot.services.services import Services
from bot.ui import regions
from bot.ui.asking import server_of
from bot.ui.autocomplete import Choices, LengthOption, WhenOption, labelled, moment
from bot.ui.autocomplete.base import LABEL_LENGTH
from bot.ui.creators import creators_only
from bot.ui.reading import words_for
from cogs.polls.desk import Desk

Interaction = discord.Interaction[AlumniBot]

SLOTS_LENGTH = 600
_BETWEEN = re.compile(r"[;；\n|]")
_COMMAS = re.compile(r"[,、，]")


class PollCommands(app_commands.Group):
    """One command, for those who may create events."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__(name="event", description="-")
        self._services = services
        self._desk = desk

    @app_commands.command()
    @creators_only
    @app_commands.describe(
        title=N_("What the event would be called"),
        slots=N_("The times, by your clock, with semicolons: Fri 7pm; Sat 3pm; 12 Dec 19:00"),
        length=N_("How long it takes: 90 min, 2h, 1:30, 2 days; two hours if you say nothing"),
        channel=N_("Where its card stands; the region's channel, or this one, if you say nothing"),
        region=N_("The region it is for"),
    )
    async def poll(
        self,
        interaction: Interaction,
        title: Range[str, 1, TITLE_LENGTH],
        slots: Range[str, 1, SLOTS_LENGTH],
        length: Transform[timedelta, LengthOption] | None = None,
        channel: AppCommandChannel | AppCommandThread | None = None,
        region: str | None = None,
    ) -> None:
        """Ask which of several times suits people; the one that wins becomes an event"""
        named = await regions.named(self._services.regions.resolve, interaction, region)
        times = [await moment(interaction, each) for each in _apart(slots)]
        asked = Asked(
            title=title,
            times=[each.at for each in times],
            zone=_zone(times),
            length=length or USUAL_LENGTH,
            code=named.code if named else None,
        )
        await self._desk.write(interaction, asked, channel.id if channel else None)

    @poll.autocomplete("slots")
    async def _slots(self, interaction: Interaction, typed: str) -> Choices:
        """Offer how the last of the times is understood, as long as all of them fit in a choice."""
        *before, last = _BETWEEN.split(typed)
        found = await WhenOption().offered(interaction, last)
        whole = [
            (name, "; ".join([*(each.strip() for each in before), _short(exact)]))
            for name, exact in found
        ]
        return labelled((name, value) for name, value in whole if len(value) <= LABEL_LENGTH)

    @poll.autocomplete("region")
    async def _regions(self, interaction: Interaction, typed: str) -> Choices:
        words, server_id = words_for(interaction), server_of(interaction).id
        found = await self._services.regions.suggest(server_id, typed, words.locale)
        return regions.choices(found, words)


def _apart(typed: str) -> list[str]:
    """Take times apart at semicolons; at commas, which dates have too, only if there are none."""
    between = _BETWEEN if _BETWEEN.search(typed) else _COMMAS
    return [each.strip() for each in between.split(typed) if each.strip()]


def _short(exact: str) -> str:
    """Return a moment as short as it can be read again by the same clock."""
    found = from_exact(exact, "UTC")
    return exact if found is None else f"{found.wall:%Y-%m-%d %H:%M}"


def _zone(times: list[Moment]) -> str:
    return times[0].zone if times else "UTC"
