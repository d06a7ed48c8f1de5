"""What authors do with announcements, from the command or button to the answer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord

from bot.client import AlumniBot
from bot.domain.addressees import Addressees, Term
from bot.domain.announcements import State
from bot.errors import AnnouncementLongError
from bot.i18n import Words
from bot.services.announcements import Preview, Status
from bot.services.services import Services
from bot.ui.asking import server_of, standing
from bot.ui.reading import words_for
from bot.ui.replies import acknowledge, answer, reply
from cogs.announcements import cards, status
from cogs.announcements.cards import Seen
from cogs.announcements.carriers import languages
from cogs.announcements.forms import TextsForm, WhyForm
from cogs.announcements.pings import require_pings
from cogs.announcements.places import Sight, sight, spot, spots
from cogs.announcements.terms import Terms

Interaction = discord.Interaction[AlumniBot]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the command said."""

    meant: str
    but_not: str | None
    channels: str | None
    due_at: datetime | None


class Desk:
    """Checks rights and places before anybody fills in a form."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def write(self, interaction: Interaction, plan: Plan) -> None:
        """Open the form; what comes back is a draft."""
        await self._services.announcements.require(standing(interaction))
        terms = await self.terms(interaction)
        named = Addressees(terms.read(plan.meant), terms.read(plan.but_not))
        channels = await spots(interaction, plan.channels)
        await self._services.announcements.require_places(standing(interaction), named, channels)

        async def submit(submitted: discord.Interaction[Any], english: str, japanese: str) -> None:
            await acknowledge(submitted)
            preview = await self._services.announcements.draft(
                standing(submitted),
                named,
                channels,
                plan.due_at,
                submitted.locale.value,
                english=english,
                japanese=japanese,
            )
            await reply(submitted, await self._draft_card(submitted, preview))

        await interaction.response.send_modal(TextsForm(words_for(interaction), submit))

    async def show_draft(self, interaction: Interaction, number: int) -> None:
        """Show a draft again."""
        await _thinking(interaction)
        preview = await self._services.announcements.preview(standing(interaction), number)
        await _show(interaction, await self._draft_card(interaction, preview))

    async def pick_roles(
        self, interaction: Interaction, number: int, roles: Collection[int]
    ) -> None:
        """Choose which roles are pinged; where, comes next."""
        await _thinking(interaction)
        asker, announcements = standing(interaction), self._services.announcements
        before = await announcements.preview(asker, number)
        where = before.announcement.pings_in
        await require_pings(
            interaction, roles, before.reached.channels if where is None else [where]
        )
        preview = await announcements.ping(asker, number, roles, where)
        await _show(interaction, await self._draft_card(interaction, preview))

    async def pick_all(self, interaction: Interaction, number: int) -> None:
        """Choose the roles of all regions that it is for."""
        before = await self._services.announcements.preview(standing(interaction), number)
        await self.pick_roles(interaction, number, before.reached.region_roles)

    async def pick_channel(self, interaction: Interaction, number: int, channel_id: int) -> None:
        """Choose in which one channel the roles are pinged."""
        await _thinking(interaction)
        asker, announcements = standing(interaction), self._services.announcements
        chosen = (await announcements.preview(asker, number)).announcement.roles
        where = await spot(interaction, f"<#{channel_id}>")
        await require_pings(interaction, chosen, [where])
        preview = await announcements.ping(asker, number, chosen, where)
        await _show(interaction, await self._draft_card(interaction, preview))

    async def send(self, interaction: Interaction, number: int) -> None:
        """Let a draft go, or ask for approval; what may be pinged is looked at once more."""
        await _thinking(interaction)
        asker, announcements = standing(interaction), self._services.announcements
        preview = await announcements.preview(asker, number)
        draft = preview.announcement
        if over := cards.excess(*draft.texts):
            raise AnnouncementLongError(n=over)
        if draft.pings_in is not None:
            await require_pings(interaction, draft.roles, [draft.pings_in])
        heard = (await sight(interaction, preview)).heard
        sent = await announcements.send(asker, number, heard)
        await _show(interaction, await self._status_card(interaction, sent))

    async def drop(self, interaction: Interaction, number: int) -> None:
        """Forget a draft."""
        await self._services.announcements.drop(standing(interaction), number)
        await answer(interaction, cards.dropped_card(words_for(interaction)))

    async def rewrite(self, interaction: Interaction, number: int) -> None:
        """Open the form with the text as it is."""
        found = await self._services.announcements.changeable(standing(interaction), number)

        async def submit(submitted: discord.Interaction[Any], english: str, japanese: str) -> None:
            await _thinking(submitted)
            over = cards.excess(english, japanese)
            # The form may have been open for long: what was a draft then may stand by now.
            now = await self._services.announcements.changeable(standing(submitted), number)
            if over and now.state is State.SENT:
                raise AnnouncementLongError(n=over)
            changed = await self._services.announcements.rewrite(
                standing(submitted), number, english=english, japanese=japanese
            )
            await _show(submitted, await self._fitting_card(submitted, changed))

        form = TextsForm(words_for(interaction), submit, found)
        await interaction.response.send_modal(form)

    async def put_off(self, interaction: Interaction, number: int, due_at: datetime) -> None:
        """Let one go at another time."""
        await _thinking(interaction)
        changed = await self._services.announcements.put_off(standing(interaction), number, due_at)
        await _show(interaction, await self._fitting_card(interaction, changed))

    async def approve(self, interaction: Interaction, number: int) -> None:
        """Let somebody else's go."""
        await _thinking(interaction)
        found = await self._services.announcements.approve(standing(interaction), number)
        await _show(interaction, await self._status_card(interaction, found))

    async def reject(self, interaction: Interaction, number: int, why: str | None) -> None:
        """Send somebody else's back to them."""
        await _thinking(interaction)
        found = await self._services.announcements.reject(standing(interaction), number, why)
        await _show(interaction, status.returned_card(found, words_for(interaction)))

    async def ask_why(self, interaction: Interaction, number: int) -> None:
        """Ask why it is sent back."""

        async def submit(submitted: discord.Interaction[Any], why: str) -> None:
            await self.reject(submitted, number, why)

        await interaction.response.send_modal(WhyForm(words_for(interaction), submit))

    async def ask(self, interaction: Interaction, number: int) -> None:
        """Ask whether one is really to go away."""
        found = await self._services.announcements.status(standing(interaction), number)
        await answer(interaction, status.recall_card(found, words_for(interaction)))

    async def recall(self, interaction: Interaction, number: int) -> None:
        """Delete one everywhere."""
        await _thinking(interaction)
        found = await self._services.announcements.recall(standing(interaction), number)
        await _show(interaction, await self._status_card(interaction, found))

    async def status(self, interaction: Interaction, number: int, page: int = 0) -> None:
        """Show how one stands."""
        await _thinking(interaction)
        found = await self._services.announcements.status(standing(interaction), number)
        await _show(interaction, await self._status_card(interaction, found, page))

    async def list(self, interaction: Interaction) -> None:
        """List the latest ones."""
        found = await self._services.announcements.list(standing(interaction))
        card = status.list_card(found, self._services.clock(), words_for(interaction))
        await answer(interaction, card)

    async def terms(self, interaction: discord.Interaction[Any]) -> Terms:
        """Return what can be named here, in the reader's language and the others."""
        server, mine = server_of(interaction), words_for(interaction)
        known = await self._services.regions.catalogue(server.id)
        each = (mine, *(_words(interaction, locale) for locale in ("en", "ja")))
        return Terms(known, server, each)

    async def _fitting_card(
        self, interaction: discord.Interaction[Any], found: Status
    ) -> discord.ui.LayoutView:
        """Show a draft as one, and what is decided by how it stands."""
        if found.is_own_draft and found.preview is not None:
            return await self._draft_card(interaction, found.preview)
        return await self._status_card(interaction, found)

    async def _draft_card(
        self, interaction: discord.Interaction[Any], preview: Preview
    ) -> discord.ui.LayoutView:
        each = await languages(interaction.client, preview.announcement.server_id)
        return cards.draft_card(
            await self._seen(interaction, preview), each, words_for(interaction)
        )

    async def _status_card(
        self, interaction: discord.Interaction[Any], found: Status, page: int = 0
    ) -> discord.ui.LayoutView:
        each = await languages(interaction.client, found.announcement.server_id)
        seen = await self._seen(interaction, found.preview) if found.preview else None
        return status.status_card(found, seen, each, words_for(interaction), page)

    async def _seen(self, interaction: discord.Interaction[Any], preview: Preview) -> Seen:
        looked: Sight = await sight(interaction, preview)
        terms = await self.terms(interaction)
        names: Callable[[Term], str] = terms.name
        return Seen(preview, looked, names, self._services.clock())


def _words(interaction: discord.Interaction[Any], locale: str) -> Words:
    return interaction.client.catalogues.words(locale)


async def _thinking(interaction: discord.Interaction[Any]) -> None:
    """Acknowledge: what is shown replaces a private message, or is a new one."""
    if _replaces(interaction):
        await interaction.response.defer()
    else:
        await acknowledge(interaction)


async def _show(interaction: discord.Interaction[Any], view: discord.ui.LayoutView) -> None:
    if _replaces(interaction):
        await interaction.edit_original_response(view=view)
    else:
        await reply(interaction, view)


def _replaces(interaction: discord.Interaction[Any]) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
