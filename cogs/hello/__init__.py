"""Saying hello: the button on a card, the letter, and the answer."""

from __future__ import annotations

from bot.client import AlumniBot
from cogs.hello.buttons import AnswerHello, SayHello, WaitingHellos
from cogs.hello.letters import accepted_writer, hello_writer


async def setup(bot: AlumniBot) -> None:
    """Entry point for discord.py."""
    bot.add_dynamic_items(SayHello, AnswerHello, WaitingHellos)
    bot.postman.add_writer("hello", hello_writer(bot))
    bot.postman.add_writer("accepted", accepted_writer(bot))
