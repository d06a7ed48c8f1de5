"""What hosts do with events, from the command or button to the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.events import USUAL_LENGTH
from bot.domain.regions import Region
from bot.domain.repeats import Repeat
from bot.domain.series import Scope
from bot.services.hosting import Said
from bot.services.services import Services
from bot.ui.asking import server_of, standing, standing_in
from bot.ui.reading import words_for
from bot.ui.replies import acknowledge, answer
from cogs.events import hosting
from cogs.events.asking import Interaction, spot
from cogs.events.forms import EventForm
from cogs.events.places import ask_where
from cogs.events.word_forms import NewEventForm, Upload
from cogs.events.words_desk import WordsDesk


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new event's command said."""

    said: Said
    region: Region | None
    channel_id: int | None
    repeat: Repeat | None = None


class HostDesk:
    """Checks rights and places before anybody fills in a form."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._words = WordsDesk(services)

    async def write(self, interaction: Interaction, plan: Plan) -> None:
        """Open the form; what comes back is a draft."""
        code = plan.region.code if plan.region else None
        await self._services.event_drafts.require_creator(standing(interaction), code)
        channel_id = await self._channel(interaction, plan)
        await spot(interaction, channel_id)

        async def submit(submitted: Interaction, written: Said, upload: Upload) -> None:
            await acknowledge(submitted)
            said: Said = {"length": USUAL_LENGTH, **plan.said, **written}
            there = await spot(submitted, channel_id)
            locale = submitted.locale.value
            seen = await self._services.event_drafts.draft(
                standing(submitted), there, code, locale, repeat=plan.repeat, **said
            )
            notice = await self._words.take(submitted, seen.event.id, upload)
            await self.show_draft(submitted, seen.event.id, notice=notice)

        form = NewEventForm(plan.said, words_for(interaction), submit)
        await interaction.response.send_modal(form)

    async def show_draft(
        self, interaction: Interaction, event_id: int, *, notice: str | None = None
    ) -> None:
        """Show a draft again."""
        seen = await self._services.event_drafts.own_draft(standing(interaction), event_id)
        await self._words.show_draft(interaction, seen, notice=notice)

    async def publish(self, interaction: Interaction, event_id: int) -> None:
        """Let a draft go, where its card may still stand."""
        seen = await self._services.event_drafts.own_draft(standing(interaction), event_id)
        await spot(interaction, seen.event.channel_id)
        event = await self._services.event_drafts.publish(standing(interaction), event_id)
        await answer(interaction, hosting.published_card(event, words_for(interaction)))

    async def drop(self, interaction: Interaction, event_id: int) -> None:
        """Forget a draft."""
        await self._services.event_drafts.drop(standing(interaction), event_id)
        await answer(interaction, hosting.dropped_card(words_for(interaction)))

    async def rewrite(
        self,
        interaction: Interaction,
        event_id: int,
        part: str = "words",
        scope: Scope = Scope.THIS,
    ) -> None:
        """Open the form with one part of what is said of an event."""
        match part:
            case "hints":
                return await self._words.hints(interaction, event_id, scope)
            case "second":
                return await self._words.second(interaction, event_id, scope)
            case "picture":
                return await self._words.picture(interaction, event_id, scope)
            case _:
                return await self._rewrite(interaction, event_id, scope)

    async def _rewrite(self, interaction: Interaction, event_id: int, scope: Scope) -> None:
        seen = await self._services.hosting.managed(standing(interaction), event_id)

        async def submit(submitted: Interaction, said: Said) -> None:
            await self.edit(submitted, event_id, {**said, "scope": scope})

        form = EventForm(seen.event, words_for(interaction), submit)
        await interaction.response.send_modal(form)

    async def edit(self, interaction: Interaction, event_id: int, said: Said) -> None:
        """Change an event."""
        await self._words.edit(interaction, event_id, said)

    async def save(self, interaction: Interaction, preview_id: int) -> None:
        """Save what was shown."""
        edited = await self._services.previews.save(standing(interaction), preview_id)
        await self._words.show_edited(interaction, edited)

    async def leave(self, interaction: Interaction, preview_id: int) -> None:
        """Leave an event as it is; a cancellation that was asked about has no number."""
        if preview_id:
            await self._services.previews.drop(standing(interaction), preview_id)
        await answer(interaction, hosting.left_card(words_for(interaction)))

    async def ask(
        self,
        interaction: Interaction,
        event_id: int,
        server_id: int,
        scopes: Sequence[Scope] = tuple(Scope),
    ) -> None:
        """Ask whether an event, or how much of a series, is really to be cancelled."""
        stands = standing_in(interaction, server_id)
        seen = await self._services.hosting.managed(stands, event_id)
        found = {
            scope: await self._services.hosting.concerned(stands, event_id, scope)
            for scope in (scopes if seen.event.series_id else (Scope.THIS,))
        }
        await answer(interaction, hosting.cancel_card(seen, found, words_for(interaction)))

    async def cancel(
        self, interaction: Interaction, event_id: int, server_id: int, scope: Scope = Scope.THIS
    ) -> None:
        """Cancel an event, or several dates of a series."""
        stands = standing_in(interaction, server_id)
        told = await self._services.hosting.cancel(stands, event_id, scope)
        await answer(interaction, hosting.cancelled_card(told, words_for(interaction)))

    async def repost(self, interaction: Interaction, event_id: int, server_id: int) -> None:
        """Post a card again that was deleted by hand; ask where if its channel was, too."""
        stands = standing_in(interaction, server_id)
        seen = await self._services.hosting.managed(stands, event_id)
        if seen.event.is_open(self._services.clock()) and not seen.event.has_place:
            await ask_where(interaction, self._services, seen.event, server_id)
            return
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
