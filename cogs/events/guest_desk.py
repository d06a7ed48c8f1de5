"""What those who come do: answer, choose, look; each answer is private and at once."""

from __future__ import annotations

import io

import discord

from bot.domain.admission import By
from bot.domain.events import Coming, Event
from bot.domain.reminders import Lead, Way
from bot.errors import (
    KindOnlyError,
    NotAdmittedError,
    NotGoingError,
    PlacedOnlyError,
    RegionOnlyError,
    RoleOnlyError,
    UserError,
)
from bot.services.answers import Given
from bot.services.calendars import Reader, calendar_file
from bot.services.events import FAR
from bot.services.services import Services
from bot.ui import regions
from bot.ui.admission import kind_names, prefecture_names
from bot.ui.asking import server_of, standing
from bot.ui.events import sees
from bot.ui.reading import words_for
from bot.ui.replies import answer, in_time
from cogs.events import answering, hosting, listing
from cogs.events.asking import Interaction, asker
from cogs.events.forms import GuestsForm
from cogs.events.listing import PAST, SPANS, Sought, Span
from cogs.events.mirrored import why_not

FILE = "event.ics"


class GuestDesk:
    """Takes answers and shows events."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def take(self, interaction: Interaction, event_id: int, coming: Coming) -> None:
        """Take an answer; whom an event is not for reads for whom it is."""
        async with in_time(interaction):
            try:
                given = await self._services.answers.answer(asker(interaction), event_id, coming)
            except NotAdmittedError as refused:
                raise await self._refused(interaction, refused.event) from refused
        await self._confirm(interaction, given)

    async def confirm(self, interaction: Interaction, event_id: int) -> None:
        """Say yes to a seat that waits for it."""
        given = await self._services.answers.confirm(asker(interaction), event_id)
        await self._confirm(interaction, given)

    async def keep(self, interaction: Interaction, event_id: int) -> None:
        """Leave an answer as it is, which is a yes to a seat that waits for one."""
        given = await self._services.answers.mine(asker(interaction), event_id)
        if given.answer.confirm_by is not None:
            given = await self._services.answers.confirm(asker(interaction), event_id)
        await self._confirm(interaction, given)

    async def come_always(self, interaction: Interaction, event_id: int) -> None:
        """Let somebody come to every date of a series."""
        given = await self._services.regulars.join(asker(interaction), event_id)
        await self._confirm(interaction, given)

    async def come_once(self, interaction: Interaction, event_id: int, *, drops: bool) -> None:
        """Let somebody no longer come to every date."""
        given = await self._services.regulars.leave(asker(interaction), event_id, drops=drops)
        await self._confirm(interaction, given)

    async def appear(self, interaction: Interaction, event_id: int, *, is_named: bool) -> None:
        """Let cards name somebody, or not."""
        given = await self._services.answers.appear(asker(interaction), event_id, is_named=is_named)
        await self._confirm(interaction, given)

    async def more(self, interaction: Interaction, event_id: int) -> None:
        """Show everything else."""
        words = words_for(interaction)
        try:
            given = await self._services.answers.mine(asker(interaction), event_id)
        except NotGoingError:
            stands = standing(interaction)
            seen = await self._services.events.look_up(stands, event_id, sees(interaction))
            await answer(interaction, answering.more_card(None, seen.event, words))
        else:
            await answer(interaction, answering.more_card(given, given.event, words))

    async def remind(
        self,
        interaction: Interaction,
        event_id: int,
        lead: Lead | None = None,
        way: Way | None = None,
    ) -> None:
        """Keep when or where somebody is reminded."""
        given = await self._services.answers.remind(asker(interaction), event_id, lead, way)
        card = answering.more_card(given, given.event, words_for(interaction))
        await answer(interaction, card)

    async def guests(self, interaction: Interaction, event_id: int) -> None:
        """Open the form with the guests."""
        given = await self._services.answers.mine(asker(interaction), event_id)

        async def submit(submitted: Interaction, names: list[str]) -> None:
            brought = await self._services.answers.bring(asker(submitted), event_id, names)
            await self._confirm(submitted, brought)

        form = GuestsForm(given.answer.guests, words_for(interaction), submit)
        await interaction.response.send_modal(form)

    async def who(self, interaction: Interaction, event_id: int) -> None:
        """Show who comes; looking at people has its budget."""
        stands = standing(interaction)
        seen = await self._services.events.look_up(stands, event_id, sees(interaction))
        is_host = await self._services.hosting.manages(stands, seen.event)
        if not is_host:
            await self._services.budgets.spend(stands.user_id, stands.server_id, "searches")
        found = await self._services.answers.who_comes(
            asker(interaction), seen.event, is_host=is_host
        )
        card = answering.who_card(found, words_for(interaction), is_host=is_host)
        await answer(interaction, card)

    async def calendar(self, interaction: Interaction, event_id: int) -> None:
        """Hand an event out as a file; by direct message to those who answered it."""
        stands, words = standing(interaction), words_for(interaction)
        if stands.server_id is None:
            event = await self._services.events.answered(stands.user_id, event_id)
        else:
            seen = await self._services.events.look_up(stands, event_id, sees(interaction))
            event = seen.event
        reader = Reader(words.locale, words("What to bring"), words("If it rains"))
        file = discord.File(io.BytesIO(calendar_file(event, reader)), FILE)
        told = words(
            "Open this file in your calendar. Fetched again after a change, it corrects it."
        )
        await interaction.response.send_message(told, file=file, ephemeral=True)

    async def show(self, interaction: Interaction, event_id: int) -> None:
        """Show one event."""
        stands = standing(interaction)
        seen = await self._services.events.look_up(stands, event_id, sees(interaction))
        words, now = words_for(interaction), self._services.clock()
        manages = await self._services.hosting.manages(stands, seen.event)
        if not manages:
            await answer(interaction, listing.shown_card(seen, words, now))
            return
        why = why_not(await self._services.mirrors.of_event(event_id), words)
        hosts = hosting.host_buttons(seen.event, words, now)
        await answer(interaction, listing.shown_card(seen, words, now, hosts=hosts, why=why))

    async def list(self, interaction: Interaction, sought: Sought, page: int = 0) -> None:
        """Show what is coming, or was."""
        server_id, events = server_of(interaction).id, self._services.events
        code, kind, seen = sought.code, sought.kind, sees(interaction)
        if sought.span is Span.PAST:
            found = await events.past(server_id, seen, within=PAST, code=code, kind=kind)
        else:
            within = SPANS.get(sought.span, FAR)
            found = await events.coming(server_id, seen, within=within, code=code, kind=kind)
        card = listing.list_card(found, page, sought, words_for(interaction))
        await answer(interaction, card)

    async def mine(self, interaction: Interaction) -> None:
        """Show what somebody hosts and answered."""
        mine = await self._services.events.mine(standing(interaction))
        polls = await self._services.polls.mine(standing(interaction))
        await answer(interaction, listing.mine_card(mine, polls, words_for(interaction)))

    async def _refused(self, interaction: Interaction, event: Event) -> UserError:
        """Return the refusal that names what an event asks for."""
        words, of = words_for(interaction), event.admission.of
        match event.admission.by:
            case By.KIND:
                return KindOnlyError(kinds=kind_names(of, words))
            case By.PLACED:
                return PlacedOnlyError(prefectures=prefecture_names(of, words))
            case By.ROLE:
                roles = (server_of(interaction).get_role(int(role)) for role in of)
                return RoleOnlyError(roles=words.choice([role.name for role in roles if role]))
            case _:
                known = await self._services.regions.catalogue(event.server_id)
                targets = [region for code in of if (region := known.target(code))]
                called = [regions.label(region, words) for region in targets]
                return RegionOnlyError(regions=words.choice(called))

    async def _confirm(self, interaction: Interaction, given: Given) -> None:
        called, words = interaction.user.display_name, words_for(interaction)
        await answer(interaction, answering.answered_card(given, called, words))
