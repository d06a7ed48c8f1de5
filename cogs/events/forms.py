"""The forms about events: what to say of one, and whom one brings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.domain.events import (
    DESCRIPTION_LENGTH,
    GUEST_LENGTH,
    GUESTS,
    LARGEST,
    PLACE_LENGTH,
    TITLE_LENGTH,
    Event,
)
from bot.domain.profiles import LINK_LENGTH
from bot.errors import CapacityError
from bot.i18n import Words
from bot.services.hosting import Said
from bot.ui.views import Form

OPEN_SECONDS = 3_600
SubmitWords = Callable[[discord.Interaction[Any], Said], Awaitable[None]]
SubmitGuests = Callable[[discord.Interaction[Any], list[str]], Awaitable[None]]


class EventForm(Form):
    """What is said of an event, as it is, to change it."""

    def __init__(self, event: Event, words: Words, submit: SubmitWords) -> None:
        super().__init__(title=words("Change the event"), timeout=OPEN_SECONDS)
        self._submit = submit
        self.title_ = text_input("title", TITLE_LENGTH, event.title, required=True)
        self.text = text_input("description", DESCRIPTION_LENGTH, event.description, is_long=True)
        self.place = text_input("place", PLACE_LENGTH, event.place)
        self.link = text_input("link", LINK_LENGTH, event.link)
        seats = None if event.capacity is None else str(event.capacity)
        self.seats = text_input("capacity", len(str(LARGEST)), seats)
        for label, hint, field in (
            (words("Title"), None, self.title_),
            (words("What is it about?"), None, self.text),
            (words("Place"), words("A new place is told to everybody who comes."), self.place),
            (words("Link"), words("It begins with https://"), self.link),
            (words("Seats"), words("Empty: no limit."), self.seats),
        ):
            self.add_item(ui.Label(text=label, description=hint, component=field))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand everything over."""
        said = Said(
            title=self.title_.value,
            description=self.text.value,
            place=self.place.value,
            link=self.link.value,
            capacity=_number(self.seats.value),
        )
        await self._submit(interaction, said)


class GuestsForm(Form):
    """The names of guests; an empty one is none."""

    def __init__(self, guests: tuple[str, ...], words: Words, submit: SubmitGuests) -> None:
        super().__init__(title=words("Guests you bring"), timeout=OPEN_SECONDS)
        self._submit = submit
        self.names = [
            text_input(f"guest{n}", GUEST_LENGTH, guests[n] if n < len(guests) else None)
            for n in range(GUESTS)
        ]
        for n, name in enumerate(self.names, 1):
            label = words("Name of guest {n}", n=n)
            hint = words("Each guest takes a seat. The host reads the name.")
            self.add_item(ui.Label(text=label, description=hint, component=name))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the names over."""
        await self._submit(interaction, [name.value for name in self.names])


def text_input(
    custom_id: str,
    limit: int,
    filled: str | None = None,
    *,
    is_long: bool = False,
    required: bool = False,
) -> ui.TextInput[Form]:
    """Return a field for text."""
    style = discord.TextStyle.paragraph if is_long else discord.TextStyle.short
    return ui.TextInput(
        custom_id=custom_id, style=style, default=filled, required=required, max_length=limit
    )


def _number(typed: str) -> int | None:
    if not typed.strip():
        return None
    try:
        return int(typed)
    except ValueError:
        raise CapacityError(most=LARGEST) from None
