"""What hosts do with the list of those who come; each answer is private."""

from __future__ import annotations

import io
from typing import Any

import discord

from bot.domain.attendance import Act
from bot.errors import SeatsFullError
from bot.services.attendance import Named
from bot.services.services import Services
from bot.ui import members
from bot.ui.asking import server_of, standing
from bot.ui.events import sees
from bot.ui.reading import shown as harmless
from bot.ui.reading import words_for
from bot.ui.replies import acknowledge, answer
from cogs.attendance import cards, people
from cogs.attendance.sheet import sheet

Interaction = discord.Interaction[Any]

FILE = "attendees.csv"
NAMED = 2_000
"""So many names a file looks up; beyond, it has the numbers of accounts."""
PATIENCE = 10.0
"""Seconds for each hundred of them."""


class Desk:
    """Shows the list and settles it."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._attending = services.attending

    async def list(self, interaction: Interaction, event_id: int, page: int = 0) -> None:
        """Show a page of everybody."""
        found = await self._attending.all(standing(interaction), event_id)
        await answer(interaction, cards.attendees_card(found, page, words_for(interaction)))

    async def sheet(self, interaction: Interaction, event_id: int) -> None:
        """Hand everybody out as a file."""
        stands, words = standing(interaction), words_for(interaction)
        found = await self._attending.all(stands, event_id)
        await acknowledge(interaction)
        ids = list(found.user_ids)[:NAMED]
        names = await members.names(server_of(interaction), ids, patience=PATIENCE)
        file = discord.File(io.BytesIO(sheet(found, names, words)), FILE)
        told = words(
            "Everybody on the list. Please keep this file to yourself, and delete it when it is "
            "no longer needed."
        )
        await interaction.followup.send(told, file=file, ephemeral=True)

    async def manage(self, interaction: Interaction, event_id: int, typed: str, act: Act) -> None:
        """Do one thing about one person."""
        if act is Act.ADD:
            await self._add(interaction, event_id, typed)
            return
        found = await self._attending.all(standing(interaction), event_id)
        named = await people.meant(server_of(interaction), found, typed)
        match act:
            case Act.SEAT if named.guest is None:
                await self.seat(interaction, event_id, named.user_id)
            case Act.WAIT if named.guest is None:
                await self._wait(interaction, event_id, named.user_id)
            case Act.REMOVE:
                await self._remove(interaction, event_id, named)
            case Act.CHECK_IN:
                await self._came(interaction, event_id, named)
            case _:
                card = cards.guests_sit_card(found.event, words_for(interaction))
                await answer(interaction, card)

    async def seat(
        self, interaction: Interaction, event_id: int, user_id: int, *, raises: bool = False
    ) -> None:
        """Give somebody a seat, or say how to make room."""
        stands, words = standing(interaction), words_for(interaction)
        try:
            event = await self._attending.seat(stands, event_id, user_id, raises=raises)
        except SeatsFullError as full:
            await self._full(interaction, event_id, user_id, full)
        else:
            told = cards.seated(event, f"<@{user_id}>", words)
            await answer(interaction, cards.settled_card(event, told, words))

    async def check_in(self, interaction: Interaction, event_id: int, word: str | None) -> None:
        """Tell hosts the word, or set it; check in everybody else who says it."""
        stands, words = standing(interaction), words_for(interaction)
        seen = await self._services.events.look_up(stands, event_id, sees(interaction))
        settles = await self._services.hosting.manages(stands, seen.event)
        if settles and word is not None:
            settles = await self._services.checkins.sets_word(stands, event_id)
        if settles:
            said = await self._services.checkins.word(stands, event_id, word)
            found = await self._attending.all(stands, event_id)
            await answer(interaction, cards.word_card(found, said, words))
        else:
            event = await self._services.checkins.come(stands, event_id, word)
            await answer(interaction, cards.checked_in_card(event, words))

    async def offered(
        self, interaction: Interaction, event: str, typed: str
    ) -> list[tuple[str, str]]:
        """Offer who is on the list of an event that was picked; nothing to who may not read it."""
        if not (event.isdecimal() and len(event) < len(str(2**63))):
            return []
        stands, server = standing(interaction), server_of(interaction)
        found = await self._attending.read(stands, int(event))
        if found is None:
            return []
        return await people.offered(server, found, typed, words_for(interaction))

    async def _add(self, interaction: Interaction, event_id: int, name: str) -> None:
        stands, words = standing(interaction), words_for(interaction)
        try:
            guest = await self._attending.add_guest(stands, event_id, name)
        except SeatsFullError as full:
            await self._full(interaction, event_id, 0, full)
            return
        found = await self._attending.all(stands, event_id)
        told = cards.added(found.event, guest, words)
        await answer(interaction, cards.settled_card(found.event, told, words))

    async def _wait(self, interaction: Interaction, event_id: int, user_id: int) -> None:
        words = words_for(interaction)
        event = await self._attending.wait(standing(interaction), event_id, user_id)
        told = cards.waits(event, f"<@{user_id}>", words)
        await answer(interaction, cards.settled_card(event, told, words))

    async def _remove(self, interaction: Interaction, event_id: int, named: Named) -> None:
        stands, words = standing(interaction), words_for(interaction)
        if named.guest is not None:
            event = await self._attending.remove_guest(stands, event_id, named.guest.id)
        else:
            event = await self._attending.remove(stands, event_id, named.user_id)
        told = cards.removed(event, _called(named), words, is_told=named.guest is None)
        await answer(interaction, cards.settled_card(event, told, words))

    async def _came(self, interaction: Interaction, event_id: int, named: Named) -> None:
        words = words_for(interaction)
        event = await self._attending.check_in(standing(interaction), event_id, named)
        told = cards.came(event, _called(named), words)
        await answer(interaction, cards.settled_card(event, told, words))

    async def _full(
        self, interaction: Interaction, event_id: int, user_id: int, full: SeatsFullError
    ) -> None:
        found = await self._attending.all(standing(interaction), event_id)
        size, free = full.values["size"], full.values["n"]
        assert isinstance(size, int)  # noqa: S101 - the refusal carries numbers
        assert isinstance(free, int)  # noqa: S101
        words = words_for(interaction)
        card = cards.full_card(found.event, user_id, words, size=size, free=free)
        await answer(interaction, card)


def _called(named: Named) -> str:
    return harmless(named.guest.name) if named.guest is not None else f"<@{named.user_id}>"
