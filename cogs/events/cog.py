"""/event create, list, show, mine, edit, postpone and cancel."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread, Choice, Range, Transform
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.events import LARGEST, PLACE_LENGTH, TITLE_LENGTH, Kind
from bot.domain.profiles import LINK_LENGTH
from bot.domain.regions import Region
from bot.domain.repeats import Rule
from bot.domain.series import Scope
from bot.domain.times import Moment
from bot.i18n import N_
from bot.services.hosting import Said
from bot.services.services import Services
from bot.services.templates import said_in
from bot.ui import regions
from bot.ui.asking import server_of, standing
from bot.ui.autocomplete import (
    Choices,
    EventOption,
    LengthOption,
    ManagedEventOption,
    WhenOption,
    ZoneOption,
)
from bot.ui.creators import creators_only
from bot.ui.reading import words_for
from cogs.events import templates
from cogs.events.desk import HostDesk, Plan
from cogs.events.guest_desk import GuestDesk
from cogs.events.listing import Sought, Span
from cogs.events.repeat_options import End, EndOption, RepeatOption, repeating
from cogs.events.wording import KINDS

Interaction = discord.Interaction[AlumniBot]

WHICH = N_("Which event, by its title")
WHEN = N_("When it starts, by your clock: next Friday 7pm, 12 Dec 19:00, 2026-12-24 18:30")
LENGTH = N_("How long it takes: 90 min, 2h, 1:30, 2 days; two hours if you say nothing")
SEATS = N_("How many seats there are; leave it out for no limit")
REPEAT = N_("How it repeats from that time on; you see the first dates before you publish")
UNTIL = N_("When it stops repeating: a day, or a number of times; never, if you say nothing")
SORT = N_("What sort of event it is, by which people look for one")
THERE = N_("The city or time zone of the place, if its region does not tell; you see its time")
KINDS_OFFERED = [Choice(name=name, value=kind.value) for kind, name in KINDS.items()]
PARTS = [
    Choice(name="title, description, place, link and seats", value="words"),
    Choice(name="what to bring, what if it rains, what sort of event", value="hints"),
    Choice(name="the second language", value="second"),
    Choice(name="the picture", value="picture"),
]
KEEP, ASK_ANEW = "keep", "ask"
SCOPE = N_("Of what repeats: only this date, if you say nothing")
SCOPES = [
    Choice(name="only this date", value=Scope.THIS.value),
    Choice(name="this date and those that follow", value=Scope.FOLLOWING.value),
    Choice(name="all dates that are still to come", value=Scope.ALL.value),
]
ANSWERS = [
    Choice(name="keep everybody's answer", value=KEEP),
    Choice(name="ask everybody anew", value=ASK_ANEW),
]
RANGES = [
    Choice(name="the next seven days", value=Span.WEEK.value),
    Choice(name="the next month", value=Span.MONTH.value),
    Choice(name="everything to come", value=Span.COMING.value),
    Choice(name="the last three months", value=Span.PAST.value),
]


@app_commands.guild_only()
class EventCog(
    commands.GroupCog, group_name="event", group_description=N_("Meetings, dinners and calls")
):
    """Let people make events and find them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._host = HostDesk(services)
        self._guest = GuestDesk(services)

    @app_commands.command()
    @creators_only
    @app_commands.describe(
        title=N_("What the event is called"),
        when=WHEN,
        length=LENGTH,
        place=N_("Where people meet"),
        channel=N_("Where its card stands; the region's channel, or this one, if you say nothing"),
        link=N_("An https address, of a call or a map"),
        region=N_("The region it is for"),
        capacity=SEATS,
        kind=SORT,
        place_zone=THERE,
        template=N_("What it begins with; what you say yourself comes first"),
        repeat=REPEAT,
        until=UNTIL,
    )
    @app_commands.choices(kind=KINDS_OFFERED)
    async def create(
        self,
        interaction: Interaction,
        title: Range[str, 1, TITLE_LENGTH],
        when: Transform[Moment, WhenOption],
        length: Transform[timedelta, LengthOption] | None = None,
        place: Range[str, 1, PLACE_LENGTH] | None = None,
        channel: AppCommandChannel | AppCommandThread | None = None,
        link: Range[str, 1, LINK_LENGTH] | None = None,
        region: str | None = None,
        capacity: Range[int, 1, LARGEST] | None = None,
        kind: str | None = None,
        place_zone: Transform[str, ZoneOption] | None = None,
        template: str | None = None,
        repeat: Transform[Rule, RepeatOption] | None = None,
        until: Transform[End, EndOption] | None = None,
    ) -> None:
        """Write an event; you see its card before anybody else does"""
        named = await self._named(interaction, region)
        said = _said(
            when,
            kind,
            title=title,
            length=length,
            place=place,
            link=link,
            capacity=capacity,
            place_zone=place_zone,
        )
        whole: Said = {**await self._begun(interaction, template), **said}
        repeats = repeating(when, repeat, until)
        plan = Plan(whole, named, channel.id if channel else None, repeats)
        await self._host.write(interaction, plan)

    @app_commands.command(name="list")
    @app_commands.rename(span="range")
    @app_commands.choices(span=RANGES, kind=KINDS_OFFERED)
    @app_commands.describe(
        span=N_("Which time; everything to come if you say nothing"),
        region=N_("Only events for this region"),
        kind=N_("Only events of this sort"),
        mine=N_("Only those that you host or answered"),
    )
    async def list_(
        self,
        interaction: Interaction,
        span: str = Span.COMING.value,
        region: str | None = None,
        kind: str | None = None,
        mine: bool = False,
    ) -> None:
        """See which events there are"""
        if mine:
            await self._guest.mine(interaction)
            return
        named = await self._named(interaction, region)
        sought = Sought(Span(span), named.code if named else None, Kind(kind) if kind else None)
        await self._guest.list(interaction, sought)

    @app_commands.command()
    @app_commands.describe(event=WHICH)
    async def show(self, interaction: Interaction, event: Transform[int, EventOption]) -> None:
        """See one event, and answer it"""
        await self._guest.show(interaction, event)

    @app_commands.command()
    async def mine(self, interaction: Interaction) -> None:
        """See the events that you host or answered, and your drafts"""
        await self._guest.mine(interaction)

    @app_commands.command()
    @app_commands.describe(
        event=WHICH,
        part=N_("Which form opens; its words, if you say nothing"),
        when=WHEN,
        length=LENGTH,
        capacity=SEATS,
        kind=SORT,
        place_zone=THERE,
        scope=SCOPE,
    )
    @app_commands.choices(part=PARTS, kind=KINDS_OFFERED, scope=SCOPES)
    async def edit(
        self,
        interaction: Interaction,
        event: Transform[int, ManagedEventOption],
        part: str = "words",
        when: Transform[Moment, WhenOption] | None = None,
        length: Transform[timedelta, LengthOption] | None = None,
        capacity: Range[int, 1, LARGEST] | None = None,
        kind: str | None = None,
        place_zone: Transform[str, ZoneOption] | None = None,
        scope: str = Scope.THIS.value,
    ) -> None:
        """Change an event of yours; where you say nothing new here, a form opens"""
        said = _said(when, kind, length=length, capacity=capacity, place_zone=place_zone)
        if said:
            await self._host.edit(interaction, event, {**said, "scope": Scope(scope)})
        else:
            await self._host.rewrite(interaction, event, part, Scope(scope))

    @app_commands.command()
    @app_commands.choices(answers=ANSWERS, scope=SCOPES)
    @app_commands.describe(
        event=WHICH,
        when=WHEN,
        length=LENGTH,
        answers=N_("Whether everybody's answer stays, or all are asked anew"),
        scope=SCOPE,
    )
    async def postpone(
        self,
        interaction: Interaction,
        event: Transform[int, ManagedEventOption],
        when: Transform[Moment, WhenOption],
        length: Transform[timedelta, LengthOption] | None = None,
        answers: str = KEEP,
        scope: str = Scope.THIS.value,
    ) -> None:
        """Move an event of yours; first you see how many people are told"""
        said = _said(when, None, length=length)
        said |= {"asks_anew": answers == ASK_ANEW, "scope": Scope(scope)}
        await self._host.edit(interaction, event, said)

    @app_commands.command()
    @app_commands.choices(scope=SCOPES)
    @app_commands.describe(
        event=WHICH, scope=N_("Of what repeats: how much of it; you are asked, if you say nothing")
    )
    async def cancel(
        self,
        interaction: Interaction,
        event: Transform[int, ManagedEventOption],
        scope: str | None = None,
    ) -> None:
        """Cancel an event of yours; first you see how many people are told"""
        scopes = (Scope(scope),) if scope else tuple(Scope)
        await self._host.ask(interaction, event, server_of(interaction).id, scopes)

    @create.autocomplete("region")
    @list_.autocomplete("region")
    async def _regions(self, interaction: Interaction, typed: str) -> Choices:
        words, server_id = words_for(interaction), server_of(interaction).id
        found = await self._services.regions.suggest(server_id, typed, words.locale)
        return regions.choices(found, words)

    @create.autocomplete("template")
    async def _templates(self, interaction: Interaction, typed: str) -> Choices:
        return await templates.offered(self._services, interaction, typed)

    async def _named(self, interaction: Interaction, typed: str | None) -> Region | None:
        return await regions.named(self._services.regions.resolve, interaction, typed)

    async def _begun(self, interaction: Interaction, template: str | None) -> Said:
        """Return what a template says, if one was named."""
        if template is None:
            return {}
        locale, stands = words_for(interaction).locale, standing(interaction)
        return said_in(await self._services.templates.get(stands, template, locale))


def _said(when: Moment | None, kind: str | None, **stated: Any) -> Said:
    """Return what was said; what was not is left out, and stays as it is."""
    said = {name: value for name, value in stated.items() if value is not None}
    if when is not None:
        said |= {"starts_at": when.at, "zone": when.zone}
    if kind is not None:
        said["kind"] = Kind(kind)
    return cast("Said", said)
