"""The two letters: somebody says hello, and somebody accepted."""

from __future__ import annotations

from discord import ui

from bot.client import AlumniBot
from bot.domain.letters import Letter
from bot.outbox.postman import Writer
from cogs.hello.accounts import account
from cogs.hello.cards import contact_card, hello_card


def hello_writer(bot: AlumniBot) -> Writer:
    """Write what somebody said; nothing once it is answered or its sender is gone."""

    async def write(letter: Letter) -> ui.LayoutView | None:
        received = await bot.services.greetings.read(letter.subject, letter.user_id)
        if received is None:
            return None
        return hello_card(received, bot.catalogues.words(letter.locale))

    return write


def accepted_writer(bot: AlumniBot) -> Writer:
    """Write who accepted; nothing once they are gone."""

    async def write(letter: Letter) -> ui.LayoutView | None:
        seen = await bot.services.greetings.accepted(letter.subject, letter.user_id)
        if seen is None:
            return None
        theirs = await account(bot, seen.user_id)
        return contact_card(seen, theirs, bot.catalogues.words(letter.locale))

    return write
