"""What /config offers while an admin types."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord.app_commands import Choice as Suggestion

from bot.client import AlumniBot
from bot.domain.settings import SETTINGS, Choice, Role
from bot.i18n import Words
from bot.ui.reading import words_for

MOST, LABEL_LENGTH = 25, 100


async def names(interaction: discord.Interaction[AlumniBot], typed: str) -> list[Suggestion[str]]:
    """Offer the settings whose name or description has what was typed in it."""
    words = words_for(interaction)
    labels = (
        (f"{setting.name}: {words(setting.description)}", setting.name)
        for setting in SETTINGS.values()
    )
    return _matching(labels, typed)


async def values(interaction: discord.Interaction[AlumniBot], typed: str) -> list[Suggestion[str]]:
    """Offer the values of the setting chosen, where they are known."""
    name = getattr(interaction.namespace, "name", None)
    words = words_for(interaction)
    return _matching(_known_values(name, interaction.guild, words), typed)


def _known_values(
    name: str | None, server: discord.Guild | None, words: Words
) -> Iterable[tuple[str, str]]:
    match SETTINGS.get(name or ""):
        case Choice() as setting:
            return [(words(label), word) for word, label in setting.choices.items()]
        case Role() if server is not None:
            roles = sorted(server.roles, reverse=True)
            return [(f"@{role.name}", str(role.id)) for role in roles if not role.is_default()]
        case _:
            return ()


def _matching(labels: Iterable[tuple[str, str]], typed: str) -> list[Suggestion[str]]:
    wanted = typed.strip().casefold()
    found = (
        Suggestion(name=label[:LABEL_LENGTH], value=value)
        for label, value in labels
        if wanted in label.casefold() or wanted == value
    )
    return [suggestion for suggestion, _ in zip(found, range(MOST), strict=False)]
