"""/find: people, who is near, who was there with you, and who was in a town."""

from __future__ import annotations

import contextlib
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, Transform
from discord.ext import commands

from bot.client import AlumniBot
from bot.domain.overlap import Mode
from bot.domain.placements import When
from bot.domain.profiles import Kind, OpenTo
from bot.domain.results import Page
from bot.domain.search import Query, Sort
from bot.errors import NoProfileError
from bot.i18n import N_
from bot.services.directory import Directory
from bot.services.presence import Presence
from bot.services.search import Search
from bot.ui import own_placements, vocabulary
from bot.ui.autocomplete import (
    Choices,
    CityOption,
    CountryOption,
    JobOption,
    LanguageOption,
    MonthOption,
    PrefectureOption,
    Town,
    TownOption,
    WorkFieldOption,
)
from bot.ui.failures import answered_check
from bot.ui.reading import words_for
from cogs.find.cards import page_card
from cogs.find.overlap import MODES as MODE_NAMES
from cogs.find.presence import check_presence
from cogs.find.towns import codes, in_prefecture

Interaction = discord.Interaction[AlumniBot]

TEXT_LENGTH = 100
FARTHEST = 1_000
NEAR = 100

KINDS = [Choice(name=name, value=kind.value) for kind, name in vocabulary.KINDS.items()]
WISHES = [Choice(name=name, value=wish.value) for wish, name in vocabulary.OPEN_TO.items()]
MODES = [Choice(name=name, value=mode.value) for mode, name in MODE_NAMES.items()]
SORTS = [
    Choice(name="freshly confirmed first", value=Sort.CONFIRMED.value),
    Choice(name="newest first", value=Sort.NEWEST.value),
    Choice(name="by name", value=Sort.NAME.value),
    Choice(name="nearest to me first", value=Sort.NEAREST.value),
]


class FindCog(
    commands.GroupCog, group_name="find", group_description=N_("Find people in the directory")
):
    """Answer questions, privately, with those whom the asker may see."""

    def __init__(self, search: Search, directory: Directory, presence: Presence) -> None:
        self._search = search
        self._directory = directory
        self._presence = presence

    @answered_check
    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Make sure before every command that whoever asks is still there."""
        await check_presence(interaction, self._presence)
        return True

    @app_commands.command()
    @app_commands.describe(
        text=N_("Words of a name, a job, interests, a school, or of what people wrote"),
        prefecture=N_("A prefecture they were in"),
        town=N_("A town they were in, as it is or was called"),
        lives_in=N_("The country they live in now"),
        home=N_("Their home country"),
        job=N_("Their job then, or what ties them to the programme"),
        kind=N_("Alumni, participants, locals or friends"),
        since=N_("There in or after this month or year"),
        until=N_("There in or before this month or year"),
        language=N_("A language they speak"),
        field=N_("The field they work in now"),
        open_to=N_("What they would gladly be asked for"),
        sort=N_("The order to show them in"),
    )
    @app_commands.choices(kind=KINDS, open_to=WISHES, sort=SORTS)
    async def people(
        self,
        interaction: Interaction,
        text: Range[str, 1, TEXT_LENGTH] | None = None,
        prefecture: Transform[str, PrefectureOption] | None = None,
        town: Transform[Town, TownOption] | None = None,
        lives_in: Transform[str, CountryOption] | None = None,
        home: Transform[str, CountryOption] | None = None,
        job: Transform[str, JobOption] | None = None,
        kind: str | None = None,
        since: Transform[When, MonthOption] | None = None,
        until: Transform[When, MonthOption] | None = None,
        language: Transform[str, LanguageOption] | None = None,
        field: Transform[str, WorkFieldOption] | None = None,
        open_to: str | None = None,
        sort: str | None = None,
    ) -> None:
        """Find people by anything they show; with nothing given, the newest and the nearest"""
        query = Query(
            text=text,
            prefecture=prefecture,
            town=town.name if town else None,
            town_codes=codes(town, prefecture) if town else (),
            lives_in=lives_in,
            home=home,
            job=job,
            kind=Kind(kind) if kind else None,
            since=since,
            until=until,
            language=language,
            field=field,
            open_to=OpenTo(open_to) if open_to else None,
        )
        user_id, order = interaction.user.id, Sort(sort) if sort else None
        page = await self._search.people(user_id, interaction.guild_id, query, order)
        await _answer(interaction, page)

    @app_commands.command()
    @app_commands.describe(
        place=N_("A city; leave it out for where you live"),
        within=N_("At most how many kilometres away"),
    )
    async def near(
        self,
        interaction: Interaction,
        place: Transform[int, CityOption] | None = None,
        within: Range[int, 1, FARTHEST] = NEAR,
    ) -> None:
        """Find people near a city, measured between city centres and never finer"""
        page = await self._search.near(interaction.user.id, interaction.guild_id, place, within)
        await _answer(interaction, page)

    @app_commands.command()
    @app_commands.describe(
        placement=N_("One of your placements; leave it out for all of them"),
        mode=N_("Together with you, before you, after you, or the same arrival year"),
    )
    @app_commands.choices(mode=MODES)
    async def overlap(
        self, interaction: Interaction, placement: str | None = None, mode: str = Mode.TOGETHER
    ) -> None:
        """Find who was there with you, before you or after you"""
        me, stay = interaction.user.id, None
        if placement is not None:
            stay = own_placements.chosen(await self._directory.own(me), placement).id
        page = await self._search.overlap(me, interaction.guild_id, stay, Mode(mode))
        await _answer(interaction, page)

    @overlap.autocomplete("placement")
    async def _own_placements(self, interaction: Interaction, typed: str) -> Choices:
        with contextlib.suppress(NoProfileError):
            mine = await self._directory.own(interaction.user.id)
            return own_placements.offered(mine, typed, words_for(interaction))
        return []

    @app_commands.command()
    @app_commands.describe(
        prefecture=N_("The prefecture of the town"),
        town=N_("The town, as it is or was called"),
    )
    async def chain(
        self,
        interaction: Interaction,
        prefecture: Transform[str, PrefectureOption],
        town: Transform[Town, TownOption],
    ) -> None:
        """See everybody who was in a town, from the first to now"""
        asked = in_prefecture(town, prefecture)
        page = await self._search.chain(interaction.user.id, interaction.guild_id, asked)
        await _answer(interaction, page)


async def _answer(interaction: Interaction, page: Page) -> None:
    card = page_card(page, words_for(interaction))
    await interaction.response.send_message(view=card, ephemeral=True)
