"""What hosts decide about who may come, up to the service."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.admission import EVERYBODY, Admission, By
from bot.services.admission import Asking, Rule
from bot.services.services import Services
from bot.ui.asking import standing, standing_in
from bot.ui.reading import words_for
from bot.ui.replies import answer
from cogs.admission import cards

Interaction = discord.Interaction[Any]


class Desk:
    """Changes the rule of an event, and says yes to people."""

    def __init__(self, services: Services) -> None:
        self._admissions = services.admissions

    async def say(self, interaction: Interaction, event_id: int, rule: Rule) -> None:
        """Change who may come, or only show it."""
        seen = await self._admissions.say(standing(interaction), event_id, **rule)
        await answer(interaction, cards.rule_card(seen, words_for(interaction), is_new=bool(rule)))

    async def spread(self, interaction: Interaction, event_id: int) -> None:
        """Let the rule hold for all later dates, too."""
        seen = await self._admissions.spread(standing(interaction), event_id)
        await answer(interaction, cards.rule_card(seen, words_for(interaction), is_new=True))

    async def pick(self, interaction: Interaction, event_id: int, picked: list[str]) -> None:
        """Change who may come, by the menu."""
        await self.say(interaction, event_id, Rule(admission=_picked(picked)))

    async def asking(
        self, interaction: Interaction, event_id: int, server_id: int, after: int
    ) -> None:
        """Show who waits for a host's yes."""
        stands = standing_in(interaction, server_id)
        found = await self._admissions.asking(stands, event_id, after=after)
        card = cards.asking_card(found, _called(interaction, found), words_for(interaction))
        await answer(interaction, card)

    async def approve(
        self, interaction: Interaction, event_id: int, server_id: int, picked: list[int]
    ) -> None:
        """Say yes to people."""
        stands = standing_in(interaction, server_id)
        done = await self._admissions.approve(stands, event_id, picked)
        found = await self._admissions.asking(stands, event_id)
        words, called = words_for(interaction), _called(interaction, found)
        await answer(interaction, cards.asking_card(found, called, words, done))


def _called(interaction: Interaction, found: Asking) -> dict[int, str]:
    """Return what those are called who are known here; nobody is in a direct message."""
    if interaction.guild is None:
        return {}
    known = (interaction.guild.get_member(each.user_id) for each in found.people)
    return {member.id: member.display_name for member in known if member is not None}


def _picked(picked: list[str]) -> Admission:
    """Read what was picked: everybody is everybody, whoever else stands beside it."""
    said = [each.partition(":") for each in picked]
    if any(by == By.EVERYBODY for by, _, _ in said):
        return EVERYBODY
    for by in (By.REGION, By.KIND):
        of = tuple(what for each, _, what in said if each == by)
        if of:
            return Admission(by, of)
    return EVERYBODY
