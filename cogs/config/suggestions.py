"""What /config offers while an admin types."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord.app_commands import Choice

from bot.client import AlumniBot
from bot.domain.settings import SETTINGS, Role
from bot.ui.reading import words_for

MOST, LABEL_LENGTH = 25, 100


async def names(interaction: discord.Interaction[AlumniBot], typed: str) -> list[Choice[str]]:
    """Offer the settings whose name or description has what was typed in it."""
    words = words_for(interaction)
    labels = (
        (f"{setting.name}: {words(setting.description)}", setting.name)
        for setting in SETTINGS.values()
    )
    return _matching(labels, typed)


async def values(interaction: discord.Interaction[AlumniBot], typed: str) -> list[Choice[str]]:
    """Offer the values of the setting chosen, where they are known."""
    name = getattr(interaction.namespace, "name", None)
    return _matching(_known_values(name, interaction.guild), typed)


def _known_values(name: str | None, server: discord.Guild | None) -> Iterable[tuple[str, str]]:
    match SETTINGS.get(name or ""):
        case Role() if server is not None:
            roles = sorted(server.roles, reverse=True)
            return [(f"@{role.name}", str(role.id)) for role in roles if not role.is_default()]
        case _:
            return ()


def _matching(labels: Iterable[tuple[str, str]], typed: str) -> list[Choice[str]]:
    wanted = typed.strip().casefold()
    found = (
        Choice(name=label[:LABEL_LENGTH], value=value)
        for label, value in labels
        if wanted in label.casefold() or wanted == value
    )
    return [suggestion for suggestion, _ in zip(found, range(MOST), strict=False)]
