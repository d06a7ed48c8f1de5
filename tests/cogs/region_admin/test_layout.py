"""Layouts built, kept and taken back in the simulated Discord, by the real bot and its queue."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.layout import Layout
from bot.domain.regions import Family
from bot.services.services import Services
from tests.cogs.region_admin.asking import ask, channels, roles
from tests.reading import read, read_private, read_refusal

NAMES = ("Tsugaru", "Noto", "Iya")


@pytest.fixture
async def groups(world: Any, services: Services) -> Any:
    """A server with three regions of its own, to have a channel and a role each."""
    for name in NAMES:
        await services.regions.add(world.guild.id, name, Family.OWN)
    await services.layouts.set_layout(world.guild.id, Family.OWN, Layout.CHANNELS)
    return world


async def press(world: Any, answer: Any, label: str) -> str:
    pressed = await world.admin.click(answer.response, label=label)
    return read_private(pressed)


async def undo(world: Any) -> str:
    asked = await world.admin.slash(world.channel, "region-admin undo")
    assert "Take the latest plan back?" in read_private(asked)
    return await press(world, asked, "Take the plan back")


async def test_a_plan_shows_budgets_steps_and_time_and_changes_nothing(groups: Any) -> None:
    before = set(channels(groups))

    shown = await ask(groups, "plan")

    assert "**Channels** 1 → 5 / 500" in shown
    assert "7 steps, about 1 minute" in shown
    assert "1. make category **Groups**" in shown
    assert set(channels(groups)) == before


async def test_in_a_server_of_two_languages_each_name_stands_in_both(
    groups: Any, services: Services
) -> None:
    await services.settings.set(groups.guild.id, "language", "both")
    await services.layouts.set_layout(groups.guild.id, Family.CITY, Layout.FORUM)

    await ask(groups, "apply")

    held = await services.layouts.held(groups.guild.id)
    kobe = held["post:t28100"].asked
    assert kobe.name == "Kobe City 神戸市"
    assert kobe.topic == (
        "For everybody with ties to Kobe City. 神戸市にゆかりのある人の場所です。"
    )


async def test_apply_makes_channels_and_roles_and_a_second_time_nothing(
    groups: Any, services: Services
) -> None:
    assert "It has begun" in await ask(groups, "apply")

    made = channels(groups)
    assert {"Groups", "iya", "noto", "tsugaru"} <= set(made)
    assert {made[name].parent_id for name in ("iya", "noto", "tsugaru")} == {made["Groups"].id}
    assert not any(roles(groups)[name].mentionable for name in NAMES)
    assert await services.layouts.job(groups.guild.id) is None
    places = await services.regions.places(groups.guild.id)
    assert {place.channel_id for place in places.values()} == {
        made[name].id for name in ("iya", "noto", "tsugaru")
    }
    assert "Done." in read(groups.channel.last_message)

    assert "There is nothing to do" in read_refusal(
        groups, await groups.admin.slash(groups.channel, "region-admin apply")
    )


async def test_undo_leaves_everything_as_it_was(groups: Any, services: Services) -> None:
    before, roles_before = set(channels(groups)), set(roles(groups))
    await ask(groups, "apply")

    assert "It has begun" in await undo(groups)

    assert set(channels(groups)) == before
    assert set(roles(groups)) == roles_before
    assert await services.layouts.held(groups.guild.id) == {}


async def test_undo_archives_what_somebody_wrote_in(groups: Any) -> None:
    await ask(groups, "apply")
    noto = channels(groups)["noto"]
    groups.env.backend.create_message(noto.id, groups.alice.id, "Hello, Noto!")

    await undo(groups)

    left = channels(groups)
    assert set(left) == {"general", "Archive", "noto"}
    assert left["noto"].parent_id == left["Archive"].id


async def test_undo_asks_before_it_stops_what_is_under_way(groups: Any, services: Services) -> None:
    server, before = groups.guild.id, set(channels(groups))
    groups.env.inject_error("POST", "/guilds/*/roles", status=400, code=30005)
    await ask(groups, "apply")

    asked = await groups.admin.slash(groups.channel, "region-admin undo")
    assert "Stop what is under way?" in read_private(asked)
    assert "/queue show says why" in read_private(asked)
    assert await services.layouts.job(server) is not None

    stopped = await groups.admin.click(asked.response, label="Stop it")
    assert "Take the latest plan back?" in read_private(stopped)
    assert await services.layouts.job(server) is None
    await press(groups, stopped, "Take the plan back")
    assert set(channels(groups)) == before


async def test_an_old_button_takes_no_other_plan_back(groups: Any, services: Services) -> None:
    await ask(groups, "apply")
    await services.regions.add(groups.guild.id, "Kiso", Family.OWN)
    await ask(groups, "apply")
    asked = await groups.admin.slash(groups.channel, "region-admin undo")

    await press(groups, asked, "Take the plan back")
    again = await press(groups, asked, "Take the plan back")

    assert "Take the latest plan back?" in again
    assert {"iya", "noto", "tsugaru"} <= set(channels(groups))
    assert "kiso" not in channels(groups)
