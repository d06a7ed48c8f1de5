"""Forums, hybrids, adoption and what else admins decide, in the simulated Discord."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord

from bot.domain.layout import Layout
from bot.domain.regions import Family
from bot.domain.settings import WELCOME_CHANNEL
from bot.services.services import Services
from bot.storage import layouts
from bot.storage.database import Database
from tests.cogs.region_admin.asking import ask, channels, roles
from tests.reading import offered, read, read_private, read_refusal


@pytest.fixture
async def noto(world: Any, services: Services) -> Any:
    """A server with one region of its own, to have a channel and a role."""
    await services.regions.add(world.guild.id, "Noto", Family.OWN)
    await services.layouts.set_layout(world.guild.id, Family.OWN, Layout.CHANNELS)
    return world


async def test_a_forum_gets_a_post_and_no_roles_and_the_plan_says_who_reads_it(
    noto: Any, services: Services
) -> None:
    told = await ask(noto, "layout", family="own", layout="forum")
    assert "a post each in one forum, no roles" in told
    assert "Posts are open to all who see the forum" in await ask(noto, "plan")

    await ask(noto, "apply")

    assert "groups" in channels(noto)
    assert "Noto" not in roles(noto)
    place = (await services.regions.places(noto.guild.id))["o1"]
    assert noto.env.backend.channels[place.thread_id].name == "Noto"
    assert (place.channel_id, place.role_id) == (None, None)


async def test_what_was_there_before_is_offered_and_taken_over_only_when_ticked(
    noto: Any, services: Services
) -> None:
    before = noto.guild.create_text_channel("noto")
    noto.guild.create_role("Noto", permissions=discord.Permissions(ban_members=True))
    shown = await noto.admin.slash(noto.channel, "region-admin plan")
    assert offered(shown.response) == ["#noto"], "a role that gives rights is not offered"

    value = f"channel:o1:{before.id}"
    await noto.admin.select(shown.response, [value], custom_id="layout:tick:0")
    await ask(noto, "apply")

    place = (await services.regions.places(noto.guild.id))["o1"]
    assert (place.channel_id, place.channel_adopted) == (before.id, True)
    assert "Groups" not in channels(noto)
    assert "keeps its name until you change it" in await ask(
        noto, "rename", region="Noto", name="Noto Hanto"
    )


async def test_however_much_was_there_before_all_of_it_can_be_ticked(
    noto: Any, services: Services, db: Database
) -> None:
    made = [noto.guild.create_text_channel(f"isle-{number}") for number in range(10, 40)]
    for number in range(10, 40):
        await services.regions.add(noto.guild.id, f"Isle {number}", Family.OWN)
    shown = (await noto.admin.slash(noto.channel, "region-admin plan")).response
    values = [f"channel:o{number}:{each.id}" for number, each in enumerate(made, 2)]

    for menu, chosen in ((0, values[:25]), (1, values[25:]), (0, values[1:25])):
        await noto.admin.select(shown, chosen, custom_id=f"layout:tick:{menu}")

    async with db.reader() as conn:
        ticked = await layouts.ticks(conn, noto.guild.id)
    assert {f"{kind}:{code}:{thing}" for (kind, code), thing in ticked.items()} == {*values[1:]}


async def test_without_a_permission_each_step_says_so_and_nothing_starts(noto: Any) -> None:
    backend = noto.env.backend
    guild = backend.get_guild(noto.guild.id)
    role = next(role for role in guild.roles.values() if role.managed)
    some = discord.Permissions(view_channel=True, send_messages=True)
    backend.edit_role(guild.id, role.id, {"permissions": some.value})
    before = set(channels(noto))

    assert "Manage Roles is missing; 3 steps need it." in await ask(noto, "plan")
    refused = await noto.admin.slash(noto.channel, "region-admin apply")

    assert "Manage Channels is missing; 2 steps need it." in read_refusal(noto, refused)
    assert set(channels(noto)) == before


async def test_archiving_a_region_archives_its_channel_with_the_next_plan(
    noto: Any, services: Services
) -> None:
    await ask(noto, "apply")
    noto.env.backend.create_message(channels(noto)["noto"].id, noto.alice.id, "Hello, Noto!")

    assert "**Noto** is archived." in await ask(noto, "archive", region="Noto")
    assert "put channel **noto** into the archive" in await ask(noto, "plan")
    await ask(noto, "apply")

    assert channels(noto)["noto"].parent_id == channels(noto)["Archive"].id
    assert (await services.regions.places(noto.guild.id))["o1"].channel_id is None

    await ask(noto, "restore", region="Noto")
    await ask(noto, "apply")
    assert "Archive" not in channels(noto)
    assert channels(noto)["noto"].parent_id == channels(noto)["Groups"].id


async def test_a_lively_region_earns_a_channel_and_gives_it_up_and_its_people_are_told(
    noto: Any, services: Services
) -> None:
    server = noto.guild.id
    await ask(noto, "layout", family="own", layout="hybrid")
    await services.settings.set(server, "hybrid_wakes_at", "1")
    await ask(noto, "apply")
    place = (await services.regions.places(server))["o1"]
    assert place.channel_id is None

    await services.memberships.join(server, noto.alice.id, "o1")
    noto.env.backend.create_message(place.thread_id, noto.alice.id, "Anybody from Noto?")
    await services.settings.set(server, "hybrid_sleeps_below", "1")
    await ask(noto, "apply")
    channel = (await services.regions.places(server))["o1"].channel_id
    assert channel is not None
    told = [read(message) for message in messages(noto, place.thread_id)]
    assert f"<#{channel}>" in told[-1]

    await services.memberships.leave(server, noto.alice.id, "o1")
    await ask(noto, "apply")
    assert (await services.regions.places(server))["o1"].channel_id is None
    told = [read(message) for message in messages(noto, place.thread_id)]
    assert "own channel is closed" in told[-1]


def messages(world: Any, channel: int) -> list[Any]:
    return list(world.env.backend.messages[channel].values())


async def test_renaming_merging_and_adding(noto: Any, services: Services) -> None:
    renamed = await ask(noto, "rename", region="Noto", name="Noto Hanto")
    assert renamed.startswith("It is called **Noto Hanto** here now. /region-admin plan")
    await ask(noto, "add", name="Kiso", kind="own")
    told = await ask(noto, "merge", region="Noto Hanto", into="Kiso")

    assert "Its people belong to **Kiso** now." in told
    assert [each.name for each in await services.regions.all(noto.guild.id)][-1] == "Kiso"


async def test_known_chapters_are_offered_to_be_added(noto: Any, services: Services) -> None:
    found = await noto.admin.autocomplete(noto.channel, "region-admin add", "name", "new yo")
    assert [each["value"] for each in found] == ["JETAA New York"]

    await ask(noto, "add", name="JETAA New York", kind="chapter")
    assert (await services.regions.get(noto.guild.id, "hnew-york")).name == "JETAA New York"


async def test_representatives_come_and_go(noto: Any, services: Services) -> None:
    await ask(noto, "rep add", region="Noto", member=noto.alice)
    assert await services.regions.representatives(noto.guild.id, "o1") == [noto.alice.id]

    await ask(noto, "rep remove", region="Noto", member=noto.alice)
    assert await services.regions.representatives(noto.guild.id, "o1") == []


async def test_the_panel_is_posted_in_the_servers_language(noto: Any, services: Services) -> None:
    await services.settings.set(noto.guild.id, "language", "ja")

    await ask(noto, "panel", channel=noto.channel)

    assert "地域" in read(noto.channel.last_message)


async def test_newcomers_are_led_to_the_panel_once_discord_took_it(
    noto: Any, services: Services
) -> None:
    server, channel = noto.guild.id, noto.channel
    path = f"/channels/{channel.id}/messages"
    noto.env.inject_error("POST", path, status=403, code=50013)

    assert "comes to" in await ask(noto, "panel", channel=channel)
    [letter] = await services.outbox.dead(server, limit=9)
    told = read_private(await noto.admin.slash(channel, "queue show"))
    assert f"The panel of the regions in <#{channel.id}>" in told
    assert await services.settings.get(server, WELCOME_CHANNEL) is None

    await services.outbox.retry(server, letter.row.id)
    await noto.env.settle()
    assert "Find your people" in read(channel.last_message)
    assert await services.settings.get(server, WELCOME_CHANNEL) == channel.id


async def test_in_a_server_of_two_languages_the_panel_speaks_both(
    noto: Any, services: Services
) -> None:
    await services.settings.set(noto.guild.id, "language", "both")

    await ask(noto, "panel", channel=noto.channel)

    posted = noto.channel.last_message
    assert "Find your people" in read(posted)
    assert "縁のある人たち" in read(posted)
    picked = await noto.alice.select(posted, ["w150"], custom_id="region:part:world")
    assert "Europe" in read_private(picked)
    assert "ヨーロッパ" not in read_private(picked)


async def test_members_may_not_even_see_it(noto: Any) -> None:
    with pytest.raises(simcord.SetupError):
        await noto.alice.slash(noto.channel, "region-admin plan")


async def test_a_japanese_admin_reads_japanese(noto: Any) -> None:
    hana = noto.join("hana", locale="ja", permissions=discord.Permissions(manage_guild=True))

    shown = read_private(await hana.slash(noto.channel, "region-admin plan"))

    assert "## 計画" in shown
    assert "ロール**Noto**を作る" in shown
