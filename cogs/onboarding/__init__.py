"""What regions ask newcomers in Discord's own Onboarding."""

from __future__ import annotations

from discord import app_commands

from bot.client import AlumniBot
from cogs.onboarding.buttons import Write
from cogs.onboarding.commands import OnboardingCommands
from cogs.onboarding.desk import Desk


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py; the command joins those of /region-admin."""
    bot.add_dynamic_items(Write)
    commands = OnboardingCommands(Desk(bot))
    group = bot.tree.get_command(commands.name)
    if not isinstance(group, app_commands.Group):
        bot.tree.add_command(commands)
        return
    for command in commands.commands:
        group.add_command(command)
