"""/event admission."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice, Transform

from bot.client import AlumniBot
from bot.domain.admission import Admission, By
from bot.domain.times import Moment
from bot.errors import RuleUnclearError
from bot.i18n import N_
from bot.services.admission import Rule
from bot.services.services import Services
from bot.ui import regions
from bot.ui.asking import server_of
from bot.ui.autocomplete import Choices, ManagedEventOption, PrefectureOption, WhenOption
from bot.ui.reading import words_for
from bot.ui.vocabulary import KINDS
from cogs.admission.desk import Desk

Interaction = discord.Interaction[AlumniBot]

FIRST, APPROVAL = "first", "approval"
SEATS = [
    Choice(name="who comes first has a seat", value=FIRST),
    Choice(name="the host decides who has a seat", value=APPROVAL),
]


class AdmissionCommands(app_commands.Group):
    """One command for whoever manages an event."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__(name="event", description="-")
        self._services = services
        self._desk = desk

    @app_commands.command()
    @app_commands.choices(
        kind=[Choice(name=called, value=kind.value) for kind, called in KINDS.items()],
        seats=SEATS,
    )
    @app_commands.describe(
        event=N_("Which event, by its title"),
        region=N_("Only people of this region"),
        kind=N_("Only people of this kind, by their own profile"),
        role=N_("Only people with this role"),
        prefecture=N_("Only people who were placed in this prefecture"),
        until=N_("Until when people can say that they come, by your clock"),
        seats=N_("Who has a seat"),
    )
    async def admission(
        self,
        interaction: Interaction,
        event: Transform[int, ManagedEventOption],
        region: str | None = None,
        kind: str | None = None,
        role: discord.Role | None = None,
        prefecture: Transform[str, PrefectureOption] | None = None,
        until: Transform[Moment, WhenOption] | None = None,
        seats: str | None = None,
    ) -> None:
        """Say who may come to an event of yours, until when, and who decides about seats"""
        named = await regions.named(self._services.regions.resolve, interaction, region)
        said = {
            By.REGION: named and named.code,
            By.KIND: kind,
            By.ROLE: role and str(role.id),
            By.PLACED: prefecture,
        }
        await self._desk.say(interaction, event, _rule(said, until, seats))

    @admission.autocomplete("region")
    async def _regions(self, interaction: Interaction, typed: str) -> Choices:
        words, server_id = words_for(interaction), server_of(interaction).id
        found = await self._services.regions.suggest(server_id, typed, words.locale)
        return regions.choices(found, words)


def _rule(said: dict[By, str | None], until: Moment | None, seats: str | None) -> Rule:
    """Return what was said; what was not is left out, and stays as it is."""
    named = [Admission(by, (of,)) for by, of in said.items() if of]
    if len(named) > 1:
        raise RuleUnclearError
    rule = Rule()
    if named:
        rule["admission"] = named[0]
    if until is not None:
        rule["closes_at"] = until.at
    if seats is not None:
        rule["by_approval"] = seats == APPROVAL
    return rule
