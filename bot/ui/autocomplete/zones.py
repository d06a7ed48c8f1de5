"""Time zones."""

from __future__ import annotations

from collections.abc import Iterable

from bot.reference import zones
from bot.ui.autocomplete.base import SHOWN, Interaction, Option, settled
from bot.ui.reading import words_for
from bot.ui.times import zone_label


class ZoneOption(Option):
    """A time zone, as its IANA name; by that, or by a city or country in any language."""

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """Return the name of the zone that was picked or typed."""
        words = words_for(interaction)
        found = zones.resolve(value, interaction.locale.value)
        return settled(value, found, lambda zone: f"{words.zone(zone)} ({zone})", words)

    async def offered(self, interaction: Interaction, typed: str) -> Iterable[tuple[str, str]]:
        """Offer zones with the time there now."""
        words, now = words_for(interaction), interaction.created_at
        found = zones.suggest(typed, interaction.locale.value, SHOWN)
        return ((zone_label(zone, now, words, city=city), zone) for zone, city in found)
