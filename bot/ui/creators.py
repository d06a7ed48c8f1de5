"""Who may create events: asked before any option is read."""

from __future__ import annotations

from typing import Any, Protocol, cast

import discord
from discord import app_commands

from bot.domain.rights import Standing
from bot.errors import UserError
from bot.ui.asking import standing


class KnowsCreators(Protocol):
    """A client that knows who may create events."""

    async def require_creator(self, asker: Standing) -> None:
        """Raise EventCreatorsOnlyError for who may create none here, in no region either."""
        ...


async def _may_create(interaction: discord.Interaction[Any]) -> bool:
    try:
        await cast("KnowsCreators", interaction.client).require_creator(standing(interaction))
    except UserError as error:
        raise app_commands.CheckFailure from error
    return True


creators_only = app_commands.check(_may_create)
"""Refuse a command before its options are read: nobody sets a clock first, only to be refused."""
