from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord

from bot.domain.settings import SETTINGS
from bot.i18n import Catalogues
from bot.services.services import Services
from cogs.config.cards import setting_card, settings_card
from tests.reading import read_private, read_refusal


async def test_show_lists_every_setting_with_its_default(world: Any) -> None:
    shown = read_private(await world.admin.slash(world.channel, "config show"))

    assert all(f"**{name}**" in shown for name in SETTINGS)
    assert "**hellos_a_day**: 3 (default)" in shown


async def test_a_change_is_saved_shown_and_taken_back(world: Any, services: Services) -> None:
    await world.admin.slash(world.channel, "config set", name="hellos_a_day", value="5")
    assert await services.settings.look_up(world.guild.id, "hellos_a_day") == (
        SETTINGS["hellos_a_day"],
        5,
    )

    shown = read_private(await world.admin.slash(world.channel, "config show", name="hellos_a_day"))
    assert "Now: 5" in shown
    assert "Default: 3" in shown

    await world.admin.slash(world.channel, "config reset", name="hellos_a_day")
    assert await services.settings.get(world.guild.id, SETTINGS["hellos_a_day"]) == 3


async def test_a_setting_of_one_server_leaves_the_others_alone(services: Services) -> None:
    await services.settings.set(1, "hellos_a_day", "5")

    assert await services.settings.get(1, SETTINGS["hellos_a_day"]) == 5
    assert await services.settings.get(2, SETTINGS["hellos_a_day"]) == 3


@pytest.mark.parametrize("how", ["mention", "id", "name", "at and name"])
async def test_a_role_is_understood_however_it_is_typed(
    world: Any, services: Services, how: str
) -> None:
    role = world.guild.create_role("Senpai")
    typed = {
        "mention": f"<@&{role.id}>",
        "id": str(role.id),
        "name": "senpai",
        "at and name": "@Senpai",
    }[how]

    shown = await world.admin.slash(world.channel, "config set", name="moderator_role", value=typed)

    assert f"<@&{role.id}>" in read_private(shown)
    assert await services.settings.get(world.guild.id, SETTINGS["moderator_role"]) == role.id


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("moderator_role", "nobody here", "is one role of this server"),
        ("moderator_role", "@everyone", "is one role of this server"),
        ("hellos_a_day", "many", "a whole number from 0 to 50"),
        ("hellos_a_day", "51", "a whole number from 0 to 50"),
        ("weekly_line", "perhaps", "one of these: on, off"),
        ("language", "fr", "one of these: en, ja, both"),
        ("welcome_channel", "nowhere", "one text channel of this server"),
        ("colour", "blue", "no setting of that name"),
    ],
)
async def test_a_value_that_does_not_fit_is_refused_with_what_fits(
    world: Any, services: Services, name: str, value: str, says: str
) -> None:
    before = await services.settings.all(world.guild.id)

    answer = await world.admin.slash(world.channel, "config set", name=name, value=value)

    assert says in read_private(answer)
    assert await services.settings.all(world.guild.id) == before
    assert len(world.env.errors) == 1


async def test_two_roles_of_one_name_are_refused(world: Any) -> None:
    for _ in range(2):
        world.guild.create_role("twin")

    answer = await world.admin.slash(
        world.channel, "config set", name="moderator_role", value="twin"
    )

    assert "one role" in read_private(answer)
    assert len(world.env.errors) == 1


async def test_a_channel_a_switch_and_a_choice_are_saved_and_shown(
    world: Any, services: Services
) -> None:
    for name, value, says in (
        ("welcome_channel", "#General", f"<#{world.channel.id}>"),
        ("weekly_line", "Yes", "Now: on"),
        ("language", "BOTH", "Now: English and Japanese"),
    ):
        shown = await world.admin.slash(world.channel, "config set", name=name, value=value)
        assert says in read_private(shown)

    kept = await services.settings.all(world.guild.id)
    assert kept[SETTINGS["welcome_channel"]] == world.channel.id
    assert kept[SETTINGS["weekly_line"]] is True
    offered = await world.admin.autocomplete(
        world.channel, "config set", "value", "o", name="weekly_line"
    )
    assert [each["name"] for each in offered] == ["on", "off"]


async def test_discord_hides_the_settings_from_people_who_may_not_manage_the_server(
    world: Any,
) -> None:
    with pytest.raises(simcord.SetupError):
        await world.alice.slash(world.channel, "config show")


async def test_whoever_a_server_shows_the_command_to_still_needs_the_right(
    world: Any, services: Services
) -> None:
    command = world.env.backend.commands[None]["config", 1]
    world.guild.set_command_permissions(int(command["id"]), {world.alice: True})

    asked = {"show": {}, "set": {"name": "hellos_a_day", "value": "5"}, "reset": {"name": "colour"}}
    for command, options in asked.items():
        answer = await world.alice.slash(world.channel, f"config {command}", **options)
        assert "This is for admins" in read_refusal(world, answer)

    assert await services.settings.get(world.guild.id, SETTINGS["hellos_a_day"]) == 3


async def test_names_and_values_are_suggested(world: Any) -> None:
    names = await world.admin.autocomplete(world.channel, "config set", "name", "hello")
    roles = await world.admin.autocomplete(
        world.channel, "config set", "value", "role of admin", name="moderator_role"
    )

    assert [name["value"] for name in names] == ["hellos_a_day"]
    assert [role["name"] for role in roles] == ["@role of admin"]


async def test_a_japanese_admin_reads_japanese(world: Any) -> None:
    hana = world.join("hana", locale="ja", permissions=discord.Permissions(manage_guild=True))

    shown = read_private(await hana.slash(world.channel, "config show"))
    names = await hana.autocomplete(world.channel, "config show", "name", "あいさつ")

    assert "このサーバーの設定" in shown
    assert [name["value"] for name in names] == ["hellos_a_day"]


def test_every_setting_is_described_in_japanese() -> None:
    japanese = Catalogues.read().words("ja")

    for text in (setting.description for setting in SETTINGS.values()):
        assert japanese(text) != text


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_all_settings_fit_one_card(locale: str) -> None:
    words = Catalogues.read().words(locale)
    values = {setting: setting.default for setting in SETTINGS.values()}

    assert settings_card(values, words).content_length() <= 4000
    assert all(setting_card(*pair, words).content_length() <= 4000 for pair in values.items())
