"""What /config offers while an admin types."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord import app_commands

from bot.client import AlumniBot
from bot.domain.settings import SETTINGS, Channel, Choice, Role, Switch
from bot.i18n import Words
from bot.ui.reading import words_for
from cogs.config.cards import choice, written

MOST, LABEL_LENGTH = 25, 100


async def names(
    interaction: discord.Interaction[AlumniBot], typed: str
) -> list[app_commands.Choice[str]]:
    """Offer the settings whose name or description has what was typed in it."""
    words = words_for(interaction)
    labels = (
        (f"{setting.name}: {words(setting.description)}", setting.name)
        for setting in SETTINGS.values()
    )
    return _matching(labels, typed)


async def values(
    interaction: discord.Interaction[AlumniBot], typed: str
) -> list[app_commands.Choice[str]]:
    """Offer the values of the setting chosen, where they are known."""
    name = getattr(interaction.namespace, "name", None)
    known = _known_values(name, interaction.guild, words_for(interaction))
    return _matching(known, typed)


def _known_values(
    name: str | None, server: discord.Guild | None, words: Words
) -> Iterable[tuple[str, str]]:
    match SETTINGS.get(name or ""):
        case Choice() as setting:
            return [(choice(value, words), value) for value in setting.values]
        case Switch() as setting:
            return [(written(setting, value, words), str(value)) for value in (True, False)]
        case Channel() if server is not None:
            return [(f"#{channel.name}", str(channel.id)) for channel in server.text_channels]
        case Role() if server is not None:
            roles = sorted(server.roles, reverse=True)
            return [(f"@{role.name}", str(role.id)) for role in roles if not role.is_default()]
        case _:
            return ()


def _matching(labels: Iterable[tuple[str, str]], typed: str) -> list[app_commands.Choice[str]]:
    wanted = typed.strip().casefold()
    found = (
        app_commands.Choice(name=label[:LABEL_LENGTH], value=value)
        for label, value in labels
        if wanted in label.casefold() or wanted == value
    )
    return [suggestion for suggestion, _ in zip(found, range(MOST), strict=False)]
