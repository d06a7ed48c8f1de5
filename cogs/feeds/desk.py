"""Give out addresses of feeds, once each, and take them back."""

from __future__ import annotations

import discord

from bot.client import AlumniBot
from bot.domain.feeds import Feed, What
from bot.domain.regions import Region
from bot.errors import FeedRegionError, FeedsOffError
from bot.i18n import Words
from bot.ui import regions
from bot.ui.asking import server_of
from bot.ui.reading import words_for
from bot.ui.replies import answer
from cogs.feeds.cards import given_card, kept_card, stopped_card

Interaction = discord.Interaction[AlumniBot]


class Desk:
    """One address a person for each server, region, and for their answers."""

    def __init__(self, bot: AlumniBot) -> None:
        self._bot = bot
        self._feeds = bot.services.feeds

    async def give(self, interaction: Interaction, what: What, region: Region | None) -> None:
        """Give a new address; whoever has one is asked first, for it would stop."""
        _check(what, region)
        self._require_web()
        words, code = words_for(interaction), region.code if region else None
        mine = await self._feeds.mine(interaction.user.id, server_of(interaction).id, what, code)
        if mine is None:
            await self.renew(interaction, what, region)
        else:
            await answer(interaction, kept_card(mine, words))

    async def renew(self, interaction: Interaction, what: What, region: Region | None) -> None:
        """Give a new address, and say whether one before it has stopped."""
        address = self._require_web()
        server, user, words = server_of(interaction), interaction.user, words_for(interaction)
        code = region.code if region else None
        had = await self._feeds.mine(user.id, server.id, what, code)
        name = _name(server.name, what, region, words)
        feed = Feed(user.id, server.id, what, code, name, words.locale, self._bot.services.clock())
        secret = await self._feeds.subscribe(feed)
        there = f"{address}/feeds/{secret}.ics"
        await answer(interaction, given_card(there, feed, words, again=had is not None))

    async def stop(self, interaction: Interaction, what: What, region: Region | None) -> None:
        """Let an address lead nowhere."""
        _check(what, region)
        code = region.code if region else None
        await self._feeds.revoke(interaction.user.id, server_of(interaction).id, what, code)
        await answer(interaction, stopped_card(words_for(interaction)))

    def _require_web(self) -> str:
        if self._bot.public_url is None:
            raise FeedsOffError
        return self._bot.public_url


def _check(what: What, region: Region | None) -> None:
    if (what is What.REGION) != (region is not None):
        raise FeedRegionError


def _name(server: str, what: What, region: Region | None, words: Words) -> str:
    """Return what a calendar calls it."""
    if region is not None:
        return words("{server}: {region}", server=server, region=regions.label(region, words))
    if what is What.MINE:
        return words("{server}: my events", server=server)
    return server
