"""What hosts do with events, from the command or button to the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.events import USUAL_LENGTH
from bot.domain.regions import Region
from bot.domain.times import Moment
from bot.services.hosting import Said
from bot.services.services import Services
from bot.ui.asking import server_of, standing
from bot.ui.reading import words_for
from bot.ui.replies import acknowledge, answer, reply
from cogs.events import hosting
from cogs.events.asking import Interaction, spot, standing_in
from cogs.events.forms import DescriptionForm, EventForm


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new event's command said."""

    title: str
    when: Moment
    length: timedelta | None
    place: str | None
    link: str | None
    capacity: int | None
    region: Region | None
    channel_id: int | None


class HostDesk:
    """Checks rights and places before anybody fills in a form."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def write(self, interaction: Interaction, plan: Plan) -> None:
        """Open the form; what comes back is a draft."""
        code = plan.region.code if plan.region else None
        await self._services.hosting.require_creator(standing(interaction), code)
        channel_id = await self._channel(interaction, plan)
        await spot(interaction, channel_id)

        async def submit(submitted: Interaction, description: str) -> None:
            await acknowledge(submitted)
            said = Said(
                title=plan.title,
                description=description,
                place=plan.place,
                link=plan.link,
                starts_at=plan.when.at,
                length=plan.length or USUAL_LENGTH,
                zone=plan.when.zone,
                capacity=plan.capacity,
            )
            there = await spot(submitted, channel_id)
            locale = submitted.locale.value
            seen = await self._services.hosting.draft(
                standing(submitted), there, code, locale, **said
            )
            words, now = words_for(submitted), self._services.clock()
            await reply(submitted, hosting.draft_card(seen, words, now))

        form = DescriptionForm(plan.title, words_for(interaction), submit)
        await interaction.response.send_modal(form)

    async def show_draft(self, interaction: Interaction, event_id: int) -> None:
        """Show a draft again."""
        seen = await self._services.hosting.own_draft(standing(interaction), event_id)
        card = hosting.draft_card(seen, words_for(interaction), self._services.clock())
        await answer(interaction, card)

    async def publish(self, interaction: Interaction, event_id: int) -> None:
        """Let a draft go, where its card may still stand."""
        seen = await self._services.hosting.own_draft(standing(interaction), event_id)
        await spot(interaction, seen.event.channel_id)
        event = await self._services.hosting.publish(standing(interaction), event_id)
        await answer(interaction, hosting.published_card(event, words_for(interaction)))

    async def drop(self, interaction: Interaction, event_id: int) -> None:
        """Forget a draft."""
        await self._services.hosting.drop(standing(interaction), event_id)
        await answer(interaction, hosting.dropped_card(words_for(interaction)))

    async def rewrite(self, interaction: Interaction, event_id: int) -> None:
        """Open the form with what is said of an event."""
        seen = await self._services.hosting.managed(standing(interaction), event_id)

        async def submit(submitted: Interaction, said: Said) -> None:
            await self.edit(submitted, event_id, said)

        form = EventForm(seen.event, words_for(interaction), submit)
        await interaction.response.send_modal(form)

    async def edit(self, interaction: Interaction, event_id: int, said: Said) -> None:
        """Change an event."""
        edited = await self._services.hosting.edit(standing(interaction), event_id, **said)
        card = hosting.edited_card(edited, words_for(interaction), self._services.clock())
        await answer(interaction, card)

    async def ask(self, interaction: Interaction, event_id: int, server_id: int) -> None:
        """Ask whether an event is really to be cancelled."""
        stands = standing_in(interaction, server_id)
        seen = await self._services.hosting.managed(stands, event_id)
        await answer(interaction, hosting.cancel_card(seen, words_for(interaction)))

    async def cancel(self, interaction: Interaction, event_id: int, server_id: int) -> None:
        """Cancel an event."""
        stands = standing_in(interaction, server_id)
        told = await self._services.hosting.cancel(stands, event_id)
        await answer(interaction, hosting.cancelled_card(told, words_for(interaction)))

    async def repost(self, interaction: Interaction, event_id: int, server_id: int) -> None:
        """Post a card again that was deleted by hand."""
        stands = standing_in(interaction, server_id)
        event = await self._services.hosting.repost(stands, event_id)
        await answer(interaction, hosting.reposted_card(event, words_for(interaction)))

    async def _channel(self, interaction: Interaction, plan: Plan) -> int:
        """Return the channel that was named, the region's own, or this one."""
        if plan.channel_id is not None:
            return plan.channel_id
        if plan.region is not None:
            info = await self._services.regions.info(
                server_of(interaction).id, plan.region.code, viewer_id=interaction.user.id
            )
            if info.place.home:
                return info.place.home
        return interaction.channel_id or 0
