"""What regions ask newcomers in Discord's own Onboarding."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from cogs.onboarding.buttons import Write
from cogs.onboarding.commands import OnboardingCommands
from cogs.onboarding.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the command joins those of /region-admin, loaded before."""
    bot.add_dynamic_items(Write)
    group = bot.tree.get_command("region-admin")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - loaded before
    for command in OnboardingCommands(Desk(bot)).commands:
        group.add_command(command)
