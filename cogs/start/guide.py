"""Lead a person through the forms: open, save, ask back, show what is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.domain.profiles import Kind, Profile
from bot.errors import NoProfileError, UserError
from bot.i18n import Words
from bot.services.placements import day_in_japan
from bot.services.services import Services
from bot.ui.exclusion import exclusion_rows
from bot.ui.failures import refusal
from bot.ui.panel import EDIT, START, Panel, Row, edit_panel, imported_panel, placement_panel, text
from bot.ui.reading import words_for
from bot.ui.regions import offers_button
from cogs.start import panel
from cogs.start.answers import UnclearAnswer, settled_key
from cogs.start.form import SectionForm
from cogs.start.place import Place
from cogs.start.placements import stay_of
from cogs.start.questions import Answers, Choice
from cogs.start.sections import SECTIONS

FIRST = "about"
"""The section that makes a profile where there is none."""

UNCLEAR = "unclear"
"""Beside the answers of a draft: the key under which the menu's pick belongs."""

Interaction = discord.Interaction[Any]


class Guide:
    """What the buttons do, always for the person who presses and for nobody else."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def begin(self, interaction: Interaction) -> None:
        """Answer /start."""
        view = await self._view(interaction, START)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def show(self, interaction: Interaction, name: str, notice: Iterable[Row] = ()) -> None:
        """Put a panel in the place of what the person pressed."""
        await interaction.response.edit_message(view=await self._view(interaction, name, notice))

    async def open(self, interaction: Interaction, place: Place) -> None:
        """Open a form with what is stored."""
        profile = await self._profile(interaction)
        await self._ask(
            interaction, place, profile, _stored(profile, place, words_for(interaction))
        )

    async def reopen(self, interaction: Interaction, place: Place) -> None:
        """Open a form with what was refused; with what is stored once that is forgotten."""
        draft = await self._services.drafts.get(interaction.user.id, place.form)
        if draft is None:
            await self.open(interaction, place)
        else:
            await self._ask(interaction, place, await self._profile(interaction), draft)

    async def settle(self, interaction: Interaction, place: Place, picked: str) -> None:
        """Try what was typed once more, now that it is clear what one name means."""
        draft = await self._services.drafts.get(interaction.user.id, place.form)
        if draft is None or UNCLEAR not in draft:
            await self.open(interaction, place)
        else:
            await self.submit(interaction, place, {**draft, draft[UNCLEAR]: picked})

    async def submit(self, interaction: Interaction, place: Place, answers: Answers) -> None:
        """Save what was typed, or keep it, say what is wrong and lead back to it.

        Refusals are caught here, unlike anywhere else, because their reply has the way back.
        """
        user_id, words = interaction.user.id, words_for(interaction)
        section = SECTIONS[place.section]
        # What was settled once, and is typed as it was, needs no menu again.
        answers = {**_stored(await self._profile(interaction), place, words), **answers}
        try:
            outcome = await section.save(self._services, user_id, place.target, answers, words)
        except UnclearAnswer as unclear:
            kept = {**answers, UNCLEAR: settled_key(unclear.question, unclear.typed)}
            await self._refuse(interaction, place, kept, unclear.refusal, unclear.options)
        except UserError as error:
            await self._refuse(interaction, place, answers, error)
        else:
            await self._services.drafts.drop(user_id, place.form)
            about = replace(place, target=outcome.target)
            asked = panel.gentle_questions(about, outcome.questions, words)
            await self.show(interaction, place.panel, asked)

    async def show_placement(self, interaction: Interaction, name: str, target: int) -> None:
        """Show one of the person's placements, with what can be done with it."""
        stay = stay_of(await self._services.directory.own(interaction.user.id), target)
        view = placement_panel(name, stay, words_for(interaction))
        await interaction.response.edit_message(view=view)

    async def ask_removal(self, interaction: Interaction, name: str, target: int) -> None:
        """Ask before a placement goes."""
        stay = stay_of(await self._services.directory.own(interaction.user.id), target)
        view = panel.removal_panel(name, stay, words_for(interaction))
        await interaction.response.edit_message(view=view)

    async def remove(self, interaction: Interaction, name: str, target: int) -> None:
        """Remove one of the person's placements."""
        await self._services.placements.remove(interaction.user.id, target)
        await self.show(interaction, name)

    async def become_alumnus(self, interaction: Interaction, name: str) -> None:
        """Take up the offer to be an alumnus from now on."""
        await self._services.profiles.describe(interaction.user.id, kind=Kind.ALUMNUS)
        await self.show(interaction, name)

    async def keep_imported(self, interaction: Interaction, next_panel: str) -> None:
        """Make what was imported the person's own, as it is; it can be changed next."""
        await self._services.profiles.confirm(interaction.user.id)
        await self.show(interaction, next_panel)

    async def drop_imported(self, interaction: Interaction) -> None:
        """Delete what was imported."""
        await self._services.profiles.delete(interaction.user.id)
        words = words_for(interaction)
        told = words("**All of it is deleted.** You can begin afresh, or not.")
        await self.show(interaction, START, [text(told), ui.Separator()])

    async def _ask(
        self, interaction: Interaction, place: Place, profile: Profile | None, answers: Answers
    ) -> None:
        if profile is None and place.section != FIRST:
            raise NoProfileError
        words, section = words_for(interaction), SECTIONS[place.section]
        questions = section.questions(profile, answers, words)
        form = SectionForm(place.id("form"), words(section.title), questions)
        await interaction.response.send_modal(form)

    async def _refuse(
        self,
        interaction: Interaction,
        place: Place,
        answers: Answers,
        error: UserError,
        options: Sequence[Choice] = (),
    ) -> None:
        words = words_for(interaction)
        await self._services.drafts.keep(interaction.user.id, place.form, answers)
        view = panel.refused(place, refusal(error, words), options, words)
        await interaction.response.edit_message(view=view)

    async def _view(self, interaction: Interaction, name: str, notice: Iterable[Row] = ()) -> Panel:
        profile, words = await self._profile(interaction), words_for(interaction)
        today = day_in_japan(self._services.clock())
        if profile is not None and profile.imported:
            return imported_panel(profile, words)
        exclusion = await self._services.moderation.exclusion(
            interaction.guild_id, interaction.user.id
        )
        notice = (*exclusion_rows(exclusion, words), *notice)
        offers = await self._services.memberships.offers(interaction.guild_id, interaction.user.id)
        more = offers_button(offers, words)
        if profile is not None and name == EDIT:
            return edit_panel(profile, words, today, notice=notice, more=more)
        return panel.start_panel(
            profile, words, today=today, server_id=interaction.guild_id, notice=notice, more=more
        )

    async def _profile(self, interaction: Interaction) -> Profile | None:
        """Return the person's own profile; None before they have one."""
        try:
            return await self._services.directory.own(interaction.user.id)
        except NoProfileError:
            return None


def _stored(profile: Profile | None, place: Place, words: Words) -> Answers:
    if profile is None:
        return {}
    return SECTIONS[place.section].answers(profile, place.target, words)
