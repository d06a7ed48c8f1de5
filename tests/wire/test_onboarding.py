"""Discord's own Onboarding, which the simulator does not have."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import AlumniBot
from bot.domain.regions import RegionPlace
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.wire.conftest import TOKEN
from tests.wire.fake.faults import Denied, Trouble
from tests.wire.fake.onboarding import MANAGE_ROLES, MANAGE_SERVER
from tests.wire.fake.payloads import CHANNEL_ID, GUILD_ID, Json, member
from tests.wire.fake_discord import FakeDiscord

ADMIN = {**member(5), "permissions": str(MANAGE_SERVER)}
ROLES = range(600000000000000001, 600000000000000048)
THEIRS = {
    "id": "70",
    "type": 0,
    "title": "Your games",
    "options": [
        {
            "id": "71",
            "title": "Go",
            "description": None,
            "emoji": {"id": None, "name": "🎲", "animated": False},
            "role_ids": ["9"],
            "channel_ids": [],
        }
    ],
    "single_select": True,
    "required": True,
    "in_onboarding": True,
}


@pytest.fixture
async def bot(
    services: Services, db: Database, discord: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[AlumniBot]:
    """The real bot in this process; every prefecture has a role, and there is a panel."""
    discord.guild.everyone_may = MANAGE_SERVER | MANAGE_ROLES
    discord.guild.features = ["COMMUNITY"]
    discord.guild.role_ids = list(ROLES)
    discord.onboarding.prompts = [THEIRS]
    discord.onboarding.default_channel_ids = [str(CHANNEL_ID)]
    await services.settings.set(GUILD_ID, "welcome_channel", str(CHANNEL_ID))
    async with db.transaction() as conn:
        for at, role_id in enumerate(ROLES, start=1):
            await regions.put_place(conn, GUILD_ID, RegionPlace(f"p{at:02}", role_id=role_id))
    monkeypatch.setattr(Route, "BASE", discord.rest)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(discord.gateway))
    async with AlumniBot(services, Catalogues.read()) as bot:
        running = asyncio.create_task(bot.start(TOKEN))
        await discord.connected()
        yield bot
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


async def ask(discord: FakeDiscord, *, by: Json = ADMIN) -> str:
    """Run the command and return all that is answered."""
    data = {"id": "1", "name": "region-admin", "type": 1}
    data["options"] = [{"type": 1, "name": "onboarding", "options": []}]
    return await answer(discord, await discord.interact(data, member=by))


async def press(discord: FakeDiscord, *, by: Json = ADMIN) -> str:
    """Press the button on a message that an earlier process may have sent."""
    data = {"custom_id": "onboarding:write", "component_type": 2}
    button = {"type": 2, "style": 1, "custom_id": "onboarding:write", "label": "Write it"}
    message = {
        "id": "44",
        "channel_id": str(CHANNEL_ID),
        "author": member(1)["user"],
        "content": "",
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "type": 0,
        "components": [{"type": 1, "components": [button]}],
        **{name: [] for name in ("mentions", "mention_roles", "attachments", "embeds")},
    }
    return await answer(discord, await discord.interact(data, kind=3, member=by, message=message))


async def answer(discord: FakeDiscord, token: str) -> str:
    first = await discord.answer_to(token)
    if first["type"] == 4:
        return json.dumps(first, ensure_ascii=False)
    async with asyncio.timeout(15):
        while True:
            for asked in discord.asked[::-1]:
                if f"/{token}" in asked.path and not asked.path.endswith("/callback"):
                    return json.dumps(asked.body, ensure_ascii=False)
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("bot")
async def test_what_is_there_is_shown_first_and_kept_and_ours_is_written_once(
    discord: FakeDiscord,
) -> None:
    shown = await ask(discord)
    assert shown.index("Your games") < shown.index("Your prefectures in Japan: 47 options")
    assert f"<#{CHANNEL_ID}>" in shown
    assert "Still missing: 6, and 5 to write in" in shown
    assert "countries" in shown
    assert not discord.asked_for("PUT", "/onboarding")

    written = await press(discord)
    before = discord.onboarding.payload()
    again = await press(discord)

    assert "All of it is written" in written
    assert "All of it is written" in again
    theirs, prefectures, panel = before["prompts"]
    assert theirs == THEIRS
    assert [option["role_ids"] for option in prefectures["options"]] == [[str(r)] for r in ROLES]
    assert [option["channel_ids"] for option in panel["options"]] == [[str(CHANNEL_ID)]]
    assert discord.onboarding.payload() == before
    assert not discord.onboarding.enabled
    assert len(discord.asked_for("PUT", "/onboarding")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_lost_answer_is_told_and_pressing_again_writes_nothing_twice(
    discord: FakeDiscord,
) -> None:
    discord.faults.order("PUT", "/onboarding", Trouble(503, is_done=True))

    lost = await press(discord)
    found = discord.onboarding.payload()
    again = await press(discord)

    assert "Discord did not answer" in lost
    assert "All of it is written" in again
    assert discord.onboarding.payload() == found
    assert len(discord.asked_for("PUT", "/onboarding")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_role_that_the_bot_may_not_grant_is_told(discord: FakeDiscord) -> None:
    discord.faults.order("PUT", "/onboarding", Denied())

    refused = await press(discord)

    assert "Discord refused it (code 50013), and all is as it was" in refused
    assert discord.onboarding.prompts == [THEIRS]


@pytest.mark.usefixtures("bot")
async def test_what_does_not_fit_is_refused_with_what_would_help(discord: FakeDiscord) -> None:
    discord.onboarding.prompts = [{**THEIRS, "id": str(70 + at)} for at in range(14)]

    shown = await ask(discord)
    pressed = await press(discord)

    assert "This does not fit" in shown
    assert "/region-admin layout" in shown
    assert "onboarding:write" not in shown
    assert "do not fit any more: 1" in pressed
    assert not discord.asked_for("PUT", "/onboarding")


@pytest.mark.usefixtures("bot")
async def test_whoever_may_not_is_turned_away_from_command_and_button(
    discord: FakeDiscord,
) -> None:
    for refused in (await ask(discord, by=member(6)), await press(discord, by=member(6))):
        assert "This is for admins" in refused
    assert not discord.asked_for("GET", "/onboarding")


async def test_what_the_bot_lacks_and_what_the_server_is_not_is_said_before_anything(
    bot: AlumniBot, discord: FakeDiscord
) -> None:
    guild = bot.get_guild(GUILD_ID)
    assert guild is not None
    guild.features.clear()
    assert "Enable Community" in await ask(discord)

    guild.default_role._permissions = MANAGE_ROLES
    assert "my own role needs Manage Server" in await ask(discord)
    assert not discord.asked_for("GET", "/onboarding")
