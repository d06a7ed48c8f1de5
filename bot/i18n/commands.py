"""Names and descriptions of commands in every language Discord offers and we speak."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot.i18n.catalogues import Catalogues

_NAMES = {
    Where.command_name: "command",
    Where.group_name: "command",
    Where.parameter_name: "option",
    Where.choice_name: "choice",
}


class CommandTranslator(app_commands.Translator):
    """Answer discord.py from our catalogues.

    Names have a context of their own ("command", "option", "choice"), because "name" as an
    option and "name" in a sentence need not be one word elsewhere.
    """

    def __init__(self, catalogues: Catalogues) -> None:
        super().__init__()
        self._catalogues = catalogues

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the Japanese of a name or description; English is what is there already."""
        if locale is not discord.Locale.japanese:
            return None
        words = self._catalogues.words("ja")
        return words.named(_NAMES.get(context.location, ""), string.message)
