"""An announcement of this server, offered by its first words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from bot.client import AlumniBot
from bot.errors import AnnouncementGoneError
from bot.ui.asking import standing
from bot.ui.autocomplete import Interaction, Option
from bot.ui.reading import words_for
from cogs.announcements.status import label

_LONGEST_NUMBER = 18


class AnnouncementOption(Option):
    """An announcement that the asker may see; it arrives as its number."""

    async def transform(self, interaction: Interaction, value: str, /) -> int:
        """Return the number that was picked or typed."""
        number = value.strip().removeprefix("#")
        if not number.isdecimal() or len(number) > _LONGEST_NUMBER:
            raise AnnouncementGoneError
        return int(number)

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer the number, the state and the first words of each."""
        services, words = cast("AlumniBot", interaction.client).services, words_for(interaction)
        found = await services.announcements.suggest(standing(interaction))
        labels = [(label(each, services.clock(), words), str(each.id)) for each in found]
        return [each for each in labels if typed.casefold().strip() in each[0].casefold()]
