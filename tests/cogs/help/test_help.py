from __future__ import annotations

import re
from typing import Any

import discord
import pytest
from discord import app_commands

from bot import __version__
from bot.client import AlumniBot
from bot.i18n import Catalogues
from cogs.help.cards import about_card, overview_card, topic_card
from cogs.help.topics import TOPICS
from tests.reading import labels, read_private


async def overview(world: Any, actor: Any) -> str:
    return read_private(await actor.slash(world.channel, "help"))


async def test_help_fits_in_ten_lines_and_leaves_out_what_one_may_not_do(world: Any) -> None:
    shown = await overview(world, world.alice)

    assert len(shown.splitlines()) <= 10
    assert "/start" in shown
    assert "/mod" not in shown
    assert "/config" not in shown


async def test_moderators_and_admins_read_of_their_commands(world: Any) -> None:
    mod = world.join("mod", permissions=discord.Permissions(moderate_members=True))

    assert "/mod unlist" in await overview(world, mod)
    assert "/config show" in await overview(world, world.admin)


async def test_help_works_in_a_direct_message(world: Any) -> None:
    answer = await world.alice.user.slash("help")

    assert "/start" in read_private(answer)


@pytest.mark.parametrize("name", TOPICS)
async def test_each_topic_has_a_page(world: Any, name: str) -> None:
    answer = await world.alice.slash(world.channel, "help", topic=name)

    assert TOPICS[name].title in read_private(answer)
    assert labels(answer.response) == []


async def test_about_tells_the_version_and_that_the_project_is_independent(world: Any) -> None:
    shown = read_private(await world.alice.slash(world.channel, "about"))

    assert __version__ in shown
    assert "not affiliated" in shown
    assert len(re.findall(r"^\d\. ", shown, re.MULTILINE)) == 5


async def test_a_japanese_reader_reads_japanese(world: Any) -> None:
    hana = world.join("hana", locale="ja")

    assert "ここでできること" in await overview(world, hana)
    assert "プライバシー" in read_private(await hana.slash(world.channel, "about"))


def test_every_command_that_help_names_exists(world: Any, simcord_bot: AlumniBot) -> None:
    commands = [
        command
        for command in simcord_bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    ]
    known = {f"/{command.qualified_name}" for command in commands}
    groups = {f"/{command.parent.qualified_name}" for command in commands if command.parent}
    alone = {f"/{command.name}" for command in commands if command.parent is None}
    texts = [text for topic in TOPICS.values() for text in (topic.line, topic.page)]

    for text in texts:
        for named in re.findall(r"/[a-z]+(?: [a-z]+)?", text):
            assert named in known | groups or named.split()[0] in alone, named


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_every_card_fits(locale: str) -> None:
    words = Catalogues.read().words(locale)
    cards = [overview_card(TOPICS, words, waiting=3), about_card(words)]
    cards += [topic_card(name, topic, words, waiting=3) for name, topic in TOPICS.items()]

    assert all(card.content_length() <= 4000 for card in cards)
